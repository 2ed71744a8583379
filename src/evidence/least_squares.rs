//! Weighted least squares of a few columns, and the traces that estimators of tau2 need.

/// Effects, their variances and the columns that explain them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Data {
    /// Effects.
    pub(super) y: Vec<f64>,
    /// Sampling variances, above 0.
    pub(super) v: Vec<f64>,
    /// `[column][study]`; the first is 1 everywhere.
    pub(super) x: Vec<Vec<f64>>,
}

/// The least part of a column that the columns before it must leave unexplained.
const COLLINEAR: f64 = 1e-9;

impl Data {
    /// Effects that only a constant explains.
    pub(super) fn constant(y: Vec<f64>, v: Vec<f64>) -> Self {
        let x = vec![vec![1.0; y.len()]];
        Self { y, v, x }
    }

    /// Studies.
    pub(super) fn k(&self) -> usize {
        self.y.len()
    }

    /// Degrees of freedom that are left.
    pub(super) fn df(&self) -> f64 {
        self.k() as f64 - self.x.len() as f64
    }

    /// Weights `1 / (v + tau2)`.
    pub(super) fn weights(&self, tau2: f64) -> Vec<f64> {
        self.v.iter().map(|v| 1.0 / (v + tau2)).collect()
    }

    /// The regression with these weights; none where a column is a sum of the others.
    ///
    /// By Gram-Schmidt, twice for each column so that orthogonality does not depend on the columns (Giraud, Langou and Rozloznik
    /// 2005, doi 10.1016/j.camwa.2005.08.009).
    pub(super) fn solve(&self, w: Vec<f64>) -> Option<Solved> {
        let roots: Vec<f64> = w.iter().map(|w| w.sqrt()).collect();
        let p = self.x.len();
        let (mut q, mut r) = (Vec::<Vec<f64>>::new(), vec![vec![0.0; p]; p]);
        for (j, column) in self.x.iter().enumerate() {
            let mut left: Vec<f64> = column.iter().zip(&roots).map(|(x, s)| x * s).collect();
            let whole = dot(&left, &left).sqrt();
            for _ in 0..2 {
                for (i, known) in q.iter().enumerate() {
                    let part = dot(known, &left);
                    r[i][j] += part;
                    left.iter_mut().zip(known).for_each(|(x, q)| *x -= part * q);
                }
            }
            let length = dot(&left, &left).sqrt();
            if length.is_nan() || length <= COLLINEAR * whole {
                return None;
            }
            r[j][j] = length;
            for x in &mut left {
                *x /= length;
            }
            q.push(left);
        }
        let mut rest: Vec<f64> = self.y.iter().zip(&roots).map(|(y, s)| y * s).collect();
        let parts: Vec<f64> = q
            .iter()
            .map(|known| {
                let part = dot(known, &rest);
                rest.iter_mut().zip(known).for_each(|(x, q)| *x -= part * q);
                part
            })
            .collect();
        let inverse = inverse_upper(&r);
        let beta = inverse.iter().map(|row| dot(row, &parts)).collect();
        let covariance =
            inverse.iter().map(|a| inverse.iter().map(|b| dot(a, b)).collect()).collect();
        let ln_det = 2.0 * (0..p).map(|j| r[j][j].ln()).sum::<f64>();
        Some(Solved { w, q, rest, beta, covariance, ln_det })
    }
}

/// A weighted regression. `P = W - W X (X'WX)^-1 X'W` in what follows.
#[derive(Debug, Clone)]
pub(super) struct Solved {
    pub(super) w: Vec<f64>,
    q: Vec<Vec<f64>>,
    /// Weighted residuals.
    rest: Vec<f64>,
    /// Coefficients.
    pub(super) beta: Vec<f64>,
    /// `(X'WX)^-1`.
    pub(super) covariance: Vec<Vec<f64>>,
    /// Logarithm of the determinant of `X'WX`.
    pub(super) ln_det: f64,
}

impl Solved {
    /// `y'Py`: the weighted sum of squared residuals.
    pub(super) fn rss(&self) -> f64 {
        dot(&self.rest, &self.rest)
    }

    /// `y'PPy`.
    pub(super) fn ypp(&self) -> f64 {
        self.rest.iter().zip(&self.w).map(|(e, w)| e * e * w).sum()
    }

