//! Which columns hold the effects, and the effect of each row.

use super::cells::{Rule, numbers};
use super::effect::{self, Cells, Effect, Group, corrected, error_of_interval, of_table};
use super::measure::Measure;
use super::problem::TableProblem;
use super::table::Table;

/// How far from the middle of its interval an estimate may stand, as a part of its width.
const OFF_CENTRE: f64 = 0.1;

/// Ways in which a table can hold effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// `yi` with `vi`, `sei` or `ci_lb, ci_ub`; logarithms where the measure is a ratio.
    Effects,
    /// `ratio` with `ratio_se` or `ci_lb, ci_ub`.
    Ratios,
    /// `ai` and `ci` with `bi, di` or `n1i, n2i`.
    Counts,
    /// `m1i, sd1i, n1i, m2i, sd2i, n2i`.
    Means,
}

impl Layout {
    const ALL: [Self; 4] = [Self::Effects, Self::Ratios, Self::Counts, Self::Means];

    const fn columns(self) -> &'static str {
        match self {
            Self::Effects => "yi with vi, sei, or ci_lb and ci_ub",
            Self::Ratios => "ratio with ratio_se, or ci_lb and ci_ub",
            Self::Counts => "ai, bi, ci, di or ai, n1i, ci, n2i",
            Self::Means => "m1i, sd1i, n1i, m2i, sd2i, n2i",
        }
    }

    fn is_in(self, table: &Table) -> bool {
        let has = |names: &[&str]| names.iter().all(|name| table.column(name).is_some());
        let has_interval = interval_columns(table).is_some();
        match self {
            Self::Effects => has(&["yi"]) && (has(&["vi"]) || has(&["sei"]) || has_interval),
            Self::Ratios => has(&["ratio"]) && (ratio_error(table).is_some() || has_interval),
            Self::Counts => has(&["ai", "ci"]) && (has(&["bi", "di"]) || has(&["n1i", "n2i"])),
            Self::Means => has(&["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"]),
        }
    }

    /// Whether this measure can be made of it.
    const fn serves(self, measure: Measure) -> bool {
        match self {
            Self::Effects => true,
            Self::Ratios => measure.is_log(),
            Self::Counts => {
                matches!(measure, Measure::RiskRatio | Measure::OddsRatio | Measure::RiskDifference)
            }
            Self::Means => matches!(measure, Measure::MeanDifference),
        }
    }
}

/// The ends of intervals under our names, or those of metafor.
fn interval_columns(table: &Table) -> Option<[&'static str; 2]> {
    [["ci_lb", "ci_ub"], ["ci.lb", "ci.ub"]]
        .into_iter()
        .find(|names| names.iter().all(|name| table.column(name).is_some()))
}

fn ratio_error(table: &Table) -> Option<&'static str> {
    ["ratio_se", "se"].into_iter().find(|name| table.column(name).is_some())
}

/// What a row became, and what should be said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Converted {
    pub(super) effect: Effect,
    /// A half was added; whether both groups were alike.
    pub(super) corrected: Option<bool>,
    pub(super) off_centre: bool,
}

impl From<Effect> for Converted {
    fn from(effect: Effect) -> Self {
        Self { effect, corrected: None, off_centre: false }
    }
}

/// The measure, and the effect of each row; a hole where a row has problems, which are added.
pub(super) fn convert(
    table: &Table,
    asked: Option<Measure>,
    problems: &mut Vec<TableProblem>,
) -> Option<(Measure, Vec<Option<Converted>>)> {
    let (measure, layout) = choose(table, asked).map_err(|problem| problems.push(problem)).ok()?;
    let rows = match layout {
        Layout::Effects => effects(table, "yi", false, problems),
        Layout::Ratios => effects(table, "ratio", true, problems),
        Layout::Counts => counts(table, measure, problems),
        Layout::Means => means(table, problems),
    };
    Some((measure, rows))
}

