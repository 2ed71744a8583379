//! Pooled studies as figures: forest and funnel.

use super::words;
use crate::evidence::{Evidence, Pooled};
use crate::numeric::special::normal_quantile;
use crate::report::charts::{Caption, Forest, Funnel, Look, NARROW, Planted, WIDE, forest, funnel};
use crate::report::numbers::{Language, Numbers};

/// Below this p value a funnel is said to lean, as is usual for this test.
const LEANS: f64 = 0.1;

/// Ways to tell values of one analysis.
struct Told<'a> {
    evidence: &'a Evidence,
    numbers: Numbers,
}

impl Told<'_> {
    fn say(&self, dutch: &str, english: &str) -> String {
        if self.numbers.0 == Language::Dutch { dutch.to_owned() } else { english.to_owned() }
    }

    fn value(&self, value: f64) -> String {
        let text = words::figure(self.numbers, self.evidence.measure.natural(value));
        text.replace('-', "\u{2212}")
    }

    fn range(&self, [low, high]: [f64; 2]) -> String {
        let word = self.say("tot", "to");
        format!("{} {word} {}", self.value(low), self.value(high))
    }

    fn level(&self) -> String {
        format!("{}%", self.numbers.short(self.evidence.options.level * 100.0))
    }

    fn pool(&self) -> &Pooled {
        &self.evidence.pooled
    }

    fn look(&self, narrow: bool, id: &str) -> Look {
        let width = if narrow { NARROW } else { WIDE };
        Look { numbers: self.numbers, width, id: id.to_owned() }
    }

    /// Measure and level.
    fn measured(&self) -> String {
        let measure = words::measure(self.numbers.0, self.evidence.measure);
        let axis = if self.evidence.measure.is_log() {
            self.say(", logaritmische as", ", logarithmic axis")
        } else {
            String::new()
        };
        match self.numbers.0 {
            Language::Dutch => format!("{measure} met {}-interval{axis}", self.level()),
            Language::English => format!("{measure} with {} interval{axis}", self.level()),
        }
    }
}

/// The forest plot as SVG, as wide as a desk or a telephone (`narrow`).
pub fn forest_figure(evidence: &Evidence, language: Language, narrow: bool) -> String {
    let told = Told { evidence, numbers: Numbers(language) };
    let pooled = told.pool();
    let percent = |value: f64| format!("{}%", told.numbers.decimal(value, 1));
    let studies = pooled.studies.iter().map(|weighted| Planted {
        name: weighted.study.name.clone(),
        told: format!("{} ({})", told.value(weighted.study.yi), told.range(weighted.ci)),
        weight_told: percent(weighted.weight),
        ends: [weighted.ci[0], weighted.study.yi, weighted.ci[1]],
        weight: weighted.weight,
    });
    let effect = format!("{} ({})", told.value(pooled.estimate), told.range(pooled.ci));
    let data = Forest {
        is_log: evidence.measure.is_log(),
        header: [
            told.say("studie", "study"),
            told.say("schatting (interval)", "estimate (interval)"),
            told.say("gewicht", "weight"),
        ],
        studies: studies.collect(),
        pooled: (pooled.k > 1).then(|| {
            let ends = [pooled.ci[0], pooled.estimate, pooled.ci[1]];
            (told.say("Samen", "Pooled"), effect.clone(), ends)
        }),
        prediction: pooled
            .prediction
            .map(|ends| (told.say("Nieuwe wijk", "New setting"), told.range(ends), ends)),
    };
    let caption = Caption {
        title: headline(&told),
        subtitle: told.measured(),
        description: describe(&told, &effect),
    };
    forest(&told.look(narrow, "forest"), &caption, &data)
}

fn headline(told: &Told) -> String {
    let pooled = told.pool();
    let (k, value, range) = (pooled.k, told.value(pooled.estimate), told.range(pooled.ci));
    let holds = pooled.ci[0] <= 0.0 && pooled.ci[1] >= 0.0;
    match (told.numbers.0, k, holds) {
        (Language::Dutch, 1, _) => format!("Eén studie vindt {value} ({range})"),
        (Language::English, 1, _) => format!("One study finds {value} ({range})"),
        (Language::Dutch, _, false) => {
            format!("{k} studies samen vinden een effect: {value} ({range})")
        }
        (Language::English, _, false) => {
            format!("{k} studies together find an effect: {value} ({range})")
        }
        (Language::Dutch, _, true) => {
            format!("{k} studies samen sluiten geen effect niet uit: {value} ({range})")
        }
        (Language::English, _, true) => {
            format!("{k} studies together do not rule out no effect: {value} ({range})")
        }
    }
}

