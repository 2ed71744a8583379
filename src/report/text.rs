//! The summary of a run in the terminal, for somebody who never took statistics.

use super::layout::{NARROWEST, PROSE, WIDEST, wrapped};
use super::numbers::Language;
use super::teller::Teller;
use super::view::View;

/// The summary, in lines of at most `width` columns (40 to 200; sentences to 100).
pub fn summary_text(view: &View, language: Language, width: usize) -> String {
    let teller = Teller::new(view, language);
    let width = width.clamp(NARROWEST, WIDEST);
    let prose = width.min(PROSE);
    let paragraph = |lines: Vec<String>| {
        lines.iter().map(|line| wrapped(line, prose, 2)).collect::<Vec<_>>().join("\n")
    };
    let mut parts = vec![teller.heading(prose), teller.table(width), paragraph(teller.notes())];
    parts.extend(teller.parties(width));
    parts.extend(teller.avoided(width));
    let published = view.published.iter().map(|tested| teller.published(tested));
    parts.push(paragraph(published.chain(teller.trust()).collect()));
    parts.join("\n\n") + "\n"
}

impl Teller<'_> {
    fn heading(&self, width: usize) -> String {
        let (view, numbers, words) = (self.view, self.numbers, self.words());
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Claim, avoided, decide, summarise, test_claims};
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
            parties: model.parties.iter().map(|party| party.name.clone()).collect(),
            outcomes: avoided(&model, &sample),
            dropped: vec!["alles op geld".to_owned()],
            rows,
            warnings: vec![Notice {
                code: "no-source".to_owned(),
                path: "x".to_owned(),
                message: "y".to_owned(),
                trials: None,
            }],
            weakest: 3,
            values: 12,
            folder: "results/proef".into(),
        }
    }

    #[test]
    fn both_languages_fit_in_the_terminal() {
        for language in [Language::Dutch, Language::English] {
            for width in [10, 40, 50, 60, 80, 90, 100, 140, 200, 300] {
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
    fn a_run_says_its_own_warnings_in_both_languages_and_nothing_twice() {
        let mut view = view();
        let again = view.warnings[0].clone();
        view.warnings.push(again.clone());
        view.warnings.push(Notice { path: "z".to_owned(), ..again });
        for code in ["pool-too-small", "baseline-cut"] {
            view.warnings.push(Notice {
                code: code.to_owned(),
                path: code.to_owned(),
                message: "in the manifest".to_owned(),
                trials: Some(128),
            });
        }
        let dutch = summary_text(&view, Language::Dutch, 100);
        assert!(dutch.contains("Waarschuwing (x, z): y."), "{dutch}");
        assert_eq!(dutch.matches("128 van de 1.024 trekkingen (12,5%)").count(), 2, "{dutch}");
        let english = summary_text(&view, Language::English, 100);
        assert_eq!(english.matches("128 of 1,024 trials (12.5%)").count(), 2, "{english}");
        assert!(!(dutch + &english).contains("in the manifest"));
    }

    #[test]
    fn a_named_arm_and_the_one_after_it_have_no_extra_net_per_fte() {
        let mut view = view();
        let last = |view: &View| {
            let told = summary_text(view, Language::English, 100);
            let line = told.lines().find(|line| line.contains("Extra net")).unwrap().to_owned();
            line.matches('–').count()
        };
        assert_eq!(last(&view), 1);
        view.arms[1].1 = None;
        assert_eq!(last(&view), 3);
    }

    #[test]
    fn to_whom_and_what_is_told() {
        let told = summary_text(&view(), Language::English, 100);
        for part in ["pays*", "in cash*", "gemeente", "zorgverzekeraar", "together", "crisis"] {
            assert!(told.contains(part), "{part} is not in\n{told}");
        }
        assert!(told.contains("because --arms replaces all arms of the scenario: alles op geld."));
    }

    #[test]
    fn costs_of_several_years_are_told_in_full() {
        let mut view = view();
        assert!(!summary_text(&view, Language::English, 100).contains("Cost, all years*"));
        view.years = 2;
        let told = summary_text(&view, Language::English, 100);
        assert!(told.contains("Cost, all years*") && told.contains("Benefit, all years*"));
    }

    #[test]
    fn few_trials_say_so() {
        let mut view = view();
        assert!(!summary_text(&view, Language::English, 100).contains("too rough to quote"));
        view.trials = 127;
        assert!(summary_text(&view, Language::English, 100).contains("too rough to quote"));
    }

    #[test]
    fn an_error_is_told_beside_what_it_is_an_error_of() {
        let mut view = view();
        let with = |view: &mut View, mean: f64, sd: f64, error: f64| {
            for row in view.rows.iter_mut().filter(|row| row.measure == "net_pv") {
                (row.band.value.mean, row.band.value.sd, row.band.mcse.mean) = (mean, sd, error);
            }
            summary_text(view, Language::English, 200)
        };
        for (mean, sd, error, told) in [
            (-306_000.0, 100.0, 22.0, "EUR 22, small beside the amount itself"),
            (-306_000.0, 90_000.0, 900.0, "EUR 900, small beside the uncertainty itself"),
            (-306_000.0, 9_000.0, 900.0, "EUR 900, noticeable"),
        ] {
            let all = with(&mut view, mean, sd, error).replace("\n  ", " ");
            assert!(all.contains(told), "{told} is not in\n{all}");
        }
        assert!(!with(&mut view, -306_000.0, 1.0, 0.4).contains("off by"));
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
