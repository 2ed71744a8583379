//! The incomplete beta ratio `I_x(a, b)` for one pair of shapes, both tails, and its inverse.

use super::{
    expansion::Expansion,
    special::normal_quantile,
    stirling::{LN_SQRT_2PI, STIRLING_FROM, ln_beta, ln_minus, stirling_error},
    tail::{Side, Tail, from_normal, solve},
};

/// From this smaller shape on the uniform expansion serves the middle.
const UNIFORM_FROM: f64 = 40.0;

/// Terms after which the fraction stops at the latest.
const MOST_TERMS: u32 = 20_000;

/// A point of the unit interval with its complement and logarithms, each accurate near either end.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    ln_x: f64,
    ln_y: f64,
}

impl Place {
    fn from_logit(t: f64) -> Self {
        // The smaller of x and y is e / (1 + e).
        let e = (-t.abs()).exp();
        let ln_large = -e.ln_1p();
        let (small, large) = (e / (1.0 + e), 1.0 / (1.0 + e));
        if t < 0.0 {
            Self { x: small, y: large, ln_x: t + ln_large, ln_y: ln_large }
        } else {
            Self { x: large, y: small, ln_x: ln_large, ln_y: ln_large - t }
        }
    }

    fn mirrored(self) -> Self {
        Self { x: self.y, y: self.x, ln_x: self.ln_y, ln_y: self.ln_x }
    }
}

/// `I_x(a, b) = 1 / B(a, b) * integral from 0 to x of t^(a-1) (1-t)^(b-1) dt`, with its constants.
///
/// Source: A. R. `DiDonato` and A. H. Morris (1992), Algorithm 708, ACM TOMS 18, 360-373, doi:10.1145/131766.131776
/// (fraction BFRAC), and [`Expansion`] for large shapes. statrs 0.19 stops its fraction after 140 terms, which is too
/// few for shapes above about 1e4.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompleteBeta {
    a: f64,
    b: f64,
    ln_beta: f64,
    /// `ln (sqrt(a b / (2 pi r)) Gamma*(r) / (Gamma*(a) Gamma*(b)))`, for shapes that are both large.
    peak: Option<f64>,
    expansion: Option<Expansion>,
}

impl IncompleteBeta {
    /// For shapes that are positive and finite.
    pub fn new(a: f64, b: f64) -> Self {
        let (small, r) = (a.min(b), a + b);
        let peak = (small >= STIRLING_FROM).then(|| {
            let stirling = stirling_error(r) - stirling_error(a) - stirling_error(b);
            0.5 * (a.ln() + (b / r).ln()) - LN_SQRT_2PI + stirling
        });
        let (p, q) = ((a / r) * (b / r), (b - a) / r);
        let expansion = (small >= UNIFORM_FROM).then(|| Expansion::new(r, p, q, -1.0));
        Self { a, b, ln_beta: ln_beta(a, b), peak, expansion }
    }

    /// `I_x(a, b)`, 0 at or below 0 and 1 at or above 1.
    pub fn lower(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let place = Place { x, y: 1.0 - x, ln_x: x.ln(), ln_y: (-x).ln_1p() };
        self.tail(Side::Lower, place).ln.exp()
    }

    /// Logarithm of the density at `x` in (0, 1).
    pub fn ln_density(&self, x: f64) -> f64 {
        let place = Place { x, y: 1.0 - x, ln_x: x.ln(), ln_y: (-x).ln_1p() };
        self.ln_prefix(place) - place.ln_x - place.ln_y
    }

