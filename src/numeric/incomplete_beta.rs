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
/// Source: A. R. DiDonato and A. H. Morris (1992), Algorithm 708, ACM TOMS 18, 360-373, doi:10.1145/131766.131776
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
        let (side, target) = if u <= 0.5 { (Side::Lower, u.ln()) } else { (Side::Upper, (1.0 - u).ln()) };
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
        if u * (a + b) < b { ln_low - (-ln_low.exp()).ln_1p() } else { (-ln_high.exp()).ln_1p() - ln_high }
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
                let density = bell * expansion.scale * (self.a / std::f64::consts::TAU * (self.b / r)).sqrt();
                return from_normal(side, eta * r.sqrt(), bell * expansion.correction(eta), density);
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
    let denominator = a * drift / (a + 1.0);
    let (mut top, mut bottom) = (denominator, 1.0);
    let (mut top_before, mut bottom_before) = (1.0, 0.0);
    let mut value = top;
    for n in 1..MOST_TERMS {
        let m = f64::from(n);
        let odd = a + 2.0 * m - 1.0;
        let shared = m * (b - m) * x / odd;
        let numerator = (a + m - 1.0) * (a + b + m - 1.0) * x / odd * shared;
        let step = m + shared + (a + m) * (drift + m * (1.0 + y)) / (odd + 2.0);
        (top, top_before) = (step * top + numerator * top_before, top);
        (bottom, bottom_before) = (step * bottom + numerator * bottom_before, bottom);
        let scale = 1.0 / bottom;
        top *= scale;
        top_before *= scale;
        bottom_before *= scale;
        bottom = 1.0;
        if (top - value).abs() <= f64::EPSILON * top.abs() {
            return top;
        }
        value = top;
    }
    value
}
