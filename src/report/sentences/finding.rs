//! What an arm turned out to do: pays, does not, or nobody can tell.

use super::said::Said;
use crate::analysis::Statistics;

/// The ways an arm can turn out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Finding {
    /// Nobody is hired.
    NoStaff,
    /// Benefits are negative on average.
    Harm,
    /// No benefit in any trial.
    NoBenefit,
    /// One number, without uncertainty: above zero.
    ExactGain,
    /// One number, without uncertainty: not above zero.
    ExactLoss,
    /// In no trial do benefits exceed costs.
    NeverPays,
    /// The whole 90 % band lies below zero.
    Loss,
    /// The whole 90 % band lies above zero.
    Gain,
    /// The band spans zero and the mean is above it.
    LeansToGain,
    /// The band spans zero and the mean is not above it.
    LeansToLoss,
}

/// What is known of an arm.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Outcome {
    /// What to call it.
    pub(in crate::report) name: String,
    /// Mean staff hired, FTE.
    pub(in crate::report) fte: f64,
    /// Present value of benefits, EUR.
    pub(in crate::report) benefit: Statistics,
    /// Benefits less costs, EUR.
    pub(in crate::report) net: Statistics,
}

impl Outcome {
    /// Which way it turned out.
    pub(in crate::report) fn finding(&self) -> Finding {
        let (benefit, net) = (&self.benefit, &self.net);
        let varies = net.sd > 0.0;
        if self.fte <= 0.0 {
            Finding::NoStaff
        } else if benefit.mean < 0.0 {
            Finding::Harm
        } else if benefit.mean == 0.0 && benefit.sd == 0.0 {
            Finding::NoBenefit
        } else if !varies {
            if net.mean > 0.0 { Finding::ExactGain } else { Finding::ExactLoss }
        } else if net.p_positive == 0.0 {
            Finding::NeverPays
        } else if net.p95 < 0.0 {
            Finding::Loss
        } else if net.p05 > 0.0 {
            Finding::Gain
        } else if net.mean > 0.0 {
            Finding::LeansToGain
        } else {
            Finding::LeansToLoss
        }
    }

    /// The finding in a sentence.
    pub(in crate::report) fn sentence(&self, said: Said) -> String {
        let name = &self.name;
        match self.finding() {
            Finding::NoStaff => said.one(
                format!("Bij {name} is er geen personeel: er zijn geen kosten en geen baten."),
                format!("At {name} there is no staff: no costs and no benefits."),
            ),
            Finding::Harm => said.one(
                format!("Bij {name} doet het programma naar verwachting meer kwaad dan goed: de baten zijn gemiddeld negatief."),
                format!("At {name} the programme is expected to do more harm than good: benefits are negative on average."),
            ),
            Finding::NoBenefit => said.one(
                format!("Bij {name} levert het programma in geen enkele berekening euro's op."),
                format!("At {name} the programme yields no euros in any calculation."),
            ),
            Finding::ExactGain => said.one(
                format!("Bij {name} levert het programma meer op dan het kost."),
                format!("At {name} the programme yields more than it costs."),
            ),
            Finding::ExactLoss => said.one(
                format!("Bij {name} levert het programma niet meer op dan het kost."),
                format!("At {name} the programme does not yield more than it costs."),
            ),
            Finding::NeverPays => said.one(
                format!("Bij {name} verdient het programma zich in geen enkele berekening terug."),
                format!("At {name} the programme pays for itself in no calculation at all."),
            ),
            Finding::Loss => said.one(
                format!("Bij {name} kost het programma vrijwel zeker meer dan het in euro's oplevert."),
                format!("At {name} the programme almost certainly costs more than it yields in euros."),
            ),
            Finding::Gain => said.one(
                format!("Bij {name} levert het programma vrijwel zeker meer op dan het kost."),
                format!("At {name} the programme almost certainly yields more than it costs."),
            ),
            Finding::LeansToGain => said.one(
                format!("Bij {name} levert het programma naar verwachting meer op dan het kost, maar zeker is dat niet."),
                format!("At {name} the programme is expected to yield more than it costs, but that is not certain."),
            ),
            Finding::LeansToLoss => said.one(
                format!("Bij {name} kost het programma naar verwachting meer dan het in euro's oplevert, maar zeker is dat niet."),
                format!("At {name} the programme is expected to cost more than it yields in euros, but that is not certain."),
            ),
        }
    }

