//! What was left out and why, in lines that people read: some of each kind, the rest counted.

use std::collections::BTreeMap;

use super::super::words::digits;
use super::judged::{Areas, LeftOut, Note, Reason};

/// Wijken told one by one; the rest is counted.
const TOLD: usize = 12;

/// Examples told of many wijken with the same reason.
const EXAMPLES: usize = 3;

impl Areas {
    /// What was left out: one line for wijken where nobody lives, one for each column that is missing in some, one for
    /// each other wijk and reason up to a dozen, and the number of those not told.
    pub fn told_left_out(&self) -> Vec<String> {
        let mut empty = Vec::new();
        let mut missing: BTreeMap<(usize, usize), Vec<&LeftOut>> = BTreeMap::new();
        let (mut told, mut more) = (Vec::new(), 0);
        for one in &self.left_out {
            for reason in &one.reasons {
                match reason {
                    Reason::Empty => empty.push(one),
                    Reason::Missing { table, column } => {
                        missing.entry((*table, *column)).or_default().push(one);
                    }
                    other if told.len() < TOLD => told.push(self.line(one, other)),
                    _ => more += 1,
                }
            }
        }
        if more > 0 {
            told.push(format!("and {more} more"));
        }
        for ((table, column), ones) in missing {
            let name = self.column(table, column);
            told.push(format!(
                "`{name}` is missing for {} and there is nothing to fill it from: {}",
                counted(ones.len()),
                examples(&ones)
            ));
        }
        if !empty.is_empty() {
            let verb = if empty.len() == 1 { "has" } else { "have" };
            told.push(format!("{} {verb} no people: {}", counted(empty.len()), examples(&empty)));
        }
        told
    }

    /// What somebody should know of the tables, a line each.
    pub fn told_notes(&self) -> Vec<String> {
        let file = |table: usize| self.tables.get(table).map_or("", |(file, _)| file.as_str());
        let line = |note: &Note| match note {
            Note::Unused { table, columns } => {
                let told: Vec<String> =
                    columns.iter().take(TOLD).map(|column| format!("`{column}`")).collect();
                let more = columns.len() - told.len();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("{}: nothing uses {}{more}", file(*table), told.join(", "))
            }
            Note::NotFound { table, count, example } => {
                format!("{} does not have {}, e.g. {example}", file(*table), counted(*count))
            }
            Note::OnlyLater { table, count, example } => {
                let (later, first) = (file(*table), file(0));
                format!(
                    "only {later} has {}, e.g. {example}; those of {first} are run",
                    counted(*count)
                )
            }
            Note::Buurten => "there are no wijken; each buurt is run".to_owned(),
            Note::BadReference { table, row, column } => format!(
                "{}: row {row}, column `{}` is no number and fills no other cell",
                file(*table),
                self.column(*table, *column)
            ),
        };
        self.notes.iter().map(line).collect()
    }

    /// One reason why one wijk was left out.
    fn line(&self, one: &LeftOut, reason: &Reason) -> String {
        let wijk = if one.code.is_empty() {
            format!("row {}", one.row)
        } else {
            format!("row {}, `{}`", one.row, one.code)
        };
        let of = |table: usize| match self.tables.get(table) {
            // The row of the wijk is that of the first table.
            Some((file, _)) if table > 0 => format!(" of {file}"),
            _ => String::new(),
        };
        let why = match reason {
            Reason::NoCode => "there is no code".to_owned(),
            Reason::BadCode { rule } => format!("the code cannot be used; {rule}"),
            Reason::Twice { table, rows: [first, second] } => {
                format!("the code stands in rows {first} and {second}{}", of(*table))
            }
            Reason::Ragged { table, row, cells } => {
                let names = self.tables.get(*table).map_or(0, |(_, names)| names.len());
                format!("row {row}{} has {cells} cells, not {names}", of(*table))
            }
            Reason::Contradiction { word } => format!("the code is not that of a \"{word}\""),
            Reason::NoNumber { table, row, column, cell, thousands } => {
                let name = self.column(*table, *column);
                let place =
                    if *table > 0 { format!(" in row {row}{}", of(*table)) } else { String::new() };
                if *thousands {
                    format!(
                        "column `{name}`{place}: does `{cell}` have a mark between thousands? Write numbers without"
                    )
                } else {
                    format!("column `{name}`{place}: `{cell}` is no number")
                }
            }
            Reason::Missing { table, column } => {
                format!("`{}` is missing", self.column(*table, *column))
            }
            Reason::OutOfRange { quantity, value, hint } => {
                let path = self.quantities.get(*quantity).map_or("", String::as_str);
                let rule = self.rules.get(*quantity).map_or("", String::as_str);
                let hint = hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
                format!("`{path}` is {}, and must be {rule}{hint}", digits(*value))
            }
            Reason::Empty => "nobody lives there".to_owned(),
            Reason::NoStaff { programme } => format!(
                "`programmes.{programme}` has `participants_now` and no staff there; it needs present staff"
            ),
        };
        format!("{wijk}: {why}")
    }

    fn column(&self, table: usize, column: usize) -> &str {
        let names = self.tables.get(table).map(|(_, names)| names);
        names.and_then(|names| names.get(column)).map_or("", String::as_str)
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 wijk".to_owned() } else { format!("{count} wijken") }
}

fn examples(ones: &[&LeftOut]) -> String {
    let told: Vec<String> =
        ones.iter().take(EXAMPLES).map(|one| format!("{} (row {})", one.code, one.row)).collect();
    let more = if ones.len() > EXAMPLES { " …" } else { "" };
    format!("{}{more}", told.join(", "))
}
