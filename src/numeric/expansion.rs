//! Coefficients of the uniform asymptotic expansion that incomplete gamma and beta ratios share.

/// Terms kept: where the callers use the expansion the first term left out is below 1e-16 of the result.
const TERMS: usize = 30;

/// The expansion of an incomplete ratio around the peak of its integrand, for a large parameter `r`.
///
/// The integrand is `exp(-r eta^2 / 2) f(eta)`, and the deviation `w` of the variable from its peak obeys
/// `w dw/d eta = eta (p + q w + s w^2)` with `f = sqrt(p) eta / w`. Gamma: `p, q, s = 1, 1, 0` with `w = x/a - 1`;
/// beta: `x0 (1 - x0), 1 - 2 x0, -1` with `w = x - x0`. Integration by parts gives the lower tail as
///
/// ```text
/// Phi(eta sqrt r) - exp(-r eta^2 / 2) / sqrt(2 pi r) * sum_n b_n eta^n / (1 + b_1 / r)
/// b_{n-1} = f_n + (n + 1) b_{n+1} / r
/// ```
///
/// Source: N. M. Temme (1979), SIAM J. Math. Anal. 10, 757-766, doi:10.1137/0510071; the recursion as in A. Gil,
/// J. Segura and N. M. Temme (2012), SIAM J. Sci. Comput. 34, A2965-A2981, doi:10.1137/120872553.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// `b_n / (1 + b_1 / r) / sqrt(2 pi r)`, constant term first.
    terms: Vec<f64>,
    /// `1 / (1 + b_1 / r)`: one over the product of the scaled gamma functions.
    pub scale: f64,
}

impl Expansion {
    /// The expansion for large `r` and the equation `w w' = eta (p + q w + s w^2)`.
    pub fn new(r: f64, p: f64, q: f64, s: f64) -> Self {
        let f = ratio_series(p, q, s);
        let mut b = [0.0; TERMS + 2];
        for n in (1..=TERMS).rev() {
            b[n - 1] = f[n] + (n + 1) as f64 * b[n + 1] / r;
        }
        let scale = 1.0 / (1.0 + b[1] / r);
        let factor = scale / (std::f64::consts::TAU * r).sqrt();
        Self { terms: b[..TERMS].iter().map(|b| b * factor).collect(), scale }
    }

    /// The correction to `Phi(eta sqrt r)`, without the factor `exp(-r eta^2 / 2)`.
    pub fn correction(&self, eta: f64) -> f64 {
        super::stirling::horner(&self.terms, eta)
    }
}

/// Coefficients of `f(eta) = sqrt(p) eta / w(eta)`.
fn ratio_series(p: f64, q: f64, s: f64) -> [f64; TERMS + 1] {
    // w = sum c_k eta^k and v = w^2 = sum v_k eta^k; (1/2) v' = eta (p + q w + s v) fixes v, and v fixes w.
    let mut c = [0.0; TERMS + 3];
    let mut v = [0.0; TERMS + 4];
    c[1] = p.sqrt();
    v[2] = p;
    for n in 2..=TERMS + 1 {
        v[n + 1] = 2.0 / (n + 1) as f64 * (q * c[n - 1] + s * v[n - 1]);
        let cross: f64 = (2..n).map(|i| c[i] * c[n + 1 - i]).sum();
        c[n] = (v[n + 1] - cross) / (2.0 * c[1]);
    }
    let mut f = [0.0; TERMS + 1];
    f[0] = 1.0;
    for n in 1..=TERMS {
        f[n] = -(1..=n).map(|k| c[k + 1] * f[n - k]).sum::<f64>() / c[1];
    }
    f
}