    /// Diagonal of the hat matrix.
    fn hat(&self) -> Vec<f64> {
        (0..self.w.len()).map(|i| self.q.iter().map(|q| q[i] * q[i]).sum()).collect()
    }

    /// Trace of `P`, with each term times a factor.
    pub(super) fn trace_with(&self, factors: &[f64]) -> f64 {
        let terms = self.hat().into_iter().zip(&self.w).zip(factors);
        terms.map(|((h, w), factor)| w * (1.0 - h) * factor).sum()
    }

    /// Trace of `P`.
    pub(super) fn trace(&self) -> f64 {
        self.hat().into_iter().zip(&self.w).map(|(h, w)| w * (1.0 - h)).sum()
    }

    /// Trace of `PP`.
    pub(super) fn trace_squared(&self) -> f64 {
        let own: f64 = self.hat().iter().zip(&self.w).map(|(h, w)| w * w * (1.0 - 2.0 * h)).sum();
        let between = |a: &[f64], b: &[f64]| -> f64 {
            a.iter().zip(b).zip(&self.w).map(|((a, b), w)| a * b * w).sum()
        };
        let shared: f64 =
            self.q.iter().map(|a| self.q.iter().map(|b| between(a, b).powi(2)).sum::<f64>()).sum();
        own + shared
    }

    /// Residuals on the scale of the effects.
    #[cfg(test)]
    fn residuals(&self) -> Vec<f64> {
        self.rest.iter().zip(&self.w).map(|(e, w)| e / w.sqrt()).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Inverse of an upper triangle with a diagonal above 0, row by row from the last.
fn inverse_upper(r: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let p = r.len();
    let mut inverse: Vec<Vec<f64>> = vec![Vec::new(); p];
    for (i, row) in r.iter().enumerate().rev() {
        let found = (0..p).map(|j| {
            let known: f64 = (i + 1..=j).map(|l| row[l] * inverse[l][j]).sum();
            let unit = f64::from(u8::from(i == j));
            if j < i { 0.0 } else { (unit - known) / row[i] }
        });
        inverse[i] = found.collect();
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> Data {
        let x = vec![vec![1.0; 5], vec![1944.0, 1955.0, 1961.0, 1970.0, 1999.0]];
        Data { y: vec![0.3, -1.0, 2.0, 0.7, 0.1], v: vec![0.1, 0.5, 0.2, 0.9, 0.3], x }
    }

    /// `P` entry by entry, from its definition.
    fn p_matrix(solved: &Solved, x: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let k = solved.w.len();
        let entry = |i: usize, j: usize| {
            let mut sum = if i == j { solved.w[i] } else { 0.0 };
            for (a, row) in solved.covariance.iter().enumerate() {
                for (b, c) in row.iter().enumerate() {
                    sum -= solved.w[i] * x[a][i] * c * x[b][j] * solved.w[j];
                }
            }
            sum
        };
        (0..k).map(|i| (0..k).map(|j| entry(i, j)).collect()).collect()
    }

    #[test]
    fn traces_and_sums_are_those_of_the_matrix() {
        let data = data();
        let solved = data.solve(data.weights(0.2)).unwrap();
        let p = p_matrix(&solved, &data.x);
        let trace: f64 = (0..5).map(|i| p[i][i]).sum();
        let squared: f64 = p.iter().flatten().map(|x| x * x).sum();
        let py: Vec<f64> = p.iter().map(|row| dot(row, &data.y)).collect();
        assert!((solved.trace() - trace).abs() < 1e-7);
        assert!((solved.trace_with(&[1.0; 5]) - trace).abs() < 1e-7);
        assert!((solved.trace_squared() - squared).abs() < 1e-7);
        assert!((solved.rss() - dot(&py, &data.y)).abs() < 1e-7);
        assert!((solved.ypp() - dot(&py, &py)).abs() < 1e-7);
        // Residuals stand at right angles to every column, with weights.
        let weighted: Vec<f64> =
            solved.residuals().iter().zip(&solved.w).map(|(e, w)| e * w).collect();
        for column in &data.x {
            assert!(dot(&weighted, column).abs() < 1e-8);
        }
    }

    #[test]
    fn a_column_that_others_explain_is_refused() {
        let mut data = data();
        data.x.push(data.x[1].iter().map(|x| 2.0 * x - 7.0).collect());
        assert!(data.solve(data.weights(0.0)).is_none());
    }
}
