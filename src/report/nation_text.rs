//! A run over many wijken in the terminal, for somebody who never took statistics.

use super::layout::{GLUE, NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use super::nation::{Nation, NationRow};
use super::numbers::Language;
use super::sentences::{National, STANDS_IN, Said};

/// Wijken told from the top.
const FIRST: usize = 10;

/// Wijken told from the end.
const LAST: usize = 5;

/// Lines on what was left out; the rest is counted.
const LINES: usize = 6;

/// Which come first and last, how sure that is, and where the next staff belong, in lines of at most `width` columns (40 to 200; sentences
/// to 100).
pub fn nation_text(nation: &Nation, language: Language, width: usize) -> String {
    let telling = Telling {
        told: National::new(nation, Said::new(language)),
        width: width.clamp(NARROWEST, WIDEST),
    };
    let told = &telling.told;
    let mut parts = vec![telling.prose(&[told.asked()]), telling.prose(&[told.verdict()])];
    parts.extend(telling.order());
    let sure = told.how_sure();
    if !sure.is_empty() {
        let [_, _, group] = told.shared_and_own();
        parts.push(telling.prose(&[sure, vec![group]].concat()));
    }
    parts.push(telling.prose(&told.placing()));
    parts.extend(telling.staff());
    parts.push(telling.prose(&told.filled()));
    parts.push(telling.prose(&telling.left_out()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// One telling in one width.
struct Telling<'a> {
    told: National<'a>,
    width: usize,
}

impl Telling<'_> {
    fn prose(&self, sentences: &[String]) -> String {
        let width = self.width.min(PROSE);
        let lines = sentences.iter().map(|sentence| wrapped(&broken(sentence, width), width, 2));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A wijk before its row, on one line and short enough for three columns beside it.
    fn label(&self, place: &str, row: &NationRow) -> String {
        let most = self.width.saturating_sub(34).clamp(18, 48);
        let mark = if row.imputed { format!(" {STANDS_IN}") } else { String::new() };
        let room = most.saturating_sub((place.chars().count() + mark.chars().count()).min(12));
        format!(
            "{place}{}",
            (cut(&self.told.name(row), room) + &mark).replace(' ', &GLUE.to_string())
        )
    }

    /// The first, and the last where that leaves some between.
    fn order(&self) -> Option<String> {
        let rows = self.told.nation.in_order();
        if rows.is_empty() {
            return None;
        }
        let count = rows.len();
        let is_split = count > FIRST + LAST + 1;
        let shown: Vec<Option<&NationRow>> = if is_split {
            let first = rows.iter().take(FIRST).map(|row| Some(*row));
            let last = rows.iter().skip(count - LAST).map(|row| Some(*row));
            first.chain([None]).chain(last).collect()
        } else {
            rows.iter().map(|row| Some(*row)).collect()
        };
        let digits = self.told.count(count).chars().count();
        let label = |row: Option<&NationRow>| {
            row.map_or_else(
                || "…".to_owned(),
                |row| self.label(&format!("{:>digits$}{GLUE}", self.told.count(row.place)), row),
            )
        };
        let labels: Vec<String> = shown.iter().copied().map(label).collect();
        let column = |cell: &dyn Fn(&NationRow) -> String| -> Vec<String> {
            shown.iter().map(|row| row.map_or_else(String::new, cell)).collect()
        };
        let columns = [
            column(&|row| self.told.places(row)),
            column(&|row| self.told.per_euro(row.per_euro)),
            column(&|row| self.told.fte(row.fte_now)),
        ];
        let header = self
            .told
            .said
            .one(
                ["plaats (90%)", "netto per €", "FTE nu"],
                ["place (90%)", "net per EUR", "FTE now"],
            )
            .map(str::to_owned);
        Some(labelled_table("wijk", &header, &labels, &columns, self.width))
    }

    /// The wijken that get most.
    fn staff(&self) -> Option<String> {
        let nation = self.told.nation;
        let rows = nation.staffed();
        if rows.is_empty() || nation.fte_more.is_nan() || nation.fte_more <= 0.0 {
            return None;
        }
        let shown = || rows.iter().take(FIRST);
        let labels: Vec<String> = shown().map(|row| self.label("", row)).collect();
        let column = |value: fn(&NationRow) -> f64| -> Vec<String> {
            shown().map(|row| self.told.fte(value(row))).collect()
        };
        let columns =
            [column(|row| row.fte_now), column(|row| row.placed_fte), column(|row| row.even_fte)];
        let header = self
            .told
            .said
            .one(["FTE nu", "erbij", "bij spreiden"], ["FTE now", "more", "if spread"])
            .map(str::to_owned);
        let mut table = labelled_table("wijk", &header, &labels, &columns, self.width);
        let more = rows.len().saturating_sub(FIRST);
        if more > 0 {
            let more = self.told.count(more);
            let line = self.told.said.one(
                format!("… en {more} wijken met niet meer dan de laatste"),
                format!("… and {more} wijken with no more than the last"),
            );
            table = format!("{table}\n{}", wrapped(&line, self.width.min(PROSE), 2));
        }
        Some(table)
    }

    fn left_out(&self) -> Vec<String> {
        let lines = &self.told.nation.left_out;
        let mut told: Vec<String> = self.told.without_place().into_iter().collect();
        if lines.is_empty() {
            return told;
        }
        told.push(self.told.say("Niet meegerekend:", "Left out:"));
        let plain = |line: &String| format!("- {}", line.replace(char::is_control, " "));
        told.extend(lines.iter().take(LINES).map(plain));
        let more = lines.len().saturating_sub(LINES);
        if more > 0 {
            let more = self.told.count(more);
            told.push(self.told.said.one(
                format!("- en nog {more} regels, in --json"),
                format!("- and {more} more lines, in --json"),
            ));
        }
        told
    }
}

/// As much as fits, with an ellipsis.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// With words that are longer than a line cut.
fn broken(text: &str, width: usize) -> String {
    text.split(' ').map(|word| cut(word, width - 2)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::nation::tests::{hostile, nation};

    const LANGUAGES: [Language; 2] = [Language::Dutch, Language::English];

    #[test]
    fn lines_keep_to_the_width_whatever_wijken_are_called() {
        let long = "W".repeat(300);
        let all = [
            nation(3393, 0.0),
            nation(3, 2.0),
            nation(0, 0.0),
            Nation::default(),
            hostile(&long),
            hostile("twee\nregels \u{1b}[31m"),
            hostile(""),
        ];
        for nation in all {
            for language in LANGUAGES {
                for width in [10, 40, 60, 80, 100, 200] {
                    let told = nation_text(&nation, language, width);
                    let most = width.clamp(NARROWEST, WIDEST);
                    let wide = told.lines().find(|line| line.chars().count() > most);
                    assert_eq!(wide, None, "{width}\n{told}");
                    assert!(!told.contains('\u{1b}') && !told.contains("\n\n\n"));
                }
            }
        }
    }

    #[test]
    fn a_reader_finds_what_matters() {
        let nation = nation(3393, 0.0);
        let [lines, english] = LANGUAGES.map(|language| nation_text(&nation, language, 100));
        let [dutch, english] = [&lines, &english].map(|told| told.replace("\n  ", " "));
        for part in [
            "3.393 wijken, geordend",
            "Nergens verdient meer personeel zich terug",
            "het minst verliest",
            "wijken kunnen bij de eerste tien horen",
            "Geen van de volgende 60 FTE",
            "gelijkmatig gespreid leveren € 240.000",
            "In een deel van de berekeningen is spreiden beter",
            "1.131 wijken missen een cijfer",
            "Niet meegerekend",
            "3.393 ",
        ] {
            assert!(dutch.contains(part), "{part} is not in\n{dutch}");
        }
        for part in
            ["Nowhere does more staff pay back", "loses least", "may belong to the first ten"]
        {
            assert!(english.contains(part), "{part} is not in\n{english}");
        }
        let place = |place: usize| lines.find(&format!("\n {place:>5} ")).unwrap();
        assert!((1..=10).map(place).is_sorted() && place(10) < lines.find("\n 3.389 ").unwrap());
    }

    #[test]
    fn where_it_pays_no_word_is_lost_on_losses() {
        for language in LANGUAGES {
            let told = nation_text(&nation(200, 3.0), language, 100);
            for part in ["Nergens", "Nowhere", "Geen van", "None of"] {
                assert!(!told.contains(part), "{told}");
            }
        }
    }

    #[test]
    fn without_room_or_placing_that_is_said_or_left_out() {
        let mut nation = nation(200, 3.0);
        (nation.fte_placed, nation.fte_that_gain, nation.may_miss) = (20.0, 12.0, 2e6);
        let told = nation_text(&nation, Language::English, 200);
        for part in ["Of the 60 FTE there is room for 20", "After 12 FTE", "gain at most"] {
            assert!(told.contains(part), "{part} is not in\n{told}");
        }
        nation.fte_more = 0.0;
        let told = nation_text(&nation, Language::English, 200);
        assert!(!told.contains("room for") && !told.contains("if spread"), "{told}");
    }
}
