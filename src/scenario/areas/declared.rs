//! Checks `[areas]`: its paths lead to values of their own, its columns fit together, its numbers are known.

use super::super::codes::{BAD_AREA_COLUMN, NOT_FINITE, UNKNOWN_NAME};
use super::super::nearest::suggestion;
use super::super::raw::{RawAreaColumn, RawIgnore, RawWhich};
use super::super::reader::Reader;
use super::places::{NotReplaceable, Places};
use crate::source::Problem;

impl Reader<'_> {
    /// Checks how a table of wijken is read; without a table it changes nothing.
    pub(in crate::scenario) fn check_areas(&mut self, places: &Places) {
        let raw = self.raw;
        let Some(areas) = &raw.areas else { return };
        for (target, column) in &areas.columns {
            let path = format!("areas.columns.{target}");
            self.check_target(&path, target, places);
            self.check_product(&path, column);
            self.check_times(&format!("{path}.times"), column);
            if let RawIgnore::Columns(ignored) = &areas.ignore {
                for name in column.product.iter().filter(|name| ignored.contains(name)) {
                    let message = format!("column `{name}` is ignored and makes `{target}`");
                    self.report(
                        Problem::new(BAD_AREA_COLUMN, "areas.ignore", message)
                            .rule("a column that is used is not ignored"),
                    );
                }
            }
        }
    }

    fn check_target(&mut self, path: &str, target: &str, places: &Places) {
        let problem = match places.at(target) {
            Ok(_) => return,
            // What stands there is wrong itself, and reported there.
            Err(_) if self.holds_doubt(target) => return,
            Err(NotReplaceable::Unknown { .. }) => {
                let message = format!("there is no value at `{target}`");
                Problem::new(UNKNOWN_NAME, path, message)
                    .rule("a column replaces the value at a path, e.g. `\"groups.ouderen.size\"`, in quotes")
                    .maybe_help(places.suggestion(target))
            }
            Err(NotReplaceable::Shared { parameter, .. }) => {
                let message = format!("`{target}` is `{parameter}`, which other places use too");
                Problem::new(BAD_AREA_COLUMN, path, message)
                    .rule("a column replaces a value in one place")
                    .help(format!("name `{parameter}` to replace it everywhere, or give `{target}` a value of its own"))
            }
        };
        self.report(problem);
    }

    fn check_product(&mut self, path: &str, column: &RawAreaColumn) {
        let at = format!("{path}.product");
        if column.product.is_empty() {
            let message = format!("`{at}` names no column");
            self.report(
                Problem::new(BAD_AREA_COLUMN, &at, message)
                    .rule("at least one column of the table is needed"),
            );
        }
        for (place, name) in column.product.iter().enumerate() {
            let twice = column.product[..place].contains(name);
            if twice || name.trim().is_empty() {
                let message = if twice {
                    format!("`{at}` has `{name}` twice")
                } else {
                    format!("`{at}` has a column without a name")
                };
                self.report(
                    Problem::new(BAD_AREA_COLUMN, &at, message)
                        .rule("the columns of a product differ and have names"),
                );
            }
        }
        for (key, which) in [("percent", &column.percent), ("impute", &column.impute)] {
            let Some(RawWhich::Columns(names)) = which else { continue };
            for name in names.iter().filter(|name| !column.product.contains(name)) {
                let known = column.product.iter().map(String::as_str);
                let message = format!("`{name}` is not one of the columns of `{path}`");
                self.report(
                    Problem::new(UNKNOWN_NAME, format!("{path}.{key}"), message)
                        .rule(format!("`{key}` names columns of `product`"))
                        .maybe_help(suggestion(name, known)),
                );
            }
        }
    }

    fn check_times(&mut self, path: &str, column: &RawAreaColumn) {
        match column.factor() {
            Some(number) if number.is_finite() => {
                if self.is_typed(path) {
                    self.note_evidence(path, &column.times);
                }
            }
            Some(number) => {
                let message = format!("`{path}` is {number}");
                self.report(
                    Problem::new(NOT_FINITE, path, message).rule("must be a finite number"),
                );
            }
            None => {
                let message = format!("`{path}` is not a number that is known");
                self.report(
                    Problem::new(BAD_AREA_COLUMN, path, message)
                        .rule("columns are multiplied by a number: `times = { value = 0.205, source = \"…\", grade = \"C\" }`")
                        .help("what is uncertain has its distribution where it stands in the scenario"),
                );
            }
        }
    }
}
