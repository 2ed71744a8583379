//! A whole model: everything about one wijk that does not depend on chance.

use super::{Arm, Discounting, Group, Inputs, Outcome, Party, Programme, Quantity, Wanted};

/// One wijk with its programmes, ready to simulate.
///
/// Built by `scenario` from text, or by hand. Invariants are checked by whoever builds it: indices point into the
/// lists here, shares sum to one, every input's support lies in its legal range, `arms` holds levels 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Short name of the scenario.
    pub name: String,
    /// Code of the wijk; part of the address of all luck.
    pub wijk: String,
    /// `T`, years followed, at least 1.
    pub horizon: usize,
    /// `D`, years the programmes run, `1..=horizon`.
    pub years: usize,
    /// Calendar year of year 0.
    pub base_year: i32,
    /// Euros of this year.
    pub price_year: i32,
    /// Every number, known or not.
    pub inputs: Inputs,
    /// Rates and timing.
    pub discounting: Discounting,
    /// Hours of care work in one FTE-year, above 0.
    pub hours_per_fte: Quantity,
    /// Euro per QALY, where QALYs are priced.
    pub value_of_qaly: Option<Quantity>,
    /// Everybody who pays or gains, those "elsewhere" included.
    pub parties: Vec<Party>,
    /// Index of the party that holds the value of QALYs.
    pub inwoner: usize,
    /// Sectors of care work.
    pub sectors: Vec<String>,
    /// Groups of people.
    pub groups: Vec<Group>,
    /// Programmes, in the order in which they draw people.
    pub programmes: Vec<Programme>,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Arms, from less staff to more; levels 0 and 1 among them.
    pub arms: Vec<Arm>,
}

impl Model {
    /// Index of present staffing (level 1) in [`Model::arms`]; the last arm if somebody left it out.
    pub fn present_arm(&self) -> usize {
        self.arms
            .iter()
            .position(|arm| arm.level == Some(1.0))
            .unwrap_or(self.arms.len().saturating_sub(1))
    }

    /// Programme and effect of every effect, in file order: the rows of `outcomes.parquet`.
    pub fn effects(&self) -> impl Iterator<Item = (&Programme, &super::Effect)> {
        self.programmes.iter().flat_map(|p| p.effects.iter().map(move |e| (p, e)))
    }

    /// Adds levels 0 and 1 where they are missing, drops repeated arms and sorts from less staff to more (mean FTE
    /// wanted over all programmes).
    pub fn arrange_arms(&mut self) {
        for level in [0.0, 1.0] {
            if !self.arms.iter().any(|arm| arm.level == Some(level)) {
                self.arms.push(Arm::level(level, self.programmes.len()));
            }
        }
        let mut kept: Vec<Arm> = Vec::new();
        for arm in self.arms.drain(..) {
            if !kept.iter().any(|other| other.name == arm.name) {
                kept.push(arm);
            }
        }
        // A model without present staff orders its levels by level; a named arm comes after a level with the same staff.
        let level = |arm: &Arm| arm.level.unwrap_or(f64::MAX);
        kept.sort_by(|a, b| {
            let key = |arm: &Arm| mean_fte(&self.programmes, &self.inputs, arm);
            key(a).total_cmp(&key(b)).then(level(a).total_cmp(&level(b)))
        });
        self.arms = kept;
    }
}

/// Expected FTE wanted by an arm, over all programmes.
fn mean_fte(programmes: &[Programme], inputs: &Inputs, arm: &Arm) -> f64 {
    let present = |programme: &Programme| -> f64 {
        programme.roles.iter().map(|role| inputs.get(role.fte).distribution.mean()).sum()
    };
    programmes
        .iter()
        .zip(&arm.wanted)
        .map(|(programme, wanted)| match wanted {
            Wanted::Level(level) => level * present(programme),
            Wanted::Fte(fte) => *fte,
            Wanted::Roles(roles) => roles.iter().sum(),
        })
        .sum()
}
