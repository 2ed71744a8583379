//! The summary of a run in the terminal, for somebody who never took statistics.

use super::layout::{GLUE, NARROWEST, WIDEST, labelled_table, wrapped};
use super::numbers::{Language, Numbers};
use super::view::View;
use super::words::{self, Words};
use crate::analysis::{Band, Coverage, Tested, Verdict};

/// The Monte Carlo error may be this part of the spread before we ask for more trials.
const NOTICEABLE: f64 = 0.05;

/// Warnings told in full; the manifest holds them all.
const WARNINGS_SHOWN: usize = 5;

/// The summary, in lines of at most `width` columns (80 to 100).
pub fn summary_text(view: &View, language: Language, width: usize) -> String {
    let teller = Teller { view, language, numbers: Numbers(language) };
    let width = width.clamp(NARROWEST, WIDEST);
    let mut parts = vec![teller.heading(width), teller.table(width)];
    let lines: Vec<String> = teller
        .notes()
        .into_iter()
        .chain(view.published.iter().map(|tested| teller.published(tested)))
        .chain(teller.trust())
        .map(|line| wrapped(&line, width, 2))
        .collect();
    parts.push(lines.join("\n"));
    parts.join("\n\n") + "\n"
}

struct Teller<'a> {
    view: &'a View,
    language: Language,
    numbers: Numbers,
}

