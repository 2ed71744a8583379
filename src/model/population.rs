//! Who lives in the wijk: groups of people, split into strata of like risk.

use super::Quantity;

/// A group of people, e.g. the youth of the wijk.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Name in the scenario.
    pub name: String,
    /// `N`, people; rounded to whole people.
    pub size: Quantity,
    /// `tau`, share of the group that leaves each year and is replaced, in [0, 1].
    pub turnover: Quantity,
    /// `e`, yearly probability that a helped person dies or leaves the country, in [0, 1].
    pub exit: Quantity,
    /// At least one; shares sum to one.
    pub strata: Vec<Stratum>,
}

/// A part of a group with its own need and baselines.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// Name in the scenario; `all` where a group is not split.
    pub name: String,
    /// `s_h`, share of the group, in [0, 1].
    pub share: f64,
    /// `v_h`, share of the stratum in need, in [0, 1].
    pub need: Quantity,
}

impl Group {
    /// `N_h`: `people` (whole) over the strata by largest remainder, ties to the first.
    pub fn split(&self, people: f64) -> Vec<f64> {
        let exact: Vec<f64> = self.strata.iter().map(|stratum| people * stratum.share).collect();
        let mut whole: Vec<f64> = exact.iter().map(|x| x.floor()).collect();
        let mut left = people - whole.iter().sum::<f64>();
        let mut order: Vec<usize> = (0..exact.len()).collect();
        // A stable sort keeps the first stratum ahead where remainders are equal.
        order.sort_by(|&a, &b| (exact[b] - whole[b]).total_cmp(&(exact[a] - whole[a])));
        for &stratum in order.iter().cycle() {
            if left < 0.5 {
                break;
            }
            whole[stratum] += 1.0;
            left -= 1.0;
        }
        whole
    }
}
