//! Reads a figure back, for tests: where things stand, and whether anything overlaps or falls outside.

use svg::node::element::tag::Type as Kind;
use svg::parser::Event;

use super::canvas::Caption;
use super::label::width_of;
use super::look::{Look, NARROW, WIDE};
use crate::report::numbers::{Language, Numbers};

/// Texts on one line that are closer than this read as one: a space is about 4 wide.
const TOGETHER: f64 = 6.0;

/// A box in the figure.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Area {
    class: String,
    pub(in crate::report) left: f64,
    pub(in crate::report) right: f64,
    pub(in crate::report) top: f64,
    pub(in crate::report) bottom: f64,
}

/// A text and the room it takes.
#[derive(Debug, Clone)]
struct Written {
    text: String,
    area: Area,
    anchor: String,
    x: f64,
    y: f64,
}

/// A figure, read.
#[derive(Debug)]
pub(in crate::report) struct Picture {
    width: f64,
    height: f64,
    shapes: Vec<Area>,
    paths: Vec<(String, Vec<[f64; 2]>)>,
    texts: Vec<Written>,
    has_title: bool,
    has_description: bool,
}

/// Both widths in both languages.
pub(in crate::report) fn looks() -> Vec<Look> {
    [WIDE, NARROW]
        .into_iter()
        .flat_map(|width| {
            [Language::Dutch, Language::English].map(|language| Look {
                numbers: Numbers(language),
                width,
                id: "f".to_owned(),
            })
        })
        .collect()
}

/// A caption with letters that mean something in SVG.
pub(in crate::report) fn caption() -> Caption {
    Caption {
        title: "Meer opbouwwerkers: meer saldo, maar elke volgende voegt minder toe & <dat> is zo"
            .into(),
        subtitle: "Gemiddelde met 50%- en 90%-band, contante waarde, miljoen euro van 2025".into(),
        description: "Beschrijving".into(),
    }
}

impl Picture {
    pub(in crate::report) fn read(source: &str) -> Self {
        let mut picture = Self {
            width: f64::NAN,
            height: f64::NAN,
            shapes: Vec::new(),
            paths: Vec::new(),
            texts: Vec::new(),
            has_title: false,
            has_description: false,
        };
        let mut pending: Option<Written> = None;
        let mut bold = false;
        let mut size = 0.0;
        for event in svg::read(source).unwrap() {
            match event {
                Event::Tag(name, kind, attributes) => {
                    let number = |key: &str| -> f64 { attributes[key].parse().unwrap() };
                    let class =
                        attributes.get("class").map(ToString::to_string).unwrap_or_default();
                    match (name, kind) {
                        ("svg", Kind::Start) => {
                            let view: Vec<f64> = attributes["viewBox"]
                                .split(' ')
                                .map(|part| part.parse().unwrap())
                                .collect();
                            (picture.width, picture.height) = (view[2], view[3]);
                        }
                        ("title", Kind::Start) => picture.has_title = true,
                        ("desc", Kind::Start) => picture.has_description = true,
                        ("rect", _) => picture.shapes.push(Area {
                            class,
                            left: number("x"),
                            right: number("x") + number("width"),
                            top: number("y"),
                            bottom: number("y") + number("height"),
                        }),
                        ("line", _) => picture.shapes.push(Area {
                            class,
                            left: number("x1").min(number("x2")),
                            right: number("x1").max(number("x2")),
                            top: number("y1").min(number("y2")),
                            bottom: number("y1").max(number("y2")),
                        }),
                        ("circle", _) => picture.shapes.push(Area {
                            class,
                            left: number("cx") - number("r"),
                            right: number("cx") + number("r"),
                            top: number("cy") - number("r"),
                            bottom: number("cy") + number("r"),
                        }),
                        ("path", _) => picture.paths.push((class, points(&attributes["d"]))),
                        ("text", Kind::Start) => {
                            bold = attributes.contains_key("font-weight");
                            size = number("font-size");
                            pending = Some(Written {
                                text: String::new(),
                                area: Area {
                                    class,
                                    left: 0.0,
                                    right: 0.0,
                                    top: number("y") - 0.8 * size,
                                    bottom: number("y") + 0.22 * size,
                                },
                                anchor: attributes
                                    .get("text-anchor")
                                    .map(ToString::to_string)
                                    .unwrap_or_default(),
                                x: number("x"),
                                y: number("y"),
                            });
                        }
                        ("text", Kind::End) => picture.texts.extend(pending.take()),
                        _ => {}
                    }
                }
                Event::Text(text) => {
                    if let Some(written) = &mut pending {
                        let text =
                            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                        let width = width_of(&text, size, bold);
                        let before = match written.anchor.as_str() {
                            "middle" => width / 2.0,
                            "end" => width,
                            _ => 0.0,
                        };
                        written.area.left = written.x - before;
                        written.area.right = written.x - before + width;
                        written.text = text;
                    }
                }
                Event::Error(error) => panic!("{error}"),
                _ => {}
            }
        }
        picture
    }

