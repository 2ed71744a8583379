//! Two independent matrices of Sobol' points, of which an index mixes the columns.
//!
//! Matrix A has in the column of an input the points of its name, those of a run with the same seed; matrix B has those of the
//! name with "second" behind it. Both come in independently scrambled replicates (Owen 2003, doi 10.1145/945511.945518), so
//! that errors can be measured between them. `AB_i` is A with column `i` of B, `BA_i` is B with column `i` of A (Saltelli 2002,
//! doi 10.1016/S0010-4655(02)00280-1).

use crate::engine::Points;
use crate::plan::Plan;

/// Independent replicates of a design.
pub(super) const REPLICATES: usize = Plan::REPLICATES;

/// Matrices A and B of one replicate.
#[derive(Debug)]
pub(super) struct Replicate {
    first: Vec<Points>,
    second: Vec<Points>,
}

impl Replicate {
    /// The two matrices for inputs of these names.
    pub(super) fn new(seed: u64, names: &[String], replicate: usize) -> Self {
        let points = |name: &str| Points::new(seed, name, replicate);
        Self {
            first: names.iter().map(|name| points(name)).collect(),
            second: names.iter().map(|name| points(&format!("{name}\u{1f}second"))).collect(),
        }
    }

    /// Row `index` of A and of B: one uniform an input.
    pub(super) fn rows(&self, index: usize) -> [Vec<f64>; 2] {
        [&self.first, &self.second]
            .map(|matrix| matrix.iter().map(|points| points.at(index)).collect())
    }
}

/// Checks names and points of a request: what is wrong, or the rows of a replicate.
pub(super) fn rows_each(names: &[String], points: usize) -> Result<usize, &'static str> {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort_unstable();
    if names.is_empty() {
        return Err("no input is uncertain");
    }
    // Two inputs of one name would have the same points.
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("two inputs have the same name");
    }
    if !points.is_multiple_of(REPLICATES) || points < 2 * REPLICATES {
        return Err("the number of points must be a multiple of 16, and at least 32");
    }
    Ok(points / REPLICATES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_and_replicates_are_uncorrelated() {
        let names = ["x".to_owned(), "y".to_owned()];
        let mut columns = vec![Vec::new(); 4];
        for replicate in 0..REPLICATES {
            let design = Replicate::new(5, &names, replicate);
            for index in 0..64 {
                let [a, b] = design.rows(index);
                for (column, u) in columns.iter_mut().zip(a.into_iter().chain(b)) {
                    column.push(u);
                }
            }
        }
        for i in 0..4 {
            for j in 0..i {
                // 1,024 pairs: sd 0.031 for independent points, some more where two matrices happen to be alike; the seed is fixed.
                let r = crate::numeric::correlation(&columns[i], &columns[j]);
                assert!(r.abs() < 0.15, "{i} {j}: {r}");
            }
        }
    }

    #[test]
    fn requests_out_of_range_are_refused() {
        let names = |all: &[&str]| all.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(rows_each(&names(&["a", "b"]), 64), Ok(4));
        assert!(rows_each(&names(&["a", "a"]), 64).is_err());
        assert!(rows_each(&[], 64).is_err());
        for points in [0, 16, 33] {
            assert!(rows_each(&names(&["a"]), points).is_err(), "{points}");
        }
    }
}
