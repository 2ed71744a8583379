//! Many wijken: which come first, how sure that is, and where the next staff belong.

use super::cells::{plain, table};
use super::page::Page;
use crate::report::nation::{Nation, NationRow};
use crate::report::sentences::{National, Said};

/// Wijken in the table.
const FIRST: usize = 25;

impl Page<'_> {
    pub(super) fn nation(&self) -> String {
        self.material.nation.as_ref().map_or_else(String::new, |nation| told(nation, self.said))
    }
}

fn told(nation: &Nation, said: Said) -> String {
    let told = National::new(nation, said);
    let sentences = |all: &[String]| plain(&all.join(" "));
    let mut parts = vec![
        format!("## {}", said.one("Waar het eerst", "Where first")),
        plain(&told.asked()),
        format!("**{}**", plain(&told.verdict())),
        sentences(&told.how_sure()),
        sentences(&told.placing()),
    ];
    if !nation.in_order().is_empty() {
        parts.push(rows(&told));
        parts.extend(told.shared_and_own().iter().map(|paragraph| plain(paragraph)));
    }
    parts.push(sentences(told.without_place().as_slice()));
    parts.push(sentences(&told.filled()));
    if !nation.left_out.is_empty() {
        let lines = nation.left_out.iter().map(|line| format!("- {}", plain(line)));
        let heading = said.one("Niet meegerekend:", "Left out:").to_owned();
        parts.push(format!("{heading}\n\n{}", lines.collect::<Vec<_>>().join("\n")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The first wijken.
fn rows(told: &National) -> String {
    let heads = told.said.one(
        ["Wijk", "Plaats (90%)", "Netto per euro", "FTE nu", "FTE erbij", "Bij spreiden"],
        ["Wijk", "Place (90%)", "Net per euro", "FTE now", "FTE more", "If spread"],
    );
    let columns = if told.nation.fte_more > 0.0 { heads.len() } else { heads.len() - 2 };
    let cells = |row: &NationRow| {
        let label = format!("{}. {}", told.count(row.place), told.marked(row));
        let all = [
            plain(&label),
            told.places(row),
            told.per_euro(row.per_euro),
            told.fte(row.fte_now),
            told.fte(row.placed_fte),
            told.fte(row.even_fte),
        ];
        all.into_iter().take(columns).collect::<Vec<String>>()
    };
    let heads: Vec<String> = heads.into_iter().take(columns).map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        told.nation.in_order().into_iter().take(FIRST).map(cells).collect();
    table(&heads, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::nation::tests::{hostile, nation};
    use crate::report::numbers::Language;

    #[test]
    fn the_first_stand_in_a_table_and_names_break_nothing() {
        let page = told(&nation(300, 0.0), Said::new(Language::Dutch));
        assert!(page.contains("| 25. Centrum") && !page.contains("| 26. "), "{page}");
        assert!(page.contains("Nergens verdient meer personeel zich terug"));
        let page = told(&hostile("a|b\n# <i>"), Said::new(Language::English));
        assert!(!page.contains("<i>") && !page.contains("\n# "));
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let widths: Vec<usize> =
            page.lines().filter(|line| line.starts_with('|')).map(bars).collect();
        assert!(widths.len() > 3 && widths.iter().all(|&width| width == 7), "{widths:?}");
        assert!(!told(&Nation::default(), Said::new(Language::Dutch)).contains("| "));
    }
}