fn describe(told: &Told, effect: &str) -> String {
    let pooled = told.pool();
    let i2 = pooled.i2.map_or_else(|| "–".to_owned(), |i2| told.numbers.decimal(i2, 1));
    let new = pooled.prediction.map_or_else(|| "–".to_owned(), |ends| told.range(ends));
    match told.numbers.0 {
        Language::Dutch => format!(
            "Elke studie met haar interval; de ruit is de bundeling, {effect}; de balk daaronder wat in een nieuwe wijk te verwachten is, {new}. I2 {i2}%. Pijlen: het interval loopt verder."
        ),
        Language::English => format!(
            "Each study with its interval; the diamond is the pool, {effect}; the bar below is what to expect in a new setting, {new}. I2 {i2}%. Arrows: the interval goes on."
        ),
    }
}

/// The funnel plot as SVG, as wide as a desk or a telephone (`narrow`).
pub fn funnel_figure(evidence: &Evidence, language: Language, narrow: bool) -> String {
    let told = Told { evidence, numbers: Numbers(language) };
    let pooled = told.pool();
    let data = Funnel {
        is_log: evidence.measure.is_log(),
        studies: pooled.studies.iter().map(|w| [w.study.yi, w.study.vi.sqrt()]).collect(),
        pooled: pooled.estimate,
        critical: normal_quantile(0.5 + evidence.options.level / 2.0),
        error_told: told
            .say("standaardfout: onder de kleine studies", "standard error: small studies below"),
    };
    let p = evidence.egger.map(|egger| (egger.p, words::probability(told.numbers, egger.p)));
    let title = match (&p, told.numbers.0) {
        (None, Language::Dutch) => {
            "Of kleine studies andere uitkomsten vinden, is niet te toetsen".to_owned()
        }
        (None, Language::English) => {
            "Whether small studies find other effects was not tested".to_owned()
        }
        (Some((p, shown)), Language::Dutch) if *p < LEANS => {
            format!("Kleine studies vinden andere uitkomsten dan grote (p {shown})")
        }
        (Some((p, shown)), Language::English) if *p < LEANS => {
            format!("Small studies find other effects than large ones (p {shown})")
        }
        (Some((_, shown)), Language::Dutch) => {
            format!("Geen teken dat kleine studies andere uitkomsten vinden (p {shown})")
        }
        (Some((_, shown)), Language::English) => {
            format!("No sign that small studies find other effects (p {shown})")
        }
    };
    let level = told.level();
    let caption = Caption {
        title,
        subtitle: words::measure(language, evidence.measure).to_owned(),
        description: match language {
            Language::Dutch => format!(
                "Elke stip is een studie. Zonder verschil tussen studies ligt {level} in de trechter rond {}; meer erbuiten is verschil tussen studies.",
                told.value(pooled.estimate)
            ),
            Language::English => format!(
                "Each dot is a study. Without differences between studies {level} lie in the funnel around {}; more outside are differences between studies.",
                told.value(pooled.estimate)
            ),
        },
    };
    funnel(&told.look(narrow, "funnel"), &caption, &data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Measure, Options, analyse};
    use crate::report::charts::reading::Picture;

    #[test]
    fn figures_are_tidy_in_both_languages_and_widths() {
        let bcg = include_str!("../../evidence/bcg.csv");
        let options = Options { measure: Some(Measure::RiskRatio), ..Options::default() };
        let many: String = (1..=40).fold("study,yi,sei\n".to_owned(), |text, i| {
            text + &format!(
                "Onderzoek naar schuldhulpverlening in wijk {i},{},{}\n",
                0.1 * f64::from(i % 7),
                0.05 * f64::from(i)
            )
        });
        let two = "study,ratio,ci_lb,ci_ub\nMaatschappelijke kosten-batenanalyse Amsterdam,1.8,1.1,2.9\nb,2.4,0.9,6.4\n";
        let one = "study,yi,vi\na,1,1\n";
        for (name, told) in [
            ("bcg", analyse(bcg, &options).unwrap()),
            ("many", analyse(&many, &Options::default()).unwrap()),
            ("two", analyse(two, &Options::default()).unwrap()),
            ("one", analyse(one, &Options::default()).unwrap()),
        ] {
            for language in [Language::Dutch, Language::English] {
                for narrow in [false, true] {
                    let figures = [
                        forest_figure(&told, language, narrow),
                        funnel_figure(&told, language, narrow),
                    ];
                    for (figure, kind) in figures.iter().zip(["forest", "funnel"]) {
                        if let Some(folder) = std::env::var_os("FIGURES") {
                            let file = format!("{kind}-{name}-{language:?}-{narrow}.svg");
                            std::fs::write(std::path::Path::new(&folder).join(file), figure)
                                .unwrap();
                        }
                        Picture::read(figure).is_tidy();
                    }
                }
            }
        }
    }
}
