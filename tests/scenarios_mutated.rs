//! No text, however broken, makes the reader panic.

use proptest::prelude::*;
use wijkimpact::scenario;

/// One way to break a text.
#[derive(Debug, Clone)]
enum Slip {
    DropLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    DropLetter(usize),
    Letter(usize, char),
    Word(usize, String),
    Cut(usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let words = prop::sample::select(vec![
        "-1",
        "0",
        "1e400",
        "nan",
        "inf",
        "-inf",
        "9223372036854775807",
        "99999999999999999999",
        "0.5",
        "\"\"",
        "\"a\"",
        "[]",
        "{}",
        "[[]]",
        "[1, 2]",
        "true",
        "1979-05-27",
        "{ value = 1 }",
        "{ ref = \"causal_youth\" }",
        "{ beta = { mean = 0.5, sd = 0.1 } }",
        "{ mixture = [] }",
        "{ empirical = { values = [] } }",
        "{ quantiles = { probabilities = [], values = [] } }",
        "{ normal = { mean = 1e308, sd = 1e308 } }",
        "{ uniform = { low = 1, high = 0 } }",
    ]);
    prop_oneof![
        any::<usize>().prop_map(Slip::DropLine),
        any::<usize>().prop_map(Slip::RepeatLine),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Slip::SwapLines(a, b)),
        any::<usize>().prop_map(Slip::DropLetter),
        (any::<usize>(), any::<char>()).prop_map(|(at, letter)| Slip::Letter(at, letter)),
        (any::<usize>(), words).prop_map(|(at, word)| Slip::Word(at, word.to_owned())),
        any::<usize>().prop_map(Slip::Cut),
    ]
}

fn broken(text: &str, slip: &Slip) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut letters: Vec<char> = text.chars().collect();
    if lines.is_empty() {
        return String::new();
    }
    let line = |at: usize| at % lines.len();
    match slip {
        Slip::DropLine(at) => {
            let at = line(*at);
            lines.remove(at);
        }
        Slip::RepeatLine(at) => {
            let at = line(*at);
            lines.insert(at, lines[at].clone());
        }
        Slip::SwapLines(a, b) => {
            let (a, b) = (line(*a), line(*b));
            lines.swap(a, b);
        }
        Slip::DropLetter(at) => {
            letters.remove(at % letters.len());
            return letters.into_iter().collect();
        }
        Slip::Letter(at, letter) => {
            let at = at % letters.len();
            letters[at] = *letter;
            return letters.into_iter().collect();
        }
        Slip::Word(at, word) => {
            let at = line(*at);
            if let Some((key, _)) = lines[at].clone().split_once('=') {
                lines[at] = format!("{key}= {word}");
            }
        }
        Slip::Cut(at) => {
            letters.truncate(at % letters.len());
            return letters.into_iter().collect();
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_scenario_is_read_or_refused_and_never_a_panic(
        slips in prop::collection::vec(slip(), 1..6),
    ) {
        let text = slips.iter().fold(scenario::template("proef"), |text: String, slip| broken(&text, slip));
        match scenario::read("proef.toml", &text) {
            Ok(loaded) => { loaded.render(false); }
            Err(refused) => {
                prop_assert!(refused.problems.iter().any(wijkimpact::source::Problem::is_error));
                refused.render(true);
            }
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = scenario::read("soup.toml", &text);
    }

    #[test]
    fn any_text_after_a_good_beginning_is_read_or_refused(text in "(\\[[a-z.]{1,20}\\]\n|[a-z]{1,8} = [0-9a-z{}\\[\\]\", .]{0,12}\n){0,12}") {
        let text = format!("[scenario]\nname = \"a\"\nbase_year = 2024\nhorizon = 5\n{text}");
        let _ = scenario::read("soup.toml", &text);
    }
}

#[test]
fn deep_and_large_texts_are_refused_without_exhausting_anything() {
    let deep = 200_000;
    let texts = [
        format!("{} = 1", vec!["a"; deep].join(".")),
        format!("[{}]", vec!["a"; deep].join(".")),
        format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a = {}1{}", "{ a = ".repeat(deep), " }".repeat(deep)),
        "[[a]]\n".repeat(deep),
        (0..deep).map(|key| format!("k{key} = 1")).collect::<Vec<_>>().join("\n"),
        format!("a = \"{}\"", "x".repeat(10 * deep)),
    ];
    for text in texts {
        let refused = scenario::read("deep.toml", &text).unwrap_err();
        assert!(refused.render(false).len() < 1_000_000);
    }
}
