//! Values of options, read from the words typed, with a message that says how to write them.

use std::ops::RangeInclusive;

use crate::app::NamedGroup;
use crate::plan::Plan;

/// Most threads: more than any computer has use for.
const MOST_THREADS: u64 = 4096;

/// A number of trials.
pub(super) fn trials(text: &str) -> Result<u64, String> {
    whole(text, Plan::REPLICATES as u64..=Plan::MOST_TRIALS as u64)
}

/// A seed.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    whole(text, 0..=i64::MAX as u64)
}

/// A number of threads.
pub(super) fn threads(text: &str) -> Result<u64, String> {
    whole(text, 1..=MOST_THREADS)
}

/// A level of staffing.
pub(super) fn level(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(level) if level.is_finite() && level >= 0.0 => Ok(level),
        _ => Err("a level is a number of at least 0, with a point: 0,1,2.5".to_owned()),
    }
}

/// A precision: `1%` or `0.01`.
pub(super) fn precision(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    match number.trim().parse::<f64>().map(|number| number / unit) {
        Ok(share) if (1e-5..1.0).contains(&share) => Ok(share),
        _ => Err("a share from 0.001% to below 100%, with a point: 1% or 0.5%".to_owned()),
    }
}

/// A number of points, orders, paths or participants.
pub(super) fn size(text: &str) -> Result<u64, String> {
    whole(text, 1..=Plan::MOST_TRIALS as u64)
}

/// A part of a whole: `3/8`.
pub(super) fn part(text: &str) -> Result<(usize, usize), String> {
    let wrong = || "a part and a number of parts, such as 3/8; parts count from 1".to_owned();
    let (part, parts) = text.trim().split_once('/').ok_or_else(wrong)?;
    match (part.parse(), parts.parse()) {
        (Ok(part), Ok(parts)) if (1..=parts).contains(&part) && parts <= 100_000 => {
            Ok((part, parts))
        }
        _ => Err(wrong()),
    }
}

/// A share strictly between 0 and 1: `0.95` or `95%`.
pub(super) fn share_inside(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    match number.trim().parse::<f64>().map(|number| number / unit) {
        Ok(share) if share > 0.0 && share < 1.0 => Ok(share),
        _ => Err("a share between 0 and 1, with a point: 0.95 or 95%".to_owned()),
    }
}

/// A yearly rate: `0.0225` or `2.25%`.
pub(super) fn rate(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    match number.trim().parse::<f64>().map(|number| number / unit) {
        Ok(rate) if (0.0..1.0).contains(&rate) => Ok(rate),
        _ => Err("a rate from 0 to below 100%, with a point: 0.0225 or 2.25%".to_owned()),
    }
}

/// A number of wijken or years: above 0, at most a million.
pub(super) fn many(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value > 0.0 && value <= 1e6 => Ok(value),
        _ => Err("a number above 0 and at most 1000000, without marks".to_owned()),
    }
}

/// An amount: at least 0.
pub(super) fn euros(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() && value >= 0.0 => Ok(value),
        _ => Err("a number of at least 0, with a point and no marks between thousands: 150000"
            .to_owned()),
    }
}

/// A group of inputs: `name=input+input`.
pub(super) fn group(text: &str) -> Result<NamedGroup, String> {
    let wrong = || "a name, =, and inputs with + between: prices=a.euro+b.euro".to_owned();
    let (name, members) = text.split_once('=').ok_or_else(wrong)?;
    let members: Vec<String> = members.split('+').map(|member| member.trim().to_owned()).collect();
    if name.trim().is_empty() || members.iter().any(String::is_empty) {
        return Err(wrong());
    }
    Ok(NamedGroup { name: name.trim().to_owned(), members })
}

fn whole(text: &str, range: RangeInclusive<u64>) -> Result<u64, String> {
    let text = text.trim();
    if let Some(number) = text.parse().ok().filter(|number| range.contains(number)) {
        return Ok(number);
    }
    if let Some(meant) = without_marks(text).filter(|number| range.contains(number)) {
        return Err(format!("write {meant}, without a point"));
    }
    let mut told = format!("a whole number from {} to {}", range.start(), range.end());
    if range.contains(&10_000) && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        told.push_str("; write 10000, without a point");
    }
    Err(told)
}

/// The number meant by `10.000`, with marks between its thousands.
fn without_marks(text: &str) -> Option<u64> {
    let mut parts = text.split(['.', ',', '_', ' ']);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let thousands = !rest.is_empty() && rest.iter().all(|part| part.len() == 3);
    if thousands { format!("{first}{}", rest.concat()).parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_say_how_to_write_them() {
        assert_eq!(trials("10000"), Ok(10_000));
        for wrong in ["10.000", "10,000", "10_000"] {
            assert_eq!(trials(wrong), Err("write 10000, without a point".to_owned()));
        }
        assert!(trials("abc").unwrap_err().ends_with("; write 10000, without a point"));
        for wrong in ["15", "-1", "1.5", "99999999999999999999999"] {
            let told = trials(wrong).unwrap_err();
            assert_eq!(told, "a whole number from 16 to 4194304", "{wrong}");
        }
        assert_eq!((precision("1%"), precision(" 0.005 ")), (Ok(0.01), Ok(0.005)));
        for wrong in ["0", "1", "100%", "-1%", "1,5%", "NaN", "%", ""] {
            assert!(precision(wrong).unwrap_err().contains("0.5%"), "{wrong}");
        }
        assert_eq!((share_inside("95%"), share_inside("0.9")), (Ok(0.95), Ok(0.9)));
        assert!(share_inside("1").is_err() && share_inside("x").is_err());
        assert_eq!(euros("150000"), Ok(150_000.0));
        assert_eq!((rate("2.25%"), rate("0.0225")), (Ok(0.0225), Ok(0.0225)));
        assert!(rate("2.25").is_err() && rate("-1").is_err() && many("0").is_err());
        assert_eq!(many("40"), Ok(40.0));
        assert!(euros("-1").is_err() && euros("1.000.000").is_err());
        let told = group("prijzen = a.euro + b.euro").unwrap();
        assert_eq!((told.name.as_str(), told.members.len()), ("prijzen", 2));
        assert!(group("a").is_err() && group("=a").is_err() && group("a=b+").is_err());
        assert_eq!(seed("0"), Ok(0));
        assert!(seed("-1").is_err() && threads("0").is_err() && threads("8").is_ok());
    }
}
