//! From one decision to all that will be taken: how many, for how long, and what later ones are worth today.

use super::fault::Fault;

/// Present value of 1 at the start of each of `years` years: `sum_t (1 + rate)^-t` for `t = 0, 1, …`; a last part of a year
/// counts in part.
///
/// `rate` is the yearly discount rate, 0.0225 for 2.25 %; 0 gives `years`. Without `t = 0` it would be the annuity of payments at the
/// ends of years: what a decision gains is counted when it is taken, for its net benefit is a present value of that moment.
///
/// # Errors
///
/// Years below 0 or above 1,000, or a rate that is not above -1, or either not finite.
pub fn annuity(years: f64, rate: f64) -> Result<f64, Fault> {
    if !(0.0..=1000.0).contains(&years) {
        return Err(Fault::Range { what: "years", value: years, rule: "from 0 to 1000" });
    }
    if !(rate.is_finite() && rate > -1.0) {
        return Err(Fault::Range { what: "rate", value: rate, rule: "above -1" });
    }
    let whole = years.floor() as i32;
    let full: f64 = (0..whole).map(|t| (1.0 + rate).powi(-t)).sum();
    Ok(full + (years - f64::from(whole)) * (1.0 + rate).powi(-whole))
}

/// Who faces the same decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Population {
    /// Wijken that take the decision in each year: those in which it comes up anew. For net benefits told per year, the wijken
    /// in which it stands. At least 0.
    pub wijken_per_year: f64,
    /// Years in which what was learned is still of use: until the decision is closed or the knowledge is old. From 0.
    pub years: f64,
    /// Yearly discount rate, 0.0225 for 2.25 %.
    pub rate: f64,
}

impl Population {
    /// Decisions in present value: multiplies a value of information of one wijk to that of all.
    ///
    /// Source: the population EVPI of Claxton (1999), doi 10.1016/S0167-6296(98)00039-3, with discounting from year 0.
    ///
    /// # Errors
    ///
    /// Those of [`annuity`]; wijken below 0 or not finite.
    pub fn decisions(&self) -> Result<f64, Fault> {
        let value = self.wijken_per_year;
        if !(value.is_finite() && value >= 0.0) {
            return Err(Fault::Range { what: "wijken per year", value, rule: "0 or more" });
        }
        Ok(value * annuity(self.years, self.rate)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annuity_is_a_geometric_series() {
        // (1 - q^10) / (1 - q) with q = 1 / 1.03.
        let q = 1.0 / 1.03_f64;
        assert!((annuity(10.0, 0.03).unwrap() - (1.0 - q.powi(10)) / (1.0 - q)).abs() < 1e-12);
        assert!((annuity(7.0, 0.0).unwrap() - 7.0).abs() < 1e-15);
        assert!((annuity(2.5, 0.25).unwrap() - (1.0 + 0.8 + 0.5 * 0.64)).abs() < 1e-15);
        assert!(annuity(0.0, 0.03).unwrap().abs() < 1e-15);
    }

    #[test]
    fn forty_wijken_for_one_year_are_forty_decisions() {
        let one = Population { wijken_per_year: 40.0, years: 1.0, rate: 0.03 };
        assert!((one.decisions().unwrap() - 40.0).abs() < 1e-12);
    }

    #[test]
    fn numbers_outside_their_range_are_faults() {
        for (years, rate) in
            [(-1.0, 0.0), (f64::NAN, 0.0), (1e9, 0.0), (5.0, -1.0), (5.0, f64::NAN)]
        {
            assert!(matches!(annuity(years, rate), Err(Fault::Range { .. })), "{years} {rate}");
        }
        let none = Population { wijken_per_year: -1.0, years: 1.0, rate: 0.0 };
        assert!(matches!(none.decisions(), Err(Fault::Range { what: "wijken per year", .. })));
    }
}
