//! The 95 % interval, and the spread that gives it a wanted width.

use crate::numeric::root::find_root;

/// Lower and upper probability of a central 95 % interval.
pub(super) const INTERVAL: (f64, f64) = (0.025, 0.975);

/// Probabilities of the keys `p05` and `p95`.
pub(super) const P05_P95: (f64, f64) = (0.05, 0.95);

/// The smallest spread, at most `largest`, for which `width(spread)` is `target`; `None` when there is none.
///
/// With a fixed mean a family's interval first widens with the spread and may then narrow again, when nearly all mass
/// sits at one end. The smallest spread is the distribution people mean. `guess` is the answer if the family were
/// normal; the search walks up from well below it in steps of 2 %, so that the first crossing is not stepped over.
pub(super) fn find_spread(
    width: impl Fn(f64) -> f64,
    target: f64,
    guess: f64,
    largest: f64,
) -> Option<f64> {
    let mut low = 0.5 * guess.min(largest);
    while width(low) >= target {
        low *= 0.5;
        if low < 1e-12 * guess {
            return None;
        }
    }
    while low < largest {
        let high = (low * 1.02).min(largest);
        if width(high) >= target {
            return find_root(|spread| width(spread) - target, low, high);
        }
        low = high;
    }
    None
}