fn choose(table: &Table, asked: Option<Measure>) -> Result<(Measure, Layout), TableProblem> {
    let found: Vec<Layout> = Layout::ALL.into_iter().filter(|layout| layout.is_in(table)).collect();
    let all = || Layout::ALL.map(Layout::columns).join("; ");
    let listed = |layouts: &[Layout]| {
        layouts.iter().map(|layout| layout.columns()).collect::<Vec<_>>().join(", and ")
    };
    // Who asks for `yi` says which columns are meant, whatever stands beside them.
    let usable: Vec<Layout> =
        found.iter().copied().filter(|l| asked.is_none_or(|measure| l.serves(measure))).collect();
    match (usable.as_slice(), asked) {
        ([], _) if found.is_empty() => {
            Err(TableProblem::whole("no columns with effects were found")
                .hint(format!("give one of: {}", all())))
        }
        ([], _) => {
            let name = asked.map_or("this", Measure::name);
            let told = format!("measure `{name}` cannot be made of {}", listed(&found));
            Err(TableProblem::whole(told).hint(match found.as_slice() {
                [Layout::Counts] => "counts give rr, or or rd",
                [Layout::Means] => "means give smd",
                [Layout::Ratios] => "ratios give ratio, rr or or",
                _ => "choose the measure that the columns hold",
            }))
        }
        ([_, _, ..], _) => {
            let told = format!("there are columns for effects in more ways: {}", listed(&usable));
            Err(TableProblem::whole(told).hint("leave one of them out"))
        }
        ([layout], Some(measure)) => Ok((measure, *layout)),
        ([layout], None) => match layout {
            Layout::Effects => Ok((Measure::Plain, *layout)),
            Layout::Ratios => Ok((Measure::Ratio, *layout)),
            Layout::Means => Ok((Measure::MeanDifference, *layout)),
            Layout::Counts => Err(TableProblem::whole("counts give more than one measure")
                .hint("say which: rr, or or rd")),
        },
    }
}

/// Effects with their variances, standard errors or intervals; `is_ratio`: as ratios, of which the logarithm is taken.
fn effects(
    table: &Table,
    name: &str,
    is_ratio: bool,
    problems: &mut Vec<TableProblem>,
) -> Vec<Option<Converted>> {
    let rule = if is_ratio { Rule::Positive } else { Rule::Any };
    let values = numbers(table, name, rule, problems);
    let has = |name: &str| !is_ratio && table.column(name).is_some();
    if has("vi") {
        let variances = numbers(table, "vi", Rule::Variance, problems);
        if has("sei") {
            agree(table, &variances, problems);
        }
        return pairs(&values, &variances, |y, v| Effect { y, v });
    }
    if has("sei") {
        let errors = numbers(table, "sei", Rule::Positive, problems);
        return pairs(&values, &errors, |y, error| Effect { y, v: error * error });
    }
    if is_ratio && let Some(column) = ratio_error(table) {
        let errors = numbers(table, column, Rule::Positive, problems);
        // Delta method: the error of a logarithm is the relative error.
        return pairs(&values, &errors, |ratio, error| Effect {
            y: ratio.ln(),
            v: (error / ratio).powi(2),
        });
    }
    intervals(table, &values, (name, is_ratio, rule), problems)
}

fn pairs(
    first: &[Option<f64>],
    second: &[Option<f64>],
    effect: impl Fn(f64, f64) -> Effect,
) -> Vec<Option<Converted>> {
    let both = first.iter().zip(second);
    both.map(|(a, b)| Some(effect((*a)?, (*b)?).into())).collect()
}

/// `sei` beside `vi` must be its root.
fn agree(table: &Table, variances: &[Option<f64>], problems: &mut Vec<TableProblem>) {
    let rows: Vec<usize> = table.column("sei").unwrap_or_default().iter().map(|c| c.0).collect();
    let errors = numbers(table, "sei", Rule::Positive, problems);
    for ((v, error), row) in variances.iter().zip(errors).zip(rows) {
        if let (Some(v), Some(error)) = (v, error)
            && (v.sqrt() / error - 1.0).abs() > 0.01
        {
            let told = format!("{error} is not the root of {v} in column `vi`");
            problems.push(TableProblem::cell(row, "sei", told).hint("leave one of them out"));
        }
    }
}

fn intervals(
    table: &Table,
    values: &[Option<f64>],
    (name, is_ratio, rule): (&str, bool, Rule),
    problems: &mut Vec<TableProblem>,
) -> Vec<Option<Converted>> {
    let Some([low_name, high_name]) = interval_columns(table) else { return Vec::new() };
    let lows = numbers(table, low_name, rule, problems);
    let highs = numbers(table, high_name, rule, problems);
    let levels = if table.column("level").is_some() {
        numbers(table, "level", Rule::Level, problems)
    } else {
        vec![Some(0.95); values.len()]
    };
    let rows = table.column(name).unwrap_or_default();
    let scale = |value: f64| if is_ratio { value.ln() } else { value };
    let cells = values.iter().zip(lows.iter().zip(&highs)).zip(levels).zip(rows);
    cells
        .map(|(((value, (low, high)), level), (row, _))| {
            let (value, low, high, level) = ((*value)?, (*low)?, (*high)?, level?);
            let level = if level > 1.0 { level / 100.0 } else { level };
            let ends = [scale(low), scale(high)];
            let error = error_of_interval(ends, level);
            if low > value || value > high || error < super::cells::SIZES[0] {
                let told = format!("{value} with interval {low} to {high}: must be low < high, with the estimate between");
                problems.push(TableProblem::row(row, told));
                return None;
            }
            let y = scale(value);
            let shift = (y - f64::midpoint(ends[0], ends[1])).abs() / (ends[1] - ends[0]);
            let effect = Effect { y, v: error * error };
            Some(Converted { effect, corrected: None, off_centre: shift > OFF_CENTRE })
        })
        .collect()
}

