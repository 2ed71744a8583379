//! The parts of a telling of pooled studies: studies, differences, subgroups, regression, and what the pool depends on.

use super::text::Teller;
use super::words;
use crate::evidence::{IntervalMethod, Pooled, Slope};
use crate::report::numbers::Language;

/// Rows of a long table; the rest is counted, and stands in `--json`.
const ROWS: usize = 40;

/// Below this p value a funnel is said to lean, as is usual for this test.
const LEANS: f64 = 0.1;

pub(super) fn studies(teller: &Teller) -> String {
    let told = teller.told;
    let mut rows: Vec<(String, Vec<String>)> = told
        .pooled
        .studies
        .iter()
        .take(ROWS)
        .map(|weighted| {
            let cells = vec![
                teller.natural(weighted.study.yi),
                teller.range(weighted.ci),
                teller.percent(weighted.weight),
            ];
            (weighted.study.name.clone(), cells)
        })
        .collect();
    if told.pooled.k > 1 {
        rows.push((teller.say("SAMEN", "POOLED"), pooled_cells(teller, &told.pooled)));
    }
    if let Some(prediction) = told.pooled.prediction {
        let cells = vec![String::new(), teller.range(prediction), String::new()];
        rows.push((teller.say("NIEUWE WIJK", "NEW SETTING"), cells));
    }
    let header =
        [teller.say("schatting", "estimate"), teller.level(), teller.say("gewicht", "weight")];
    let table = teller.table(&teller.say("studie", "study"), &header, &rows);
    if told.pooled.studies.len() <= ROWS {
        return table;
    }
    let left = told.pooled.studies.len() - ROWS;
    let more = match teller.language {
        Language::Dutch => format!("En nog {left} studies; alle met --json."),
        Language::English => format!("And {left} more studies; all with --json."),
    };
    format!("{table}\n\n{}", teller.prose(&more))
}

fn pooled_cells(teller: &Teller, pooled: &Pooled) -> Vec<String> {
    vec![teller.natural(pooled.estimate), teller.range(pooled.ci), teller.percent(100.0)]
}

pub(super) fn heterogeneity(teller: &Teller) -> String {
    let pooled = &teller.told.pooled;
    let (Some(i2), Some(h2), Some(p)) = (pooled.i2, pooled.h2, pooled.q_p) else {
        return teller.say(
            "Hoe studies verschillen, is uit deze studies niet te zeggen.",
            "How studies differ cannot be told from these.",
        );
    };
    let figure = |value: f64| words::figure(teller.numbers, value);
    let mut text = match teller.language {
        Language::Dutch => format!(
            "Verschil tussen studies: {} van de spreiding is geen toeval van steekproeven (I2; H2 {}). Q {} met {} vrijheidsgraden, p {}.",
            teller.percent(i2),
            figure(h2),
            figure(pooled.q),
            pooled.q_df,
            words::probability(teller.numbers, p)
        ),
        Language::English => format!(
            "Differences between studies: {} of the spread is not chance of samples (I2; H2 {}). Q {} with {} degrees of freedom, p {}.",
            teller.percent(i2),
            figure(h2),
            figure(pooled.q),
            pooled.q_df,
            words::probability(teller.numbers, p)
        ),
    };
    if let (Some(tau2), Some(ends)) = (pooled.tau2, pooled.tau2_ci) {
        let error = pooled.tau2_se.map_or(String::new(), |se| match teller.language {
            Language::Dutch => format!(" (standaardfout {})", figure(se)),
            Language::English => format!(" (standard error {})", figure(se)),
        });
        let range = words::range(teller.numbers, ends);
        let level = teller.level();
        let more = match teller.language {
            Language::Dutch => format!(" tau2 {}{error}, {level}-interval {range}.", figure(tau2)),
            Language::English => {
                format!(" tau2 {}{error}, {level} interval {range}.", figure(tau2))
            }
        };
        text.push_str(&more);
    }
    text
}

pub(super) fn subgroups(teller: &Teller) -> Vec<String> {
    let Some(found) = &teller.told.subgroups else { return Vec::new() };
    let rows: Vec<(String, Vec<String>)> = found
        .groups
        .iter()
        .map(|group| {
            let pooled = &group.pooled;
            let i2 = pooled.i2.map_or_else(|| "–".to_owned(), |i2| teller.percent(i2));
            let cells = vec![
                pooled.k.to_string(),
                teller.natural(pooled.estimate),
                teller.range(pooled.ci),
                i2,
            ];
            (group.name.clone(), cells)
        })
        .collect();
    let header =
        ["k".to_owned(), teller.say("schatting", "estimate"), teller.level(), "I2".to_owned()];
    let mut parts = vec![teller.table(&found.column, &header, &rows)];
    if let Some(p) = found.p {
        let q = words::figure(teller.numbers, found.q_between);
        let p = words::probability(teller.numbers, p);
        parts.push(teller.prose(&match teller.language {
            Language::Dutch => format!("Verschil tussen de groepen: Q {q} met {} vrijheidsgraden, p {p}. Groepen zijn niet geloot: een verschil kan ook iets anders betekenen.", found.df),
            Language::English => format!("Difference between groups: Q {q} with {} degrees of freedom, p {p}. Groups are not randomised: a difference may mean something else.", found.df),
        }));
    }
    parts
}

