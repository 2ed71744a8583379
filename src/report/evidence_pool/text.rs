//! Pooled studies in the terminal, for somebody who never took statistics.

use super::parts;
use super::words;
use crate::evidence::{Evidence, IntervalMethod, Tau2Method};
use crate::report::layout::{NARROWEST, PROSE, WIDEST, labelled_table, wrapped};
use crate::report::numbers::{Language, Numbers};

/// One telling, in one language and width.
pub(super) struct Teller<'a> {
    pub(super) told: &'a Evidence,
    pub(super) language: Language,
    pub(super) numbers: Numbers,
    width: usize,
}

impl Teller<'_> {
    pub(super) fn say(&self, dutch: &str, english: &str) -> String {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
        .to_owned()
    }

    pub(super) fn prose(&self, text: &str) -> String {
        wrapped(text, self.width.min(PROSE), 2)
    }

    /// A value of the scale of analysis as people read it.
    pub(super) fn natural(&self, value: f64) -> String {
        words::figure(self.numbers, self.told.measure.natural(value))
    }

    /// An interval of the scale of analysis as people read it.
    pub(super) fn range(&self, ends: [f64; 2]) -> String {
        words::range(self.numbers, ends.map(|end| self.told.measure.natural(end)))
    }

    pub(super) fn percent(&self, value: f64) -> String {
        format!("{}%", self.numbers.decimal(value, 1))
    }

    pub(super) fn level(&self) -> String {
        format!("{}%", self.numbers.short(self.told.options.level * 100.0))
    }

    pub(super) fn table(
        &self,
        corner: &str,
        header: &[String],
        rows: &[(String, Vec<String>)],
    ) -> String {
        let most = (self.width / 2).saturating_sub(8).max(12);
        let labels: Vec<String> = rows.iter().map(|(label, _)| folded(label, most)).collect();
        let columns: Vec<Vec<String>> = (0..header.len())
            .map(|at| rows.iter().map(|row| row.1.get(at).cloned().unwrap_or_default()).collect())
            .collect();
        labelled_table(corner, header, &labels, &columns, self.width)
    }
}

/// A name in lines; a word that is longer than a line is broken.
fn folded(name: &str, most: usize) -> String {
    let mut lines = Vec::new();
    for line in wrapped(name, most, 2).lines() {
        let letters: Vec<char> = line.chars().collect();
        lines.extend(letters.chunks(most).map(|part| part.iter().collect::<String>()));
    }
    lines.join("\n")
}

/// What `evidence pool` found, in lines of at most `width` columns.
pub fn evidence_text(told: &Evidence, language: Language, width: usize) -> String {
    let numbers = Numbers(language);
    let teller = Teller { told, language, numbers, width: width.clamp(NARROWEST, WIDEST) };
    let mut sections = vec![teller.prose(&heading(&teller)), teller.prose(&answer(&teller))];
    sections.extend(new_setting(&teller).map(|text| teller.prose(&text)));
    sections.push(parts::studies(&teller));
    sections.push(teller.prose(&parts::heterogeneity(&teller)));
    sections.extend(parts::subgroups(&teller));
    sections.extend(parts::regression(&teller));
    sections.extend(parts::leave_one_out(&teller).map(|text| teller.prose(&text)));
    sections.extend(parts::egger(&teller).map(|text| teller.prose(&text)));
    sections.push(teller.prose(&methods(&teller)));
    if !told.warnings.is_empty() {
        let word = teller.say("Let op", "Mind");
        let lines = told
            .warnings
            .iter()
            .map(|warning| teller.prose(&format!("{word}: {}", words::warning(language, warning))));
        sections.push(lines.collect::<Vec<_>>().join("\n"));
    }
    sections.join("\n\n") + "\n"
}

fn heading(teller: &Teller) -> String {
    let measure = words::measure(teller.language, teller.told.measure);
    match (teller.language, teller.told.pooled.k) {
        (Language::Dutch, 1) => format!("1 studie · {measure}"),
        (Language::English, 1) => format!("1 study · {measure}"),
        (Language::Dutch, k) => format!("{k} studies gebundeld · {measure}"),
        (Language::English, k) => format!("{k} studies pooled · {measure}"),
    }
}

