//! A mixture: one of several distributions by weight, such as a point mass at "no effect" and a spread beside it.

use super::{
    distribution::Distribution,
    error::{DistributionError, positive},
};
use crate::numeric::root::find_root;

/// How far the weights may be from summing to 1; they are rescaled.
const TOLERANCE: f64 = 1e-9;

/// A value that has probability of its own.
#[derive(Debug, Clone, PartialEq)]
struct Atom {
    value: f64,
    mass: f64,
    /// Probability of all atoms below.
    atoms_below: f64,
    /// Probability of everything below, atoms and continuous parts.
    below: f64,
}

/// `F(x) = sum_i w_i F_i(x)`, with the point masses kept apart from the continuous parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// Rising, distinct.
    atoms: Vec<Atom>,
    /// Weight and distribution; these have no atoms, so their distribution functions are continuous.
    parts: Vec<(f64, Distribution)>,
    atom_mass: f64,
    part_mass: f64,
}

impl Mixture {
    /// A mixture of weighted distributions; mixtures, numbers and lists of values inside it are taken apart.
    ///
    /// # Errors
    /// When there are no components, a weight is not greater than 0, or the weights do not sum to 1 within 1e-9.
    pub fn new(components: Vec<(f64, Distribution)>) -> Result<Self, DistributionError> {
        if components.is_empty() {
            return Err(DistributionError::TooFew { name: "mixture", count: 0, least: 1 });
        }
        let mut sum = 0.0;
        for component in &components {
            sum += positive("weight", component.0)?;
        }
        if (sum - 1.0).abs() > TOLERANCE {
            return Err(DistributionError::WeightsSum { sum });
        }
        Ok(Self::from_weighted(components))
    }

    /// From positive weights, whatever their sum.
    fn from_weighted(components: Vec<(f64, Distribution)>) -> Self {
        let (mut points, mut parts) = (Vec::new(), Vec::new());
        for (weight, distribution) in components {
            take_apart(weight, distribution, &mut points, &mut parts);
        }
        let total: f64 = points.iter().map(|p: &(f64, f64)| p.1).sum::<f64>()
            + parts.iter().map(|p| p.0).sum::<f64>();
        for part in &mut parts {
            part.0 /= total;
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut atoms: Vec<Atom> = Vec::new();
        let mut atom_mass = 0.0;
        for (value, weight) in points {
            let mass = weight / total;
            match atoms.last_mut() {
                Some(last) if value <= last.value => last.mass += mass,
                _ => {
                    let below = atom_mass + continuous(&parts, value);
                    atoms.push(Atom { value, mass, atoms_below: atom_mass, below });
                }
            }
            atom_mass += mass;
        }
        let part_mass = parts.iter().map(|part| part.0).sum();
        Self { atoms, parts, atom_mass, part_mass }
    }

    /// The smallest `x` with `F(x) >= u`: exact at the atoms, closed with one continuous part, else a bracketed root.
    pub fn quantile(&self, u: f64) -> f64 {
        let next = self.atoms.partition_point(|atom| atom.below + atom.mass < u);
        let low = if next == 0 { f64::NEG_INFINITY } else { self.atoms[next - 1].value };
        let (high, atoms_below) = match self.atoms.get(next) {
            Some(atom) if u > atom.below => return atom.value,
            Some(atom) => (atom.value, atom.atoms_below),
            None if self.parts.is_empty() => return low,
            None => (f64::INFINITY, self.atom_mass),
        };
        self.continuous_quantile(u - atoms_below).clamp(low, high)
    }

    /// Where the continuous parts together reach the probability `target`, at most their mass.
    fn continuous_quantile(&self, target: f64) -> f64 {
        let share = (target / self.part_mass).clamp(0.0, 1.0);
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for (_, part) in &self.parts {
            let x = part.quantile(share);
            low = low.min(x);
            high = high.max(x);
        }
        if low >= high || low.is_infinite() || high.is_infinite() {
            return low;
        }
        // At the lowest quantile every part has at most its share, at the highest at least.
        let target = share * self.part_mass;
        find_root(|x| continuous(&self.parts, x) - target, low, high).unwrap_or_else(|| {
            // Rounding can hide the change of sign only when one end solves the equation.
            if continuous(&self.parts, low) >= target { low } else { high }
        })
    }

    /// `sum_i w_i F_i(x)`.
    pub fn cdf(&self, x: f64) -> f64 {
        let count = self.atoms.partition_point(|atom| atom.value <= x);
        let atoms = if count == 0 {
            0.0
        } else {
            self.atoms[count - 1].atoms_below + self.atoms[count - 1].mass
        };
        (atoms + continuous(&self.parts, x)).min(1.0)
    }

    /// `sum_i w_i mean_i`.
    pub fn mean(&self) -> f64 {
        self.atoms.iter().map(|atom| atom.mass * atom.value).sum::<f64>()
            + self.parts.iter().map(|(weight, part)| weight * part.mean()).sum::<f64>()
    }

    /// From the lowest to the highest limit of the components.
    pub fn support(&self) -> (f64, f64) {
        let atoms = self.atoms.iter().map(|atom| (atom.value, atom.value));
        let parts = self.parts.iter().map(|(_, part)| part.support());
        atoms.chain(parts).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| {
            (low.min(s.0), high.max(s.1))
        })
    }

    /// Whether all mass is at one value.
    pub fn is_fixed(&self) -> bool {
        self.parts.is_empty() && self.atoms.len() == 1
    }

