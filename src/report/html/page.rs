//! The page as a whole.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::context::Context;
use super::decision::decision;
use super::drivers::drivers;
use super::evidence::evidence;
use super::front::front;
use super::labour::labour;
use super::levels::levels;
use super::limits::limits;
use super::nation::nation;
use super::outcomes::outcomes;
use super::parties::parties;
use super::peers::peers;
use super::published::published;
use super::reproduce::reproduce;
use super::years::years;
use crate::report::material::Material;
use crate::report::numbers::Language;
use crate::report::sentences::Said;

/// The report of a run as one page of HTML that needs nothing else.
pub fn page(material: &Material, language: Language) -> String {
    let context = Context { material, said: Said::new(language) };
    let view = &material.view;
    let title = view.title.as_ref().unwrap_or(&view.scenario);
    html! {
        (DOCTYPE)
        html lang=(context.text("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "wijkimpact " (material.run.this_version) };
                title { (title) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                main {
                    (front(&context))
                    (contents(&context))
                    @if let Some(found) = &material.nation { (nation(found, context.said)) }
                    (levels(&context))
                    (years(&context))
                    (parties(&context))
                    (outcomes(&context))
                    (labour(&context))
                    (drivers(&context))
                    (decision(&context))
                    (evidence(&context))
                    (published(&context))
                    (peers(&context))
                    (limits(&context))
                    (reproduce(&context))
                }
            }
        }
    }
    .into_string()
}

/// Where to find what.
fn contents(context: &Context) -> Markup {
    let mut entries = Vec::new();
    if context.material.nation.is_some() {
        entries.push(("nation", context.text("Wijken", "Wijken")));
    }
    entries.extend([
        ("levels", context.text("Bezettingen", "Staffings")),
        ("years", context.text("Jaren", "Years")),
        ("parties", context.text("Partijen", "Parties")),
        ("outcomes", context.text("Mensen", "People")),
        ("labour", context.text("Arbeidsmarkt", "Labour market")),
        ("drivers", context.text("Onzekerheid", "Uncertainty")),
        ("decision", context.text("Keuze", "Choice")),
        ("evidence", context.text("Aannamen", "Assumptions")),
    ]);
    if !context.view().published.is_empty() {
        entries.push(("published", context.text("Gepubliceerd", "Published")));
    }
    if context.material.peers.any() {
        entries.push(("peers", context.text("Andere studies", "Other studies")));
    }
    entries.push(("limits", context.text("Grenzen", "Limits")));
    entries.push(("reproduce", context.text("Narekenen", "Make it again")));
    html! {
        nav aria-label=(context.text("Inhoud", "Contents")) {
            ul { @for (id, name) in entries { li { a href={ "#" (id) } { (name) } } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{
        Band, Standing, acceptability, benefit_factor, by_budget, composition, decide, drivers,
        health_frontier, labour, negotiate, paths, steps, summarise,
    };
    use crate::model_for_tests::{model, sample};
    use crate::report::nation::tests::nation as nation_for_tests;
    use crate::report::{Notice, Peers, Provenance, View};
    use crate::scenario::raw::{RawTerm, RawTypology};
    use crate::scenario::{Anchor, Evidence, built_in_cases};

    const EVIL: &str = "<script>alert('x')</script>";

    fn material(name: &str) -> Material {
        let (mut model, sample) = (model(), sample(256));
        name.clone_into(&mut model.parties[1].name);
        name.clone_into(&mut model.outcomes[0].name);
        name.clone_into(&mut model.outcomes[0].unit);
        name.clone_into(&mut model.arms[2].name);
        name.clone_into(&mut model.sectors[0]);
        let rows = summarise(&model, &sample);
        Material {
            view: View {
                scenario: name.to_owned(),
                title: Some(name.to_owned()),
                base_year: model.base_year,
                price_year: model.price_year,
                horizon: model.horizon,
                years: model.years,
                seed: 1,
                trials: 256,
                design: "sobol".to_owned(),
                chance: "sampled".to_owned(),
                arms: model.arms.iter().map(|arm| (arm.name.clone(), arm.level)).collect(),
                present: model.present_arm(),
                parties: model.parties.iter().map(|party| party.name.clone()).collect(),
                outcomes: Vec::new(),
                dropped: Vec::new(),
                published: Vec::new(),
                verdicts: decide(&model, &sample),
                rows,
                warnings: vec![Notice {
                    code: "x".to_owned(),
                    path: name.to_owned(),
                    message: name.to_owned(),
                    trials: None,
                }],
                weakest: 0,
                values: 1,
                folder: "results/proef".into(),
            },
            nation: None,
            description: Some(name.to_owned()),
            negotiation: (0..model.arms.len())
                .map(|arm| negotiate(&model, &sample, arm, 0.8))
                .collect(),
            composition: (0..model.arms.len()).map(|arm| composition(&sample, arm)).collect(),
            advised: model.present_arm(),
            drivers: drivers(&model, &sample, model.present_arm()),
            break_even: Vec::new(),
            benefit_factor: benefit_factor(&model, &sample),
            acceptability: None,
            paths: paths(&model, &sample),
            health: health_frontier(&model, &sample),
            budgets: by_budget(&model, &sample, &[0.0, 1e9]),
            steps: steps(&summarise(&model, &sample), &decide(&model, &sample)),
            labour: (0..model.arms.len()).map(|arm| labour(&model, &sample, arm)).collect(),
            evidence: vec![Evidence {
                path: name.to_owned(),
                known: name.to_owned(),
                source: Some(name.to_owned()),
                grade: None,
                note: Some(name.to_owned()),
                price_year: None,
                varies_between_wijken: false,
            }],
            published: Vec::new(),
            peers: Peers {
                quadrants: vec![Some(RawTypology::CuratiefMeervoudig); model.programmes.len()],
                terms: vec![(RawTerm::Prevention, vec![Band::of(&[1.0; 256]); model.arms.len()])],
                anchors: vec![Anchor {
                    name: name.to_owned(),
                    ratio: None,
                    ratio_words: Some(name.to_owned()),
                    spread: None,
                    year: None,
                    source: name.to_owned(),
                    grade: None,
                    note: Some(name.to_owned()),
                }],
                cases: built_in_cases().unwrap().cases,
            },
            knowing: None,
            run: Provenance {
                version: "0".to_owned(),
                this_version: "1".to_owned(),
                generator: "g".to_owned(),
                seed: 1,
                trials: 256,
                replicates: 16,
                design: "sobol".to_owned(),
                chance: "sampled".to_owned(),
                started: name.to_owned(),
                seconds: 1.0,
                command: name.to_owned(),
                scenario_sha256: name.to_owned(),
            },
            model,
            sample,
        }
    }

    #[test]
    fn names_are_text_whatever_they_say() {
        for language in [Language::Dutch, Language::English] {
            let told = page(&material(EVIL), language);
            assert!(!told.to_lowercase().contains("<script"));
            assert!(told.contains("&lt;script&gt;"));
        }
    }

    #[test]
    fn a_ratio_is_told_only_where_costs_are_always_above_zero() {
        let mut material = material("proef");
        assert!(page(&material, Language::Dutch).contains("Baten per euro kosten"));
        // The summary has no such row where costs are not above zero in every trial.
        material.view.rows.retain(|row| row.measure != "benefit_cost_ratio");
        for (language, ratio, chance) in [
            (Language::Dutch, "per euro", "Kans dat het loont"),
            (Language::English, "per euro", "Chance that it pays"),
        ] {
            let told = page(&material, language);
            assert!(!told.contains(ratio) && told.contains(chance));
        }
    }

    #[test]
    fn every_standing_of_an_arm_has_its_words() {
        let mut material = material("proef");
        material.acceptability =
            Some(acceptability(&material.model, &material.sample, &[0.0, 50_000.0, 100_000.0]));
        let on = |extra_cost_per_unit| Standing::OnFrontier { extra_cost_per_unit };
        for (standing, dutch, english) in [
            (on(None), "bij lagere waarden", "at lower values"),
            (
                on(Some(2e6)),
                "vanaf €\u{a0}2,0\u{a0}mln per levensjaar",
                "from EUR\u{a0}2.0\u{a0}million per",
            ),
            (Standing::Dominated, "nooit: een andere", "never: another"),
            (Standing::ExtendedDominated, "nooit: een mengsel", "never: a mix"),
        ] {
            for arm in &mut material.health {
                arm.standing = standing;
            }
            assert!(page(&material, Language::Dutch).contains(dutch), "{dutch}");
            assert!(page(&material, Language::English).contains(english), "{english}");
        }
    }

    #[test]
    fn present_staffing_comes_first_at_the_table_and_the_others_unfold() {
        let told = page(&material("proef"), Language::Dutch);
        let first = told.find("Welvaart: alles wat telt");
        let more = told.find("Wie betaalt en wie profiteert bij proef");
        assert!(first.is_some() && first < more, "{first:?} {more:?}");
    }

    #[test]
    fn it_has_a_language_and_headings_in_order() {
        for (language, code) in [(Language::Dutch, "nl"), (Language::English, "en")] {
            let mut material = material("proef");
            material.nation = Some(nation_for_tests(60, 0.0));
            let told = page(&material, language);
            assert!(told.starts_with("<!DOCTYPE html>"));
            assert!(told.contains(&format!("<html lang=\"{code}\"")));
            let levels: Vec<u32> = told
                .match_indices("<h")
                .filter_map(|(at, _)| told[at + 2..].chars().next()?.to_digit(10))
                .collect();
            assert_eq!(levels[0], 1);
            assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        }
    }

    #[test]
    fn every_reference_within_the_page_has_its_target_once() {
        let mut material = material("proef");
        material.nation = Some(nation_for_tests(60, 0.0));
        let told = page(&material, Language::Dutch);
        assert!(told.contains("href=\"#nation\""));
        for part in told.split("href=\"#").skip(1) {
            let id = part.split('"').next().unwrap_or_default();
            assert_eq!(told.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
        let ids: Vec<&str> =
            told.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{ids:?}");
    }
}
