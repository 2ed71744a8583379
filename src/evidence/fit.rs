//! One fit: tau2, coefficients, and the interval method that suits what is left.

use super::heterogeneity::{Heterogeneity, q_profile};
use super::least_squares::{Data, Solved};
use super::options::{IntervalMethod, Options, Tau2Method};
use super::student::Reference;
use super::tau2::Tau2;

/// A model fitted to effects.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// tau2 with its error and likelihood; none where there are no degrees of freedom.
    pub(super) tau2: Option<Tau2>,
    /// Interval of tau2, and whether no tau2 fits; none for a common effect.
    pub(super) tau2_interval: Option<([f64; 2], bool)>,
    /// The regression with the weights of tau2.
    pub(super) solved: Solved,
    /// Q and what belongs to it.
    pub(super) heterogeneity: Heterogeneity,
    /// Hartung-Knapp's factor of the variance: `y'Py / (k - p)`; none without degrees of freedom.
    pub(super) dispersion: Option<f64>,
    /// The method that is used: normal where there are no degrees of freedom.
    pub(super) interval: IntervalMethod,
    df: f64,
}

/// Why no model could be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoFit {
    /// A column is a sum of the others.
    Collinear,
    /// No tau2 was found.
    NotConverged,
}

impl Fit {
    pub(super) fn of(data: &Data, options: &Options) -> Result<Self, NoFit> {
        let heterogeneity = Heterogeneity::of(data).ok_or(NoFit::Collinear)?;
        let df = data.df();
        let has_rest = df > 0.0;
        let tau2 = if has_rest {
            Some(Tau2::of(options.tau2, data).ok_or(NoFit::NotConverged)?)
        } else {
            None
        };
        let weights = data.weights(tau2.map_or(0.0, |tau2| tau2.value));
        let solved = data.solve(weights).ok_or(NoFit::Collinear)?;
        let dispersion = has_rest.then(|| solved.rss() / df);
        let interval = if has_rest { options.interval_method() } else { IntervalMethod::Z };
        let tau2_interval =
            if options.tau2 == Tau2Method::Ce { None } else { q_profile(data, options.level) };
        Ok(Self { tau2, tau2_interval, solved, heterogeneity, dispersion, interval, df })
    }

    /// tau2, 0 where there is none.
    pub(super) fn tau2(&self) -> f64 {
        self.tau2.map_or(0.0, |tau2| tau2.value)
    }

    /// The factor by which a method multiplies the ordinary variance.
    fn factor(&self, method: IntervalMethod) -> f64 {
        match (method, self.dispersion) {
            (IntervalMethod::Hk, Some(dispersion)) => dispersion,
            (IntervalMethod::HkAdhoc, Some(dispersion)) => dispersion.max(1.0),
            _ => 1.0,
        }
    }

    /// Variances and covariances of the coefficients, by the method that is used.
    pub(super) fn covariance(&self) -> Vec<Vec<f64>> {
        let factor = self.factor(self.interval);
        let scaled = |row: &Vec<f64>| row.iter().map(|entry| entry * factor).collect();
        self.solved.covariance.iter().map(scaled).collect()
    }

    /// Standard error of a coefficient by a method.
    pub(super) fn error(&self, coefficient: usize, method: IntervalMethod) -> f64 {
        let variance = self.solved.covariance.get(coefficient).and_then(|row| row.get(coefficient));
        variance.map_or(f64::NAN, |variance| (variance * self.factor(method)).sqrt())
    }

    /// The distribution of an estimate over its error.
    pub(super) fn reference(&self) -> Reference {
        match self.interval {
            IntervalMethod::Z => Reference::Normal,
            IntervalMethod::Hk | IntervalMethod::HkAdhoc => Reference::Student(self.df),
        }
    }

    /// Degrees of freedom of the interval, where it has any.
    pub(super) fn reference_df(&self) -> Option<f64> {
        match self.reference() {
            Reference::Normal => None,
            Reference::Student(df) => Some(df),
        }
    }

    /// I2 in per cent and H2.
    pub(super) fn i2_h2(&self, method: Tau2Method) -> Option<[f64; 2]> {
        if method == Tau2Method::Ce {
            self.heterogeneity.of_q()
        } else {
            self.heterogeneity.of_tau2(self.tau2())
        }
    }
}