    /// The `x` with `I_x(a, b) = u`, for `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        let (side, target) =
            if u <= 0.5 { (Side::Lower, u.ln()) } else { (Side::Upper, (1.0 - u).ln()) };
        let evaluate = |t: f64| {
            let place = Place::from_logit(t);
            (self.tail(side, place), self.a * place.y - self.b * place.x)
        };
        Place::from_logit(solve(side, target, self.start(u), evaluate)).x
    }

    /// A first guess of the logit of `x`.
    ///
    /// Both shapes above 1: A. H. Carter's (1947) normal approximation as in Algorithm AS 109 (G. W. Cran, K. J. Martin
    /// and G. E. Thomas 1977, Applied Statistics 26, 111-114, doi:10.2307/2346887). Else the power at the end of the
    /// interval that the probability is nearest to.
    fn start(&self, u: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        if a > 1.0 && b > 1.0 {
            let z = -normal_quantile(u);
            let (s, t) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
            let h = 2.0 / (s + t);
            let r = (z * z - 3.0) / 6.0;
            if h + r > 0.0 {
                let w = z * (h + r).sqrt() / h - (t - s) * (r + 5.0 / 6.0 - 2.0 / (3.0 * h));
                return (a / b).ln() - 2.0 * w;
            }
        }
        let ln_low = ((u.ln() + a.ln() + self.ln_beta) / a).min(-0.5);
        let ln_high = (((-u).ln_1p() + b.ln() + self.ln_beta) / b).min(-0.5);
        if u * (a + b) < b {
            ln_low - (-ln_low.exp()).ln_1p()
        } else {
            (-ln_high.exp()).ln_1p() - ln_high
        }
    }

    /// `ln (x^a y^b / B(a, b))`, which is also the log-density of the logit.
    fn ln_prefix(&self, at: Place) -> f64 {
        match self.peak {
            Some(peak) => peak - self.deviance(at),
            None => self.a * at.ln_x + self.b * at.ln_y - self.ln_beta,
        }
    }

    /// `-a ln(x / x0) - b ln(y / y0)` with `x0 = a / (a + b)`: zero at the peak, without cancellation around it.
    fn deviance(&self, at: Place) -> f64 {
        let r = self.a + self.b;
        let (x0, y0) = (self.a / r, self.b / r);
        let first = self.a * ln_minus(at.x / x0, at.ln_x - x0.ln());
        let second = self.b * ln_minus(at.y / y0, at.ln_y - y0.ln());
        -(first + second)
    }

    fn tail(&self, side: Side, at: Place) -> Tail {
        let r = self.a + self.b;
        if let Some(expansion) = &self.expansion {
            let deviance = self.deviance(at);
            // eta^2 below the smaller share, a third of the way to the nearest singularity (|eta|^2 = 4 pi x0).
            if deviance < 0.5 * self.a.min(self.b) && deviance < 600.0 {
                let eta = (2.0 * deviance / r).sqrt().copysign(at.x * self.b - at.y * self.a);
                let bell = (-deviance).exp();
                let density =
                    bell * expansion.scale * (self.a / std::f64::consts::TAU * (self.b / r)).sqrt();
                return from_normal(
                    side,
                    eta * r.sqrt(),
                    bell * expansion.correction(eta),
                    density,
                );
            }
        }
        let prefix = self.ln_prefix(at);
        // Each fraction holds on its side of the mean and a little beyond; where both do, the one further from its
        // singularity (at 1) is shorter.
        let (lower_holds, upper_holds) = (at.x * r < self.a + 1.0, at.y * r < self.b + 1.0);
        let (direct, fraction) = if lower_holds && (at.x < at.y || !upper_holds) {
            (Side::Lower, fraction(self.a, self.b, at))
        } else {
            (Side::Upper, fraction(self.b, self.a, at.mirrored()))
        };
        let tail = Tail { ln: prefix - fraction.ln(), rate: fraction };
        if side == direct { tail } else { tail.complement() }
    }
}

