//! Functions whose indices are known, for tests.

use std::f64::consts::PI;

/// First and total indices of a function.
pub(super) struct Known<const N: usize> {
    pub(super) first: [f64; N],
    pub(super) total: [f64; N],
}

/// Ishigami and Homma (1990), with a = 7, b = 0.1: `sin x + 7 sin^2 y + 0.1 z^4 sin x`, all uniform on (-pi, pi).
pub(super) fn ishigami(u: &[f64]) -> f64 {
    let [x, y, z] = [u[0], u[1], u[2]].map(|u| PI * (2.0 * u - 1.0));
    x.sin() * (1.0 + 0.1 * z.powi(4)) + 7.0 * y.sin().powi(2)
}

/// Parts (1 + b pi^4 / 5)^2 / 2, a^2 / 8, and of x and z together 8 b^2 pi^8 / 225, of 13.844587940719.
pub(super) const ISHIGAMI: Known<3> = Known {
    first: [0.313_905_191_147_8, 0.442_411_144_790_0, 0.0],
    total: [0.557_588_855_210_0, 0.442_411_144_790_0, 0.243_683_664_062_1],
};

/// Sobol's g: the product of `(|4u - 2| + a) / (1 + a)` with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
pub(super) fn g(u: &[f64]) -> f64 {
    u.iter().zip(A).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

const A: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

/// With `v = 1 / (3 (1 + a)^2)`: parts `v_i`, totals `v_i` times the product of the others' `1 + v`, of the product of all less 1.
pub(super) const G: Known<8> = {
    let mut v = [0.0; 8];
    let mut product = 1.0;
    let mut i = 0;
    while i < 8 {
        v[i] = 1.0 / (3.0 * (1.0 + A[i]) * (1.0 + A[i]));
        product *= 1.0 + v[i];
        i += 1;
    }
    let (mut first, mut total) = ([0.0; 8], [0.0; 8]);
    i = 0;
    while i < 8 {
        first[i] = v[i] / (product - 1.0);
        total[i] = v[i] * product / (1.0 + v[i]) / (product - 1.0);
        i += 1;
    }
    Known { first, total }
};

/// `5a + 4b + 3c + 2d + e`.
pub(super) fn linear(u: &[f64]) -> f64 {
    u.iter().zip([5.0, 4.0, 3.0, 2.0, 1.0]).map(|(u, beta)| beta * u).sum()
}

/// Squares of the slopes over their sum, 55.
pub(super) const LINEAR: Known<5> = {
    let shares = [25.0 / 55.0, 16.0 / 55.0, 9.0 / 55.0, 4.0 / 55.0, 1.0 / 55.0];
    Known { first: shares, total: shares }
};

/// A function of a point as a function of columns.
pub(super) fn columns<E>(
    f: impl Fn(&[f64]) -> f64,
) -> impl FnMut(&[Vec<f64>]) -> Result<Vec<f64>, E> {
    move |columns| {
        let length = columns.first().map_or(0, Vec::len);
        let point = |place: usize| columns.iter().map(|column| column[place]).collect::<Vec<_>>();
        Ok((0..length).map(|place| f(&point(place))).collect())
    }
}

/// a, b, c …
pub(super) fn names(count: usize) -> Vec<String> {
    (0..count as u8).map(|i| char::from(b'a' + i).to_string()).collect()
}

/// Each input a group.
pub(super) fn alone(count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|input| vec![input]).collect()
}

#[test]
fn known_indices_are_those_of_the_literature() {
    let near = |a: f64, b: f64, bound: f64| assert!((a - b).abs() < bound, "{a} {b}");
    // Six digits, as usually printed for these eight inputs.
    for (own, printed) in
        G.first.into_iter().zip([0.716_192, 0.179_048, 0.023_676, 0.007_162, 0.000_072])
    {
        near(own, printed, 6e-7);
    }
    for (own, printed) in
        G.total.into_iter().zip([0.787_144, 0.242_198, 0.034_317, 0.010_460, 0.000_105])
    {
        near(own, printed, 6e-7);
    }
    let [pi4, b] = [PI.powi(4), 0.1];
    let variance = 49.0 / 8.0 + b * pi4 / 5.0 + b * b * pi4 * pi4 / 18.0 + 0.5;
    near(variance, 13.844_587_9, 1e-7);
    near(ISHIGAMI.first[0], (1.0 + b * pi4 / 5.0).powi(2) / 2.0 / variance, 1e-10);
    near(ISHIGAMI.first[1], 49.0 / 8.0 / variance, 1e-10);
    near(ISHIGAMI.total[2], 8.0 * b * b * pi4 * pi4 / 225.0 / variance, 1e-10);
    near(ISHIGAMI.total[0], ISHIGAMI.first[0] + ISHIGAMI.total[2], 1e-10);
}
