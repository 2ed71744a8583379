//! The expected value of partial perfect information: what knowing some inputs before choosing would be worth.

use rayon::prelude::*;

use super::basis::{basis, telling};
use super::evpi::evpi;
use super::fault::{Column, Fault, checked};
use super::partial::gain;
use super::spread::less;

/// Inputs that would be learned together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Name, for faults.
    pub name: String,
    /// Inputs, counted from 0. Order and repetition do not matter.
    pub members: Vec<usize>,
}

/// How a conditional mean was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// No input of the group varies: there is nothing to learn.
    DoesNotVary,
    /// The mean of each of few distinct values.
    Cells,
    /// A penalised natural cubic spline of one input.
    Spline,
    /// A penalised sum of splines of several inputs and of products of them.
    Surface,
}

/// Expected value of partial perfect information of a group of inputs; money in the unit of the net benefits.
#[derive(Debug, Clone, PartialEq)]
pub struct Evppi {
    /// The value, from 0 to the EVPI of the same draws, and no less than that of any group told beside it that is part of this.
    pub value: f64,
    /// Its standard error. Of a value that was cut or raised it is that of the number it was set to.
    pub error: f64,
    /// Upward bias of the regression that was taken off.
    pub bias: f64,
    /// How conditional means were found.
    pub method: Method,
    /// Free numbers of the regression that used most, the mean among them; 1 for nothing but a mean.
    pub terms: f64,
    /// The group, by its place, whose value this one was raised to.
    pub raised_to: Option<usize>,
}

impl Evppi {
    /// Whether the value lies more than two errors above 0: what does not is not told as something.
    pub fn stands_out(&self) -> bool {
        self.value > 2.0 * self.error
    }
}

/// Expected value of partial perfect information of each group, `E max_d E[net_d | inputs] - max_d E net_d`.
///
/// `nets` has a column for each option, `inputs` one for each input, with a number for each draw. `replicates`: none where
/// draws are independent of each other; some `R` where draw `k` belongs to replicate `k mod R` and only replicates are
/// independent, as in a Sobol' or Latin hypercube design (then a 95 % interval is `t(R - 1)` errors to either side).
///
/// The conditional means come from a regression of each option's net benefit, less that of the option with the highest mean, on the
/// inputs (Strong, Oakley and Brennan 2014, doi 10.1177/0272989X13505910): means of cells where values are few, a spline for one
/// input, splines and their products for several (then bent once more along what they found). The upward bias from noise in the
/// regression is estimated and taken off. What the terms cannot follow makes the value too low; with three options or more, and
/// several inputs, that is the rule but not certain. Then values are put in order: between 0 and EVPI, and a group that
/// contains another is raised to it where noise has it lower. Raising adds a little upward bias again.
///
/// The error is good where some draws would change the choice. Where next to none would, value and error are both 0 or nearly so,
/// and all that is known is that the value is small. Where the best two options are as good as equal on average, the value
/// is too low by up to 0.4 standard errors of the mean of their difference, as EVPI is.
///
/// Inputs that do not vary, and copies of an input (or straight lines of it) within a group, are left out.
///
/// # Errors
///
/// Those of [`evpi`](super::evpi()); inputs of another length or with numbers that are not finite; groups that are empty or name inputs that
/// are not there; fewer draws than a regression needs.
pub fn evppi(
    nets: &[Vec<f64>],
    inputs: &[Vec<f64>],
    groups: &[Group],
    replicates: Option<usize>,
) -> Result<Vec<Evppi>, Fault> {
    let perfect = evpi(nets, replicates)?;
    checked(inputs, nets[perfect.best].len(), Column::Input)?;
    for Group { name, members } in groups {
        if members.is_empty() {
            return Err(Fault::EmptyGroup { group: name.clone() });
        }
        if let Some(&input) = members.iter().find(|&&member| member >= inputs.len()) {
            return Err(Fault::NoSuchInput { group: name.clone(), input, inputs: inputs.len() });
        }
    }
    let increments = increments(nets, perfect.best);
    let sets: Vec<Vec<usize>> = groups
        .par_iter()
        .map(|group| {
            let mut members = group.members.clone();
            members.sort_unstable();
            telling(inputs, &members)
        })
        .collect();
    let mut found: Vec<Evppi> = sets
        .par_iter()
        .map(|set| one(inputs, set, &increments, replicates))
        .collect::<Result<_, _>>()?;
    for evppi in &mut found {
        if evppi.value > perfect.value {
            (evppi.value, evppi.error) = (perfect.value, perfect.error);
        }
    }
    raise(&mut found, &sets);
    Ok(found)
}

