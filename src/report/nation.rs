//! What a run over many wijken found, as data: which come first, how sure that is, and where the next staff belong.

/// What is told of a run over many wijken. What an arm has *beyond* another is the question throughout: a next euro, a next FTE.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Nation {
    /// Name of the arm that is ranked, e.g. `2x`.
    pub arm: String,
    /// Name of the arm it is compared with, e.g. `1x`.
    pub other: String,
    /// Wijken that were run.
    pub areas: usize,
    /// What was left out and why, in lines.
    pub left_out: Vec<String>,
    /// Columns with empty cells, and what filled them.
    pub imputed: Vec<Filled>,
    /// The wijken, first place first.
    pub ranked: Vec<NationRow>,
    /// FTE to be placed beyond present staffing, at least 0; 0: nothing is told of placing.
    pub fte_more: f64,
    /// FTE that found room below the highest arm, at most [`Self::fte_more`].
    pub fte_placed: f64,
    /// FTE after which the next one would lose, at most [`Self::fte_placed`].
    pub fte_that_gain: f64,
    /// Net of that plan beyond present staffing, EUR, present value: mean, 5 % and 95 % of trials.
    pub placed_net: [f64; 3],
    /// What an even spread of as many FTE yields less, EUR: mean, 5 % and 95 % of trials.
    pub even_loss: [f64; 3],
    /// No plan for as many FTE is expected to yield more than this beyond [`Self::placed_net`], EUR, at least 0.
    pub may_miss: f64,
}

/// A column whose empty cells took the figure of a larger region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Path of the value it stands for.
    pub path: String,
    /// Its name in the table.
    pub column: String,
    /// Wijken that took the figure of their municipality.
    pub from_municipality: usize,
    /// Wijken that took the figure of the country.
    pub from_country: usize,
}

/// One wijk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NationRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its place by [`Self::per_euro`], from 1.
    pub place: usize,
    /// From here to [`Self::high`] its place lies in 90 % of trials.
    pub low: f64,
    /// See [`Self::low`].
    pub high: f64,
    /// Expected net of the arm beyond the other, EUR, present value.
    pub net: f64,
    /// Expected cost of the arm beyond the other, EUR, present value.
    pub cost: f64,
    /// Expected net per euro of that cost; NaN where there is no extra cost.
    pub per_euro: f64,
    /// FTE hired at present staffing.
    pub fte_now: f64,
    /// FTE more by the plan that yields most.
    pub placed_fte: f64,
    /// FTE more when as many are spread evenly.
    pub even_fte: f64,
    /// Whether a figure of its own was missing and that of its municipality or the country stands in for it.
    pub imputed: bool,
}

/// Which wijken lose, as their expected net per euro says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pays {
    /// No wijk has extra cost.
    NoOrder,
    Nowhere,
    Everywhere,
    /// In so many.
    Some(usize),
}

impl Nation {
    /// The wijken that have a net per euro, in order: the others have a place only because everybody gets one.
    pub(super) fn in_order(&self) -> Vec<&NationRow> {
        self.ranked.iter().filter(|row| row.per_euro.is_finite()).collect()
    }

    /// Where it pays.
    pub(super) fn pays(&self) -> Pays {
        let rows = self.in_order();
        let gain = rows.iter().filter(|row| row.per_euro > 0.0).count();
        match gain {
            _ if rows.is_empty() => Pays::NoOrder,
            0 => Pays::Nowhere,
            all if all == rows.len() => Pays::Everywhere,
            some => Pays::Some(some),
        }
    }

    /// Net per euro of all wijken together; NaN where there is no cost.
    pub(super) fn per_euro(&self) -> f64 {
        let rows = self.in_order();
        let sum = |value: fn(&NationRow) -> f64| rows.iter().map(|row| value(row)).sum::<f64>();
        let cost = sum(|row| row.cost);
        if cost > 0.0 { sum(|row| row.net) / cost } else { f64::NAN }
    }

    /// How many first places are talked about: ten, fewer of a few wijken.
    pub(super) fn first(&self) -> usize {
        match self.in_order().len() {
            0..=6 => 1,
            7..=20 => 3,
            _ => 10,
        }
    }

    /// Wijken that stand among the first [`Self::first`] in at least 5 % of trials.
    pub(super) fn may_be_first(&self) -> usize {
        let first = self.first() as f64;
        self.in_order().iter().filter(|row| row.low.round() <= first).count()
    }

