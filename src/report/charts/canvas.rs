//! The sheet a figure is drawn on: title, subtitle, description, and texts and lines of one look.

use svg::Document;
use svg::node::element::{Description, Line, Rectangle, Text, Title};

use super::label::lines;
use super::look::{INK, Look, QUIET, SMALL, TITLE};

/// What is said around a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Caption {
    /// The finding, in a sentence.
    pub(in crate::report) title: String,
    /// Measure and unit.
    pub(in crate::report) subtitle: String,
    /// What somebody who cannot see the figure should know.
    pub(in crate::report) description: String,
}

/// Where a text stands with respect to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
    pub(super) anchor: Anchor,
}

impl Type {
    pub(super) const fn new(size: f64, colour: &'static str) -> Self {
        Self { size, bold: false, colour, anchor: Anchor::Start }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A figure in the making.
#[derive(Debug)]
pub(super) struct Canvas {
    document: Document,
    /// Width of the figure.
    pub(super) width: f64,
    /// Lower edge of what is drawn so far.
    pub(super) bottom: f64,
}

impl Canvas {
    /// A sheet with its title and subtitle.
    pub(super) fn new(look: &Look, caption: &Caption) -> Self {
        let (title, description) = (format!("{}-t", look.id), format!("{}-d", look.id));
        let document = Document::new()
            .set("role", "img")
            .set("aria-labelledby", format!("{title} {description}"))
            .set("font-family", "system-ui, sans-serif")
            .add(Title::new(caption.title.as_str()).set("id", title))
            .add(Description::new().set("id", description).add(svg::node::Text::new(
                if caption.description.is_empty() {
                    &caption.subtitle
                } else {
                    &caption.description
                },
            )));
        let mut canvas = Self { document, width: look.width, bottom: 0.0 };
        canvas.paragraph(&caption.title, Type::new(TITLE, INK).bold());
        canvas.paragraph(&caption.subtitle, Type::new(SMALL, QUIET));
        canvas.bottom += 8.0;
        canvas
    }

    /// Lines of text below what is there.
    pub(super) fn paragraph(&mut self, text: &str, look: Type) {
        // Two units are kept free on the right for fonts that are wider still.
        for line in lines(text, self.width - 2.0, look.size, look.bold) {
            let baseline = self.bottom + look.size;
            self.text([0.0, baseline], &line, look);
            self.bottom += look.size * 1.32;
        }
    }

    /// A text with its baseline at a place.
    pub(super) fn text(&mut self, [x, y]: [f64; 2], text: &str, look: Type) {
        let mut element = Text::new(text)
            .set("x", at(x))
            .set("y", at(y))
            .set("font-size", look.size)
            .set("fill", look.colour);
        if look.bold {
            element = element.set("font-weight", "bold");
        }
        match look.anchor {
            Anchor::Start => {}
            Anchor::Middle => element = element.set("text-anchor", "middle"),
            Anchor::End => element = element.set("text-anchor", "end"),
        }
        self.add(element);
    }

    /// A straight line.
    pub(super) fn line(
        &mut self,
        [x1, y1]: [f64; 2],
        [x2, y2]: [f64; 2],
        colour: &str,
        width: f64,
        class: &str,
    ) {
        self.add(
            Line::new()
                .set("class", class)
                .set("x1", at(x1))
                .set("y1", at(y1))
                .set("x2", at(x2))
                .set("y2", at(y2))
                .set("stroke", colour)
                .set("stroke-width", width),
        );
    }

    /// A filled box from one corner to another.
    pub(super) fn rectangle(
        &mut self,
        [x1, y1]: [f64; 2],
        [x2, y2]: [f64; 2],
        colour: &str,
        opacity: f64,
        class: &str,
    ) {
        self.add(
            Rectangle::new()
                .set("class", class)
                .set("x", at(x1.min(x2)))
                .set("y", at(y1.min(y2)))
                .set("width", at((x2 - x1).abs()))
                .set("height", at((y2 - y1).abs()))
                .set("fill", colour)
                .set("fill-opacity", opacity),
        );
    }

    /// Any element.
    pub(super) fn add(&mut self, element: impl svg::Node) {
        let document = std::mem::replace(&mut self.document, Document::new());
        self.document = document.add(element);
    }

    /// The figure as text, as high as what was drawn.
    pub(super) fn finish(self) -> String {
        let height = (self.bottom + 4.0).ceil();
        self.document
            .set("viewBox", format!("0 0 {} {height}", self.width))
            .set("width", self.width)
            .set("height", height)
            .to_string()
    }
}

/// A coordinate, to a hundredth.
pub(super) fn at(coordinate: f64) -> f64 {
    (coordinate * 100.0).round() / 100.0
}