    /// Title and description are there, no two texts touch, and nothing falls outside.
    pub(in crate::report) fn is_tidy(&self) {
        assert!(self.has_title && self.has_description);
        self.texts_stand_apart(TOGETHER);
        for (index, a) in self.texts.iter().enumerate() {
            for b in &self.texts[..index] {
                let apart = a.area.right <= b.area.left
                    || b.area.right <= a.area.left
                    || a.area.bottom <= b.area.top
                    || b.area.bottom <= a.area.top;
                assert!(apart, "{:?} touches {:?} at {:?} {:?}", a.text, b.text, a.area, b.area);
            }
        }
        let corners = self.paths.iter().flat_map(|(_, points)| points);
        for &[x, y] in corners {
            assert!((0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y));
        }
        for area in self.shapes.iter().chain(self.texts.iter().map(|written| &written.area)) {
            assert!(
                area.left >= -0.01
                    && area.right <= self.width + 0.01
                    && area.top >= -0.01
                    && area.bottom <= self.height + 0.01,
                "outside {} x {}: {area:?}",
                self.width,
                self.height
            );
        }
    }

    /// Texts on one line are at least this far from each other.
    pub(in crate::report) fn texts_stand_apart(&self, room: f64) {
        for (index, a) in self.texts.iter().enumerate() {
            for b in self.texts[..index].iter().filter(|b| (b.y - a.y).abs() < 0.1) {
                let gap = (a.area.left - b.area.right).max(b.area.left - a.area.right);
                assert!(gap >= room - 0.01, "{:?} is {gap} from {:?}", a.text, b.text);
            }
        }
    }

    pub(in crate::report) fn boxes(&self, class: &str) -> Vec<Area> {
        self.shapes.iter().filter(|area| area.class == class).cloned().collect()
    }

    pub(in crate::report) fn paths(&self, class: &str) -> Vec<Vec<[f64; 2]>> {
        self.paths.iter().filter(|path| path.0 == class).map(|path| path.1.clone()).collect()
    }

    /// From x to value, by the numbers below the figure.
    pub(in crate::report) fn horizontal_axis(&self) -> impl Fn(f64) -> f64 {
        through(&self.horizontal_ticks())
    }

    /// From x to the logarithm of the value, by the numbers below the figure.
    pub(in crate::report) fn logarithmic_axis(&self) -> impl Fn(f64) -> f64 {
        let ticks = self.horizontal_ticks();
        through(&ticks.into_iter().map(|(x, value)| (x, value.ln())).collect::<Vec<_>>())
    }

    fn horizontal_ticks(&self) -> Vec<(f64, f64)> {
        let lowest = self.texts.iter().map(|written| written.y).fold(0.0, f64::max);
        self.shapes
            .iter()
            .filter(|area| area.class == "grid" || area.class == "zero")
            .filter_map(|area| {
                self.texts
                    .iter()
                    .filter(|written| (written.y - lowest).abs() < 0.1)
                    .find(|written| (written.x - area.left).abs() < 0.1)
                    .and_then(|written| Some((area.left, value(&written.text)?)))
            })
            .collect()
    }

    /// From y to value, by the numbers to the left of the grid.
    pub(in crate::report) fn vertical_axis(&self) -> impl Fn(f64) -> f64 {
        let ticks: Vec<(f64, f64)> = self
            .shapes
            .iter()
            .filter(|area| area.class == "grid" || area.class == "zero")
            .filter_map(|area| {
                self.texts
                    .iter()
                    .find(|w| w.anchor == "end" && (w.y - area.top - 4.2).abs() < 0.1)
                    .and_then(|written| Some((area.top, value(&written.text)?)))
            })
            .collect();
        through(&ticks)
    }
}

/// The line through the outermost ticks.
fn through(ticks: &[(f64, f64)]) -> impl Fn(f64) -> f64 + use<> {
    assert!(ticks.len() > 1, "{ticks:?}");
    let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
    move |place| first.1 + (place - first.0) / (last.0 - first.0) * (last.1 - first.1)
}

/// A number along an axis: whole in these tests, or with one decimal behind a comma or a point.
fn value(text: &str) -> Option<f64> {
    text.replace('\u{2212}', "-").replace(',', ".").trim_end_matches('%').parse().ok()
}

fn points(data: &str) -> Vec<[f64; 2]> {
    let numbers: Vec<f64> = data
        .split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect();
    numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect()
}
