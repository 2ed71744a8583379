//! What client cases can feed a scenario: the worth of one case helped, its doubt and its spread, as lines of TOML.

use std::fmt::Write as _;

use super::results::Findings;

/// Lines for `[[outcomes.<o>.benefits]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Snippet {
    /// The lines; empty where there is nothing that a scenario could be fed.
    pub text: String,
    /// Mean in euros and its standard deviation, both doubts in it, as they stand in the lines.
    pub euro: Option<[f64; 2]>,
    /// Coefficient of variation between cases, as it stands in the lines.
    pub spread: Option<f64>,
}

/// Digits of the hash that are shown: enough to find the file again.
const HASH: usize = 12;

/// The lines that feed a scenario: number and hash of the cases, and nothing of what they tell.
///
/// `euro` is what is avoided, the cost of the help itself aside: a scenario counts that as the cost of its programme. No lines
/// where that is not above 0; no `spread` where the cases are one or all the same.
pub fn snippet(found: &Findings) -> Snippet {
    let across = &found.overall.avoided;
    let doubt = across.both.unwrap_or(across.known);
    let none = Snippet { text: String::new(), euro: None, spread: None };
    let [mean, sd] = [across.mean, doubt.sd].map(rounded);
    if !(mean > 0.0 && mean.is_finite() && sd.is_finite()) {
        return none;
    }
    let spread = across.spread.map(|spread| (spread * 1000.0).round() / 1000.0);
    let spread = spread.filter(|spread| *spread > 0.0);
    let (kind, first) = if found.made_up {
        (
            "made-up client cases",
            "# MADE-UP CLIENT CASES: to learn from, no evidence of anything.\n",
        )
    } else {
        ("client cases", "")
    };
    let optimism =
        found.optimism.map_or_else(|| "none".to_owned(), |share| format!("{:.2}", share.mean));
    let hash: String = found.sha256.chars().take(HASH).collect();
    let source = format!("{} {kind}, sha256 {hash}, optimism {optimism}", found.cases.len());
    let mut text = first.to_owned();
    text.push_str("# Worth of one case helped; what the help itself costs is not in it.\n");
    let value = if sd > 0.0 {
        format!("euro.normal = {{ mean = {mean}, sd = {sd} }}")
    } else {
        format!("euro.value = {mean}")
    };
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{value}\neuro.price_year = {}", found.price_year);
    let _ = writeln!(text, "euro.source = \"{source}\"\neuro.grade = \"D\"");
    if let Some(spread) = spread {
        let _ = writeln!(text, "spread.value = {spread}");
        let _ = writeln!(text, "spread.source = \"{source}\"\nspread.grade = \"D\"");
    }
    Snippet { text, euro: Some([mean, sd]), spread }
}

/// Whole euros where cents say nothing.
fn rounded(euros: f64) -> f64 {
    if euros.abs() >= 1000.0 { euros.round() } else { (euros * 100.0).round() / 100.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::{Question, evaluate, read};
    use crate::scenario;

    const SIMPLE: &str = include_str!("../../scenarios/eenvoudig.toml");
    const EURO: &str =
        r#"euro = { value = 10000, source = "made up for the worked example", grade = "D" }"#;

    fn of(text: &str) -> Snippet {
        snippet(&evaluate(&read("c", text).unwrap(), &Question::default()))
    }

    fn case(name: &str, euro: f64) -> String {
        format!(
            "[[cases]]\nname = \"{name}\"\n[[cases.without]]\nwhat = \"geheim\"\neuro = {euro}\nparty = \"rijk\"\n"
        )
    }

    #[test]
    fn the_lines_stand_in_a_scenario_as_they_are() {
        for made_up in [true, false] {
            let text = format!(
                "[about]\nmade_up = {made_up}\nprice_year = 2024\n{}{}",
                case("a", 2e4),
                case("b", 4e4)
            );
            let made = of(&text);
            assert!(SIMPLE.contains(EURO));
            let loaded = scenario::read("s", &SIMPLE.replace(EURO, &made.text)).unwrap();
            assert_eq!(loaded.warnings, []);
            let inputs = loaded.model.inputs.list();
            let mean = |end: &str| {
                inputs.iter().find(|input| input.path.ends_with(end)).unwrap().distribution.mean()
            };
            assert!((mean(".euro") - 30_000.0).abs() < 1.0);
            // Standard deviation of 20,000 and 40,000 over their mean.
            assert!((mean(".spread") - 0.471).abs() < 1e-9);
            assert_eq!(made.text.contains("MADE-UP"), made_up);
            assert!(made.text.lines().all(|line| line.chars().count() <= 80), "{}", made.text);
            // Nothing of what the cases tell.
            assert!(!made.text.contains("geheim"));
        }
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let about = "[about]\nprice_year = 2024\n";
        let one = of(&format!("{about}{}", case("a", 50.0)));
        assert_eq!((one.euro, one.spread), (Some([50.0, 0.0]), None));
        assert!(one.text.contains("euro.value = 50\n") && !one.text.contains("spread"));
        let loss = case("a", 50.0).replace("without", "with");
        assert_eq!(of(&format!("{about}{loss}")).text, "");
        // Amounts beyond all numbers feed nothing and break nothing.
        let vast = case("a", 1.0).replace("euro = 1", "euro = 1e308\namount = 1e300");
        assert_eq!(of(&format!("{about}{vast}")).text, "");
    }
}
