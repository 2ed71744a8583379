//! Reads `[staffing]`.

use super::codes::{BAD_NAME, NO_STAFF, REPEATED_LEVEL, SAME_NAME, STAFF_MISSING, UNKNOWN_NAME};
use super::names;
use super::range::LegalRange;
use super::raw::{RawArm, RawFte, RawProgramme};
use super::reader::Reader;
use crate::model::{Arm, Programme, Wanted};
use crate::source::Problem;

impl Reader<'_> {
    /// Every arm, in the order of the file: levels first.
    pub(super) fn arms(&mut self, programmes: &[Programme]) -> Vec<Arm> {
        let raw = self.raw;
        self.check_levels();
        let mut arms: Vec<Arm> =
            raw.staffing.levels.iter().map(|level| Arm::level(*level, programmes.len())).collect();
        for (position, arm) in raw.staffing.arms.iter().enumerate() {
            let path = format!("staffing.arms.{position}");
            self.check_arm_name(arm, &path);
            if arms.iter().any(|other| other.name == arm.name) {
                let message = format!("two arms are called `{}`", arm.name);
                self.report(
                    Problem::new(SAME_NAME, format!("{path}.name"), message)
                        .rule("names of arms differ"),
                );
            }
            arms.push(self.arm(&path, arm));
        }
        self.check_staff(&arms, programmes);
        arms
    }

    #[expect(clippy::float_cmp, reason = "the same number typed twice is exactly the same")]
    fn check_levels(&mut self) {
        let raw = self.raw;
        for (position, level) in raw.staffing.levels.iter().enumerate() {
            let path = format!("staffing.levels.{position}");
            self.check_number(&path, *level, LegalRange::NON_NEGATIVE);
            if raw.staffing.levels[..position].iter().any(|other| other == level) {
                let message = format!("level {level} is listed twice");
                self.report(Problem::new(REPEATED_LEVEL, path, message).rule("levels differ"));
            }
        }
    }

    fn check_arm_name(&mut self, arm: &RawArm, path: &str) {
        let path = format!("{path}.name");
        self.check_name("arm", &arm.name, &path);
        if names::is_level(&arm.name) {
            let message = format!("an arm is called `{}`", arm.name);
            self.report(
                Problem::new(BAD_NAME, path, message)
                    .rule("names like `2x` are those of the levels")
                    .help("add the number to `levels`, or choose another name"),
            );
        }
    }

    fn arm(&mut self, path: &str, raw: &RawArm) -> Arm {
        let scenario = self.raw;
        for name in raw.fte.keys().filter(|name| !scenario.programmes.contains_key(*name)) {
            let known = scenario.programmes.keys().map(String::as_str);
            self.unknown("programme", name, &format!("{path}.fte.{name}"), known);
        }
        let mut wanted = Vec::new();
        for (name, programme) in &scenario.programmes {
            let at = format!("{path}.fte.{name}");
            wanted.push(match raw.fte.get(name) {
                // Not named: present staffing.
                None => Wanted::Level(1.0),
                Some(RawFte::All(fte)) => {
                    self.check_number(&at, *fte, LegalRange::NON_NEGATIVE);
                    Wanted::Fte(*fte)
                }
                Some(RawFte::Roles(roles)) => self.wanted_roles(&at, name, programme, roles),
            });
        }
        Arm { name: raw.name.clone(), level: None, wanted }
    }

    fn wanted_roles(
        &mut self,
        path: &str,
        programme: &str,
        raw: &RawProgramme,
        roles: &indexmap::IndexMap<String, f64>,
    ) -> Wanted {
        let known: Vec<&str> = if raw.roles.is_empty() {
            vec![programme]
        } else {
            raw.roles.keys().map(String::as_str).collect()
        };
        for (name, fte) in roles {
            let at = format!("{path}.{name}");
            self.check_number(&at, *fte, LegalRange::NON_NEGATIVE);
            if !known.contains(&name.as_str()) {
                let message = format!("programme `{programme}` has no role called `{name}`");
                self.report(
                    Problem::new(UNKNOWN_NAME, at, message)
                        .rule("an arm gives FTE of roles that the programme has")
                        .maybe_help(super::nearest::suggestion(name, known.iter().copied())),
                );
            }
        }
        for name in known.iter().filter(|name| !roles.contains_key(**name)) {
            let message = format!("`{path}` does not say how much of role `{name}`");
            self.report(
                Problem::new(STAFF_MISSING, path, message)
                    .rule("an arm that changes the mix gives FTE of every role; 0 is none"),
            );
        }
        Wanted::Roles(known.iter().map(|name| roles.get(*name).copied().unwrap_or(0.0)).collect())
    }

    /// Multiples of nothing are nothing: levels alone say nothing about a programme that has no staff yet.
    fn check_staff(&mut self, arms: &[Arm], programmes: &[Programme]) {
        for (index, programme) in programmes.iter().enumerate() {
            let none_now = programme.roles.iter().all(|role| {
                let fte = &self.inputs.get(role.fte).distribution;
                fte.is_fixed() && fte.mean() == 0.0
            });
            let some_wanted = arms.iter().any(|arm| match arm.wanted.get(index) {
                Some(Wanted::Fte(fte)) => *fte > 0.0,
                Some(Wanted::Roles(roles)) => roles.iter().any(|fte| *fte > 0.0),
                _ => false,
            });
            // A missing FTE is reported already.
            let raw = self.raw.programmes.get(&programme.name);
            let given = raw.is_some_and(|raw| raw.fte.is_some() || !raw.roles.is_empty());
            if none_now && !some_wanted && given {
                let path = format!("programmes.{}", programme.name);
                let message = format!("`{path}` has no staff in any arm");
                self.report(
                    Problem::new(NO_STAFF, path, message)
                        .rule("levels multiply present staffing, and that is 0")
                        .help("add `[[staffing.arms]]` with the FTE it would get"),
                );
            }
        }
    }
}
