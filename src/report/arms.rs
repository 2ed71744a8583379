//! The main table of the summary: a column for each arm.

use super::layout::labelled_table;
use super::teller::Teller;
use crate::analysis::Band;

impl Teller<'_> {
    /// The table of the arms.
    pub(super) fn table(&self, width: usize) -> String {
        let header: Vec<String> = (0..self.view.arms.len()).map(|arm| self.arm_name(arm)).collect();
        let labels: Vec<String> = self.labels().into_iter().map(str::to_owned).collect();
        labelled_table("", &header, &labels, &self.columns(), width)
    }

    /// What stands before each row.
    pub(super) fn labels(&self) -> Vec<&'static str> {
        let words = self.words();
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
        labels
    }

    /// What stands under each arm, in the order of the labels.
    pub(super) fn columns(&self) -> Vec<Vec<String>> {
        (0..self.view.arms.len()).map(|arm| self.column(arm)).collect()
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
            numbers.percent(self.view.p_pays(arm)),
            numbers.money_short(self.view.marginal(arm), 2),
        ]);
        column
    }
}