    /// How many places the band of a wijk covers, for the wijk in the middle of that order.
    pub(super) fn usual_width(&self) -> f64 {
        let rows = self.in_order();
        let mut widths: Vec<f64> = rows.iter().map(|row| row.high - row.low + 1.0).collect();
        widths.sort_by(f64::total_cmp);
        widths.get(widths.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The wijken that get staff by the plan, most first; equals in the order of their places.
    pub(super) fn staffed(&self) -> Vec<&NationRow> {
        let mut rows: Vec<&NationRow> =
            self.ranked.iter().filter(|row| row.placed_fte > 0.0).collect();
        rows.sort_by(|a, b| b.placed_fte.total_cmp(&a.placed_fte));
        rows
    }

    /// Wijken with a figure of a larger region.
    pub(super) fn filled(&self) -> usize {
        self.ranked.iter().filter(|row| row.imputed).count()
    }

    /// Decimals that tell the first from the last net per euro: two, or up to four where wijken lie close together.
    pub(super) fn decimals(&self) -> usize {
        let rows = self.in_order();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return 2 };
        let step = (first.per_euro - last.per_euro).abs() / 30.0;
        if step > 0.0 { (-step.log10().floor()).clamp(2.0, 4.0) as usize } else { 2 }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// So many wijken, of which each third has a figure of a larger region. `pays` is added to their net per euro.
    pub(in crate::report) fn nation(count: usize, pays: f64) -> Nation {
        let row = |at: usize| {
            let (place, all) = (at as f64 + 1.0, count as f64);
            let share = place / all;
            let half = 0.5 * all * (0.1 + share * (1.0 - share));
            let per_euro = pays - 0.5 - 0.3 * share - if at + 1 == count { 0.2 } else { 0.0 };
            let cost = 40_000.0 + 90_000.0 * ((at * 37) % 11) as f64;
            NationRow {
                code: format!("WK{at:06}"),
                name: ["Centrum", "Moerwijk", "Oosterwolde-Zuid en omgeving", "Zuid"][at % 4]
                    .into(),
                place: at + 1,
                low: (place - half).max(1.0),
                high: (place + half).min(all),
                net: per_euro * cost,
                cost,
                per_euro,
                fte_now: cost / 70_000.0,
                placed_fte: if at.is_multiple_of(2) && at < 60 {
                    3.0 - at as f64 / 30.0
                } else {
                    0.0
                },
                even_fte: 60.0 / all,
                imputed: at % 3 == 1,
            }
        };
        Nation {
            arm: "2x".into(),
            other: "1x".into(),
            areas: count,
            left_out: vec!["26 wijken have no people: WK000001, WK000002, WK000003".into()],
            imputed: vec![Filled {
                path: "needs.eenzaam.size".into(),
                column: "eenzaam_65plus".into(),
                from_municipality: count / 3,
                from_country: 1,
            }],
            ranked: (0..count).map(row).collect(),
            fte_more: 60.0,
            fte_placed: 60.0,
            fte_that_gain: if pays > 0.5 { 60.0 } else { 0.0 },
            placed_net: [3e6 * (pays - 0.6), 3e6 * (pays - 0.9), 3e6 * (pays - 0.3)],
            even_loss: [240_000.0, -30_000.0, 610_000.0],
            may_miss: 0.0,
        }
    }

    /// The same name everywhere and nothing that is a number.
    pub(in crate::report) fn hostile(name: &str) -> Nation {
        let mut nation = nation(40, f64::NAN);
        for row in &mut nation.ranked {
            (row.name, row.code) = (name.to_owned(), name.to_owned());
            (row.low, row.high) = (f64::NAN, f64::INFINITY);
        }
        for row in nation.ranked.iter_mut().step_by(2) {
            row.per_euro = if row.place % 4 == 1 { 1e300 } else { -1e-300 };
        }
        nation.left_out = vec![name.to_owned(); 30];
        nation.imputed[0].column = name.to_owned();
        (nation.arm, nation.other) = (name.to_owned(), name.to_owned());
        nation.placed_net = [f64::NAN; 3];
        nation.even_loss = [f64::INFINITY; 3];
        nation
    }

    #[test]
    fn where_it_pays_is_counted_among_wijken_with_extra_cost() {
        assert_eq!(nation(50, 0.0).pays(), Pays::Nowhere);
        assert_eq!(nation(50, 2.0).pays(), Pays::Everywhere);
        assert_eq!(Nation::default().pays(), Pays::NoOrder);
        let mut some = nation(10, 0.64);
        assert_eq!(some.pays(), Pays::Some(4));
        some.ranked[0].per_euro = f64::NAN;
        assert_eq!((some.pays(), some.in_order().len()), (Pays::Some(3), 9));
    }

    #[test]
    fn who_may_be_first_follows_from_the_low_end_of_the_band() {
        let mut nation = nation(100, 0.0);
        for row in &mut nation.ranked {
            (row.low, row.high) = (row.place as f64, row.place as f64 + 4.0);
        }
        assert_eq!((nation.first(), nation.may_be_first()), (10, 10));
        assert!((nation.usual_width() - 5.0).abs() < 1e-12);
        for row in &mut nation.ranked[10..30] {
            row.low = 9.0;
        }
        assert_eq!(nation.may_be_first(), 30);
    }

    #[test]
    fn the_country_weighs_wijken_by_what_they_cost() {
        let row = |net, cost| NationRow { net, cost, per_euro: net / cost, ..NationRow::default() };
        let ranked = vec![row(1.0, 1.0), row(-99.0, 99.0), row(5.0, 0.0)];
        let nation = Nation { ranked, ..Nation::default() };
        assert!((nation.per_euro() + 0.98).abs() < 1e-12);
        assert!(Nation::default().per_euro().is_nan() && Nation::default().usual_width().is_nan());
    }

    #[test]
    fn wijken_close_together_get_more_decimals() {
        let mut nation = nation(50, 0.0);
        assert_eq!(nation.decimals(), 2);
        nation.ranked.iter_mut().for_each(|row| row.per_euro = -0.9 - row.place as f64 * 1e-4);
        assert_eq!(nation.decimals(), 4);
        nation.ranked.iter_mut().for_each(|row| row.per_euro = -0.9);
        assert_eq!(nation.decimals(), 2);
    }
}
