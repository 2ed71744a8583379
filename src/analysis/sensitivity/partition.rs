//! A finished sample cut into groups of rows with like values of one input.
//!
//! Rows are put in order of the input, and of the output where inputs are equal, so that nothing depends on the order in which
//! they came. Rows with equal inputs are never parted. An input with few values has a group for each; another has groups of
//! nearly equal size, and a value with as many rows as a group should have is a group of its own.

/// Why a sample cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Columns of different lengths.
    #[error("{inputs} values of the input, {outputs} of the output")]
    Lengths {
        /// Values of the input.
        inputs: usize,
        /// Values of the output.
        outputs: usize,
    },
    /// Fewer rows than [`Unusable::LEAST`].
    #[error("{0} rows, and at least 32 are needed")]
    Few(usize),
    /// Values that are no finite numbers.
    #[error("{count} rows hold a value that is not a finite number, the first is row {first}")]
    NotFinite {
        /// Such rows.
        count: usize,
        /// The first, from 0.
        first: usize,
    },
    /// Replicates of another number than rows, or fewer than two of them.
    #[error("the replicates of the rows are not known, or there is only one")]
    Replicates,
    /// A level of confidence outside (0, 1).
    #[error("the level of confidence must lie between 0 and 1")]
    Level,
}

impl Unusable {
    /// The fewest rows of which anything is said.
    pub const LEAST: usize = 32;
}

/// Outputs in order of the input, and the group of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Partition {
    pub(super) y: Vec<f64>,
    /// Place of each row in the sample as it came.
    pub(super) row: Vec<usize>,
    /// Number of each row's group, ascending.
    pub(super) group: Vec<usize>,
    /// Number of groups.
    pub(super) groups: usize,
}

impl Partition {
    /// Cuts a sample into at most about `most` groups (in a sample with much of its mass on some values, up to twice as many).
    pub(super) fn new(x: &[f64], y: &[f64], most: usize) -> Result<Self, Unusable> {
        if x.len() != y.len() {
            return Err(Unusable::Lengths { inputs: x.len(), outputs: y.len() });
        }
        if x.len() < Unusable::LEAST {
            return Err(Unusable::Few(x.len()));
        }
        let bad = |&row: &usize| !(x[row].is_finite() && y[row].is_finite());
        if let Some(first) = (0..x.len()).find(bad) {
            return Err(Unusable::NotFinite { count: (0..x.len()).filter(bad).count(), first });
        }
        // Adding 0 makes one of the two zeros.
        let mut rows: Vec<(f64, f64, usize)> =
            (0..x.len()).map(|row| (x[row] + 0.0, y[row] + 0.0, row)).collect();
        rows.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let runs: Vec<usize> =
            rows.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()).map(<[_]>::len).collect();
        let sizes = if runs.len() <= most { runs } else { joined(&runs, rows.len(), most) };
        let group = sizes.iter().enumerate().flat_map(|(g, &size)| std::iter::repeat_n(g, size));
        Ok(Self {
            group: group.collect(),
            groups: sizes.len(),
            y: rows.iter().map(|&(_, y, _)| y).collect(),
            row: rows.into_iter().map(|(.., row)| row).collect(),
        })
    }
}

/// Sizes of groups of whole runs.
fn joined(runs: &[usize], rows: usize, most: usize) -> Vec<usize> {
    let wanted = rows as f64 / most as f64;
    let mut sizes = Vec::new();
    let (mut size, mut done) = (0, 0);
    for &run in runs {
        let large = run as f64 >= wanted;
        if large && size > 0 {
            sizes.push(size);
            size = 0;
        }
        size += run;
        done += run;
        // Where the next border of an even division has been reached.
        let due = (((done - size) as f64 / wanted + 0.5).floor() + 1.0) * wanted;
        if large || done as f64 + 0.5 > due {
            sizes.push(size);
            size = 0;
        }
    }
    if size > 0 {
        sizes.push(size);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(x: &[f64], most: usize) -> Vec<usize> {
        let partition = Partition::new(x, &vec![0.0; x.len()], most).unwrap();
        let size = |g| partition.group.iter().filter(|&&group| group == g).count();
        (0..partition.groups).map(size).collect()
    }

    #[test]
    fn few_values_have_a_group_each_and_many_are_cut_evenly() {
        let few: Vec<f64> = (0..60).map(|i| [0.0, -0.0, 1.0, 7.0][i % 4]).collect();
        assert_eq!(sizes(&few, 5), [30, 15, 15]);
        let many: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(sizes(&many, 10), [10; 10]);
        let uneven = sizes(&many, 7);
        assert!(
            uneven.len() == 7 && uneven.iter().all(|&size| size == 14 || size == 15),
            "{uneven:?}"
        );
        assert_eq!(sizes(&[3.0; 40], 6), [40]);
    }

    #[test]
    fn a_value_with_many_rows_is_a_group_of_its_own() {
        let x: Vec<f64> =
            (0..100).map(|i| if i < 40 { 5.5 } else { f64::from(i - 40) / 6.0 }).collect();
        // 33 below, 40 at 5.5 and one that equals it, 26 above.
        let sizes = sizes(&x, 10);
        assert!(sizes.contains(&41), "{sizes:?}");
        assert_eq!(sizes.iter().sum::<usize>(), 100);
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let x: Vec<f64> = (0..97).map(|i| f64::from(i * i % 31)).collect();
        let y: Vec<f64> = (0..97).map(|i| f64::from(i * 7 % 13)).collect();
        let turn = |values: &[f64]| values.iter().rev().copied().collect::<Vec<_>>();
        let here = Partition::new(&x, &y, 8).unwrap();
        let there = Partition::new(&turn(&x), &turn(&y), 8).unwrap();
        assert_eq!((here.y, here.group), (there.y, there.group));
        assert!(here.row.iter().zip(&there.row).any(|(here, there)| here != there));
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let mut x = vec![1.0; 40];
        assert_eq!(Partition::new(&x, &[], 4), Err(Unusable::Lengths { inputs: 40, outputs: 0 }));
        assert_eq!(Partition::new(&x[..31], &x[..31], 4), Err(Unusable::Few(31)));
        let y = x.clone();
        x[7] = f64::NAN;
        x[9] = f64::INFINITY;
        assert_eq!(Partition::new(&x, &y, 4), Err(Unusable::NotFinite { count: 2, first: 7 }));
    }
}
