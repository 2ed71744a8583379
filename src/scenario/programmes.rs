//! Reads `[programmes.<p>]`.

use super::codes::NO_TARGET;
use super::range::LegalRange;
use super::raw::RawProgramme;
use super::reader::Reader;
use crate::model::{Costs, Programme, Quantity};
use crate::source::Problem;

impl Reader<'_> {
    /// Every programme, in the order in which they draw people.
    pub(super) fn programmes(&mut self) -> Vec<Programme> {
        let raw = self.raw;
        raw.programmes
            .iter()
            .map(|(name, programme)| self.read_programme(name, programme))
            .collect()
    }

    fn read_programme(&mut self, name: &str, raw: &RawProgramme) -> Programme {
        let path = format!("programmes.{name}");
        self.check_name("programme", name, &path);
        let group = self.group(&raw.group, &format!("{path}.group"));
        let (roles, capacity) = self.staff(name, raw);
        let at = |key: &str| format!("{path}.{key}");
        Programme {
            name: name.to_owned(),
            group: group.unwrap_or(0),
            roles,
            capacity,
            hireable: self.quantity(&at("hireable"), &raw.hireable, LegalRange::SHARE),
            ramp: self.quantity(&at("ramp"), &raw.ramp, LegalRange::AT_LEAST_ONE),
            returns_to_scale: self.quantity(
                &at("returns_to_scale"),
                &raw.returns_to_scale,
                LegalRange::NON_NEGATIVE,
            ),
            reach: self.quantity(&at("reach"), &raw.reach, LegalRange::SHARE),
            uptake: self.quantity(&at("uptake"), &raw.uptake, LegalRange::SHARE),
            friction: self.quantity(&at("friction"), &raw.friction, LegalRange::POSITIVE),
            completion: self.quantity(&at("completion"), &raw.completion, LegalRange::SHARE),
            targeting: self.targeting(&path, raw, group),
            costs: self.costs(&path, raw),
            effects: self.effects(name, raw, group),
        }
    }

    /// Targeting weight of every stratum of the group.
    fn targeting(&mut self, path: &str, raw: &RawProgramme, group: Option<usize>) -> Vec<Quantity> {
        let path = format!("{path}.targeting");
        let Some(group) = group else { return Vec::new() };
        let strata = self.strata(group);
        for name in raw.targeting.keys() {
            if !strata.contains(&name.as_str()) {
                let place = format!("{path}.{name}");
                self.unknown("stratum", name, &place, strata.iter().copied());
            }
        }
        let mut weights = Vec::new();
        for stratum in &strata {
            let at = format!("{path}.{stratum}");
            weights.push(match raw.targeting.get(*stratum) {
                Some(weight) => self.quantity(&at, weight, LegalRange::NON_NEGATIVE),
                None => self.inputs.fixed(&at, 1.0),
            });
        }
        let never = weights.iter().all(|weight| {
            let distribution = &self.inputs.get(*weight).distribution;
            distribution.is_fixed() && distribution.mean() == 0.0
        });
        if never && !raw.targeting.is_empty() {
            let message = format!("every weight in `{path}` is 0");
            self.report(
                Problem::new(NO_TARGET, &path, message)
                    .rule("at least one stratum must have a weight above 0"),
            );
        }
        weights
    }

    fn costs(&mut self, path: &str, raw: &RawProgramme) -> Costs {
        let at = |key: &str| format!("{path}.{key}");
        let paid_by = self.payers(&at("paid_by"), &raw.paid_by);
        let extra_paid_by = match &raw.extra_paid_by {
            Some(payers) => self.payers(&at("extra_paid_by"), payers),
            None => paid_by.clone(),
        };
        Costs {
            overhead: self.quantity(&at("overhead"), &raw.overhead, LegalRange::NON_NEGATIVE),
            fixed: self.money(&at("fixed"), &raw.fixed, LegalRange::NON_NEGATIVE),
            per_participant: self.money(
                &at("cost_per_participant"),
                &raw.cost_per_participant,
                LegalRange::NON_NEGATIVE,
            ),
            paid_by,
            extra_paid_by,
        }
    }
}
