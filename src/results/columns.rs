//! Every file of the run folder and every column in it: name, type, unit, meaning. Everything that writes or explains
//! a column reads it here.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// 32-bit integers: every reader has them.
    Integer,
    /// 64-bit floating point.
    Number,
}

impl Kind {
    /// The word for it in the documentation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "int32",
            Self::Number => "float64",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row may have nothing here.
    pub nullable: bool,
    /// Unit; empty where it has none or where it depends on the row.
    pub unit: &'static str,
    /// What it means, a phrase.
    pub meaning: &'static str,
}

/// A Parquet file of the run folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// How rows are ordered.
    pub order: &'static str,
    /// Its columns, in order. `parameters.parquet` goes on with one column for each uncertain parameter.
    pub columns: &'static [Column],
}

/// The Parquet file with this name.
pub fn file(name: &str) -> Option<&'static File> {
    FILES.iter().chain([&AREAS]).find(|file| file.name == name)
}

const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Text, nullable: false, unit: "", meaning }
}

const fn integer(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Integer, nullable: false, unit, meaning }
}

const fn number(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Number, nullable: false, unit, meaning }
}

const fn or_nothing(column: Column) -> Column {
    Column { nullable: true, ..column }
}

const TRIAL: Column = integer("trial", "", "number of the trial, from 0");
const ARM: Column = text("arm", "name of the arm: `0x`, `1x`, … or the name in the scenario");
const LEVEL: Column =
    or_nothing(number("level", "", "multiple of present staffing; nothing for a named arm"));
const PARTY: Column = text("party", "who pays or gains");
const MEAN: Column = number("mean", "", "mean over trials");
const SD: Column = or_nothing(number("sd", "", "standard deviation over trials"));
const P05: Column = or_nothing(number("p05", "", "5 % of trials lie below"));
const P25: Column = or_nothing(number("p25", "", "25 % of trials lie below"));
const P50: Column = or_nothing(number("p50", "", "median"));
const P75: Column = or_nothing(number("p75", "", "75 % of trials lie below"));
const P95: Column = or_nothing(number("p95", "", "95 % of trials lie below"));
const MCSE: Column = or_nothing(number(
    "mcse",
    "",
    "Monte Carlo standard error of the mean, from the 16 replicates",
));

const fn euros(column: Column) -> Column {
    Column { unit: "EUR", ..column }
}

const fn error(name: &'static str, meaning: &'static str) -> Column {
    or_nothing(number(name, "", meaning))
}