fn answer(teller: &Teller) -> String {
    let pooled = &teller.told.pooled;
    let (estimate, range) = (teller.natural(pooled.estimate), teller.range(pooled.ci));
    let none = words::figure(teller.numbers, teller.told.measure.no_effect());
    let holds = pooled.ci[0] <= 0.0 && pooled.ci[1] >= 0.0;
    let mean = match (teller.told.options.tau2, pooled.k) {
        (Tau2Method::Ce, _) | (_, 1) => teller.say("Het effect is", "The effect is"),
        _ => teller.say(
            "Gemiddeld over de studies is het effect",
            "Over these settings the mean effect is",
        ),
    };
    let level = teller.level();
    match (teller.language, holds) {
        (Language::Dutch, true) => format!(
            "{mean} {estimate}, met {level}-interval {range}. Geen effect ({none}) ligt daarbinnen: de studies sluiten dat niet uit."
        ),
        (Language::Dutch, false) => format!(
            "{mean} {estimate}, met {level}-interval {range}. Geen effect ({none}) ligt daarbuiten."
        ),
        (Language::English, true) => format!(
            "{mean} {estimate}, with {level} interval {range}. No effect ({none}) lies within: these studies do not rule it out."
        ),
        (Language::English, false) => format!(
            "{mean} {estimate}, with {level} interval {range}. No effect ({none}) lies outside."
        ),
    }
}

fn new_setting(teller: &Teller) -> Option<String> {
    let prediction = teller.told.pooled.prediction?;
    let (range, level) = (teller.range(prediction), teller.level());
    Some(match teller.language {
        Language::Dutch => format!(
            "In een nieuwe wijk is een werkelijk effect van {range} te verwachten ({level}-voorspellingsinterval). Gebruik dit als de vraag over één wijk gaat."
        ),
        Language::English => format!(
            "In a new setting a true effect of {range} is to be expected ({level} prediction interval). Use this when the question is about one wijk."
        ),
    })
}

