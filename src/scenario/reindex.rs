//! Money of another year: every figure of a family times the change in prices.

use super::raw::{RawMixturePart, RawParameter};

/// Multiplies what is known of an amount by a factor; false for a beta distribution, which has no scale.
pub(super) fn rescale(parameter: &mut RawParameter, factor: f64) -> bool {
    if parameter.beta.is_some() {
        return false;
    }
    let one = |number: &mut f64| *number *= factor;
    let some = |number: &mut Option<f64>| *number = number.map(|number| number * factor);
    let both = |pair: &mut Option<[f64; 2]>| *pair = pair.map(|pair| pair.map(|x| x * factor));
    some(&mut parameter.value);
    some(&mut parameter.fixed);
    both(&mut parameter.truncate);
    if let Some(uniform) = &mut parameter.uniform {
        one(&mut uniform.low);
        one(&mut uniform.high);
    }
    if let Some(triangular) = &mut parameter.triangular {
        one(&mut triangular.low);
        one(&mut triangular.mode);
        one(&mut triangular.high);
    }
    if let Some(pert) = &mut parameter.pert {
        one(&mut pert.low);
        one(&mut pert.mode);
        one(&mut pert.high);
    }
    if let Some(normal) = &mut parameter.normal {
        some(&mut normal.mean);
        some(&mut normal.sd);
        both(&mut normal.interval);
        some(&mut normal.p05);
        some(&mut normal.p95);
    }
    if let Some(lognormal) = &mut parameter.lognormal {
        some(&mut lognormal.median);
        some(&mut lognormal.mean);
        some(&mut lognormal.sd);
        both(&mut lognormal.interval);
        some(&mut lognormal.p05);
        some(&mut lognormal.p95);
    }
    if let Some(gamma) = &mut parameter.gamma {
        some(&mut gamma.scale);
        some(&mut gamma.mean);
        some(&mut gamma.sd);
        both(&mut gamma.interval);
        some(&mut gamma.p05);
        some(&mut gamma.p95);
    }
    if let Some(empirical) = &mut parameter.empirical {
        empirical.values.iter_mut().for_each(one);
    }
    if let Some(quantiles) = &mut parameter.quantiles {
        some(&mut quantiles.p05);
        some(&mut quantiles.p50);
        some(&mut quantiles.p95);
        quantiles.values.iter_mut().flatten().for_each(one);
    }
    let mut fine = true;
    for part in parameter.mixture.iter_mut().flatten() {
        fine &= rescale_part(part, factor);
    }
    fine
}

fn rescale_part(part: &mut RawMixturePart, factor: f64) -> bool {
    let mut parameter = RawParameter::from(&*part);
    let fine = rescale(&mut parameter, factor);
    *part = part.with_family_of(parameter);
    fine
}
