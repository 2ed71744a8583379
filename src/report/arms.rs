//! The main table of the summary: a column for each arm.

use super::layout::labelled_table;
use super::teller::Teller;
use crate::analysis::Band;

impl Teller<'_> {
    /// The table of the arms.
    pub(super) fn table(&self, width: usize) -> String {
        let words = self.words();
        let header: Vec<String> = (0..self.view.arms.len()).map(|arm| self.arm_name(arm)).collect();
        let mut labels = vec![
            words.fte_wanted,
            words.fte_hired,
            words.participants,
            words.cost_yearly,
            words.benefit_yearly,
            words.benefit_future,
            words.benefit_steady,
        ];
        if self.several_years() {
            labels.extend([words.cost_all, words.benefit_all]);
        }
        labels.extend([words.net, words.from, words.to, words.p_positive, words.marginal]);
        let columns: Vec<Vec<String>> =
            (0..self.view.arms.len()).map(|arm| self.column(arm)).collect();
        let labels: Vec<String> = labels.into_iter().map(str::to_owned).collect();
        labelled_table("", &header, &labels, &columns, width)
    }

    /// Whether costs of a year are not yet all costs.
    const fn several_years(&self) -> bool {
        self.view.years > 1
    }

    /// What stands under an arm, in the order of the labels.
    fn column(&self, arm: usize) -> Vec<String> {
        let numbers = self.numbers;
        let mean = |measure: &str| self.view.mean(arm, measure);
        let money = |measure: &str| {
            self.view.band(arm, measure).map_or_else(
                || numbers.money_short(f64::NAN, 2),
                |band| numbers.money_within(band.value.mean, band.mcse.mean),
            )
        };
        let net = self.view.band(arm, "net_pv");
        let edge = |of: fn(&Band) -> (f64, f64)| {
            let (value, mcse) = net.map_or((f64::NAN, f64::NAN), of);
            numbers.money_within(value, mcse)
        };
        // Without staff there is nothing to pay off: a chance would be about nothing.
        let certain = net.is_none_or(|band| band.value.mean == 0.0 && band.value.sd == 0.0);
        let chance = net.map_or(f64::NAN, |band| band.value.p_positive);
        let mut column = vec![
            numbers.short(mean("fte_wanted")),
            numbers.short(mean("fte_hired")),
            numbers.whole(mean("participants")),
            money("cost_yearly"),
            money("benefit_yearly"),
            money("benefit_future"),
            money("benefit_steady"),
        ];
        if self.several_years() {
            column.extend([money("cost_pv"), money("benefit_pv")]);
        }
        column.extend([
            money("net_pv"),
            edge(|band| (band.value.p05, band.mcse.p05)),
            edge(|band| (band.value.p95, band.mcse.p95)),
            numbers.percent(if certain { f64::NAN } else { chance }),
            numbers.money_short(self.marginal(arm), 2),
        ]);
        column
    }

    /// What an FTE more brings, EUR; NaN beside an arm with another mix, where staff alone does not make the difference.
    fn marginal(&self, arm: usize) -> f64 {
        let is_level = |arm: usize| self.view.arms[arm].1.is_some();
        if arm == 0 || !is_level(arm) || !is_level(arm - 1) {
            return f64::NAN;
        }
        let verdict = self.view.verdicts.iter().find(|verdict| verdict.arm == arm);
        verdict.map_or(f64::NAN, |verdict| verdict.marginal_net_per_fte)
    }
}
