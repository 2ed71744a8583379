//! What a reader is told of a cheap calibration.

use super::{Calibrated, PublishedFigure, calibrated_json, calibrated_text};
use crate::analysis::calibration::{Request, Target, calibrate};
use crate::engine::Measure;
use crate::numeric::special::normal_quantile;
use crate::report::numbers::Language;

fn scores(uniforms: &[Vec<f64>]) -> Vec<Vec<f64>> {
    uniforms.iter().map(|u| u.iter().map(|&u| normal_quantile(u)).collect()).collect()
}

/// Two figures of three inputs: the first is `1000 (1 + x)`, the second `1000 (2 + x + y)`.
fn told(targets: &[[f64; 2]]) -> Calibrated {
    let targets: Vec<Target> =
        targets.iter().map(|[low, high]| Target::within(*low, *high).unwrap()).collect();
    let names = ["groups.jongeren.very_long_name_of_an_input.baseline.first", "b", "c"];
    let names = names.map(str::to_owned);
    let request = Request {
        seed: 1,
        names: &names,
        coupled: &[],
        targets: &targets,
        points: 16_384,
        particles: 1024,
    };
    let count = targets.len();
    let mut figures = |uniforms: &[Vec<f64>]| {
        let z = scores(uniforms);
        let first = z[0].iter().map(|x| 1000.0 * (1.0 + x)).collect();
        let second = z[0].iter().zip(&z[1]).map(|(x, y)| 1000.0 * (2.0 + x + y)).collect();
        Ok::<_, ()>([first, second].into_iter().take(count).collect())
    };
    let found = calibrate(&request, &mut figures, &scores).unwrap();
    let published = [Measure::BenefitYearly, Measure::BenefitFuture]
        .into_iter()
        .take(count)
        .map(|measure| PublishedFigure { measure, arm: "1x".to_owned(), source: None })
        .collect();
    Calibrated { scenario: "proef".to_owned(), published, found }
}

const LANGUAGES: [Language; 2] = [Language::Dutch, Language::English];

#[test]
fn the_table_of_moves_comes_first_and_validation_is_denied() {
    let told = told(&[[2000.0, 2200.0], [3000.0, 4000.0]]);
    let text = calibrated_text(&told, Language::English, 80);
    println!("{text}");
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("moves") < place("\n figure") && place("\n figure") < place("no validation"));
    assert!(text.contains("2 figures cannot identify 3 uncertain inputs"));
    assert!(!text.contains("no plausible input"));
    let dutch = calibrated_text(&told, Language::Dutch, 80);
    println!("{dutch}");
    assert!(dutch.contains("geen validatie") && dutch.contains("schuift"));
}

#[test]
fn lines_keep_to_the_width_in_both_languages() {
    for targets in [vec![[2000.0, 2200.0], [3000.0, 4000.0]], vec![[9000.0, 9100.0]]] {
        let told = told(&targets);
        for language in LANGUAGES {
            for width in [60, 80, 120] {
                let text = calibrated_text(&told, language, width);
                let wide = text.lines().find(|line| line.chars().count() > width);
                assert_eq!(wide, None, "{width}");
            }
        }
    }
}

#[test]
fn a_figure_out_of_reach_is_said_to_be_and_a_conflict_too() {
    let far = told(&[[9000.0, 9100.0]]);
    for (language, words) in
        LANGUAGES.into_iter().zip(["geen aannemelijke invoer", "no plausible input"])
    {
        let text = calibrated_text(&far, language, 200);
        assert!(text.contains(words), "{text}");
    }
    // x = 1.5 and y = -4.5 or less.
    let torn = told(&[[2500.0, 2600.0], [-1500.0, -1000.0]]);
    for (language, words) in LANGUAGES.into_iter().zip(["sluiten elkaar uit", "exclude each other"])
    {
        let text = calibrated_text(&torn, language, 200);
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn json_has_every_input_and_figure_and_says_it_is_no_validation() {
    let told = told(&[[2000.0, 2200.0], [3000.0, 4000.0]]);
    let json = calibrated_json(&told);
    assert_eq!(json["validation"], false);
    assert_eq!(json["inputs"].as_object().unwrap().len(), 3);
    assert_eq!(json["figures"][1]["measure"], "benefit_future");
    assert_eq!(json["figures"][0]["agrees_at"][1], 2200.0);
    assert!(json["together"]["nearest"]["inputs"]["b"]["move"].is_number());
    assert_eq!(json["diagnostics"]["method"], "importance");
}