/// The fraction by which `x^a y^b / B(a, b)` is divided to give `I_x(a, b)`, for `x` below about the mean.
fn fraction(a: f64, b: f64, at: Place) -> f64 {
    let (x, y) = (at.x, at.y);
    let drift = a * y - b * x + 1.0;
    // Forward recurrence of numerators and denominators, rescaled so that the newest denominator is 1.
    let mut value = a * drift / (a + 1.0);
    let (mut top_before, mut bottom_before) = (1.0, 0.0);
    for n in 1..MOST_TERMS {
        let m = f64::from(n);
        let odd = a + 2.0 * m - 1.0;
        let shared = m * (b - m) * x / odd;
        // m - 1 first: added to a tiny a, the 1 would wash its digits out.
        let numerator = (a + (m - 1.0)) * (a + b + (m - 1.0)) * x / odd * shared;
        let step = m + shared + (a + m) * (drift + m * (1.0 + y)) / (odd + 2.0);
        let scale = 1.0 / (step + numerator * bottom_before);
        let next = (step * value + numerator * top_before) * scale;
        top_before = value * scale;
        bottom_before = scale;
        let moved = (next - value).abs();
        value = next;
        if moved <= f64::EPSILON * value.abs() {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::IncompleteBeta;

    #[test]
    fn both_directions_meet_values_of_high_precision() {
        // Shapes, x and I_x(a, b): the series summed with mpmath 1.3 at 45 digits.
        let table = [
            (0.05, 20.0, 2.993_08e-202, 9.999_999_445_385_122e-11),
            (0.05, 20.0, 1.043_62e-12, 0.299_999_947_924_646_6),
            (0.05, 20.0, 0.130_726, 0.999_000_010_047_736_1),
            (0.05, 0.05, 9.711_82e-195, 9.999_999_814_518_826e-11),
            (0.05, 0.05, 3.386_2e-5, 0.300_000_001_072_461_6),
            (20.0, 0.05, 0.413_014, 1.000_005_011_329_381_8e-10),
            (20.0, 0.05, 0.999_976, 0.299_843_391_504_446_33),
            (0.7, 3.0, 1.580_82e-15, 1.000_000_886_843_185_5e-10),
            (0.7, 3.0, 0.058_576_2, 0.299_999_860_274_360_5),
            (0.7, 3.0, 0.878_037, 0.999_000_003_155_804_8),
            (9.0, 12.0, 0.020_813_2, 1.000_020_349_863_196_7e-10),
            (9.0, 12.0, 0.369_852, 0.300_001_590_635_099_7),
            (9.0, 12.0, 0.748_261, 0.999_000_015_614_203_8),
            (39.0, 39.0, 0.181_149, 9.999_725_503_735_227e-11),
            (39.0, 39.0, 0.470_243, 0.300_001_282_749_732_65),
            (39.0, 39.0, 0.670_236, 0.998_999_998_653_822_6),
            (40.0, 40.0, 0.184_237, 9.999_912_499_594_92e-11),
            (40.0, 40.0, 0.470_619, 0.300_001_194_138_542_37),
            (40.0, 40.0, 0.668_209, 0.998_999_997_123_412_6),
            (40.0, 400.0, 0.027_783_8, 1.000_017_394_315_229_9e-10),
            (40.0, 400.0, 0.083_295_1, 0.299_999_697_006_421_8),
            (40.0, 400.0, 0.138_377, 0.998_999_978_913_301_7),
            (3.0, 100_000.0, 8.436_02e-9, 9.999_995_629_195_84e-11),
            (3.0, 100_000.0, 1.913_74e-5, 0.300_000_447_265_198_3),
            (3.0, 100_000.0, 0.000_112_281, 0.998_999_975_243_556_7),
            (300.0, 50.0, 0.714_262, 1.000_077_091_898_792_5e-10),
            (300.0, 50.0, 0.847_844, 0.300_000_213_843_893_7),
            (300.0, 50.0, 0.908_866, 0.998_999_915_297_898_1),
            (10_000.0, 30_000.0, 0.236_395, 1.001_053_204_811_575_4e-10),
            (10_000.0, 30_000.0, 0.248_862, 0.300_061_045_249_719_05),
            (10_000.0, 30_000.0, 0.256_726, 0.999_000_263_119_142_9),
        ];
        for (a, b, x, exact) in table {
            let ratio = IncompleteBeta::new(a, b);
            // As for the gamma ratio: 1e-13 for the logarithms, and z sqrt(a + b) epsilons for large shapes; at a far end
            // (x small beside its complement) the complement of x is rounded, which counts b x times: below the same.
            let bound = 1e-13 + 6.4 * (a + b).sqrt() * 2.0 * f64::EPSILON;
            assert!((ratio.lower(x) / exact - 1.0).abs() < bound, "I({a}, {b}, {x})");
            let bound = bound * exact / (x * ratio.ln_density(x).exp()) + 4.0 * f64::EPSILON;
            assert!(
                (ratio.quantile(exact) / x - 1.0).abs() < bound,
                "quantile of {exact} for {a} {b}"
            );
        }
    }

    #[test]
    fn the_ratio_is_the_complement_of_its_mirror_image() {
        for (a, b) in [(0.05, 20.0), (3.0, 7.0), (50.0, 90.0), (1e-12, 1e-3)] {
            let (ratio, mirror) = (IncompleteBeta::new(a, b), IncompleteBeta::new(b, a));
            for x in [0.125, 0.25, 0.5, 0.875] {
                assert!(
                    (ratio.lower(x) + mirror.lower(1.0 - x) - 1.0).abs() < 1e-13,
                    "{a} {b} {x}"
                );
            }
        }
    }
}
