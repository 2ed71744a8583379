//! Natural cubic splines: what each looks like in its values at the knots, and how rough it is.

/// A natural cubic spline, linear beyond its outer knots, as a linear function of its values at the knots.
///
/// Source: P. J. Green and B. W. Silverman (1994), Nonparametric Regression and Generalized Linear Models, section 2.1; in
/// the form of S. N. Wood (2017), Generalized Additive Models, 2nd edition, section 5.3.1, doi 10.1201/9781315370279.
#[derive(Debug, Clone, PartialEq)]
pub struct NaturalSpline {
    knots: Vec<f64>,
    /// Second derivative at each knot as a linear function of the values: `curvature[knot][value]`, zero at both ends.
    curvature: Vec<Vec<f64>>,
}

impl NaturalSpline {
    /// The splines with these knots; none unless at least three ascend strictly and are finite.
    pub fn new(knots: &[f64]) -> Option<Self> {
        let ascend = knots.windows(2).all(|pair| pair[0] < pair[1]);
        if knots.len() < 3 || !ascend || !knots.iter().all(|knot| knot.is_finite()) {
            return None;
        }
        Some(Self { knots: knots.to_vec(), curvature: curvature(knots) })
    }

    /// Weight of each knot's value in the value of the spline at `x`; the weights sum to one.
    pub fn weights(&self, x: f64) -> Vec<f64> {
        let last = self.knots.len() - 1;
        // The interval whose formula holds at `x`; beyond the ends that of the outermost interval, made linear.
        let j = self.knots.partition_point(|knot| *knot <= x).clamp(1, last) - 1;
        let (low, high) = (self.knots[j], self.knots[j + 1]);
        let h = high - low;
        let inside = x.clamp(low, high);
        let (to_high, from_low) = (high - inside, inside - low);
        let mut weights = vec![0.0; self.knots.len()];
        weights[j] = to_high / h;
        weights[j + 1] = from_low / h;
        let (bend_low, bend_high) = (
            (to_high.powi(3) / h - h * to_high) / 6.0,
            (from_low.powi(3) / h - h * from_low) / 6.0,
        );
        self.add(&mut weights, j, bend_low, bend_high);
        let beyond = x - inside;
        if beyond < 0.0 {
            // The slope at the low end: (f1 - f0) / h - h / 6 f''_1.
            weights[j] -= beyond / h;
            weights[j + 1] += beyond / h;
            self.add(&mut weights, j, 0.0, -beyond * h / 6.0);
        } else if beyond > 0.0 {
            weights[j] -= beyond / h;
            weights[j + 1] += beyond / h;
            self.add(&mut weights, j, beyond * h / 6.0, 0.0);
        }
        weights
    }

    /// Adds multiples of the second derivatives at knots `j` and `j + 1`.
    fn add(&self, weights: &mut [f64], j: usize, low: f64, high: f64) {
        for (weight, (a, b)) in
            weights.iter_mut().zip(self.curvature[j].iter().zip(&self.curvature[j + 1]))
        {
            *weight += low * a + high * b;
        }
    }

    /// The matrix `P` with `f' P f` the integral of the squared second derivative, for values `f` at the knots.
    pub fn roughness(&self) -> Vec<Vec<f64>> {
        let n = self.knots.len();
        let mut matrix = vec![vec![0.0; n]; n];
        // f'' is linear between knots: its square integrates to h / 3 (a^2 + a b + b^2).
        for (j, pair) in self.knots.windows(2).enumerate() {
            let h = pair[1] - pair[0];
            let (a, b) = (&self.curvature[j], &self.curvature[j + 1]);
            for (k, row) in matrix.iter_mut().enumerate() {
                for (l, entry) in row.iter_mut().enumerate() {
                    *entry +=
                        h / 3.0 * (a[k] * a[l] + b[k] * b[l] + 0.5 * (a[k] * b[l] + b[k] * a[l]));
                }
            }
        }
        matrix
    }
}

