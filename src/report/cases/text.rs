//! Client cases in the terminal.

use super::words::{Teller, plain};
use crate::casebook::{Band, Findings, Part, Snippet};
use crate::report::numbers::Language;

/// Cases in the table; the rest is counted, and stands in the JSON.
const ROWS: usize = 40;

/// With fewer cases a bootstrap is told to be too narrow.
const FEW: usize = 10;

/// What client cases say, in lines of at most `width` columns but for the lines of TOML.
pub fn cases_text(found: &Findings, feeds: &Snippet, language: Language, width: usize) -> String {
    let teller = Teller::new(language, width);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(teller.warning(found).map(|text| teller.prose(text)));
    if let Some(title) = &found.title {
        parts.push(teller.prose(&plain(title)));
    }
    let numbers = teller.numbers;
    let count = teller.count(found.cases.len());
    let draws = numbers.whole(found.draws as f64);
    parts.push(teller.prose(&match language {
        Language::Dutch => format!(
            "{count} · euro's van {} · {draws} trekkingen · zaad {}",
            found.price_year, found.seed
        ),
        Language::English => {
            format!("{count} · euros of {} · {draws} draws · seed {}", found.price_year, found.seed)
        }
    }));
    parts.push(cases(found, &teller));
    parts.push(teller.prose(&together(found, &teller)));
    for caution in cautions(found, &teller) {
        parts.push(teller.prose(&caution));
    }
    let overall = &found.overall;
    let domains = overall.by_domain.iter().map(|part| (teller.domain(&part.name), part));
    parts.push(shares(&teller, teller.word("Per domein*", "By domain*"), domains.collect()));
    let parties = overall.by_party.iter().map(|part| (plain(&part.name), part));
    parts.push(shares(&teller, teller.word("Per partij*", "By party*"), parties.collect()));
    parts.push(teller.prose(teller.word(
        "* Gemiddelde besparing per casus; onder nul: het kost. 90%-band van prijzen, aantallen, kansen, optimisme en welke casussen er verteld zijn.",
        "* Mean saving a case; below zero it costs. 90% band of prices, amounts, chances, optimism and which cases were told.",
    )));
    parts.push(teller.prose(&feeding(feeds, found, &teller)));
    if !feeds.text.is_empty() {
        parts.push(feeds.text.trim_end().to_owned());
    }
    parts.join("\n\n") + "\n"
}

fn cases(found: &Findings, teller: &Teller) -> String {
    let mut order: Vec<_> = found.cases.iter().collect();
    order.sort_by(|a, b| b.saving.mean.total_cmp(&a.saving.mean));
    let row = |case: &&crate::casebook::CaseResult| {
        let mut cells = vec![teller.euros(case.judged)];
        cells.extend(band(&case.saving).map(|euros| teller.euros(euros)));
        cells.push(teller.numbers.percent(case.p_saves));
        (plain(&case.name), cells)
    };
    let rows: Vec<_> = order.iter().take(ROWS).map(row).collect();
    let header = [
        teller.word("zoals beoordeeld", "as judged"),
        teller.word("besparing", "saving"),
        teller.word("90% van", "90% from"),
        teller.word("tot", "to"),
        teller.word("kans dat het spaart", "chance it saves"),
    ];
    let mut told = teller.table(teller.word("Casus", "Case"), &header, &rows);
    if order.len() > ROWS {
        let left = order.len() - ROWS;
        let more = match teller.language {
            Language::Dutch => format!("\nEn nog {left}; alle met --json."),
            Language::English => format!("\nAnd {left} more; all with --json."),
        };
        told.push_str(&more);
    }
    told
}

const fn band(band: &Band) -> [f64; 3] {
    [band.mean, band.p05, band.p95]
}