impl Teller<'_> {
    /// One of two sentences, by language.
    fn say(&self, dutch: String, english: String) -> String {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// An amount in a sentence, which no line may break.
    fn amount(&self, euros: f64, digits: u32) -> String {
        self.numbers.money(euros, digits).replace(' ', &GLUE.to_string())
    }

    fn heading(&self, width: usize) -> String {
        let (view, numbers, words) = (self.view, self.numbers, Words::of(self.language));
        let title = view.title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
        let (horizon, years) = (view.horizon, view.years);
        let span = self.say(
            format!(
                "{horizon} jaar gevolgd vanaf {}, programma {years} jaar, euro's van {}",
                view.base_year, view.price_year
            ),
            format!(
                "{horizon} years from {}, programme runs {years}, euros of {}",
                view.base_year, view.price_year
            ),
        );
        let luck = match (view.chance.as_str(), self.language) {
            ("expected", Language::Dutch) => ", zonder toeval",
            ("expected", Language::English) => ", without luck",
            _ => "",
        };
        let run = format!(
            "{span} · {} {}{luck}, {} {}",
            numbers.whole(view.trials as f64),
            words.trials,
            words.seed,
            view.seed
        );
        format!(
            "{}\n{}",
            wrapped(&format!("{}{title}", view.scenario), width, 2),
            wrapped(&run, width, 2)
        )
    }

    fn table(&self, width: usize) -> String {
        let words = Words::of(self.language);
        let header: Vec<String> = (0..self.view.arms.len()).map(|arm| self.arm_name(arm)).collect();
        let labels = [
            words.fte_wanted,
            words.fte_hired,
            words.participants,
            words.cost_yearly,
            words.benefit_yearly,
            words.benefit_future,
            words.benefit_steady,
            words.net,
            words.from,
            words.to,
            words.p_positive,
            words.marginal,
        ];
        let columns: Vec<Vec<String>> =
            (0..self.view.arms.len()).map(|arm| self.column(arm)).collect();
        labelled_table(&header, &labels, &columns, width)
    }

    fn arm_name(&self, arm: usize) -> String {
        let name = &self.view.arms[arm].0;
        if arm == self.view.present {
            format!("{name} ({})", Words::of(self.language).now)
        } else {
            name.clone()
        }
    }

    /// What stands under an arm, in the order of the labels.
    fn column(&self, arm: usize) -> Vec<String> {
        let numbers = self.numbers;
        let mean = |measure: &str| self.view.mean(arm, measure);
        let money = |measure: &str| {
            self.view.band(arm, measure).map_or_else(
                || numbers.money_short(f64::NAN, 2),
                |band| numbers.money_within(band.value.mean, band.mcse.mean),
            )
        };
        let net = self.view.band(arm, "net_pv");
        let edge = |of: fn(&Band) -> (f64, f64)| {
            let (value, mcse) = net.map_or((f64::NAN, f64::NAN), of);
            numbers.money_within(value, mcse)
        };
        // Without staff there is nothing to pay off: a chance would be about nothing.
        let certain = net.is_none_or(|band| band.value.mean == 0.0 && band.value.sd == 0.0);
        let chance = net.map_or(f64::NAN, |band| band.value.p_positive);
        let marginal = self.view.verdicts.iter().find(|verdict| verdict.arm == arm);
        vec![
            numbers.short(mean("fte_wanted")),
            numbers.short(mean("fte_hired")),
            numbers.whole(mean("participants")),
            money("cost_yearly"),
            money("benefit_yearly"),
            money("benefit_future"),
            money("benefit_steady"),
            money("net_pv"),
            edge(|band| (band.value.p05, band.mcse.p05)),
            edge(|band| (band.value.p95, band.mcse.p95)),
            numbers.percent(if certain { f64::NAN } else { chance }),
            numbers
                .money_short(marginal.map_or(f64::NAN, |verdict| verdict.marginal_net_per_fte), 2),
        ]
    }

    /// How to read the table, which arm to prefer, and how exact the numbers are.
    fn notes(&self) -> Vec<String> {
        let mut notes = vec![self.say(
            "Alles is vergeleken met geen enkel programma. * = contante waarde: latere jaren tellen minder. De 90%-band: in 5% van de trekkingen ligt het netto eronder, in 5% erboven. Extra: tegenover de kolom ervoor.".to_owned(),
            "Everything is compared with no programme at all. * = present value: later years count less. The 90% band: in 5% of the trials the net lies below it, in 5% above. Extra: against the column before.".to_owned(),
        )];
        notes.extend(self.view.preferred().map(|best| self.preference(best)));
        notes.extend(self.exactness());
        notes
    }

    fn preference(&self, best: &Verdict) -> String {
        let name = &self.view.arms[best.arm].0;
        let chance = self.numbers.percent(best.p_best);
        let regret = self.amount(best.expected_regret, 2);
        self.say(
            format!("Het hoogste verwachte netto heeft {name}. De kans dat geen andere bezetting beter is: {chance}; de onzekerheid kost wie {name} kiest gemiddeld {regret}."),
            format!("The highest expected net has {name}. Chance that no other staffing is better: {chance}; uncertainty costs whoever chooses {name} on average {regret}."),
        )
    }

    /// The Monte Carlo error in words, of the arm where it is largest.
    fn exactness(&self) -> Option<String> {
        let nets =
            (0..self.view.arms.len()).filter_map(|arm| Some((arm, self.view.band(arm, "net_pv")?)));
        let (arm, band) = nets.reduce(|a, b| if b.1.mcse.mean > a.1.mcse.mean { b } else { a })?;
        let error = band.mcse.mean;
        if error.is_nan() || error == 0.0 {
            return None;
        }
        let (name, amount) = (&self.view.arms[arm].0, self.amount(error, 2));
        let small = error < NOTICEABLE * band.value.sd;
        let advice = match (small, self.language) {
            (true, Language::Dutch) => "klein naast de onzekerheid zelf",
            (true, Language::English) => "small beside the uncertainty itself",
            (false, Language::Dutch) => "merkbaar: vraag meer trekkingen (--trials)",
            (false, Language::English) => "noticeable: ask for more trials (--trials)",
        };
        Some(self.say(
            format!("Rekennauwkeurigheid: het netto van {name} kan door het beperkte aantal trekkingen zo'n {amount} afwijken, {advice}."),
            format!("Simulation error: with this many trials the net of {name} can be off by some {amount}, {advice}."),
        ))
    }

    /// A published figure beside our band.
    fn published(&self, tested: &Tested) -> String {
        let claim = &tested.claim;
        let figure = |value: f64| {
            if tested.unit.starts_with("EUR") {
                self.amount(value, 3)
            } else {
                self.numbers.short(value)
            }
        };
        let to = self.say("tot".to_owned(), "to".to_owned());
        let claimed = if (claim.high - claim.low).abs() > 0.0 {
            format!("{} {to} {}", figure(claim.low), figure(claim.high))
        } else {
            figure(claim.low)
        };
        let source =
            if claim.source.is_empty() { String::new() } else { format!(" ({})", claim.source) };
        let ours = tested.band.as_ref().map_or_else(String::new, |band| {
            if band.value.p05.is_nan() {
                figure(band.value.mean)
            } else {
                let (low, high) = (figure(band.value.p05), figure(band.value.p95));
                if low == high { low } else { format!("{low} {to} {high}") }
            }
        });
        let verdict = match tested.coverage {
            Coverage::Covers => self.say(
                format!("onze band, {ours}, dekt dit"),
                format!("our band, {ours}, covers it"),
            ),
            Coverage::Above => self.say(
                format!("onze band, {ours}, dekt dit niet: wij komen hoger uit"),
                format!("our band, {ours}, does not cover it: ours is higher"),
            ),
            Coverage::Below => self.say(
                format!("onze band, {ours}, dekt dit niet: wij komen lager uit"),
                format!("our band, {ours}, does not cover it: ours is lower"),
            ),
            Coverage::Unknown => self.say(
                "niet te vergelijken met deze run".to_owned(),
                "nothing in this run to compare it with".to_owned(),
            ),
        };
        let (measure, arm) = (words::measure(self.language, &claim.measure), &claim.arm);
        self.say(
            format!("Gepubliceerd: {measure} bij {arm} {claimed}{source}; {verdict}."),
            format!("Published: {measure} at {arm} {claimed}{source}; {verdict}."),
        )
    }

    /// How far to trust it, and where to find the rest.
    fn trust(&self) -> Vec<String> {
        let view = self.view;
        let mut lines = Vec::new();
        if view.weakest > 0 {
            lines.push(self.say(
                format!("Bewijs: {} van de {} waarden zijn een inschatting van deskundigen (graad D, de zwakste).", view.weakest, view.values),
                format!("Evidence: {} of {} values are expert judgement (grade D, the weakest).", view.weakest, view.values),
            ));
        }
        lines.extend(view.warnings.iter().take(WARNINGS_SHOWN).map(|warning| {
            self.say(
                format!("Waarschuwing ({}): {}.", warning.path, warning.message),
                format!("Warning ({}): {}.", warning.path, warning.message),
            )
        }));
        let more = view.warnings.len().saturating_sub(WARNINGS_SHOWN);
        if more > 0 {
            lines.push(self.say(
                format!("En nog {more} waarschuwingen in manifest.json."),
                format!("And {more} more warnings in manifest.json."),
            ));
        }
        let folder = view.folder.display();
        lines
            .push(self.say(format!("Alle uitkomsten: {folder}"), format!("All results: {folder}")));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Claim, decide, summarise, test_claims};
    use crate::model_for_tests::{model, sample};
    use crate::report::{Notice, summary_json};

    fn view() -> View {
        let (model, sample) = (model(), sample(1024));
        let rows = summarise(&model, &sample);
        let claim = Claim {
            measure: "benefit_pv".to_owned(),
            arm: "1x".to_owned(),
            low: 400_000.0,
            high: 500_000.0,
            source: "Gemeente, jaarverslag 2024".to_owned(),
        };
        View {
            scenario: model.name.clone(),
            title: Some("Een proef".to_owned()),
            base_year: model.base_year,
            price_year: model.price_year,
            horizon: model.horizon,
            years: model.years,
            seed: 1,
            trials: 1024,
            design: "sobol".to_owned(),
            chance: "sampled".to_owned(),
            arms: model.arms.iter().map(|arm| (arm.name.clone(), arm.level)).collect(),
            present: model.present_arm(),
            published: test_claims(&model, &rows, vec![claim]),
            verdicts: decide(&model, &sample),
            rows,
            warnings: vec![Notice {
                code: "no-source".to_owned(),
                path: "x".to_owned(),
                message: "y".to_owned(),
            }],
            weakest: 3,
            values: 12,
            folder: "results/proef".into(),
        }
    }

    #[test]
    fn both_languages_fit_in_the_terminal() {
        for language in [Language::Dutch, Language::English] {
            for width in [10, 80, 90, 100, 200] {
                let told = summary_text(&view(), language, width);
                let most = width.clamp(NARROWEST, WIDEST);
                assert!(told.lines().all(|line| line.chars().count() <= most), "{told}");
            }
        }
    }

    #[test]
    fn a_reader_finds_what_matters() {
        let dutch = summary_text(&view(), Language::Dutch, 100);
        for part in [
            "proef · Een proef",
            "1x (nu)",
            "Kans dat het loont",
            "€ 160.000",
            "dekt dit niet",
            "3 van de 12",
            "Waarschuwing (x): y.",
            "results/proef",
        ] {
            assert!(dutch.contains(part), "{part} is not in\n{dutch}");
        }
        let english = summary_text(&view(), Language::English, 100);
        for part in ["1x (now)", "EUR 160,000", "does not cover it: ours is lower", "small beside"]
        {
            assert!(english.contains(part), "{part} is not in\n{english}");
        }
    }

    #[test]
    fn the_same_as_json() {
        let told = summary_json(&view());
        assert_eq!(told["scenario"], "proef");
        assert_eq!(told["arms"][1]["arm"], "1x");
        assert_eq!(told["arms"][1]["measures"]["cost_pv"]["mean"], 160_000.0);
        assert!(told["arms"][1]["measures"]["ratio_of_means"]["p05"].is_null());
        assert_eq!(told["published"][0]["coverage"], "below");
        assert_eq!(told["decision"].as_array().unwrap().len(), 3);
        // Against present: 3 arms; against the previous: 2.
        assert_eq!(told["differences"].as_array().unwrap().len(), 5);
    }
}
