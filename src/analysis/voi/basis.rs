//! The columns that a conditional mean is made of, as suits the inputs.

use std::collections::BTreeMap;

use super::evppi::Method;
use super::fault::Fault;
use super::smooth::{Frame, Matrix, Smooth};
use super::spread::mean_product;
use crate::numeric::spline::NaturalSpline;
use crate::numeric::{correlation, mean, sd};

/// Distinct values, of one input or of several together, up to which each has a mean of its own.
const CELLS_OF_ONE: usize = 12;
const CELLS_OF_MANY: usize = 32;

/// Knots of a spline: enough for some waves and a steep place; smoothing takes what is too many.
const KNOTS: usize = 20;

/// Rows wanted for each term.
const ROWS_PER_TERM: usize = 4;

/// Terms of a surface at most: its work grows with their square, that of its directions with the third power.
const MOST_TERMS: usize = 200;

/// Weights of interactions in the roughness: free, as dear as a bend, and dear. The data choose.
const INTERACTIONS: [f64; 3] = [0.0, 1.0, 30.0];

/// The members that vary and are no copies of an earlier one: a straight line of another tells nothing of its own.
pub(super) fn telling(inputs: &[Vec<f64>], members: &[usize]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for &member in members {
        let column = &inputs[member];
        let varies = column.iter().any(|x| x.total_cmp(&column[0]).is_ne());
        let copy = |&other: &usize| {
            other == member || correlation(&inputs[other], column).abs() > 1.0 - 1e-12
        };
        if varies && !kept.iter().any(copy) {
            kept.push(member);
        }
    }
    kept
}

/// The basis for conditional means of `targets` given these columns, each of which varies.
pub(super) fn basis(columns: &[&[f64]], targets: &[Vec<f64>]) -> Result<(Smooth, Method), Fault> {
    let rows = columns.first().map_or(0, |column| column.len());
    let most = if columns.len() == 1 { CELLS_OF_ONE } else { CELLS_OF_MANY };
    if let Some(cells) = cells(columns, most) {
        enough(rows, ROWS_PER_TERM * cells.len())?;
        let free = vec![vec![0.0; cells.len()]; cells.len()];
        return Ok((Frame::new(&cells).smooth(&[free], targets), Method::Cells));
    }
    if let [column] = columns {
        enough(rows, ROWS_PER_TERM * KNOTS)?;
        return Ok((margin(column, targets), Method::Spline));
    }
    // Three terms of each input are the least that says anything about bends and pairs.
    enough(rows, 2 * ROWS_PER_TERM * 3 * columns.len())?;
    let margins: Vec<Smooth> = columns.iter().map(|column| margin(column, targets)).collect();
    let terms = terms(&margins, (rows / (2 * ROWS_PER_TERM)).min(MOST_TERMS), targets);
    let made: Matrix = terms.iter().map(|term| product(term, &margins)).collect();
    let penalties: Vec<Matrix> = INTERACTIONS
        .iter()
        .map(|weight| {
            let entry = |term: &Term| {
                let bends: f64 = term.iter().map(|&(margin, k)| margins[margin].roughness[k]).sum();
                bends + weight * (term.len() - 1) as f64
            };
            let row = |i: usize| {
                (0..terms.len()).map(|j| if i == j { entry(&terms[i]) } else { 0.0 }).collect()
            };
            (0..terms.len()).map(row).collect()
        })
        .collect();
    Ok((Frame::new(&made).smooth(&penalties, targets), Method::Surface))
}

fn enough(rows: usize, needed: usize) -> Result<(), Fault> {
    if rows < needed { Err(Fault::TooFewRows { rows, needed }) } else { Ok(()) }
}

/// One column for each distinct row: 1 where it is, 0 elsewhere. None where there are more than `most`.
fn cells(columns: &[&[f64]], most: usize) -> Option<Matrix> {
    let rows = columns.first().map_or(0, |column| column.len());
    let mut places: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for row in 0..rows {
        // Adding zero makes minus zero zero.
        let key = columns.iter().map(|column| (column[row] + 0.0).to_bits()).collect();
        places.entry(key).or_default().push(row);
        if places.len() > most {
            return None;
        }
    }
    let column = |places: Vec<usize>| {
        let mut column = vec![0.0; rows];
        for place in places {
            column[place] = 1.0;
        }
        column
    };
    Some(places.into_values().map(column).collect())
}

/// The smooth basis of one input: a line, then bends, ever rougher.
pub(super) fn margin(column: &[f64], targets: &[Vec<f64>]) -> Smooth {
    let (center, spread) = (mean(column), sd(column));
    let scaled: Vec<f64> = column.iter().map(|x| (x - center) / spread).collect();
    let mut distinct = scaled.clone();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup();
    let last = distinct.len() - 1;
    let count = KNOTS.min(distinct.len());
    let knots: Vec<f64> = (0..count).map(|k| distinct[k * last / (count - 1).max(1)]).collect();
    // Two values have no more than a line between them.
    let Some(spline) = NaturalSpline::new(&knots) else {
        return Frame::new(&[scaled]).smooth(&[vec![vec![0.0]]], targets);
    };
    let mut columns = vec![Vec::with_capacity(column.len()); knots.len()];
    for x in scaled {
        for (column, weight) in columns.iter_mut().zip(spline.weights(x)) {
            column.push(weight);
        }
    }
    Frame::new(&columns).smooth(&[spline.roughness()], targets)
}

/// A product of columns of margins: (margin, column) pairs.
type Term = Vec<(usize, usize)>;

