//! The incomplete gamma ratio `P(a, x)` for one shape, both tails, and its inverse.

use statrs::function::gamma::ln_gamma;

use super::{
    expansion::Expansion,
    special::normal_quantile,
    stirling::{LN_SQRT_2PI, STIRLING_FROM, ln_minus, stirling_error},
    tail::{Side, Tail, from_normal, solve},
};

/// From this shape on the uniform expansion serves the middle; below it the series and fraction are short.
const UNIFORM_FROM: f64 = 20.0;

/// Terms after which a series or fraction stops at the latest; 20,000 is enough for any shape below 1e8.
const MOST_TERMS: u32 = 20_000;

/// `P(a, x) = 1 / Gamma(a) * integral from 0 to x of t^(a-1) exp(-t) dt` with everything that depends on `a` alone.
///
/// Source: W. Gautschi (1979), ACM TOMS 5, 466-481, doi:10.1145/355853.355863 (series, fraction), and
/// [`Expansion`] (large `a`). statrs is exact too but loses digits and time for large `a`.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompleteGamma {
    a: f64,
    /// `ln Gamma(a + 1)`, or for large `a` `ln sqrt(2 pi a)` plus Stirling's error.
    constant: f64,
    expansion: Option<Expansion>,
}

impl IncompleteGamma {
    /// For a shape `a` that is positive and finite.
    pub fn new(a: f64) -> Self {
        let constant = if a < STIRLING_FROM {
            ln_gamma(a + 1.0)
        } else {
            LN_SQRT_2PI + 0.5 * a.ln() + stirling_error(a)
        };
        let expansion = (a >= UNIFORM_FROM).then(|| Expansion::new(a, 1.0, 1.0, 0.0));
        Self { a, constant, expansion }
    }

    /// `P(a, x)`, 0 at or below 0.
    pub fn lower(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x.is_infinite() {
            return 1.0;
        }
        self.tail(Side::Lower, x, x.ln()).ln.exp()
    }

    /// Logarithm of the density at `x`, for `x > 0`.
    pub fn ln_density(&self, x: f64) -> f64 {
        self.ln_prefix(x, x.ln()) + self.a.ln() - x.ln()
    }

    /// The `x` with `P(a, x) = u`, for `u` in (0, 1). It may underflow to 0 for a tiny shape.
    pub fn quantile(&self, u: f64) -> f64 {
        self.ln_quantile(u).exp()
    }

    /// Logarithm of [`quantile`](Self::quantile), which does not underflow.
    pub fn ln_quantile(&self, u: f64) -> f64 {
        let (side, target) =
            if u <= 0.5 { (Side::Lower, u.ln()) } else { (Side::Upper, (1.0 - u).ln()) };
        let evaluate = |t: f64| {
            let x = t.exp();
            (self.tail(side, x, t), self.a - x)
        };
        solve(side, target, self.start(u), evaluate)
    }

    /// A first guess of `ln x`: Wilson and Hilferty's cube (1931, PNAS 17, 684-688, doi:10.1073/pnas.17.12.684),
    /// never below the bound that follows from `P(a, x) <= x^a / Gamma(a + 1)`.
    fn start(&self, u: f64) -> f64 {
        let ln_gamma = if self.a < STIRLING_FROM {
            self.constant
        } else {
            self.constant + self.a * (self.a.ln() - 1.0)
        };
        let bound = (u.ln() + ln_gamma) / self.a;
        if self.a < 0.5 && bound < -1.0 {
            return bound;
        }
        let ninth = 1.0 / (9.0 * self.a);
        let base = 1.0 - ninth + normal_quantile(u) * ninth.sqrt();
        if base <= 0.0 { bound } else { bound.max(self.a.ln() + 3.0 * base.ln()) }
    }

    /// `ln (x^a exp(-x) / Gamma(a + 1))`.
    fn ln_prefix(&self, x: f64, ln_x: f64) -> f64 {
        if self.a < STIRLING_FROM {
            self.a * ln_x - x - self.constant
        } else {
            // The large terms cancel on paper first.
            self.a * ln_minus(x / self.a, ln_x - self.a.ln()) - self.constant
        }
    }

    /// One tail at `x`, given `ln x` too because a tiny `x` may have underflown.
    fn tail(&self, side: Side, x: f64, ln_x: f64) -> Tail {
        if let Some(expansion) = &self.expansion {
            let half_square = -ln_minus(x / self.a, ln_x - self.a.ln());
            // |eta| < 1, and a tail that has not underflown.
            if half_square < 0.5 && half_square * self.a < 600.0 {
                let eta = (2.0 * half_square).sqrt().copysign(x - self.a);
                let bell = (-half_square * self.a).exp();
                let density = bell * expansion.scale * (self.a / std::f64::consts::TAU).sqrt();
                return from_normal(
                    side,
                    eta * self.a.sqrt(),
                    bell * expansion.correction(eta),
                    density,
                );
            }
        }
        let prefix = self.ln_prefix(x, ln_x);
        // The density with respect to ln x is a * exp(prefix).
        let (direct, factor) = if x < self.a + 1.0 || x < 1.5 {
            (Side::Lower, lower_series(self.a, x))
        } else {
            (Side::Upper, self.a * upper_fraction(self.a, x))
        };
        let tail = Tail { ln: prefix + factor.ln(), rate: self.a / factor };
        if side == direct { tail } else { tail.complement() }
    }
}