pub(super) fn regression(teller: &Teller) -> Vec<String> {
    let Some(found) = &teller.told.regression else { return Vec::new() };
    let plain = |value: f64| words::figure(teller.numbers, value);
    let cells = |slope: &Slope| {
        vec![
            plain(slope.value),
            words::range(teller.numbers, slope.ci),
            words::probability(teller.numbers, slope.p),
        ]
    };
    let rows: Vec<(String, Vec<String>)> = found
        .slopes
        .iter()
        .enumerate()
        .map(|(at, slope)| {
            let name =
                if at == 0 { teller.say("constante", "constant") } else { slope.name.clone() };
            (name, cells(slope))
        })
        .collect();
    let header = [teller.say("helling", "slope"), teller.level(), "p".to_owned()];
    let test = if found.interval == IntervalMethod::Z { "QM" } else { "F" };
    let scale = if teller.told.measure.is_log() {
        teller.say(
            " Hellingen op de schaal van de logaritme.",
            " Slopes on the scale of the logarithm.",
        )
    } else {
        String::new()
    };
    let r2 = found.r2.map_or(String::new(), |r2| match teller.language {
        Language::Dutch => {
            format!(" Zij verklaren {} van het verschil tussen studies.", teller.percent(r2))
        }
        Language::English => {
            format!(" They explain {} of the differences between studies.", teller.percent(r2))
        }
    });
    let p = words::probability(teller.numbers, found.qm_p);
    let rest = plain(found.tau2);
    let text = match teller.language {
        Language::Dutch => format!(
            "Alle moderatoren samen: {test} {}, p {p}.{r2} Wat rest: tau2 {rest}.{scale}",
            plain(found.qm)
        ),
        Language::English => format!(
            "All moderators together: {test} {}, p {p}.{r2} What is left: tau2 {rest}.{scale}",
            plain(found.qm)
        ),
    };
    vec![teller.table(&teller.say("moderator", "moderator"), &header, &rows), teller.prose(&text)]
}

pub(super) fn leave_one_out(teller: &Teller) -> Option<String> {
    let told = teller.told;
    let by = |a: &&crate::evidence::LeftOut, b: &&crate::evidence::LeftOut| {
        a.pooled.estimate.total_cmp(&b.pooled.estimate)
    };
    let (low, high) =
        (told.leave_one_out.iter().min_by(by)?, told.leave_one_out.iter().max_by(by)?);
    if told.leave_one_out.len() < 3 {
        return None;
    }
    let holds = |pooled: &Pooled| pooled.ci[0] <= 0.0 && pooled.ci[1] >= 0.0;
    let whole = holds(&told.pooled);
    let turning: Vec<&str> = told
        .leave_one_out
        .iter()
        .filter(|left| holds(&left.pooled) != whole)
        .map(|left| left.study.as_str())
        .collect();
    let [least, most] = [low, high].map(|left| teller.natural(left.pooled.estimate));
    let mut text = match teller.language {
        Language::Dutch => format!(
            "Steeds één studie weggelaten loopt de schatting van {least} (zonder {}) tot {most} (zonder {}).",
            low.study, high.study
        ),
        Language::English => format!(
            "With each study left out in turn the estimate runs from {least} (without {}) to {most} (without {}).",
            low.study, high.study
        ),
    };
    if !turning.is_empty() {
        let shown = turning.iter().take(3).copied().collect::<Vec<_>>().join("; ");
        let dots = if turning.len() > 3 { " …" } else { "" };
        let more = match teller.language {
            Language::Dutch => format!(" De conclusie hangt aan {}: {shown}{dots}.", turning.len()),
            Language::English => {
                format!(" The conclusion hangs on {}: {shown}{dots}.", turning.len())
            }
        };
        text.push_str(&more);
    }
    Some(text)
}

pub(super) fn egger(teller: &Teller) -> Option<String> {
    let found = teller.told.egger?;
    let p = words::probability(teller.numbers, found.p);
    let statistic = teller.numbers.decimal(found.statistic, 2);
    let name = if found.df.is_some() { "t" } else { "z" };
    Some(match (teller.language, found.p < LEANS) {
        (Language::Dutch, true) => format!(
            "Kleine studies lijken andere uitkomsten te vinden dan grote ({name} {statistic}, p {p}, grens 0,10): studies zonder effect kunnen ontbreken."
        ),
        (Language::Dutch, false) => format!(
            "Geen teken dat kleine studies andere uitkomsten vinden dan grote ({name} {statistic}, p {p}). Dat bewijst niet dat er geen ontbreken."
        ),
        (Language::English, true) => format!(
            "Small studies seem to find other effects than large ones ({name} {statistic}, p {p}, limit 0.10): studies without an effect may be missing."
        ),
        (Language::English, false) => format!(
            "No sign that small studies find other effects than large ones ({name} {statistic}, p {p}). That does not prove that none are missing."
        ),
    })
}
