//! Titles of figures: what there is to see in them.

use super::said::Said;

/// The title of the fan: when benefits fall beside costs. Shares of the benefits fall within the programme years.
pub(in crate::report) fn fan_title(said: Said, name: &str, years: usize, within: f64) -> String {
    if within.is_nan() {
        return said.one(
            format!("Bij {name} zijn de baten over alle jaren samen niet hoger dan nul"),
            format!("At {name} benefits are not above zero over all years together"),
        );
    }
    let share = said.numbers.percent(within);
    if within < 0.5 && years > 1 {
        said.one(
            format!("Bij {name} valt de rekening in de programmajaren en komen de baten vooral later: {share} valt in die jaren"),
            format!("At {name} the bill comes in the programme years and most benefits later: {share} falls in those years"),
        )
    } else if within < 0.5 {
        said.one(
            format!("Bij {name} komt de rekening meteen en komen de baten later: {share} valt in de programmajaren"),
            format!("At {name} the bill comes at once and the benefits later: {share} falls in the programme years"),
        )
    } else {
        said.one(
            format!("Bij {name} vallen de baten vooral in de programmajaren zelf ({share})"),
            format!("At {name} most benefits fall in the programme years themselves ({share})"),
        )
    }
}

/// The title of the parties: who pays most and who gains most, if that is not the same.
pub(in crate::report) fn parties_title(
    said: Said,
    payer: Option<&str>,
    gainer: Option<&str>,
) -> String {
    match (payer, gainer) {
        (None, _) => said.one("Niemand betaalt".to_owned(), "Nobody pays".to_owned()),
        (Some(payer), None) => said.one(
            format!("Het meeste betaalt: {payer}; niemand houdt er netto aan over"),
            format!("Pays most: {payer}; nobody gains on balance"),
        ),
        (Some(payer), Some(gainer)) if payer == gainer => said.one(
            format!("Wie het meeste betaalt, houdt er ook het meeste aan over: {payer}"),
            format!("Who pays most also gains most: {payer}"),
        ),
        (Some(payer), Some(gainer)) => said.one(
            format!("Het meeste betaalt: {payer}; het meeste houdt eraan over: {gainer}"),
            format!("Pays most: {payer}; gains most: {gainer}"),
        ),
    }
}

/// The title of the composition, from luck's share of the variance in [0, 1].
pub(in crate::report) fn composition_title(said: Said, luck: f64) -> String {
    if luck.is_nan() {
        return said.one(
            "Er is geen onzekerheid om uiteen te leggen".to_owned(),
            "There is no uncertainty to take apart".to_owned(),
        );
    }
    let (chance, known) = (said.numbers.percent(luck), said.numbers.percent(1.0 - luck));
    if luck > 0.5 {
        said.one(
            format!(
                "De onzekerheid is vooral toeval ({chance}): meer onderzoek neemt die niet weg"
            ),
            format!(
                "The uncertainty is mostly luck ({chance}): more research does not take it away"
            ),
        )
    } else {
        said.one(
            format!("De onzekerheid is vooral gebrek aan kennis ({known}): onderzoek kan die kleiner maken"),
            format!("The uncertainty is mostly lack of knowledge ({known}): research can make it smaller"),
        )
    }
}

/// The title of the tornado: the strongest input.
pub(in crate::report) fn drivers_title(said: Said, strongest: Option<&str>) -> String {
    strongest.map_or_else(
        || said.one("Geen enkele invoer is onzeker".to_owned(), "No input is uncertain".to_owned()),
        |name| {
            said.one(format!("Het meeste maakt uit: {name}"), format!("What matters most: {name}"))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn every_title_in_both_languages() {
        let (nl, en) = (Said::new(Language::Dutch), Said::new(Language::English));
        for (share, dutch, english) in [
            (f64::NAN, "niet hoger dan nul", "not above zero"),
            (0.1, "baten later: 10%", "benefits later: 10%"),
            (0.8, "vooral in de programmajaren", "most benefits fall"),
        ] {
            assert!(fan_title(nl, "1x", 1, share).contains(dutch));
            assert!(fan_title(en, "1x", 1, share).contains(english));
        }
        assert!(
            fan_title(nl, "1x", 3, 0.1)
                .contains("in de programmajaren en komen de baten vooral later")
        );
        assert!(
            fan_title(en, "1x", 3, 0.1).contains("in the programme years and most benefits later")
        );
        for (payer, gainer, dutch, english) in [
            (None, Some("rijk"), "Niemand betaalt", "Nobody pays"),
            (Some("gemeente"), None, "niemand houdt er netto", "nobody gains"),
            (Some("gemeente"), Some("gemeente"), "houdt er ook het meeste", "also gains most"),
            (Some("gemeente"), Some("rijk"), "aan over: rijk", "gains most: rijk"),
        ] {
            assert!(parties_title(nl, payer, gainer).contains(dutch));
            assert!(parties_title(en, payer, gainer).contains(english));
        }
        for (luck, dutch, english) in [
            (f64::NAN, "geen onzekerheid", "no uncertainty"),
            (0.7, "vooral toeval (70%)", "mostly luck (70%)"),
            (0.2, "gebrek aan kennis (80%)", "lack of knowledge (80%)"),
        ] {
            assert!(composition_title(nl, luck).contains(dutch));
            assert!(composition_title(en, luck).contains(english));
        }
        assert!(drivers_title(nl, None).contains("Geen enkele"));
        assert!(drivers_title(en, Some("reach")).ends_with("matters most: reach"));
    }
}
