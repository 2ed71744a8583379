//! Reads `[groups.<g>]`.

use super::codes::{NEED_MISSING, NO_SUM_TO_ONE, UNUSED};
use super::names::ALL;
use super::range::{LegalRange, not_one};
use super::raw::RawGroup;
use super::reader::Reader;
use crate::model::{Group, Stratum};
use crate::source::Problem;

impl Reader<'_> {
    /// Every group.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let raw = self.raw;
        raw.groups.iter().map(|(name, group)| self.read_group(name, group)).collect()
    }

    fn read_group(&mut self, name: &str, raw: &RawGroup) -> Group {
        let path = format!("groups.{name}");
        self.check_name("group", name, &path);
        Group {
            name: name.to_owned(),
            size: self.quantity(&format!("{path}.size"), &raw.size, LegalRange::PEOPLE),
            turnover: self.quantity(&format!("{path}.turnover"), &raw.turnover, LegalRange::SHARE),
            exit: self.quantity(&format!("{path}.exit"), &raw.exit, LegalRange::SHARE),
            strata: self.read_strata(&path, raw),
        }
    }

    fn read_strata(&mut self, path: &str, raw: &RawGroup) -> Vec<Stratum> {
        let need_path = format!("{path}.need");
        let common = self.optional(&need_path, raw.need.as_ref(), LegalRange::SHARE);
        let each_has_its_own =
            !raw.strata.is_empty() && raw.strata.values().all(|stratum| stratum.need.is_some());
        match common {
            None if !each_has_its_own => {
                let message = format!("`{path}` does not say how many people are in need");
                self.report(
                    Problem::new(NEED_MISSING, &need_path, message)
                        .rule("`need` is required unless every stratum has its own")
                        .help("add `need = …` (a share between 0 and 1)"),
                );
            }
            Some(_) if each_has_its_own => {
                let message = format!("`{need_path}` is not used: every stratum has its own");
                self.report(Problem::new(UNUSED, &need_path, message).help("leave it out"));
            }
            _ => {}
        }
        if raw.strata.is_empty() {
            let need = common.unwrap_or_else(|| self.inputs.fixed(&need_path, 0.0));
            return vec![Stratum { name: ALL.to_owned(), share: 1.0, need }];
        }
        self.check_sum(
            &format!("{path}.strata"),
            "shares of the strata",
            raw.strata.values().map(|stratum| stratum.share),
        );
        let mut strata = Vec::new();
        for (name, stratum) in &raw.strata {
            let path = format!("{path}.strata.{name}");
            self.check_free_name("stratum", name, &path);
            let own = format!("{path}.need");
            let need = self.optional(&own, stratum.need.as_ref(), LegalRange::SHARE).or(common);
            let need = need.unwrap_or_else(|| self.inputs.fixed(&own, 0.0));
            strata.push(Stratum { name: name.clone(), share: stratum.share, need });
        }
        strata
    }

    /// Reports shares that do not sum to one.
    pub(super) fn check_sum(&mut self, path: &str, what: &str, shares: impl Iterator<Item = f64>) {
        if let Some(shown) = not_one(shares.sum()) {
            let message = format!("the {what} in `{path}` sum to {shown}");
            self.report(Problem::new(NO_SUM_TO_ONE, path, message).rule("they must sum to 1"));
        }
    }
}