/// Every Parquet file, in the order of the book.
pub const FILES: &[File] = &[
    File {
        name: "trials.parquet",
        row: "trial x arm",
        order: "trial, arm",
        columns: &[
            TRIAL,
            ARM,
            LEVEL,
            number("fte_wanted", "FTE", "staff wanted, mean over the programme years"),
            number("fte_hired", "FTE", "staff hired, mean over the programme years"),
            number("participants", "people", "took part, summed over the programme years"),
            number("completers", "people", "completed, summed over the programme years"),
            number("contacts", "people", "approached, summed over the programme years"),
            number(
                "need_served",
                "share",
                "share of the people in need served in a year, mean over the programme years",
            ),
            number("cost_pv", "EUR", "present value of costs"),
            number(
                "benefit_yearly",
                "EUR/year",
                "undiscounted benefits in the programme years, per programme year",
            ),
            number(
                "benefit_future",
                "EUR",
                "present value of the benefits after the programme years",
            ),
            number(
                "benefit_steady",
                "EUR/year",
                "all undiscounted benefits within the horizon, per programme year: the yearly flow of a programme that has long been running",
            ),
            number("benefit_pv", "EUR", "present value of benefits to society"),
            number("net_pv", "EUR", "present value of benefits less costs"),
            number(
                "net_pv_expected",
                "EUR",
                "the same with every count at its expectation: without luck",
            ),
            or_nothing(integer(
                "payback_year",
                "year",
                "first year (0 = the base year) from which the cumulative discounted net stays at or above zero; nothing: not within the horizon",
            )),
            number("qaly", "QALY", "present value of quality-adjusted life years"),
            number("care_fte", "FTE-year", "care work freed within the horizon"),
        ],
    },
    File {
        name: "parties.parquet",
        row: "trial x arm x party",
        order: "trial, arm, party",
        columns: &[
            TRIAL,
            ARM,
            PARTY,
            number("cost_pv", "EUR", "present value of what the party pays"),
            number(
                "benefit_pv",
                "EUR",
                "present value of what the party gains; a transfer is negative for its giver, so that parties sum to society",
            ),
            number("cashable_pv", "EUR", "the part of the gain that the party can turn into money"),
            number("net_pv", "EUR", "benefit_pv less cost_pv"),
        ],
    },
    File {
        name: "outcomes.parquet",
        row: "trial x arm x programme x outcome",
        order: "trial, arm, programme and outcome as in the scenario",
        columns: &[
            TRIAL,
            ARM,
            text("programme", "name of the programme"),
            text("outcome", "name of the outcome"),
            number(
                "avoided",
                "",
                "units avoided within the horizon, in the unit of the outcome; negative: caused",
            ),
            number("benefit_pv", "EUR", "present value to society of what was avoided"),
        ],
    },
    File {
        name: "years.parquet",
        row: "arm x party x year x quantity",
        order: "arm, party (`all` first), year, quantity",
        columns: &[
            ARM,
            text("party", "who pays or gains; `all` is society, the sum over parties"),
            integer("year", "year", "calendar year"),
            text("quantity", "`cost`, `benefit`, `cashable` or `net`, undiscounted"),
            euros(MEAN),
            euros(SD),
            euros(P05),
            euros(P25),
            euros(P50),
            euros(P75),
            euros(P95),
            euros(MCSE),
        ],
    },
    File { name: "parameters.parquet", row: "trial", order: "trial", columns: &[TRIAL] },
    File {
        name: "summary.parquet",
        row: "arm x reference x measure",
        order: "arm, reference (`none`, `present`, `previous`), measure",
        columns: &[
            ARM,
            text(
                "reference",
                "`none`: the arm by itself, against no programme; `present`: less present staffing; `previous`: less the next lower arm, trial by trial",
            ),
            text("measure", "name of the figure, see below"),
            MEAN,
            SD,
            P05,
            P25,
            P50,
            P75,
            P95,
            MCSE,
            or_nothing(number(
                "p_positive",
                "share",
                "share of trials above zero; told of nets and of differences",
            )),
            text("unit", "unit of the figure"),
            error("mcse_sd", "Monte Carlo standard error of sd"),
            error("mcse_p05", "Monte Carlo standard error of p05"),
            error("mcse_p25", "Monte Carlo standard error of p25"),
            error("mcse_p50", "Monte Carlo standard error of p50"),
            error("mcse_p75", "Monte Carlo standard error of p75"),
            error("mcse_p95", "Monte Carlo standard error of p95"),
            error("mcse_p_positive", "Monte Carlo standard error of p_positive"),
        ],
    },
    File {
        name: "decision.parquet",
        row: "arm",
        order: "arm",
        columns: &[
            ARM,
            LEVEL,
            number("fte_hired", "FTE", "mean staff hired"),
            number("expected_net", "EUR", "expected net present value (expected pass)"),
            or_nothing(number("expected_net_mcse", "EUR", "its Monte Carlo standard error")),
            or_nothing(number(
                "marginal_net_per_fte",
                "EUR/FTE",
                "expected net more than the next lower arm, per FTE hired more; nothing for the lowest arm or without more staff",
            )),
            number(
                "p_best",
                "probability",
                "share of trials in which no arm has a higher expected net; a tie goes to the lower arm",
            ),
            number("expected_regret", "EUR", "mean of what the best arm of each trial has more"),
            or_nothing(number(
                "luck_share",
                "share",
                "luck's share of the variance of net_pv: 1 less the squared correlation of net_pv and net_pv_expected; nothing where either does not vary",
            )),
        ],
    },
];

