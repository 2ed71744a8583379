//! `evidence = "…"` in a value: studies pooled into a distribution, where the value stands.

use indexmap::IndexMap;

use super::consulted::{Role, note};
use super::expand::Expander;
use super::place::{at, number, table, text, text_of};
use crate::evidence::{IntervalMethod, Measure, Tau2Method, Use, ValueRequest, pooled_value};
use crate::scenario::codes::{BAD_EVIDENCE, EVIDENCE_DOUBT, UNKNOWN_WORD};
use crate::scenario::words::{join, quoted};
use crate::source::{Content, Entry, Node, Problem};

/// Keys of a value that is pooled; what else may stand beside them is kept.
const OWN: [&str; 6] = ["evidence", "use", "measure", "tau2", "interval", "only"];

/// What may stand beside.
const BESIDE: [&str; 5] = ["truncate", "varies_between", "source", "grade", "note"];

impl Expander<'_> {
    /// The value that studies come to; nothing if they cannot be used, which is reported.
    pub(super) fn pooled(
        &mut self,
        node: &Node,
        entries: &IndexMap<String, Entry>,
        path: &str,
    ) -> Option<Node> {
        let further: Vec<&str> = entries
            .keys()
            .map(String::as_str)
            .filter(|key| !OWN.contains(key) && !BESIDE.contains(key))
            .collect();
        if !further.is_empty() {
            let message = format!("`{path}` has `evidence` and `{}`", further.join("`, `"));
            self.refuse(
                path,
                Problem::new(BAD_EVIDENCE, path, message).rule(
                    "studies give the whole distribution; beside them stand only `use`, `measure`, `tau2`, `interval`, `only`, `truncate`, `varies_between`, `source`, `grade` and `note`",
                ),
            );
            return None;
        }
        let request = self.request(entries, path);
        let (file, _) = text_of(entries, "evidence")?;
        let studies = self.file(&join(path, "evidence"), file);
        let (Ok(request), Some(studies)) = (request, studies) else {
            self.doubts.insert(path.to_owned());
            return None;
        };
        let pooled = match pooled_value(&studies, &request) {
            Ok(pooled) => pooled,
            Err(error) => {
                let told: Vec<String> =
                    error.problems.iter().take(12).map(ToString::to_string).collect();
                let message = format!("the studies of `{file}` give no value for `{path}`");
                let problem = Problem::new(BAD_EVIDENCE, path, message).rule(told.join("\n"));
                self.refuse(path, problem);
                return None;
            }
        };
        if let Some(problem) = mismatch(path, pooled.measure) {
            self.refuse(path, problem);
            return None;
        }
        for warning in &pooled.warnings {
            let message = format!("`{file}`: {warning}");
            self.report(path, Problem::new(EVIDENCE_DOUBT, path, message));
        }
        let how = format!("{path}: {}; studies: {}", pooled.description, pooled.names.join(", "));
        note(&mut self.consulted, Role::Studies, file, &studies, &how);
        let family = if pooled.is_log { "lognormal" } else { "normal" };
        let ends = pooled.interval.map(|end| number(end, &node.span).node);
        let list = Node { span: node.span.clone(), content: Content::List(ends.into()) };
        let figures = IndexMap::from([("interval".to_owned(), at(list))]);
        let mut known = IndexMap::from([(family.to_owned(), at(table(figures, &node.span)))]);
        let source = format!("{} ({file})", pooled.description);
        known.insert("source".to_owned(), text(&source, &node.span));
        let beside = entries.iter().filter(|(key, _)| BESIDE.contains(&key.as_str()));
        known.extend(beside.map(|(key, entry)| (key.clone(), entry.clone())));
        Some(table(known, &node.span))
    }

    /// What is asked of the studies.
    fn request(
        &mut self,
        entries: &IndexMap<String, Entry>,
        path: &str,
    ) -> Result<ValueRequest, Wrong> {
        let used = self.word(entries, path, "use", Use::of, &["mean", "prediction"]);
        let measure =
            self.word(entries, path, "measure", Measure::of, &Measure::ALL.map(Measure::name));
        let tau2 = self.word(
            entries,
            path,
            "tau2",
            Tau2Method::of,
            &Tau2Method::ALL.map(Tau2Method::name),
        );
        let interval = self.word(
            entries,
            path,
            "interval",
            IntervalMethod::of,
            &IntervalMethod::ALL.map(IntervalMethod::name),
        );
        let only = self.only(entries, path);
        Ok(ValueRequest {
            used: used?.unwrap_or(Use::Prediction),
            measure: measure?,
            tau2: tau2?.unwrap_or_default(),
            interval: interval?,
            only: only?,
        })
    }

    /// What a key says, if it is there.
    fn word<T>(
        &mut self,
        entries: &IndexMap<String, Entry>,
        path: &str,
        key: &str,
        of: impl Fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Result<Option<T>, Wrong> {
        if !entries.contains_key(key) {
            return Ok(None);
        }
        let found = text_of(entries, key).and_then(|(word, _)| of(word));
        if found.is_none() {
            let at = join(path, key);
            let word = text_of(entries, key).map_or("something else", |(word, _)| word);
            let message = format!("`{at}` is \"{word}\"");
            self.report(
                &at,
                Problem::new(UNKNOWN_WORD, &at, message)
                    .rule(format!("must be one of {}", quoted(known))),
            );
        }
        found.map(Some).ok_or(Wrong)
    }

    /// `only = { column = "text" }`.
    fn only(
        &mut self,
        entries: &IndexMap<String, Entry>,
        path: &str,
    ) -> Result<Option<(String, String)>, Wrong> {
        let Some(entry) = entries.get("only") else { return Ok(None) };
        let pair = entry.node.table().filter(|table| table.len() == 1).and_then(|table| {
            let (column, _) = table.first()?;
            let (text, _) = text_of(table, column)?;
            Some((column.clone(), text.to_owned()))
        });
        if pair.is_none() {
            let at = join(path, "only");
            self.report(
                &at,
                Problem::new(BAD_EVIDENCE, &at, format!("`{at}` is not one column and a text"))
                    .rule("`only = { column = \"text\" }` takes the rows in which that column holds that text"),
            );
        }
        pair.map(Some).ok_or(Wrong)
    }
}

/// A key that says nothing that is known; it was reported.
struct Wrong;

/// A measure that cannot stand where it is asked for.
fn mismatch(path: &str, measure: Measure) -> Option<Problem> {
    let key = path.rsplit('.').next().unwrap_or_default();
    let fitting: &[Measure] = match key {
        "relative_risk" | "rate_ratio" => &[Measure::RiskRatio, Measure::Ratio],
        "odds_ratio" => &[Measure::OddsRatio],
        "risk_difference" => &[Measure::RiskDifference, Measure::Plain],
        "standardised_mean_difference" | "change" => &[Measure::MeanDifference, Measure::Plain],
        _ => return None,
    };
    let names: Vec<&str> = fitting.iter().map(|measure| measure.name()).collect();
    (!fitting.contains(&measure)).then(|| {
        let message =
            format!("`{path}` is taken from studies whose measure is `{}`", measure.name());
        Problem::new(BAD_EVIDENCE, path, message)
            .rule(format!("`{key}` takes studies whose measure is {}", quoted(&names)))
            .help("say `measure = \"…\"` where the column does not tell")
    })
}
