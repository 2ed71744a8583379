//! Reads the staff of a programme: one number of FTE or a mix of roles, and how many people they can guide.

use super::codes::{
    EMPTY_SCENARIO, NO_STAFF_NOW, PLACES_MISSING, PLACES_TWICE, STAFF_MISSING, STAFF_TWICE, UNUSED,
};
use super::range::LegalRange;
use super::raw::{RawProgramme, RawRole};
use super::reader::Reader;
use crate::model::{Capacity, Quantity, Role};
use crate::source::Problem;

impl Reader<'_> {
    /// Roles and capacity of a programme.
    pub(super) fn staff(&mut self, name: &str, raw: &RawProgramme) -> (Vec<Role>, Capacity) {
        let path = format!("programmes.{name}");
        self.check_places(&path, raw);
        let at = format!("{path}.places_per_fte");
        let places = self.optional(&at, raw.places_per_fte.as_ref(), LegalRange::NON_NEGATIVE);
        let at = format!("{path}.participants_now");
        let now = self.optional(&at, raw.participants_now.as_ref(), LegalRange::NON_NEGATIVE);
        let roles = if raw.roles.is_empty() {
            vec![self.only_role(name, raw, places)]
        } else {
            self.roles(&path, raw, places)
        };
        let capacity = match now {
            None => Capacity::PlacesPerFte,
            Some(now) => {
                self.check_staff_now(&path, &roles);
                Capacity::ParticipantsNow(now)
            }
        };
        (roles, capacity)
    }

    fn only_role(&mut self, name: &str, raw: &RawProgramme, places: Option<Quantity>) -> Role {
        let path = format!("programmes.{name}");
        for (key, given) in [("fte", &raw.fte), ("cost_per_fte", &raw.cost_per_fte)] {
            if given.is_none() {
                let message = format!("`{path}` has no `{key}` and no roles");
                self.report(
                    Problem::new(STAFF_MISSING, format!("{path}.{key}"), message)
                        .rule("`fte` and `cost_per_fte` are required unless roles are given"),
                );
            }
        }
        let fte = format!("{path}.fte");
        let cost = format!("{path}.cost_per_fte");
        Role {
            name: name.to_owned(),
            fte: match &raw.fte {
                Some(value) => self.quantity(&fte, value, LegalRange::NON_NEGATIVE),
                None => self.inputs.fixed(&fte, 0.0),
            },
            cost_per_fte: match &raw.cost_per_fte {
                Some(value) => self.money(&cost, value, LegalRange::NON_NEGATIVE),
                None => self.inputs.fixed(&cost, 0.0),
            },
            places_per_fte: places,
        }
    }

    fn roles(&mut self, path: &str, raw: &RawProgramme, places: Option<Quantity>) -> Vec<Role> {
        for (key, given) in [("fte", &raw.fte), ("cost_per_fte", &raw.cost_per_fte)] {
            if given.is_some() {
                let at = format!("{path}.{key}");
                let message = format!("`{path}` has roles and `{key}`");
                self.report(Problem::new(STAFF_TWICE, at, message).rule(
                    "either roles have their own `fte` and `cost_per_fte`, or the programme has",
                ));
            }
        }
        let mut roles = Vec::new();
        for (name, role) in &raw.roles {
            roles.push(self.role(&format!("{path}.roles.{name}"), name, role, places));
        }
        roles
    }

    fn role(&mut self, path: &str, name: &str, raw: &RawRole, places: Option<Quantity>) -> Role {
        self.check_free_name("role", name, path);
        let at = |key: &str| format!("{path}.{key}");
        let own = raw.places_per_fte.as_ref();
        Role {
            name: name.to_owned(),
            fte: self.quantity(&at("fte"), &raw.fte, LegalRange::NON_NEGATIVE),
            cost_per_fte: self.money(
                &at("cost_per_fte"),
                &raw.cost_per_fte,
                LegalRange::NON_NEGATIVE,
            ),
            places_per_fte: self
                .optional(&at("places_per_fte"), own, LegalRange::NON_NEGATIVE)
                .or(places),
        }
    }

    /// The number of places must follow from exactly one thing.
    fn check_places(&mut self, path: &str, raw: &RawProgramme) {
        let own = raw.roles.values().filter(|role| role.places_per_fte.is_some()).count();
        let all_own = own > 0 && own == raw.roles.len();
        let rule = "places follow from `places_per_fte`, or from every role's own, or from `participants_now`";
        match (&raw.places_per_fte, &raw.participants_now) {
            (Some(_), Some(_)) => {
                let at = format!("{path}.participants_now");
                let message = format!("`{path}` has `places_per_fte` and `participants_now`");
                self.report(Problem::new(PLACES_TWICE, at, message).rule(rule));
            }
            (Some(_), None) if all_own => {
                let at = format!("{path}.places_per_fte");
                let message = format!("`{at}` is not used: every role has its own");
                self.report(Problem::new(UNUSED, at, message).help("leave it out"));
            }
            (None, None) if !all_own => {
                let message = if own > 0 {
                    format!("some roles of `{path}` have no `places_per_fte`")
                } else {
                    format!("`{path}` does not say how many people the staff can guide")
                };
                let at = format!("{path}.places_per_fte");
                self.report(
                    Problem::new(PLACES_MISSING, at, message)
                        .rule(rule)
                        .help("`participants_now` is the better input: caseloads are registered"),
                );
            }
            (None, Some(_)) if own > 0 && !all_own => {
                let at = format!("{path}.roles");
                let message = format!("some roles of `{path}` have no `places_per_fte`");
                self.report(
                    Problem::new(PLACES_MISSING, at, message)
                        .rule("with `participants_now`, either every role has its own `places_per_fte` or none has"),
                );
            }
            _ => {}
        }
    }

    /// People registered now need staff that guides them.
    fn check_staff_now(&mut self, path: &str, roles: &[Role]) {
        let nobody = roles.iter().all(|role| {
            let fte = &self.inputs.get(role.fte).distribution;
            fte.is_fixed() && fte.mean() == 0.0
        });
        if nobody {
            let message = format!("`{path}` has participants now and no staff");
            self.report(
                Problem::new(NO_STAFF_NOW, format!("{path}.participants_now"), message)
                    .rule("`participants_now` needs present staff: it sets the places of one FTE")
                    .help("use `places_per_fte` for a programme that does not exist yet"),
            );
        }
    }

    /// A scenario without people or programmes has nothing to simulate.
    pub(super) fn check_something_to_do(&mut self) {
        let raw = self.raw;
        let empty = [
            ("groups", raw.groups.is_empty()),
            ("programmes", raw.programmes.is_empty()),
            ("outcomes", raw.outcomes.is_empty()),
        ];
        for (table, _) in empty.into_iter().filter(|(_, is_empty)| *is_empty) {
            let message = format!("the scenario has no {table}");
            self.report(
                Problem::new(EMPTY_SCENARIO, table, message)
                    .rule("a scenario has at least one group, one programme and one outcome")
                    .help("`wijkimpact new NAME` writes a scenario to start from"),
            );
        }
    }
}