fn together(found: &Findings, teller: &Teller) -> String {
    let overall = &found.overall;
    let saving = &overall.saving;
    let amount = |euros| teller.amount(euros);
    let dutch = teller.language == Language::Dutch;
    let (mean, judged) = (amount(saving.mean), amount(overall.judged));
    let mut told = if dutch {
        format!(
            "Gemiddeld spaart een casus {mean}; zoals de betrokkenen het beoordeelden {judged}."
        )
    } else {
        format!("On average a case saves {mean}; as those involved judged it {judged}.")
    };
    let optimism = match (&found.optimism, dutch) {
        (Some(share), true) => format!(
            " Van het verschil is {} (90%: {} tot {}) echt aan de hulp toegeschreven; wat de hulp zelf kost telt heel.",
            teller.numbers.percent(share.mean),
            teller.numbers.percent(share.p05),
            teller.numbers.percent(share.p95)
        ),
        (Some(share), false) => format!(
            " Of the difference {} (90%: {} to {}) is taken as really owed to the help; the help itself counts in full.",
            teller.numbers.percent(share.mean),
            teller.numbers.percent(share.p05),
            teller.numbers.percent(share.p95)
        ),
        (None, true) => {
            " LET OP: voor optimisme is niets afgetrokken; het hele verschil telt.".to_owned()
        }
        (None, false) => {
            " MIND: nothing is taken off for optimism; the whole difference counts.".to_owned()
        }
    };
    told.push_str(&optimism);
    let [low, high] = [saving.known.p05, saving.known.p95].map(amount);
    let these = if dutch {
        format!(" Van deze casussen: 90%-band {low} tot {high}.")
    } else {
        format!(" Of these cases: 90% band {low} to {high}.")
    };
    told.push_str(&these);
    if let (Some(both), Some(between)) = (&saving.both, saving.between) {
        let [low, high, between] = [both.p05, both.p95, between].map(amount);
        let doubt = if dutch {
            format!(
                " Met de twijfel welke casussen er verteld zijn erbij: {low} tot {high}. Tussen casussen is de standaardafwijking {between}."
            )
        } else {
            format!(
                " With the doubt about which cases were told: {low} to {high}. Between cases the standard deviation is {between}."
            )
        };
        told.push_str(&doubt);
    }
    told
}

fn cautions(found: &Findings, teller: &Teller) -> Vec<String> {
    let mut all = Vec::new();
    let cases = found.cases.len();
    if cases == 1 {
        all.push(teller.word(
            "Eén casus: over andere casussen zegt die niets, dus er is geen band over casussen.",
            "One case: it says nothing of others, so there is no band over cases.",
        ));
    } else if cases < FEW {
        all.push(teller.word(
            "Minder dan tien casussen: de band over casussen is dan te smal.",
            "Fewer than ten cases: the band over cases is then too narrow.",
        ));
    }
    all.push(teller.word(
        "Gekozen casussen zijn geen steekproef. Wie vertelt, kiest vaak wat goed ging; geen band hier weet daarvan.",
        "Chosen cases are no random sample. Who tells often picks what went well; no band here knows of that.",
    ));
    all.into_iter().map(str::to_owned).collect()
}

fn shares(teller: &Teller, corner: &str, mut parts: Vec<(String, &Part)>) -> String {
    parts.sort_by(|a, b| b.1.saving.mean.total_cmp(&a.1.saving.mean));
    let cells = |part: &Part| band(&part.saving).map(|euros| teller.euros(euros)).to_vec();
    let rows: Vec<_> =
        parts.iter().take(ROWS).map(|(name, part)| (name.clone(), cells(part))).collect();
    let header = [
        teller.word("besparing", "saving"),
        teller.word("90% van", "90% from"),
        teller.word("tot", "to"),
    ];
    teller.table(corner, &header, &rows)
}