/// Net benefits less those of the option that is best on average.
pub(super) fn increments(nets: &[Vec<f64>], best: usize) -> Vec<Vec<f64>> {
    let other = |d: &usize| *d != best;
    (0..nets.len()).filter(other).map(|d| less(&nets[d], &nets[best])).collect()
}

/// The value of inputs that vary.
pub(super) fn one(
    inputs: &[Vec<f64>],
    set: &[usize],
    increments: &[Vec<f64>],
    replicates: Option<usize>,
) -> Result<Evppi, Fault> {
    if set.is_empty() {
        let method = Method::DoesNotVary;
        return Ok(Evppi {
            value: 0.0,
            error: 0.0,
            bias: 0.0,
            method,
            terms: 1.0,
            raised_to: None,
        });
    }
    let columns: Vec<&[f64]> = set.iter().map(|&input| inputs[input].as_slice()).collect();
    let (smooth, method) = basis(&columns, increments)?;
    let gain = gain(&smooth, method == Method::Surface, increments, replicates);
    Ok(Evppi {
        value: gain.value.max(0.0),
        error: gain.error,
        bias: gain.bias,
        method,
        terms: gain.terms,
        raised_to: None,
    })
}

/// Raises every group to the highest of the groups it contains.
fn raise(found: &mut [Evppi], sets: &[Vec<usize>]) {
    let before: Vec<(f64, f64)> = found.iter().map(|evppi| (evppi.value, evppi.error)).collect();
    for (place, evppi) in found.iter_mut().enumerate() {
        for (part, &(value, error)) in before.iter().enumerate() {
            let contained = sets[part].iter().all(|member| sets[place].contains(member));
            if contained && value > evppi.value {
                (evppi.value, evppi.error, evppi.raised_to) = (value, error, Some(part));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{Linear, normals, shuffled, unit_loss};
    use super::*;
    use crate::numeric::special::normal_cdf;

    fn groups(sets: &[&[usize]]) -> Vec<Group> {
        sets.iter().map(|set| Group { name: format!("{set:?}"), members: set.to_vec() }).collect()
    }

    /// Within four standard errors: by chance one in 16,000 is not.
    fn close(found: &Evppi, known: f64) {
        assert!((found.value - known).abs() < 4.0 * found.error, "{known}: {found:?}");
    }

    #[test]
    fn the_linear_model_has_its_closed_values() {
        for (mean, k) in [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0), (0.0, 1.0)] {
            let case = Linear { mean, k };
            let (nets, inputs) = (case.nets(16_384, 5), case.inputs(16_384, 5));
            let found = evppi(&nets, &inputs, &groups(&[&[0], &[1], &[0, 1]]), None).unwrap();
            for (found, known) in found.iter().zip([case.evppi_p1(), case.evppi_p2(), case.evpi()])
            {
                close(found, known);
                assert!(found.error < 0.02);
            }
        }
    }

    #[test]
    fn published_digits() {
        for (mean, k, p1, p2) in [
            (1.0, 1.0, 0.083_315_5, 0.395_593_1),
            (1.0, 2.0, 0.166_630_9, 0.166_630_9),
            (1.0, 3.0, 0.249_946_4, 0.058_613_6),
            (0.0, 1.0, 0.398_942_3, 0.797_884_6),
        ] {
            let case = Linear { mean, k };
            assert!((case.evppi_p1() - p1).abs() < 1e-7 && (case.evppi_p2() - p2).abs() < 1e-7);
        }
    }

    #[test]
    fn five_options_that_one_input_tells_apart() {
        // Option d gains d x - d^2 / 2 plus noise: given x in (d - 1/2, d + 1/2) option d is best. x ~ N(2, 1).
        let rows = 16_384;
        let x: Vec<f64> = normals(rows, 3, "x").iter().map(|z| 2.0 + z).collect();
        let nets: Vec<Vec<f64>> = (0..5)
            .map(|d| {
                let noise = normals(rows, 3, &format!("noise {d}"));
                let d = f64::from(d);
                x.iter().zip(noise).map(|(x, e)| d * x - 0.5 * d * d + 2.0 * e).collect()
            })
            .collect();
        // E max_d = E sum of (x - (d + 1/2))^+ over the kinks 1/2, 3/2, 5/2, 7/2; without learning 2 x - 2 is best: 2.
        let call = |kink: f64| unit_loss(2.0 - kink, 1.0) + (2.0 - kink).max(0.0);
        let known = [0.5, 1.5, 2.5, 3.5].map(call).iter().sum::<f64>() - 2.0;
        let found = evppi(&nets, &[x], &groups(&[&[0]]), Some(16)).unwrap();
        close(&found[0], known);
        assert!(found[0].error < 0.02 && found[0].bias > 0.0);
    }

    #[test]
    fn a_product_of_inputs_is_followed() {
        // Net a b with a, b standard normal: each alone is worth nothing, together E max(0, a b) = 1 / pi.
        let rows = 16_384;
        let inputs = [normals(rows, 9, "a"), normals(rows, 9, "b")];
        let net = inputs[0].iter().zip(&inputs[1]).map(|(a, b)| a * b);
        let noise = normals(rows, 9, "noise");
        let nets = [vec![0.0; rows], net.zip(noise).map(|(n, e)| n + e).collect()];
        let found = evppi(&nets, &inputs, &groups(&[&[0], &[1], &[0, 1]]), None).unwrap();
        close(&found[2], std::f64::consts::FRAC_1_PI);
        assert!(found[0].value < 0.02 && found[1].value < 0.02);
    }

    #[test]
    fn a_wave_of_one_input_is_followed() {
        // sin(3 x) of a normal x is far from a line. E max(0, sin 3x) by Simpson's rule over the density.
        let rows = 16_384;
        let x = normals(rows, 21, "x");
        let noise = normals(rows, 21, "noise");
        let nets =
            [vec![0.0; rows], x.iter().zip(noise).map(|(x, e)| (3.0 * x).sin() + e).collect()];
        let steps = 200_000;
        let width = 16.0 / f64::from(steps);
        let known: f64 = (0..steps)
            .map(|i| {
                let at = -8.0 + (f64::from(i) + 0.5) * width;
                (3.0 * at).sin().max(0.0) * crate::numeric::special::normal_density(at) * width
            })
            .sum();
        let found = evppi(&nets, &[x], &groups(&[&[0]]), None).unwrap();
        close(&found[0], known);
    }

    #[test]
    fn an_input_with_few_values_has_their_exact_means() {
        // Net x - 1/4 for x = -1, 0, 1 in turn: knowing x is worth (3/4) / 3, and there is no noise.
        let x: Vec<f64> = (0..300).map(|k| f64::from(k % 3 - 1)).collect();
        let nets = [vec![0.0; 300], x.iter().map(|x| x - 0.25).collect()];
        let found = evppi(&nets, &[x], &groups(&[&[0]]), None).unwrap();
        assert_eq!(found[0].method, Method::Cells);
        assert!((found[0].value - 0.25).abs() < 1e-12, "{found:?}");
    }

    /// Six inputs, of which five matter, with a product and a bend; three options.
    fn world(rows: usize, seed: u64) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
        let z: Vec<Vec<f64>> = (0..6).map(|i| normals(rows, seed, &format!("z{i}"))).collect();
        let first = |k: usize| 0.3 + z[0][k] * z[1][k] - z[2][k];
        let second = |k: usize| (0.5 * z[3][k]).exp() - 1.0 + 0.5 * z[4][k] + 0.5 * z[0][k];
        let nets =
            vec![vec![0.0; rows], (0..rows).map(first).collect(), (0..rows).map(second).collect()];
        (nets, z)
    }

    #[test]
    fn values_lie_between_nothing_and_everything_and_groups_above_their_parts() {
        for seed in 0..6 {
            let (nets, inputs) = world(1500, seed);
            let sets: [&[usize]; 8] = [
                &[0],
                &[1],
                &[5],
                &[0, 1],
                &[0, 1, 2],
                &[0, 1, 2, 3],
                &[0, 1, 2, 3, 4],
                &[0, 1, 2, 3, 4, 5],
            ];
            let found = evppi(&nets, &inputs, &groups(&sets), None).unwrap();
            let perfect = evpi(&nets, None).unwrap();
            for (place, one) in found.iter().enumerate() {
                assert!((0.0..=perfect.value).contains(&one.value) && one.error >= 0.0);
                for (part, other) in found.iter().enumerate() {
                    if sets[part].iter().all(|member| sets[place].contains(member)) {
                        assert!(
                            other.value <= one.value,
                            "{seed}: {:?} {:?}",
                            sets[part],
                            sets[place]
                        );
                    }
                }
            }
            // All that matters is known: what is left is what the surface cannot follow and noise.
            assert!((found[6].value - perfect.value).abs() < 4.0 * perfect.error, "{found:?}");
        }
    }

    #[test]
    fn shuffling_draws_changes_nothing() {
        let (nets, inputs) = world(999, 4);
        let asked = groups(&[&[0], &[1, 2], &[0, 1, 3]]);
        let found = evppi(&nets, &inputs, &asked, None).unwrap();
        let other = evppi(&shuffled(&nets), &shuffled(&inputs), &asked, None).unwrap();
        for (a, b) in found.iter().zip(&other) {
            assert!((a.value - b.value).abs() < 1e-9 && (a.error - b.error).abs() < 1e-9);
        }
    }

    #[test]
    fn what_does_not_vary_is_worth_exactly_nothing_and_copies_add_nothing() {
        let (nets, mut inputs) = world(800, 2);
        inputs.push(vec![0.1; 800]);
        inputs.push(inputs[2].clone());
        let found =
            evppi(&nets, &inputs, &groups(&[&[6], &[2], &[2, 7], &[6, 2, 2, 7]]), None).unwrap();
        assert_eq!(found[0].method, Method::DoesNotVary);
        assert_eq!(found[0].value.to_bits(), 0.0_f64.to_bits());
        for other in &found[2..] {
            assert_eq!(other.value.to_bits(), found[1].value.to_bits());
        }
    }

    #[test]
    fn an_input_without_effect_is_worth_little_beside_its_error() {
        // Two options as good as equal, and an input that has nothing to do with them: the hardest case for the bias.
        let mut sum = 0.0;
        for seed in 0..40 {
            let nets = [vec![0.0; 1024], normals(1024, seed, "net")];
            let found = evppi(&nets, &[normals(1024, seed, "x")], &groups(&[&[0]]), None).unwrap();
            sum += found[0].value / 40.0;
        }
        // A line through noise of sd 1 has a slope of sd 1/32 and would be worth about 1/32 phi(0) E|N| = 0.010.
        assert!(sum < 0.010, "{sum}");
    }

    #[test]
    fn numbers_too_large_or_too_small_to_square_are_no_disaster() {
        let (nets, inputs) = world(600, 3);
        for factor in [1e-300, 1e-160, 1e160, 1e300] {
            let scaled = |columns: &[Vec<f64>]| -> Vec<Vec<f64>> {
                columns.iter().map(|column| column.iter().map(|x| x * factor).collect()).collect()
            };
            let mut mixed = scaled(&inputs[..1]);
            mixed.extend_from_slice(&inputs[1..]);
            for columns in [scaled(&inputs), mixed] {
                let found = evppi(&nets, &columns, &groups(&[&[0], &[0, 1], &[1]]), None).unwrap();
                assert!(found.iter().all(|one| one.value.is_finite() && one.value >= 0.0));
            }
            let found = evppi(&scaled(&nets), &inputs, &groups(&[&[0], &[0, 1]]), None).unwrap();
            assert!(found.iter().all(|one| one.value >= 0.0));
        }
    }

    #[test]
    fn faults_name_their_place() {
        let (nets, inputs) = world(100, 1);
        let ask = |members: &[usize]| evppi(&nets, &inputs, &groups(&[members]), None).err();
        assert_eq!(ask(&[]), Some(Fault::EmptyGroup { group: "[]".into() }));
        let none = Fault::NoSuchInput { group: "[0, 6]".into(), input: 6, inputs: 6 };
        assert_eq!(ask(&[0, 6]), Some(none));
        assert_eq!(ask(&[0, 1, 2, 3, 4]), Some(Fault::TooFewRows { rows: 100, needed: 120 }));
        let mut broken = inputs.clone();
        broken[3][17] = f64::NAN;
        let fault = Fault::NotFinite { column: Column::Input(3), count: 1, first: 17 };
        assert_eq!(evppi(&nets, &broken, &groups(&[&[0]]), None), Err(fault));
    }

    #[test]
    fn a_probability_as_input_has_its_closed_value() {
        // p uniform, net p - 2/3: knowing p is worth the integral of (p - 2/3) over (2/3, 1) = 1/18.
        let rows = 8192;
        let p: Vec<f64> = normals(rows, 8, "p").into_iter().map(normal_cdf).collect();
        let noise = normals(rows, 8, "noise");
        let net = p.iter().zip(noise).map(|(p, e)| p - 2.0 / 3.0 + 0.5 * e).collect();
        let found = evppi(&[vec![0.0; rows], net], &[p], &groups(&[&[0]]), None).unwrap();
        close(&found[0], 1.0 / 18.0);
    }
}
