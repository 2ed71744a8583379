//! The functions under study, asked in blocks of points given as normal scores.

use rayon::prelude::*;

use super::target::Target;
use crate::numeric::special::normal_cdf;

/// Published measures as functions of uniforms: one column an input in (0, 1), before coupling, to one column a figure. It may
/// compute in parallel inside. It must give a point the same values whatever block it stands in. What is no finite number at a
/// point agrees with nothing there.
pub type Figures<'f, E> = &'f mut dyn FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, E>;

/// The inputs themselves as functions of the same uniforms: one column an input, on its own scale.
pub type Values<'f> = &'f dyn Fn(&[Vec<f64>]) -> Vec<Vec<f64>>;

/// The most points handed over at once.
const BLOCK: usize = 8192;

/// Why a calibration ended without a result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault<E> {
    /// The function failed by itself.
    #[error(transparent)]
    Function(E),
    /// What was asked cannot be done.
    #[error("{0}")]
    Request(&'static str),
    /// The function gave too few or too many columns or values.
    #[error("{got} values for {asked} points and figures")]
    Length {
        /// Points times figures handed over.
        asked: usize,
        /// Values that came back.
        got: usize,
    },
    /// No prior draw has a finite value of every figure.
    #[error("none of {0} draws has a value of every published figure")]
    NoValues(usize),
}

/// The uniform of a score, inside the open interval.
pub(super) fn uniform(score: f64) -> f64 {
    normal_cdf(score).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}

/// Uniforms of columns of scores.
pub(super) fn uniforms(scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
    scores.par_iter().map(|column| column.iter().map(|&z| uniform(z)).collect()).collect()
}

/// The function, what is held against it, and how often it was asked.
pub(super) struct Asker<'f, E> {
    figures: Figures<'f, E>,
    targets: &'f [Target],
    /// Points so far.
    pub(super) evaluations: usize,
}

impl<'f, E> Asker<'f, E> {
    pub(super) fn new(figures: Figures<'f, E>, targets: &'f [Target]) -> Self {
        Self { figures, targets, evaluations: 0 }
    }

    pub(super) const fn targets(&self) -> &'f [Target] {
        self.targets
    }

    /// The figures at columns of scores: one column a figure.
    pub(super) fn at(&mut self, scores: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Fault<E>> {
        let points = scores.first().map_or(0, Vec::len);
        let mut all = vec![Vec::with_capacity(points); self.targets.len()];
        for first in (0..points).step_by(BLOCK) {
            let last = points.min(first + BLOCK);
            let block: Vec<Vec<f64>> = scores
                .par_iter()
                .map(|column| column[first..last].iter().map(|&z| uniform(z)).collect())
                .collect();
            let found = (self.figures)(&block).map_err(Fault::Function)?;
            let asked = (last - first) * self.targets.len();
            if found.len() != self.targets.len()
                || found.iter().any(|column| column.len() != last - first)
            {
                return Err(Fault::Length { asked, got: found.iter().map(Vec::len).sum() });
            }
            self.evaluations += last - first;
            for (all, found) in all.iter_mut().zip(found) {
                all.extend(found);
            }
        }
        Ok(all)
    }

    /// The same for points in rows: one row of figures a point.
    pub(super) fn rows(&mut self, points: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Fault<E>> {
        let columns = self.at(&turned(points))?;
        Ok((0..points.len()).map(|at| columns.iter().map(|column| column[at]).collect()).collect())
    }

    /// Logarithm of the likelihood of a row of figures.
    pub(super) fn ln_likelihood(&self, figures: &[f64]) -> f64 {
        self.targets.iter().zip(figures).map(|(target, &value)| target.ln_likelihood(value)).sum()
    }
}

/// Columns of rows, or rows of columns.
pub(super) fn turned(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let columns = rows.first().map_or(0, Vec::len);
    (0..columns).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_go_in_blocks_and_values_come_back_in_order() {
        let mut sizes = Vec::new();
        let mut function = |columns: &[Vec<f64>]| -> Result<Vec<Vec<f64>>, ()> {
            sizes.push(columns[0].len());
            Ok(vec![columns[1].clone()])
        };
        let targets = [Target::value(0.5, 1.0).unwrap()];
        let mut asker = Asker::new(&mut function, &targets);
        let scores = vec![vec![0.0; BLOCK + 3], (0..BLOCK + 3).map(|i| i as f64 / 1e4).collect()];
        let found = asker.at(&scores).unwrap();
        assert_eq!(asker.evaluations, BLOCK + 3);
        assert_eq!(found[0], uniforms(&scores)[1]);
        assert_eq!(sizes, [BLOCK, 3]);
    }

    #[test]
    fn a_function_that_fails_or_miscounts_is_told() {
        let targets = [Target::value(0.5, 1.0).unwrap()];
        let mut short = |_: &[Vec<f64>]| -> Result<Vec<Vec<f64>>, &str> { Ok(vec![vec![1.0]]) };
        let found = Asker::new(&mut short, &targets).at(&[vec![0.0; 2]]);
        assert_eq!(found, Err(Fault::Length { asked: 2, got: 1 }));
        let mut broken = |_: &[Vec<f64>]| Err("stopped");
        let found = Asker::new(&mut broken, &targets).at(&[vec![0.0; 2]]);
        assert_eq!(found, Err(Fault::Function("stopped")));
    }

    #[test]
    fn far_scores_stay_inside_the_open_interval() {
        assert!(uniform(-50.0) > 0.0 && uniform(50.0) < 1.0);
    }
}