/// `sum_n x^n / ((a + 1) ... (a + n))`, so that `P(a, x)` is the prefix times this.
fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..MOST_TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term < 1e-17 * sum {
            break;
        }
    }
    sum
}

/// Legendre's fraction, so that `Q(a, x)` is `a` times the prefix times this.
fn upper_fraction(a: f64, x: f64) -> f64 {
    // Lentz's method: the fraction is 1 / (b_0 + a_1 / (b_1 + ...)) with b_n = x + 2n + 1 - a, a_n = -n (n - a).
    let mut b = x + 1.0 - a;
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for n in 1..MOST_TERMS {
        let n = f64::from(n);
        let numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::IncompleteGamma;

    #[test]
    fn both_directions_meet_values_of_high_precision() {
        // Shape, x and P(a, x): the series summed with mpmath 1.3 at 45 digits.
        let table = [
            (0.01, 2.917_42e-53, 0.300_000_002_887_745_5),
            (0.01, 1.509_08, 0.998_999_993_862_856_1),
            (0.3, 3.236_44e-34, 9.999_999_789_951_112e-11),
            (0.3, 0.012_726_7, 0.300_000_295_729_670_74),
            (0.3, 4.618_94, 0.999_000_004_470_243_1),
            (2.5, 0.000_161_678, 1.000_002_206_254_785_7e-10),
            (2.5, 1.499_95, 0.299_998_746_088_396_4),
            (2.5, 10.257_5, 0.998_999_997_548_932_1),
            (9.9, 0.457_511, 9.999_979_178_190_604e-11),
            (9.9, 8.041_42, 0.300_000_338_929_453_05),
            (9.9, 22.508_4, 0.998_999_985_205_420_1),
            (10.1, 0.488_18, 9.999_949_744_323_964e-11),
            (10.1, 8.224_48, 0.299_999_577_529_426_9),
            (10.1, 22.806_1, 0.999_000_013_697_582_1),
            (19.9, 2.998_57, 9.999_959_483_757_578e-11),
            (19.9, 17.341_9, 0.300_000_017_029_027_23),
            (19.9, 36.566_4, 0.998_999_987_590_312),
            (20.0, 3.032_47, 1.000_015_168_603_884e-10),
            (20.0, 17.436, 0.300_002_582_274_299),
            (20.0, 36.701, 0.999_000_010_762_439),
            (200.0, 122.741, 9.999_295_999_318_954e-11),
            (200.0, 192.349, 0.299_994_877_274_690_7),
            (200.0, 246.566, 0.999_000_025_006_526_1),
            (100_000.0, 98_001.5, 9.999_130_679_616_076e-11),
            (100_000.0, 99_833.9, 0.299_968_476_930_927_65),
            (100_000.0, 100_980.0, 0.998_999_282_613_500_8),
        ];
        for (a, x, exact) in table {
            let ratio = IncompleteGamma::new(a);
            // The logarithms that make up P are below 100 and rounded a few times each: 1e-13. For a large shape x / a - 1
            // is rounded to an epsilon, which counts z sqrt(a) times, with |z| < 6.4 in this table.
            let bound = 1e-13 + 6.4 * a.sqrt() * 2.0 * f64::EPSILON;
            assert!((ratio.lower(x) / exact - 1.0).abs() < bound, "P({a}, {x})");
            // An error of P moves x by P / (x f) times as much, relatively.
            let bound = bound * exact / (x * ratio.ln_density(x).exp()) + 4.0 * f64::EPSILON;
            assert!((ratio.quantile(exact) / x - 1.0).abs() < bound, "quantile of {exact} for {a}");
        }
    }

    #[test]
    fn a_quantile_too_small_for_a_double_is_zero_with_a_logarithm() {
        // P(a, x) = x^a / Gamma(a + 1) for so small an x.
        let ratio = IncompleteGamma::new(0.01);
        let exact = (1e-10f64.ln() + statrs::function::gamma::ln_gamma(1.01)) / 0.01;
        assert!((ratio.ln_quantile(1e-10) / exact - 1.0).abs() < 1e-15);
        assert_eq!(ratio.quantile(1e-10), 0.0);
    }
}