/// Second derivatives at the knots from `B f'' = D f`, with zeros at the ends.
fn curvature(knots: &[f64]) -> Vec<Vec<f64>> {
    let n = knots.len();
    let h: Vec<f64> = knots.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut rows = vec![vec![0.0; n]; n];
    let mut diagonal = vec![1.0; n];
    // Forward: row i of D, less what the row above takes.
    for i in 1..n - 1 {
        rows[i][i - 1] = 1.0 / h[i - 1];
        rows[i][i] = -1.0 / h[i - 1] - 1.0 / h[i];
        rows[i][i + 1] = 1.0 / h[i];
        diagonal[i] = (h[i - 1] + h[i]) / 3.0;
        if i > 1 {
            let beside = h[i - 1] / 6.0;
            let factor = beside / diagonal[i - 1];
            diagonal[i] -= factor * beside;
            let (above, below) = rows.split_at_mut(i);
            for (x, y) in below[0].iter_mut().zip(&above[i - 1]) {
                *x -= factor * y;
            }
        }
    }
    // Backward.
    for i in (1..n - 1).rev() {
        let beside = if i + 1 < n - 1 { h[i] / 6.0 } else { 0.0 };
        let (above, below) = rows.split_at_mut(i + 1);
        for (x, y) in above[i].iter_mut().zip(&below[0]) {
            *x = (*x - beside * y) / diagonal[i];
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOTS: [f64; 6] = [-2.0, -0.5, 0.0, 1.0, 2.5, 4.0];

    fn value(spline: &NaturalSpline, f: &[f64], x: f64) -> f64 {
        spline.weights(x).iter().zip(f).map(|(w, f)| w * f).sum()
    }

    #[test]
    fn a_line_is_its_own_spline_and_is_not_rough() {
        let spline = NaturalSpline::new(&KNOTS).unwrap();
        let f: Vec<f64> = KNOTS.iter().map(|x| 3.0 - 2.0 * x).collect();
        for x in [-5.0, -2.0, -1.0, 0.3, 2.5, 3.9, 4.0, 10.0] {
            assert!((value(&spline, &f, x) - (3.0 - 2.0 * x)).abs() < 1e-12, "{x}");
            assert!((spline.weights(x).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        let p = spline.roughness();
        let rough: f64 = (0..6)
            .flat_map(|i| (0..6).map(move |j| (i, j)))
            .map(|(i, j)| f[i] * p[i][j] * f[j])
            .sum();
        assert!(rough.abs() < 1e-10);
    }

    #[test]
    fn three_knots_by_hand() {
        // Values 0, 1, 0 at -1, 0, 1: f'' = -3 in the middle, f(x) = 1 - 3/2 x^2 + |x|^3 / 2; its square integrates to 6.
        let spline = NaturalSpline::new(&[-1.0, 0.0, 1.0]).unwrap();
        for x in [-1.0_f64, -0.4, 0.0, 0.7] {
            let known = 1.0 - 1.5 * x * x + 0.5 * x.abs().powi(3);
            assert!((value(&spline, &[0.0, 1.0, 0.0], x) - known).abs() < 1e-14, "{x}");
        }
        // Beyond the ends a line with slope -3/2.
        assert!((value(&spline, &[0.0, 1.0, 0.0], 3.0) + 3.0).abs() < 1e-14);
        assert!((spline.roughness()[1][1] - 6.0).abs() < 1e-13);
    }

    #[test]
    fn values_at_knots_are_met_and_slopes_do_not_jump() {
        let spline = NaturalSpline::new(&KNOTS).unwrap();
        let f = [1.0, -2.0, 0.5, 3.0, 3.0, -1.0];
        let e = 1e-6;
        for (knot, known) in KNOTS.iter().zip(f) {
            assert!((value(&spline, &f, *knot) - known).abs() < 1e-12);
            let slope =
                |x: f64| (value(&spline, &f, x + e) - value(&spline, &f, x - e)) / (2.0 * e);
            // f'' is below 30 here, so slopes 4e apart differ by less than 1.2e-4.
            assert!((slope(knot - 2.0 * e) - slope(knot + 2.0 * e)).abs() < 1.2e-4, "{knot}");
        }
    }

    #[test]
    fn knots_that_do_not_ascend_are_refused() {
        assert!(NaturalSpline::new(&[0.0, 1.0]).is_none());
        assert!(NaturalSpline::new(&[0.0, 1.0, 1.0]).is_none());
        assert!(NaturalSpline::new(&[0.0, 1.0, f64::INFINITY]).is_none());
    }
}
