//! One bracketed root finder, for every equation without a closed solution.

/// Root of a continuous function between two points where its signs differ.
///
/// Returns `None` when the signs at `low` and `high` are equal or a value is NaN. The answer is within about two
/// units in the last place (relative to its size) of a change of sign.
///
/// Inverse quadratic interpolation where the last three points allow it, else bisection, so never slower than a few
/// times bisection. Source: T. R. Chandrupatla (1997), A new hybrid quadratic/bisection algorithm for finding the
/// zero of a nonlinear function without using derivatives, Advances in Engineering Software 28, 145-149,
/// doi:10.1016/S0965-9978(96)00051-8.
pub fn find_root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> Option<f64> {
    let (mut a, mut b) = (high, low);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa == 0.0 {
        return Some(a);
    }
    if fb == 0.0 {
        return Some(b);
    }
    if fa.is_nan() || fb.is_nan() || (fa > 0.0) == (fb > 0.0) {
        return None;
    }
    let mut share = 0.5;
    // Bisection alone needs at most 2,100 halvings between any two doubles of one sign; the interpolation needs ten.
    for _ in 0..2200 {
        let x = a + share * (b - a);
        let fx = f(x);
        if fx.is_nan() {
            return None;
        }
        let (c, fc);
        if (fx > 0.0) == (fa > 0.0) {
            (c, fc) = (a, fa);
        } else {
            (c, fc) = (b, fb);
            (b, fb) = (a, fa);
        }
        (a, fa) = (x, fx);
        let (best, f_best) = if fa.abs() < fb.abs() { (a, fa) } else { (b, fb) };
        let tolerance = 2.0 * f64::EPSILON * best.abs() + f64::MIN_POSITIVE;
        let limit = tolerance / (b - a).abs();
        if f_best == 0.0 || limit > 0.5 {
            return Some(best);
        }
        let xi = (a - b) / (c - b);
        let phi = (fa - fb) / (fc - fb);
        share = if phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi {
            fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
        } else {
            0.5
        }
        .clamp(limit, 1.0 - limit);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find_root;

    #[test]
    fn a_root_is_found_to_the_last_bits() {
        let root = find_root(|x| x * x - 2.0, 0.0, 2.0).unwrap();
        assert!((root - 2f64.sqrt()).abs() <= 4.0 * f64::EPSILON);
        let root = find_root(|x| x.powi(3), -1.0, 3.0).unwrap();
        assert!(root.abs() < 1e-100);
        let root = find_root(|x| (x - 1e-8).tanh(), -5e3, 1e4).unwrap();
        assert!((root / 1e-8 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_jump_is_found_where_the_sign_changes() {
        let root = find_root(|x| if x < 0.7 { -1.0 } else { 1.0 }, 0.0, 1.0).unwrap();
        assert!((root - 0.7).abs() <= 4.0 * f64::EPSILON);
    }

    #[test]
    fn equal_signs_have_no_root() {
        assert_eq!(find_root(|x| x * x + 1.0, -1.0, 1.0), None);
        assert_eq!(find_root(|_| f64::NAN, -1.0, 1.0), None);
    }
}