/// In a run over many wijken the first column of every file.
pub const AREA: Column =
    text("area", "code of the wijk; `all`: all wijken together, the only one with trials");

/// What [`AREA`] says of all wijken together.
pub const ALL_AREAS: &str = "all";

/// Only in a run over many wijken; goes on with one column for each quantity that the table of wijken gave, named by its path.
pub const AREAS: File = File {
    name: "areas.parquet",
    row: "wijk",
    order: "as in the table of wijken",
    columns: &[
        AREA,
        text("name", "name of the wijk; without one, its code"),
        text("municipality", "code of its municipality; empty where unknown"),
        integer(
            "filled",
            "cells",
            "cells of the table that were filled from the municipality or the country",
        ),
        integer("place", "", "place by `net_per_euro`, from 1"),
        number("place_p05", "", "in 5 % of trials its place is lower (better)"),
        number("place_p50", "", "median of its place over trials"),
        number("place_p95", "", "in 5 % of trials its place is higher (worse)"),
        number("p_first_tenth", "probability", "chance to be among the first tenth of the wijken"),
        number(
            "net_more",
            "EUR",
            "expected net present value of the next arm beyond present staffing",
        ),
        number("cost_more", "EUR", "expected present value of its costs beyond present staffing"),
        or_nothing(number(
            "net_per_euro",
            "EUR/EUR",
            "the one over the other; nothing where it costs nothing more",
        )),
        number("fte_now", "FTE", "mean staff hired at present"),
        number("fte_placed", "FTE", "staff of the next FTE that the plan places here"),
        number("net_placed", "EUR", "expected net of that staff"),
        number("fte_even", "FTE", "staff that an even spread places here"),
        number("net_even", "EUR", "expected net of that staff"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Measure;

    #[test]
    fn the_measures_of_the_engine_are_the_columns_of_the_trials() {
        let columns = file("trials.parquet").unwrap().columns;
        let (keys, measures) = columns.split_at(3);
        assert_eq!(keys.iter().map(|c| c.name).collect::<Vec<_>>(), ["trial", "arm", "level"]);
        let told: Vec<_> = measures.iter().map(|column| (column.name, column.unit)).collect();
        let known: Vec<_> = Measure::ALL.into_iter().map(|m| (m.name(), m.unit())).collect();
        assert_eq!(told, known);
    }

    #[test]
    fn the_contract_holds() {
        for (name, columns) in [
            (
                "trials.parquet",
                "trial, arm, level, fte_wanted, fte_hired, participants, completers, contacts, need_served, cost_pv, benefit_yearly, benefit_future, benefit_steady, benefit_pv, net_pv, net_pv_expected, payback_year, qaly, care_fte",
            ),
            ("parties.parquet", "trial, arm, party, cost_pv, benefit_pv, cashable_pv, net_pv"),
            ("outcomes.parquet", "trial, arm, programme, outcome, avoided, benefit_pv"),
            (
                "years.parquet",
                "arm, party, year, quantity, mean, sd, p05, p25, p50, p75, p95, mcse",
            ),
            ("parameters.parquet", "trial"),
            (
                "summary.parquet",
                "arm, reference, measure, mean, sd, p05, p25, p50, p75, p95, mcse, p_positive",
            ),
            (
                "decision.parquet",
                "arm, level, fte_hired, expected_net, expected_net_mcse, marginal_net_per_fte, p_best, expected_regret, luck_share",
            ),
        ] {
            let found: Vec<&str> = file(name).unwrap().columns.iter().map(|c| c.name).collect();
            assert!(found.join(", ").starts_with(columns), "{name}: {found:?}");
        }
    }
}
