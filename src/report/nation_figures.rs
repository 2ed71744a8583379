//! Figures of many wijken: who comes first and last, and how many lie where.

use super::charts::{
    Caption, Counted, Look, NARROW, Order, Placed, WIDE, histogram, ranked as draw_ranked,
};
use super::nation::{Nation, NationRow, Pays};
use super::numbers::{Language, Numbers};
use super::sentences::{National, Said};

/// Rows from the top.
const FIRST: usize = 25;

/// Rows from the end.
const LAST: usize = 5;

/// The ranked dot plot as SVG, as wide as a desk or a telephone (`narrow`).
pub fn ranked_figure(nation: &Nation, language: Language, narrow: bool) -> String {
    ranked(&look(language, narrow, "ranked"), &National::new(nation, Said::new(language)))
}

/// All wijken by their net per euro as SVG, as wide as a desk or a telephone (`narrow`).
pub fn spread_figure(nation: &Nation, language: Language, narrow: bool) -> String {
    spread(&look(language, narrow, "spread"), &National::new(nation, Said::new(language)))
}

fn look(language: Language, narrow: bool, id: &str) -> Look {
    let width = if narrow { NARROW } else { WIDE };
    Look { numbers: Numbers(language), width, id: id.to_owned() }
}

/// The rows of the ranked figure: the first, and the last where that leaves some between.
fn shown<'a>(rows: &[&'a NationRow]) -> [Vec<&'a NationRow>; 2] {
    if rows.len() <= FIRST + LAST + 1 {
        return [rows.to_vec(), Vec::new()];
    }
    let last = rows.iter().skip(rows.len() - LAST).copied().collect();
    [rows.iter().take(FIRST).copied().collect(), last]
}

pub(super) fn ranked(look: &Look, told: &National) -> String {
    let rows = told.nation.in_order();
    let [first, last] = shown(&rows);
    let is_split = !last.is_empty();
    let placed = |row: &&NationRow| Placed {
        name: told.name(row),
        places: told.places(row),
        told: told.per_euro(row.per_euro),
        ends: [row.low, row.place as f64, row.high],
        is_open: row.imputed,
    };
    let between = told.count(rows.len().saturating_sub(FIRST + LAST));
    let header = told
        .said
        .one(["wijk", "plaats (90%)", "netto per €"], ["wijk", "place (90%)", "net per EUR"]);
    let order = Order {
        header: header.map(str::to_owned),
        first: first.iter().map(placed).collect(),
        between: told.said.one(
            format!("… {between} wijken daartussen …"),
            format!("… {between} wijken between them …"),
        ),
        last: last.iter().map(placed).collect(),
        places: rows.len() as f64,
    };
    let mut subtitle = told.say(
        "Stip: plaats naar verwachting. Lijn: daar ligt de plaats in 90% van de berekeningen.",
        "Dot: expected place. Line: there the place lies in 90% of the calculations.",
    );
    if first.iter().chain(&last).any(|row| row.imputed) {
        subtitle += &told.say(
            " Open stip: met een cijfer van gemeente of land.",
            " Open dot: with a figure of municipality or country.",
        );
    }
    if is_split {
        subtitle += &told.say(
            " De laatste vijf hebben een eigen as.",
            " The last five have an axis of their own.",
        );
    }
    let description = first.iter().chain(&last).map(|row| {
        let (name, places) = (told.name(row), told.places(row));
        let place = told.count(row.place);
        format!("{place}: {name} ({places})")
    });
    let caption = Caption {
        title: if rows.is_empty() { told.verdict() } else { told.first_title() },
        subtitle,
        description: description.collect::<Vec<_>>().join("; "),
    };
    draw_ranked(look, &caption, &order)
}

