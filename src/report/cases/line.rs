//! One case on a time line: what would have happened, and what did.

use super::words::{Teller, cut, plain};
use crate::casebook::{CaseResult, Findings, Moment, Side};
use crate::report::layout::GLUE;
use crate::report::numbers::Language;

/// Columns of an amount.
const AMOUNT: usize = 11;

/// Most columns of a month: more would draw short cases coarse.
const WIDEST_MONTH: usize = 3;

/// The time line of a case, in lines of at most `width` columns; none if there is no case of that name.
///
/// It shows the texts of the case: not for others.
pub fn case_line(found: &Findings, name: &str, language: Language, width: usize) -> Option<String> {
    let case = found.cases.iter().find(|case| case.name == name)?;
    let teller = Teller::new(language, width);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(teller.warning(found).map(|text| teller.prose(text)));
    let title =
        case.title.as_deref().map_or_else(String::new, |title| format!(" · {}", plain(title)));
    parts.push(teller.prose(&format!("{}{title}", plain(&case.name))));
    parts.push(lines(case, &teller));
    parts.push(teller.prose(&sums(case, found, &teller)));
    Some(parts.join("\n\n") + "\n")
}

/// How months become columns.
struct Months {
    label: usize,
    bar: usize,
    /// Months in a column, or columns in a month.
    step: usize,
    wide: usize,
}

impl Months {
    fn of(case: &CaseResult, width: usize) -> Self {
        let last = case.moments.iter().map(end).max().unwrap_or(1).max(1);
        let label = if width < 60 { 16 } else { 30 };
        let room = width.saturating_sub(label + AMOUNT + 4).max(8);
        let step = last.div_ceil(room);
        let wide = if step > 1 { 1 } else { (room / last).clamp(1, WIDEST_MONTH) };
        Self { label, bar: last.div_ceil(step) * wide, step, wide }
    }

    fn bar(&self, moment: &Moment) -> String {
        let at = |column: usize| column / self.wide * self.step;
        let (from, until) = (moment.from as usize, end(moment));
        let is_on = |column: usize| at(column) < until && at(column) + self.step > from;
        (0..self.bar).map(|column| if is_on(column) { '█' } else { '·' }).collect()
    }

    /// Numbers of months above the columns where they begin.
    fn ruler(&self) -> String {
        let mut ruler = String::new();
        let apart = (12_usize.div_ceil(self.step) * self.wide).max(5);
        let mut column = 0;
        while column < self.bar {
            let number = (column / self.wide * self.step).to_string();
            if column + number.len() > self.bar {
                break;
            }
            ruler.push_str(&" ".repeat(column.saturating_sub(ruler.len())));
            ruler.push_str(&number);
            column += apart;
        }
        ruler
    }
}

fn end(moment: &Moment) -> usize {
    moment.from as usize + moment.months.max(1) as usize
}

fn lines(case: &CaseResult, teller: &Teller) -> String {
    let months = Months::of(case, teller.width);
    let sides = [
        (Side::Without, teller.word("ZONDER HULP, zoals beoordeeld", "WITHOUT HELP, as judged")),
        (Side::With, teller.word("MET HULP", "WITH HELP")),
        (Side::Service, teller.word("DE HULP ZELF", "THE HELP ITSELF")),
    ];
    let gap = months.label + 2;
    let month = teller.word("maand", "month");
    let mut told = vec![format!("{month:<gap$}{}", months.ruler()).trim_end().to_owned()];
    for (side, heading) in sides {
        let mut moments: Vec<&Moment> =
            case.moments.iter().filter(|moment| moment.side == side).collect();
        if moments.is_empty() {
            continue;
        }
        moments.sort_by_key(|moment| moment.from);
        told.push(heading.to_owned());
        for moment in moments {
            let (label, bar) = (cut(&moment.what, months.label - 1), months.bar(moment));
            let euros = teller.euros(moment.euro);
            told.push(format!("  {label:<0$}{bar} {euros:>AMOUNT$}", months.label));
        }
    }
    told.join("\n")
}

fn sums(case: &CaseResult, found: &Findings, teller: &Teller) -> String {
    let amount = |euros: f64| teller.amount(euros);
    let [without, with, service] =
        [&case.without, &case.with, &case.service].map(|b| amount(b.mean));
    let [saving, low, high] = [case.saving.mean, case.saving.p05, case.saving.p95].map(amount);
    let share = found.optimism.map_or(1.0, |share| share.mean);
    let share = format!("{}{GLUE}x", teller.numbers.decimal(share, 2));
    match teller.language {
        Language::Dutch => format!(
            "Besparing: {share} ({without} - {with}) - {service} = {saving} (90%: {low} tot {high}), in euro's van {}. Bedragen zijn gemiddelden: prijs maal aantal maal kans.",
            found.price_year
        ),
        Language::English => format!(
            "Saving: {share} ({without} - {with}) - {service} = {saving} (90%: {low} to {high}), in euros of {}. Amounts are means: price times amount times chance.",
            found.price_year
        ),
    }
}
