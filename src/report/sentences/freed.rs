//! What an arm asks of the labour market and gives back.

use super::said::Said;

/// Care work freed by an arm over the whole horizon, FTE-years, and `per` FTE-year of social work, in a sentence.
pub(in crate::report) fn freed(said: Said, name: &str, freed: f64, per: f64) -> String {
    if freed.is_nan() || freed == 0.0 || !per.is_finite() {
        return said
            .one(
                "In deze berekening komt er geen werk in de zorg vrij.",
                "In this calculation no care work is freed.",
            )
            .to_owned();
    }
    let [freed, per] = [freed, per].map(|value| said.numbers.rough(value));
    said.one(
        format!("Bij {name} komt over de hele looptijd naar verwachting {freed} fte-jaar werk in de zorg vrij: {per} voor elk jaar dat een sociaal werker voltijds werkt. Vrijgekomen werk is geen ontslag; het is tijd voor wie nu wacht."),
        format!("At {name}, {freed} FTE-years of care work are expected to be freed over the whole horizon: {per} for every year that a social worker works full time. Work freed is not dismissal; it is time for those who wait now."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn freed_work_is_told_where_there_is_any() {
        let (nl, en) = (Said::new(Language::Dutch), Said::new(Language::English));
        assert!(freed(nl, "1x", 3.5, 0.5).starts_with("Bij 1x komt"));
        assert!(freed(nl, "1x", 3.5, 0.5).contains("3,5 fte-jaar werk in de zorg vrij: 0,5 voor"));
        assert!(freed(en, "1x", 3.5, 0.5).contains("0.5 for every year"));
        for (work, per) in [(f64::NAN, 1.0), (0.0, 0.0), (1.0, f64::NAN)] {
            assert!(freed(nl, "1x", work, per).contains("geen werk"));
            assert!(freed(en, "1x", work, per).contains("no care work"));
        }
    }
}
