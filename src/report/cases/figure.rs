//! Client cases as a figure: one row a case, dot with band, the largest saving first.

use super::words::{Teller, cut};
use crate::casebook::{Band, Findings};
use crate::report::charts::{Caption, Estimated, Look, Unit, WIDE, estimates};
use crate::report::numbers::Language;

/// Cases in the figure; more would not be read.
const ROWS: usize = 40;

/// The saving of each case and of all together, as SVG.
pub fn cases_figure(found: &Findings, language: Language) -> String {
    let teller = Teller::new(language, 80);
    let overall = &found.overall.saving;
    let mut cases: Vec<_> = found.cases.iter().collect();
    cases.sort_by(|a, b| b.saving.mean.total_cmp(&a.saving.mean));
    let left = cases.len().saturating_sub(ROWS);
    cases.truncate(ROWS);
    let bands = cases.iter().map(|case| &case.saving).chain([&overall.known]).chain(&overall.both);
    let unit = Unit::of(language, bands.flat_map(|band| [band.p05, band.mean, band.p95]));
    let row = |name: String, band: &Band| {
        let ends = [band.mean, band.p05, band.p95].map(|euros| euros / unit.euros);
        Estimated {
            name,
            told: teller.euros(band.mean),
            series: vec![Some(ends).filter(|ends| ends.iter().all(|end| end.is_finite()))],
        }
    };
    let mut rows = Vec::new();
    if cases.len() > 1 {
        let name = teller.word("Gemiddeld over", "Mean over");
        let band = overall.both.as_ref().unwrap_or(&overall.known);
        rows.push(row(format!("{name} {}", teller.count(found.cases.len())), band));
    }
    rows.extend(cases.iter().map(|case| row(cut(&case.name, 60), &case.saving)));
    let mean = teller.euros(overall.mean);
    let title = match language {
        Language::Dutch => format!("Gemiddeld spaart een casus {mean}"),
        Language::English => format!("On average a case saves {mean}"),
    };
    let mut subtitle = teller.warning(found).map_or_else(String::new, |text| format!("{text} "));
    let measure = match language {
        Language::Dutch => format!(
            "Besparing per casus in {}, euro's van {}; streep: 90%-band. Gekozen casussen zijn geen steekproef.",
            unit.name, found.price_year
        ),
        Language::English => format!(
            "Saving a case in {}, euros of {}; line: 90% band. Chosen cases are no random sample.",
            unit.name, found.price_year
        ),
    };
    subtitle.push_str(&measure);
    if left > 0 {
        let more = match language {
            Language::Dutch => format!(" {left} casussen met minder staan er niet bij."),
            Language::English => format!(" {left} cases with less are left out."),
        };
        subtitle.push_str(&more);
    }
    let look = Look { numbers: teller.numbers, width: WIDE, id: "cases".to_owned() };
    estimates(&look, &Caption { title, subtitle, description: String::new() }, &[], &rows)
}