fn methods(teller: &Teller) -> String {
    let (told, language) = (teller.told, teller.language);
    let tau2 = words::tau2(language, told.options.tau2);
    let interval = words::interval(language, told.pooled.interval);
    let df = told.pooled.df.map_or(String::new(), |df| {
        let df = teller.numbers.whole(df);
        match language {
            Language::Dutch => format!(" met {df} vrijheidsgraden"),
            Language::English => format!(" with {df} degrees of freedom"),
        }
    });
    let scale = if told.measure.is_log() {
        teller.say(" Gebundeld als logaritme.", " Pooled as logarithm.")
    } else {
        String::new()
    };
    let new = match (told.pooled.prediction, told.options.prediction.name()) {
        (None, _) => String::new(),
        (Some(_), "hk") if told.pooled.interval == IntervalMethod::HkAdhoc => teller.say(
            " Voorspelling: t met k - 1 vrijheidsgraden en dezelfde standaardfout.",
            " Prediction: t with k - 1 degrees of freedom and the same standard error.",
        ),
        (Some(_), "hk") => teller.say(
            " Voorspelling: t met k - 1 vrijheidsgraden en de standaardfout van Hartung-Knapp.",
            " Prediction: t with k - 1 degrees of freedom and the Hartung-Knapp standard error.",
        ),
        (Some(_), "hts") => teller.say(
            " Voorspelling: t met k - 2 vrijheidsgraden (Higgins, Thompson en Spiegelhalter).",
            " Prediction: t with k - 2 degrees of freedom (Higgins, Thompson and Spiegelhalter).",
        ),
        (Some(_), _) => teller.say(
            " Voorspelling: normaal, te smal bij weinig studies.",
            " Prediction: normal, too narrow for few studies.",
        ),
    };
    match language {
        Language::Dutch => format!("Methode: {tau2}; interval {interval}{df}.{scale}{new}"),
        Language::English => format!("Method: {tau2}; interval {interval}{df}.{scale}{new}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Measure, Options, Warning, analyse};

    const BCG: &str = include_str!("../../evidence/bcg.csv");

    fn bcg(options: Options) -> Evidence {
        analyse(BCG, &Options { measure: Some(Measure::RiskRatio), ..options }).unwrap()
    }

    #[test]
    fn the_answer_stands_in_words_of_both_languages() {
        let told = bcg(Options {
            subgroups: Some("alloc".into()),
            moderators: vec!["ablat".into()],
            ..Options::default()
        });
        let dutch = evidence_text(&told, Language::Dutch, 80);
        for words in [
            "13 studies gebundeld",
            "0,49, met 95%-interval 0,33 tot 0,73",
            "0,14 tot 1,76",
            "Rosenthal et al 1960",
            "ablat",
            "random",
        ] {
            assert!(dutch.contains(words), "{words}\n{dutch}");
        }
        let english = evidence_text(&told, Language::English, 80);
        for words in ["13 studies pooled", "0.49, with 95% interval 0.33 to 0.73", "0.14 to 1.76"] {
            assert!(english.contains(words), "{words}\n{english}");
        }
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let name =
            "Een buitengewoon lange naam van een onderzoek in de wijk Oosterwolde-Zuid, 2019";
        let text = format!(
            "study,yi,vi,g\n\"{name}\",0.1,0.2,\"{name}\"\nOnderzoekvanjongerenwerkindegemeenteRotterdamenomstreken,0.2,0.3,b\nc,4,1,b\n"
        );
        let told =
            analyse(&text, &Options { subgroups: Some("g".into()), ..Options::default() }).unwrap();
        for told in [told, bcg(Options::default())] {
            for language in [Language::Dutch, Language::English] {
                for width in [60, 80] {
                    let text = evidence_text(&told, language, width);
                    for line in text.lines() {
                        assert!(line.chars().count() <= width, "{width}: {line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_warning_has_dutch_words() {
        let (row, study, k) = (3, "Zuid".to_owned(), 4);
        for warning in [
            Warning::EmptyCell { row, study: study.clone(), both: true },
            Warning::Unnamed,
            Warning::OffCentre { row, study },
            Warning::UnequalVariances { ratio: 3e8 },
            Warning::OneStudy,
            Warning::TwoStudies,
            Warning::Narrower { ratio: 0.5 },
            Warning::LessThanChance,
            Warning::NotConverged,
            Warning::FewForEgger { k },
            Warning::NoEgger,
            Warning::FewForRegression { k, moderators: 2 },
            Warning::NotLeftOut { k },
        ] {
            let [dutch, english] = [Language::Dutch, Language::English]
                .map(|language| words::warning(language, &warning));
            assert_ne!(dutch, english);
            assert!(!warning.code().contains(' '));
        }
    }

    #[test]
    fn hostile_cells_are_refused_or_told_and_never_panic() {
        let tokens = [
            "",
            "0",
            "-1",
            "1e300",
            "1e-300",
            "NA",
            "inf",
            "x",
            "1e12",
            "\"",
            "999999999999",
            "0.5",
            ";",
        ];
        let tables = [
            (BCG, Measure::OddsRatio),
            (BCG, Measure::RiskDifference),
            (
                "study,m1i,sd1i,n1i,m2i,sd2i,n2i\na,1,1,9,2,2,8\nb,2,1,7,2,3,5\n",
                Measure::MeanDifference,
            ),
            (
                "study,ratio,ci_lb,ci_ub,level\na,2,1,4,0.9\nb,2,1,4,0.8\nc,1,0.2,9,0.95\n",
                Measure::Ratio,
            ),
        ];
        for (table, measure) in tables {
            let lines: Vec<&str> = table.lines().collect();
            let columns = lines[0].split(',').count();
            for token in tokens {
                for column in 0..columns {
                    let mut cells: Vec<&str> = lines[1].split(',').collect();
                    cells[column] = token;
                    let row = cells.join(",");
                    let text = [lines[0], &row].into_iter().chain(lines[2..].iter().copied());
                    let text = text.collect::<Vec<_>>().join("\n");
                    let options = Options { measure: Some(measure), ..Options::default() };
                    match analyse(&text, &options) {
                        Ok(told) => {
                            assert!(!evidence_text(&told, Language::Dutch, 80).contains("NaN"));
                        }
                        Err(error) => assert!(!error.problems.is_empty()),
                    }
                }
            }
        }
    }

    #[test]
    fn one_study_is_told_as_one() {
        let told = analyse("study,yi,vi\na,1,1\n", &Options::default()).unwrap();
        let text = evidence_text(&told, Language::Dutch, 80);
        assert!(
            text.contains("1 studie ·") && text.contains("Let op: één studie is geen"),
            "{text}"
        );
        assert!(!text.contains("NaN") && !text.contains("I2"), "{text}");
    }
}