fn counts(
    table: &Table,
    measure: Measure,
    problems: &mut Vec<TableProblem>,
) -> Vec<Option<Converted>> {
    let has = |name: &str| table.column(name).is_some();
    let rows: Vec<usize> = table.column("ai").unwrap_or_default().iter().map(|c| c.0).collect();
    let arms = [["ai", "bi", "n1i"], ["ci", "di", "n2i"]].map(|[events, others, people]| {
        let events_of = numbers(table, events, Rule::Count, problems);
        let others_of = has(others).then(|| numbers(table, others, Rule::Count, problems));
        let people_of = has(people).then(|| numbers(table, people, Rule::People, problems));
        let mut cells = Vec::new();
        for (i, &row) in rows.iter().enumerate() {
            let at = |column: &[Option<f64>]| column.get(i).copied().flatten();
            let rest = match (&others_of, &people_of) {
                (Some(b), Some(n)) => at(b).zip(at(n)).map(|(b, n)| Rest::Both(b, n)),
                (Some(b), None) => at(b).map(Rest::Others),
                (None, Some(n)) => at(n).map(Rest::People),
                (None, None) => None,
            };
            let both = at(&events_of).zip(rest);
            let arm = both.map(|(a, rest)| arm((row, [events, others, people]), a, rest));
            cells.push(arm.and_then(|arm| arm.map_err(|problem| problems.push(problem)).ok()));
        }
        cells
    });
    let [treated, controls] = arms;
    let both = treated.into_iter().zip(controls);
    both.map(|(treated, controls)| {
        let ([a, b], [c, d]) = (treated?, controls?);
        let counted: Cells = [a, b, c, d];
        let (cells, is_corrected) = corrected(counted);
        let alike = a + c <= 0.0 || b + d <= 0.0;
        let effect = of_table(measure, cells)?;
        Some(Converted { effect, corrected: is_corrected.then_some(alike), off_centre: false })
    })
    .collect()
}

/// What is known of a group beside its events.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rest {
    Others(f64),
    People(f64),
    Both(f64, f64),
}

/// Events and non-events of one group.
fn arm(
    (row, [events, others, people]): (usize, [&str; 3]),
    a: f64,
    rest: Rest,
) -> Result<[f64; 2], TableProblem> {
    match rest {
        Rest::Others(b) if a + b <= 0.0 => {
            let told = format!("`{events}` and `{others}` are both 0: there is nobody");
            Err(TableProblem::row(row, told))
        }
        Rest::Both(b, n) if (a + b - n).abs() > 0.0 => {
            let told = format!("{n} is not `{events}` + `{others}` = {}", a + b);
            Err(TableProblem::cell(row, people, told))
        }
        Rest::People(n) if a > n => {
            let told = format!("{a} events among {n} people in `{people}`");
            Err(TableProblem::cell(row, events, told))
        }
        Rest::Others(b) | Rest::Both(b, _) => Ok([a, b]),
        Rest::People(n) => Ok([a, n - a]),
    }
}

fn means(table: &Table, problems: &mut Vec<TableProblem>) -> Vec<Option<Converted>> {
    let groups = [["m1i", "sd1i", "n1i"], ["m2i", "sd2i", "n2i"]].map(|[mean, sd, n]| {
        let means = numbers(table, mean, Rule::Any, problems);
        let sds = numbers(table, sd, Rule::Positive, problems);
        let people = numbers(table, n, Rule::Several, problems);
        let all = means.into_iter().zip(sds).zip(people);
        all.map(|((mean, sd), n)| Some(Group { mean: mean?, sd: sd?, n: n? })).collect::<Vec<_>>()
    });
    let [one, two] = groups;
    let rows = table.column("m1i").unwrap_or_default();
    let both = one.into_iter().zip(two).zip(rows);
    both.map(|((one, two), (row, _))| {
        let effect = effect::standardised(one?, two?);
        let [_, most] = super::cells::SIZES;
        if effect.y.abs() > most {
            let told = format!("the means differ by {:.1e} standard deviations", effect.y);
            problems.push(TableProblem::row(row, told));
            return None;
        }
        Some(effect.into())
    })
    .collect()
}