fn feeding(feeds: &Snippet, found: &Findings, teller: &Teller) -> String {
    let dutch = teller.language == Language::Dutch;
    if feeds.euro.is_none() {
        let mean = teller.amount(found.overall.avoided.mean);
        return if dutch {
            format!(
                "Voor een scenario is er niets: wat vermeden wordt is gemiddeld {mean}, niet boven nul."
            )
        } else {
            format!(
                "There is nothing to feed a scenario: what is avoided is {mean} on average, not above zero."
            )
        };
    }
    let mut told = teller
        .word(
            "Voor een scenario, in `[[outcomes.….benefits]]`, per geholpen casus. De kosten van de hulp zitten er niet in: een scenario telt die zelf.",
            "For a scenario, in `[[outcomes.….benefits]]`, for each case helped. The cost of the help is not in it: a scenario counts that on its own.",
        )
        .to_owned();
    if feeds.spread.is_none() {
        told += teller.word(
            " Er is geen spreiding: één casus, of alle gelijk.",
            " There is no spread: one case, or all alike.",
        );
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::{Question, evaluate, read, snippet};
    use crate::report::cases::{case_line, cases_figure, cases_json};

    const SHIPPED: &str = include_str!("../../../evidence/cases.toml");
    const LANGUAGES: [Language; 2] = [Language::Dutch, Language::English];

    fn found(text: &str) -> Findings {
        evaluate(&read("cases.toml", text).unwrap(), &Question::default())
    }

    fn told(text: &str, language: Language, width: usize) -> String {
        let found = found(text);
        cases_text(&found, &snippet(&found), language, width)
    }

    fn fits(told: &str, width: usize) {
        for line in told.lines() {
            assert!(line.chars().count() <= width, "{line}");
        }
    }

    #[test]
    fn every_telling_of_made_up_cases_says_so_first() {
        let found = found(SHIPPED);
        let feeds = snippet(&found);
        for (language, word) in LANGUAGES.into_iter().zip(["VERZONNEN", "MADE-UP"]) {
            let text = cases_text(&found, &feeds, language, 80);
            assert!(text.starts_with(word), "{text}");
            fits(&text, 80);
            let line = case_line(&found, "crisis afgewend", language, 80).unwrap();
            assert!(line.starts_with(word), "{line}");
            fits(&line, 80);
            assert!(cases_figure(&found, language).contains(word));
        }
        assert_eq!(cases_json(&found, &feeds)["made_up"], true);
        assert!(feeds.text.starts_with("# MADE-UP"));
        // Texts of the cases stand on the time line alone.
        let others = cases_json(&found, &feeds).to_string()
            + &cases_text(&found, &feeds, Language::Dutch, 80)
            + &cases_figure(&found, Language::Dutch);
        assert!(!others.contains("psychosen") && !others.contains("Crisisopname"));
    }

    #[test]
    fn real_cases_are_told_with_their_cautions() {
        let text = SHIPPED.replace("made_up = true", "made_up = false");
        let nl = told(&text, Language::Dutch, 80);
        assert!(!nl.contains("VERZONNEN") && nl.contains("geen steekproef"), "{nl}");
        let optimism = text.lines().find(|line| line.starts_with("optimism")).unwrap();
        let nl = told(&text.replace(optimism, ""), Language::Dutch, 80);
        assert!(nl.contains("voor optimisme is niets afgetrokken"), "{nl}");
        let parts: Vec<&str> = text.split("[[cases]]").collect();
        let two = format!("{}[[cases]]{}[[cases]]{}", parts[0], parts[1], parts[2]);
        let one = format!("{}[[cases]]{}", parts[0], parts[1]);
        assert!(told(&two, Language::English, 80).contains("Fewer than ten cases"));
        assert!(told(&one, Language::English, 80).contains("no band over cases"));
    }

    #[test]
    fn narrow_and_hostile_tellings_do_not_break() {
        let odd = "[about]\nprice_year = 2024\ntitle = \"a\\u001b[31m\\u202e\"\n[[cases]]\nname = \"a\"\ntitle = \"b\\nc\"\n[[cases.with]]\nwhat = \"\\u0007lange naam van iets dat gebeurt en nog veel langer\"\neuro = 1e308\namount = 1e300\nfrom = 1200\nmonths = 1200\ndomain = \"\\u001b\"\nparty = \"rijk\"\n";
        let found = found(odd);
        let feeds = snippet(&found);
        for width in [0, 40, 80, 1000] {
            for language in LANGUAGES {
                let text = cases_text(&found, &feeds, language, width);
                let line = case_line(&found, "a", language, width).unwrap();
                assert!(!(text + &line).contains(['\u{1b}', '\u{7}', '\u{202e}']));
            }
        }
        assert_eq!(case_line(&found, "b", Language::Dutch, 80), None);
        assert!(cases_json(&found, &feeds)["cases"][0]["saving"]["mean"].is_null());
        assert!(!cases_figure(&found, Language::Dutch).contains("NaN"));
    }
}