    /// Where the net lies, in a sentence.
    pub(in crate::report) fn band_sentence(&self, said: Said) -> String {
        let net = &self.net;
        let mean = said.money(net.mean, 2);
        if net.sd > 0.0 && net.p05.is_finite() {
            let (low, high) = (said.money(net.p05, 2), said.money(net.p95, 2));
            let chance = said.numbers.percent(net.p_positive);
            return said.one(
                format!("Met 90% kans ligt het netto resultaat (baten min kosten) tussen {low} en {high}, gemiddeld {mean}; de kans dat het programma zich terugverdient is {chance}."),
                format!("With 90% probability the net result (benefits less costs) lies between {low} and {high}, on average {mean}; the chance that the programme pays for itself is {chance}."),
            );
        }
        said.one(
            format!("Het netto resultaat (baten min kosten) is {mean}; er is geen onzekerheid ingevoerd die het doet verschillen."),
            format!("The net result (benefits less costs) is {mean}; no uncertainty was entered that moves it."),
        )
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::report::numbers::Language;

    /// Statistics that hang together well enough for sentences.
    pub(in crate::report::sentences) fn statistics(
        [p05, mean, p95]: [f64; 3],
        p_positive: f64,
    ) -> Statistics {
        let sd = (p95 - p05) / 3.3;
        let (p25, p75) = (f64::midpoint(p05, mean), f64::midpoint(p95, mean));
        Statistics { mean, sd, p05, p25, p50: mean, p75, p95, p_positive }
    }

    fn outcome(fte: f64, benefit: [f64; 3], net: [f64; 3], p_positive: f64) -> Outcome {
        Outcome {
            name: "1x (nu)".into(),
            fte,
            benefit: statistics(benefit, f64::NAN),
            net: statistics(net, p_positive),
        }
    }

    #[test]
    fn every_way_it_can_turn_out_has_its_sentence() {
        let some = [0.0, 1.0, 2.0];
        for (case, finding, dutch, english) in [
            (outcome(0.0, [0.0; 3], [0.0; 3], 0.0), Finding::NoStaff, "geen personeel", "no staff"),
            (
                outcome(2.0, [-9.0, -5.0, 1.0], [-19.0, -15.0, -9.0], 0.0),
                Finding::Harm,
                "meer kwaad dan goed",
                "more harm than good",
            ),
            (
                outcome(2.0, [0.0; 3], [-10.0; 3], 0.0),
                Finding::NoBenefit,
                "in geen enkele berekening euro's op",
                "no euros in any calculation",
            ),
            (
                outcome(2.0, some, [4.0; 3], 1.0),
                Finding::ExactGain,
                "levert het programma meer op dan het kost.",
                "yields more than it costs.",
            ),
            (
                outcome(2.0, some, [-4.0; 3], 0.0),
                Finding::ExactLoss,
                "niet meer op dan het kost",
                "does not yield more",
            ),
            (
                outcome(2.0, some, [-9.0, -5.0, -1.0], 0.0),
                Finding::NeverPays,
                "in geen enkele berekening terug",
                "in no calculation at all",
            ),
            (
                outcome(2.0, some, [-9.0, -5.0, -1.0], 0.02),
                Finding::Loss,
                "vrijwel zeker meer dan het in euro's oplevert",
                "almost certainly costs more",
            ),
            (
                outcome(2.0, some, [1.0, 5.0, 9.0], 0.99),
                Finding::Gain,
                "vrijwel zeker meer op dan het kost",
                "almost certainly yields more",
            ),
            (
                outcome(2.0, some, [-1.0, 5.0, 9.0], 0.8),
                Finding::LeansToGain,
                "naar verwachting meer op dan het kost, maar zeker is dat niet",
                "expected to yield more",
            ),
            (
                outcome(2.0, some, [-9.0, -5.0, 1.0], 0.1),
                Finding::LeansToLoss,
                "kost het programma naar verwachting meer",
                "expected to cost more",
            ),
        ] {
            assert_eq!(case.finding(), finding);
            let told = case.sentence(Said::new(Language::Dutch));
            assert!(told.contains(dutch) && told.starts_with("Bij 1x (nu)"), "{told}");
            let told = case.sentence(Said::new(Language::English));
            assert!(told.contains(english) && told.starts_with("At 1x (nu)"), "{told}");
        }
    }

    #[test]
    fn the_band_is_told_where_there_is_one() {
        let case = outcome(2.0, [0.0, 1.0, 2.0], [-250_000.0, -152_000.0, 100_000.0], 0.12);
        assert_eq!(
            case.band_sentence(Said::new(Language::Dutch)),
            "Met 90% kans ligt het netto resultaat (baten min kosten) tussen €\u{a0}-250.000 en €\u{a0}100.000, gemiddeld €\u{a0}-150.000; de kans dat het programma zich terugverdient is 12%."
        );
        assert!(
            case.band_sentence(Said::new(Language::English)).starts_with("With 90% probability")
        );
        let certain = outcome(2.0, [1.0; 3], [4.0; 3], 1.0);
        assert!(certain.band_sentence(Said::new(Language::Dutch)).contains("geen onzekerheid"));
        assert!(certain.band_sentence(Said::new(Language::English)).contains("no uncertainty"));
    }
}