pub(super) fn spread(look: &Look, told: &National) -> String {
    let rows = told.nation.in_order();
    let mean = told.nation.per_euro();
    let name = told.said.one("het land", "the country");
    let counted = Counted {
        values: rows.iter().map(|row| (row.per_euro, row.imputed)).collect(),
        mark: mean.is_finite().then(|| (mean, format!("{name}: {}", told.per_euro(mean)))),
        beyond: match told.said.language() {
            Language::Dutch => {
                |count| format!("Wijken die verder liggen dan de as en aan de rand staan: {count}.")
            }
            Language::English => {
                |count| format!("Wijken that lie beyond the axis and stand at its edge: {count}.")
            }
        },
    };
    let mut subtitle = told.say(
        "Aantal wijken naar wat een extra euro er netto oplevert, in euro.",
        "Number of wijken by what an extra euro yields there on balance, in euros.",
    );
    if rows.iter().any(|row| row.imputed) {
        subtitle += &told.say(
            " Licht: met een cijfer van gemeente of land.",
            " Light: with a figure of municipality or country.",
        );
    }
    let (first, last) = (rows.first(), rows.last());
    let value = |row: Option<&&NationRow>| told.per_euro(row.map_or(f64::NAN, |row| row.per_euro));
    let description = told.said.one(
        format!("Van {} tot {}; het land {}.", value(last), value(first), told.per_euro(mean)),
        format!("From {} to {}; the country {}.", value(last), value(first), told.per_euro(mean)),
    );
    histogram(look, &Caption { title: spread_title(told), subtitle, description }, &counted)
}

fn spread_title(told: &National) -> String {
    let all = told.count(told.nation.in_order().len());
    match told.nation.pays() {
        Pays::NoOrder => told.verdict(),
        Pays::Nowhere => told.say(
            "In elke wijk kost een extra euro meer dan hij oplevert",
            "In every wijk an extra euro costs more than it yields",
        ),
        Pays::Everywhere => told.say(
            "In elke wijk levert een extra euro meer op dan hij kost",
            "In every wijk an extra euro yields more than it costs",
        ),
        Pays::Some(some) => {
            let some = told.count(some);
            told.said.one(
                format!("In {some} van de {all} wijken levert een extra euro meer op dan hij kost"),
                format!("In {some} of the {all} wijken an extra euro yields more than it costs"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::reading::Picture;
    use crate::report::nation::tests::{hostile, nation};

    #[test]
    fn figures_of_every_size_are_tidy() {
        for language in [Language::Dutch, Language::English] {
            for count in [0, 1, 2, 10, 31, 32, 400, 3393] {
                for pays in [0.0, 0.65, 3.0] {
                    let nation = nation(count, pays);
                    for narrow in [false, true] {
                        let picture = Picture::read(&ranked_figure(&nation, language, narrow));
                        picture.is_tidy();
                        assert_eq!(
                            picture.boxes("place").len(),
                            if count > 31 { 30 } else { count }
                        );
                        Picture::read(&spread_figure(&nation, language, narrow)).is_tidy();
                    }
                }
            }
            for name in ["<script>", "", "\u{1b}[31m|\n", &"W".repeat(400)] {
                for narrow in [false, true] {
                    let told = ranked_figure(&hostile(name), language, narrow);
                    assert!(!told.contains("<script>") && !told.contains('\u{1b}'));
                    Picture::read(&told).is_tidy();
                    Picture::read(&spread_figure(&hostile(name), language, narrow)).is_tidy();
                }
            }
        }
    }

    #[test]
    fn titles_say_the_finding() {
        let told = ranked_figure(&nation(400, 0.0), Language::Dutch, false);
        assert!(told.contains("wijken kunnen bij de eerste tien horen"));
        let mut sure = nation(400, 0.0);
        for row in &mut sure.ranked {
            (row.low, row.high) = (row.place as f64, row.place as f64);
        }
        let told = ranked_figure(&sure, Language::English, false);
        assert!(told.contains("The first ten are nearly certain"));
        let told = spread_figure(&sure, Language::English, false);
        assert!(told.contains("In every wijk an extra euro costs more than it yields"));
    }
}