    /// The mixture given that the value lies between the limits: each component truncated, weighted by what it keeps.
    ///
    /// # Errors
    /// When less than a millionth of the mixture lies between the limits.
    pub(super) fn within(self, low: f64, high: f64) -> Result<Self, DistributionError> {
        let mut kept = Vec::new();
        for atom in self.atoms {
            if (low..=high).contains(&atom.value) {
                kept.push((atom.mass, Distribution::Fixed(atom.value)));
            }
        }
        for (weight, part) in self.parts {
            let share = part.cdf(high) - part.cdf(low);
            // A component that keeps less than the least mass is left out: it has next to no part in what remains.
            if share >= super::truncated::LEAST_MASS {
                kept.push((weight * share, part.truncated(low, high)?));
            }
        }
        let mass: f64 = kept.iter().map(|component| component.0).sum();
        if mass < super::truncated::LEAST_MASS {
            let least = super::truncated::LEAST_MASS;
            return Err(DistributionError::TooLittleMass { low, high, mass, least });
        }
        Ok(Self::from_weighted(kept))
    }
}

/// Sorts a component into point masses and continuous parts.
fn take_apart(
    weight: f64,
    distribution: Distribution,
    points: &mut Vec<(f64, f64)>,
    parts: &mut Vec<(f64, Distribution)>,
) {
    match distribution {
        Distribution::Fixed(value) => points.push((value, weight)),
        Distribution::Empirical(list) => {
            points.extend(list.atoms().map(|(value, share)| (value, weight * share)));
        }
        Distribution::Mixture(mixture) => {
            points.extend(mixture.atoms.iter().map(|atom| (atom.value, weight * atom.mass)));
            parts.extend(mixture.parts.into_iter().map(|(share, part)| (weight * share, part)));
        }
        continuous => parts.push((weight, continuous)),
    }
}

/// The weighted distribution function of the continuous parts.
fn continuous(parts: &[(f64, Distribution)], x: f64) -> f64 {
    parts.iter().map(|(weight, part)| weight * part.cdf(x)).sum()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::super::{Empirical, Normal, Uniform};
    use super::*;

    fn uniform(low: f64, high: f64) -> Distribution {
        Distribution::Uniform(Uniform::new(low, high).unwrap())
    }

    #[test]
    fn an_atom_inside_a_continuous_part_takes_its_share() {
        let mixture =
            Mixture::new(vec![(0.5, uniform(0.0, 2.0)), (0.5, Distribution::Fixed(1.0))]).unwrap();
        assert!((mixture.quantile(0.125) - 0.5).abs() < 1e-15);
        for u in [0.2501, 0.5, 0.75] {
            assert_eq!(mixture.quantile(u), 1.0);
        }
        assert!((mixture.quantile(0.875) - 1.5).abs() < 1e-15);
        assert_eq!((mixture.cdf(1.0), mixture.mean(), mixture.support()), (0.75, 1.0, (0.0, 2.0)));
    }

    #[test]
    fn two_overlapping_parts_are_inverted_by_a_root() {
        let mixture =
            Mixture::new(vec![(0.25, uniform(0.0, 4.0)), (0.75, uniform(3.0, 6.0))]).unwrap();
        // Below 3: u = x / 16; between 3 and 4: u = x / 16 + (x - 3) / 4.
        assert!((mixture.quantile(0.1) - 1.6).abs() < 1e-14);
        assert!((mixture.quantile(0.3) - (0.3 + 0.75) / 0.3125).abs() < 1e-14);
    }

    #[test]
    fn only_atoms_is_a_step_and_one_atom_is_fixed() {
        let list = Distribution::Empirical(Empirical::new(&[1.0, 2.0]).unwrap());
        let mixture = Mixture::new(vec![(0.5, list), (0.5, Distribution::Fixed(2.0))]).unwrap();
        assert_eq!((mixture.quantile(0.25), mixture.quantile(0.26)), (1.0, 2.0));
        let both = vec![(0.4, Distribution::Fixed(2.0)), (0.6, Distribution::Fixed(2.0))];
        assert!(Mixture::new(both).unwrap().is_fixed() && !mixture.is_fixed());
    }

    #[test]
    fn a_truncated_mixture_keeps_its_atoms() {
        let normal = Distribution::Normal(Normal::new(0.0, 1.0).unwrap());
        let mixture = Mixture::new(vec![
            (0.5, normal),
            (0.25, Distribution::Fixed(0.0)),
            (0.25, Distribution::Fixed(-1.0)),
        ]);
        let kept = Distribution::Mixture(mixture.unwrap()).truncated(0.0, f64::INFINITY).unwrap();
        // Half of the normal's half and all of the atom at 0: equal weights.
        assert_eq!(kept.quantile(0.49), 0.0);
        assert!((kept.mean() - 0.5 * (2.0 / std::f64::consts::PI).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn weights_that_do_not_sum_to_one_are_refused() {
        let error = Mixture::new(vec![(0.5, Distribution::Fixed(1.0))]).unwrap_err();
        assert_eq!(error.to_string(), "weights sum to 0.5, must sum to 1");
        assert!(matches!(Mixture::new(vec![]), Err(DistributionError::TooFew { .. })));
        let zero = vec![(0.0, Distribution::Fixed(1.0)), (1.0, Distribution::Fixed(2.0))];
        assert!(matches!(Mixture::new(zero), Err(DistributionError::NotPositive { .. })));
    }
}
