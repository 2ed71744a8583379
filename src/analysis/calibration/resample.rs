//! Weighted points to equally weighted ones.

/// Indices of `count` draws by systematic resampling: the points `(i + u) / count` of the cumulative weights, with one uniform
/// `u` for all (Kitagawa 1996, doi 10.1080/10618600.1996.10474692). Each point comes `count` times its weight, up or down to a
/// whole number. Weights need not sum to one; nothing is drawn where they sum to nothing.
pub(super) fn systematic(weights: &[f64], count: usize, u: f64) -> Vec<usize> {
    let total: f64 = weights.iter().sum();
    let last = weights.iter().rposition(|&weight| weight > 0.0);
    let (Some(last), true) = (last, total.is_finite()) else { return Vec::new() };
    let mut drawn = Vec::with_capacity(count);
    let (mut below, mut place) = (0.0, 0);
    for i in 0..count {
        let at = (i as f64 + u) / count as f64 * total;
        while place < last && below + weights[place] <= at {
            below += weights[place];
            place += 1;
        }
        drawn.push(place);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_comes_as_often_as_its_weight_says() {
        let drawn = systematic(&[0.1, 0.0, 0.4, 0.5], 10, 0.5);
        assert_eq!(drawn, [0, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
        for u in [0.01, 0.37, 0.99] {
            let count =
                |point| systematic(&[1.0, 2.0, 0.6], 7, u).iter().filter(|&&p| p == point).count();
            // 7 / 3.6 = 1.94, 3.89 and 1.17.
            assert!((1..=2).contains(&count(0)) && (3..=4).contains(&count(1)));
            assert!((1..=2).contains(&count(2)));
        }
    }

    #[test]
    fn points_without_weight_never_come() {
        assert_eq!(systematic(&[0.0, 1.0, 0.0], 3, 1.0 - f64::EPSILON), [1, 1, 1]);
        assert_eq!(systematic(&[0.0, 0.0], 3, 0.5), Vec::<usize>::new());
        assert_eq!(systematic(&[], 3, 0.5), Vec::<usize>::new());
    }
}
