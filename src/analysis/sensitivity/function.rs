//! The function under study, and a batch that hands it points in blocks and checks what comes back.

/// A function of uniforms: one column an input in (0, 1), all of the same length (at most [`BLOCK`] points), to one value a
/// point.
///
/// It may compute in parallel inside. It must give a point the same value whatever block it stands in.
pub type Function<'f, E> = &'f mut dyn FnMut(&[Vec<f64>]) -> Result<Vec<f64>, E>;

/// The most points handed over at once.
pub const BLOCK: usize = 8192;

/// Why a sensitivity analysis ended without a result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault<E> {
    /// The function failed by itself.
    #[error(transparent)]
    Function(E),
    /// What was asked cannot be done.
    #[error("{0}")]
    Request(&'static str),
    /// The function gave too few or too many values.
    #[error("{got} values for {asked} points")]
    Length {
        /// Points handed over.
        asked: usize,
        /// Values that came back.
        got: usize,
    },
    /// Values that are no finite numbers.
    #[error("{count} of {of} values are not finite numbers, the first at point {first}")]
    NotFinite {
        /// Such values in the block where the first was found.
        count: usize,
        /// Values in that block.
        of: usize,
        /// Number of the first such point, from 0, in order of evaluation.
        first: usize,
        /// Its uniforms, one an input.
        point: Vec<f64>,
    },
}

/// Points on their way to the function, and the values that came back.
pub(super) struct Batch<'f, E> {
    function: Function<'f, E>,
    columns: Vec<Vec<f64>>,
    values: Vec<f64>,
    /// Points evaluated so far.
    evaluations: usize,
}

impl<'f, E> Batch<'f, E> {
    /// An empty batch for a function of so many inputs.
    pub(super) fn new(function: Function<'f, E>, inputs: usize) -> Self {
        Self { function, columns: vec![Vec::new(); inputs], values: Vec::new(), evaluations: 0 }
    }

    /// Adds a point; `uniform` gives the one of each input.
    pub(super) fn push(&mut self, uniform: impl Fn(usize) -> f64) -> Result<(), Fault<E>> {
        for (input, column) in self.columns.iter_mut().enumerate() {
            column.push(uniform(input));
        }
        if self.waiting() == BLOCK { self.evaluate() } else { Ok(()) }
    }

    /// The values of all points since the last call, in order.
    pub(super) fn take(&mut self) -> Result<Vec<f64>, Fault<E>> {
        if self.waiting() > 0 {
            self.evaluate()?;
        }
        Ok(std::mem::take(&mut self.values))
    }

    /// Points evaluated so far.
    pub(super) const fn evaluations(&self) -> usize {
        self.evaluations
    }

    fn waiting(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    fn evaluate(&mut self) -> Result<(), Fault<E>> {
        let asked = self.waiting();
        let values = (self.function)(&self.columns).map_err(Fault::Function)?;
        if values.len() != asked {
            return Err(Fault::Length { asked, got: values.len() });
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            return Err(Fault::NotFinite {
                count: values.iter().filter(|value| !value.is_finite()).count(),
                of: asked,
                first: self.evaluations + place,
                point: self.columns.iter().map(|column| column[place]).collect(),
            });
        }
        self.evaluations += asked;
        self.values.extend(values);
        self.columns.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_go_in_blocks_and_values_come_back_in_order() {
        let mut sizes = Vec::new();
        let mut function = |columns: &[Vec<f64>]| -> Result<Vec<f64>, ()> {
            sizes.push(columns[0].len());
            Ok(columns[1].clone())
        };
        let mut batch = Batch::new(&mut function, 2);
        for point in 0..BLOCK + 3 {
            batch.push(|input| (point * input) as f64).unwrap();
        }
        let values = batch.take().unwrap();
        assert_eq!(batch.evaluations(), BLOCK + 3);
        assert_eq!(values, (0..BLOCK + 3).map(|point| point as f64).collect::<Vec<_>>());
        assert_eq!(batch.take(), Ok(vec![]));
        assert_eq!(sizes, [BLOCK, 3]);
    }

    #[test]
    fn what_is_no_number_is_counted_and_the_first_is_shown() {
        let mut function = |columns: &[Vec<f64>]| -> Result<Vec<f64>, ()> {
            Ok(columns[0].iter().map(|&x| if x > 1.5 { f64::NAN } else { x }).collect())
        };
        let mut batch = Batch::new(&mut function, 1);
        for point in 0..5 {
            batch.push(|_| f64::from(point)).unwrap();
        }
        let fault = batch.take().unwrap_err();
        assert_eq!(fault, Fault::NotFinite { count: 3, of: 5, first: 2, point: vec![2.0] });
        let mut short = |_: &[Vec<f64>]| -> Result<Vec<f64>, ()> { Ok(vec![]) };
        let mut batch = Batch::new(&mut short, 1);
        batch.push(|_| 0.5).unwrap();
        assert_eq!(batch.take(), Err(Fault::Length { asked: 1, got: 0 }));
        let mut broken = |_: &[Vec<f64>]| Err("stopped");
        let mut batch = Batch::new(&mut broken, 1);
        batch.push(|_| 0.5).unwrap();
        assert_eq!(batch.take(), Err(Fault::Function("stopped")));
    }
}