fn product(term: &Term, margins: &[Smooth]) -> Vec<f64> {
    let mut made: Vec<f64> = Vec::new();
    for &(margin, k) in term {
        let column = &margins[margin].columns[k];
        if made.is_empty() {
            made.clone_from(column);
        } else {
            for (made, x) in made.iter_mut().zip(column) {
                *made *= x;
            }
        }
    }
    made
}

/// The terms of a surface, at most `most`, simple ones and those of strong inputs first.
fn terms(margins: &[Smooth], most: usize, targets: &[Vec<f64>]) -> Vec<Term> {
    // Highest degree alone, in pairs, threes and fours together: the more inputs, the simpler.
    let (alone, together): (usize, [usize; 3]) = match margins.len() {
        0..=2 => (11, [8, 0, 0]),
        3 => (9, [6, 5, 0]),
        4 => (8, [5, 4, 4]),
        5..=8 => (6, [3, 3, 0]),
        _ => (4, [2, 0, 0]),
    };
    let mut found: Vec<Term> = Vec::new();
    let mut open: Vec<Term> = vec![Vec::new()];
    while let Some(term) = open.pop() {
        let from = term.last().map_or(0, |&(margin, _)| margin + 1);
        for (margin, smooth) in margins.iter().enumerate().skip(from) {
            for k in 0..smooth.columns.len() {
                let mut next = term.clone();
                next.push((margin, k));
                let degree: usize = next.iter().map(|&(_, k)| k + 1).sum();
                let highest = if next.len() == 1 {
                    alone
                } else {
                    together.get(next.len() - 2).copied().unwrap_or(0)
                };
                // A longer product may have a lower degree than this one, never a higher.
                if degree > highest.max(together[0]) {
                    break;
                }
                if degree <= highest {
                    found.push(next.clone());
                }
                if next.len() < 4 {
                    open.push(next);
                }
            }
        }
    }
    let place = places(margins, targets);
    // A product costs its degree and one for each factor beyond the first.
    let cost = |term: &Term| -> (usize, usize) {
        let degree: usize = term.iter().map(|&(_, k)| k + 1).sum();
        (degree + term.len() - 1, term.iter().map(|&(margin, _)| place[margin]).sum())
    };
    found.sort_by(|a, b| cost(a).cmp(&cost(b)).then_with(|| a.cmp(b)));
    found.truncate(most);
    found
}

/// The place of each input among all by what its line and first bend tell of the targets, 0 for the strongest.
fn places(margins: &[Smooth], targets: &[Vec<f64>]) -> Vec<usize> {
    let strength = |margin: &Smooth| -> f64 {
        let of = |target: &Vec<f64>| {
            let spread = sd(target);
            let told: f64 = margin
                .columns
                .iter()
                .take(2)
                .map(|column| mean_product(column, target).powi(2))
                .sum();
            if spread > 0.0 { told / (spread * spread) } else { 0.0 }
        };
        targets.iter().map(of).sum()
    };
    let strengths: Vec<f64> = margins.iter().map(strength).collect();
    let mut order: Vec<usize> = (0..margins.len()).collect();
    order.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]));
    let mut places = vec![0; margins.len()];
    for (place, margin) in order.into_iter().enumerate() {
        places[margin] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::cases::normals;
    use super::*;

    #[test]
    fn few_values_have_cells_and_many_a_spline() {
        let target = [normals(400, 1, "y")];
        let few: Vec<f64> = (0..400).map(|k| f64::from(k % 5)).collect();
        let (smooth, method) = basis(&[&few], &target).unwrap();
        assert_eq!((smooth.columns.len(), method), (4, Method::Cells));
        let many = normals(400, 2, "x");
        let (smooth, method) = basis(&[&many], &target).unwrap();
        assert_eq!((smooth.columns.len(), method), (KNOTS - 1, Method::Spline));
        // A line is free, and nothing else is.
        assert_eq!(smooth.roughness.iter().filter(|rough| **rough <= 0.0).count(), 1);
        let (_, method) = basis(&[&few, &many], &target).unwrap();
        assert_eq!(method, Method::Surface);
    }

    #[test]
    fn too_few_rows_are_told_with_how_many_it_takes() {
        let x = normals(47, 2, "x");
        let fault = basis(&[&x], &[normals(47, 1, "y")]).err();
        assert_eq!(fault, Some(Fault::TooFewRows { rows: 47, needed: 80 }));
        let fault = basis(&[&x, &normals(47, 3, "z")], &[normals(47, 1, "y")]).err();
        assert_eq!(fault, Some(Fault::TooFewRows { rows: 47, needed: 48 }));
    }

    #[test]
    fn terms_stay_within_their_number_and_keep_every_line() {
        let columns: Vec<Vec<f64>> = (0..24).map(|k| normals(900, k, "x")).collect();
        let margins: Vec<Smooth> = columns.iter().map(|column| margin(column, &[])).collect();
        for count in 2..=24 {
            let found = terms(&margins[..count], 112, &[]);
            assert!(found.len() <= 112);
            for input in 0..count {
                assert!(found.contains(&vec![(input, 0)]), "{count} {input}");
            }
        }
    }

    #[test]
    fn copies_and_constants_tell_nothing() {
        let x = normals(100, 1, "x");
        let line: Vec<f64> = x.iter().map(|x| 5.0 - 0.1 * x).collect();
        let inputs = [x, vec![2.0; 100], line, normals(100, 2, "y")];
        assert_eq!(telling(&inputs, &[0, 1, 2, 3, 0]), [0, 3]);
        assert!(telling(&inputs, &[1]).is_empty());
    }
}
