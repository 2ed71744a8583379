//! From the text of a table to all that is told of its studies.

use super::egger::{Egger, egger};
use super::leave_one_out::{LeftOut, MOST, leave_one_out};
use super::measure::Measure;
use super::options::Options;
use super::pool::{Pooled, pool};
use super::problem::{EvidenceError, TableProblem};
use super::regression::{Regression, regression};
use super::studies::{Studies, selected};
use super::subgroups::{Subgroups, subgroups};
use super::table::Table;
use super::warning::Warning;

/// Below this number of studies the test of a leaning funnel finds little (Sterne et al. 2011, doi 10.1136/bmj.d4002).
const ENOUGH_FOR_EGGER: usize = 10;

/// All that is told of studies.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was asked.
    pub options: Options,
    /// What they measured.
    pub measure: Measure,
    /// The pool.
    pub pooled: Pooled,
    /// By subgroup, if asked.
    pub subgroups: Option<Subgroups>,
    /// By moderators, if asked.
    pub regression: Option<Regression>,
    /// Without each study, if asked.
    pub leave_one_out: Vec<LeftOut>,
    /// Whether the funnel leans, if asked and there are enough studies.
    pub egger: Option<Egger>,
    /// What should be known beside, of studies and pool.
    pub warnings: Vec<Warning>,
}

/// Reads the studies of a text, of the rows that `options` selects.
///
/// # Errors
/// Every problem of the table.
pub fn studies(text: &str, options: &Options) -> Result<Studies, EvidenceError> {
    Ok(read(text, options)?.1)
}

fn read(text: &str, options: &Options) -> Result<(Table, Studies), EvidenceError> {
    if !(options.level > 0.0 && options.level < 1.0) {
        let told = format!("level {} must lie between 0 and 1", options.level);
        return Err(TableProblem::whole(told).hint("0.95 is usual").into());
    }
    let table = selected(Table::read(text)?, options)?;
    let studies = Studies::of(&table, options.measure)?;
    Ok((table, studies))
}

/// Pools the studies of a CSV text and looks at the pool from all sides that `options` asks for.
///
/// # Errors
/// Every problem of the table, or of what is asked of it.
pub fn analyse(text: &str, options: &Options) -> Result<Evidence, EvidenceError> {
    let (table, Studies { measure, studies, mut warnings }) = read(text, options)?;
    let pooled = pool(&studies, options).filter(|pooled| pooled.estimate.is_finite());
    let pooled = pooled.ok_or_else(|| TableProblem::whole("these numbers cannot be pooled"))?;
    warnings.extend(pooled.warnings.iter().cloned());
    let groups = options.subgroups.as_ref();
    let subgroups = groups.map(|column| subgroups(&table, &studies, column, options)).transpose();
    let regression =
        (!options.moderators.is_empty()).then(|| regression(&table, &studies, options)).transpose();
    let (subgroups, regression) = match (subgroups, regression) {
        (Ok(subgroups), Ok(regression)) => (subgroups, regression),
        (Err(mut error), Err(other)) => {
            error.problems.extend(other.problems);
            return Err(error);
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    if let Some(regression) = &regression {
        warnings.extend(regression.warnings.iter().cloned());
    }
    let left_out =
        if options.leave_one_out { leave_one_out(&studies, options) } else { Vec::new() };
    let k = studies.len();
    if options.leave_one_out && k > MOST {
        warnings.push(Warning::NotLeftOut { k });
    }
    let leaning = options.egger.then(|| egger(&studies, options)).flatten();
    if options.egger {
        match leaning {
            None if k > 1 => warnings.push(Warning::NoEgger),
            Some(_) if k < ENOUGH_FOR_EGGER => warnings.push(Warning::FewForEgger { k }),
            _ => {}
        }
    }
    Ok(Evidence {
        options: options.clone(),
        measure,
        pooled,
        subgroups,
        regression,
        leave_one_out: left_out,
        egger: leaning,
        warnings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{IntervalMethod, Tau2Method};

    fn told(text: &str, options: &Options) -> Vec<String> {
        let error = analyse(text, options).unwrap_err();
        error.problems.iter().map(ToString::to_string).collect()
    }

    fn with(measure: Measure) -> Options {
        Options { measure: Some(measure), ..Options::default() }
    }

    #[test]
    fn every_wrong_cell_is_told_with_its_row() {
        let text = "study,yi,vi\na,0.1,0\nb,x,-1\nc,,0.2\nd,NA,0.2\na,1,1\n,2,inf\n";
        assert_eq!(
            told(text, &Options::default()),
            [
                "row 6, column `study`: nothing there",
                "row 5, column `study`: `a` is also in row 1 (a pool takes one estimate of each study; different studies need different names)",
                "row 2, column `yi`: `x`: no number",
                "row 3, column `yi`: nothing there",
                "row 4, column `yi`: nothing there",
                "row 1, column `vi`: 0 must be above 0, between 1e-24 and 1e24",
                "row 2, column `vi`: -1 must be above 0, between 1e-24 and 1e24",
                "row 6, column `vi`: `inf`: no finite number",
            ]
        );
        let text = "study,ai,n1i,ci,n2i\na,5,3,1,10\nb,1.5,10,-2,0\n";
        assert_eq!(
            told(text, &with(Measure::RiskRatio)),
            [
                "row 2, column `ai`: 1.5 must be a whole number from 0",
                "row 1, column `ai`: 5 events among 3 people in `n1i`",
                "row 2, column `ci`: -2 must be a whole number from 0",
                "row 2, column `n2i`: 0 must be a whole number from 1",
            ]
        );
        let text = "study,m1i,sd1i,n1i,m2i,sd2i,n2i\na,1,0,5,0,1,1\n";
        assert_eq!(told(text, &Options::default()).len(), 2);
        let text = "study,ratio,ci_lb,ci_ub\na,2,1,1.5\nb,-1,0.5,2\nc,1,1,1\n";
        assert_eq!(told(text, &Options::default()).len(), 3);
        let text = "study,yi,vi,sei\na,1,4,2\nb,1,4,4\n";
        assert!(told(text, &Options::default())[0].contains("not the root"));
    }

    #[test]
    fn columns_and_measures_that_do_not_go_together_are_told() {
        let counts = "study,ai,bi,ci,di\na,1,2,3,4\nb,2,3,4,5\n";
        assert!(told(counts, &Options::default())[0].contains("say which: rr, or or rd"));
        assert!(told(counts, &with(Measure::MeanDifference))[0].contains("cannot be made"));
        let both = "study,yi,vi,ai,bi,ci,di\na,1,2,1,2,3,4\n";
        assert!(told(both, &with(Measure::OddsRatio))[0].contains("leave one of them out"));
        assert!(analyse(both, &with(Measure::Plain)).is_ok());
        assert!(told("study,x\na,1\n", &Options::default())[0].contains("no columns with effects"));
        let mixed = "study,measure,yi,vi\na,rr,1,1\nb,or,1,1\nc,zz,1,1\n";
        let problems = told(mixed, &Options::default());
        assert!(problems[0].starts_with("row 2, column `measure`: `or` among studies of `rr`"));
        assert!(problems[1].starts_with("row 3, column `measure`: `zz` is no measure"));
        let asked = Options {
            moderators: vec!["x".into(), "y".into()],
            subgroups: Some("z".into()),
            ..Options::default()
        };
        assert_eq!(told("study,yi,vi\na,1,1\nb,2,1\n", &asked).len(), 4);
        let asked = Options { only: Some(("study".into(), "q".into())), ..Options::default() };
        assert!(told("study,yi,vi\na,1,1\n", &asked)[0].contains("there are: a"));
        let asked = Options { level: 95.0, ..Options::default() };
        assert!(told("study,yi,vi\na,1,1\n", &asked)[0].contains("between 0 and 1"));
        let text = "study,yi,vi,x,y\na,1,1,1,2\nb,2,1,2,4\nc,2,1,3,6\nd,4,1,5,10\n";
        let asked = Options { moderators: vec!["x".into(), "y".into()], ..Options::default() };
        assert!(told(text, &asked)[0].contains("say the same"));
    }

    #[test]
    fn one_and_two_studies_are_said() {
        let one = analyse("study,yi,sei\na,1,0.5\n", &Options::default()).unwrap();
        let pooled = &one.pooled;
        assert_eq!(
            (pooled.tau2, pooled.prediction, pooled.i2, pooled.df),
            (None, None, None, None)
        );
        assert!((pooled.ci[1] - (1.0 + 0.5 * 1.959_963_984_540_054)).abs() < 1e-12);
        assert_eq!(one.warnings, [Warning::OneStudy]);
        let two = analyse("study,yi,sei\na,1,0.5\nb,0,0.4\n", &Options::default()).unwrap();
        assert!(two.warnings.contains(&Warning::TwoStudies));
        assert_eq!(two.pooled.df, Some(1.0));
        assert!(two.pooled.ci[1] - two.pooled.ci[0] > 5.0);
        let asked =
            Options { prediction: crate::evidence::PredictionMethod::Hts, ..Options::default() };
        let two = analyse("study,yi,sei\na,1,0.5\nb,0,0.4\n", &asked).unwrap();
        assert_eq!(two.pooled.prediction, None);
    }

    #[test]
    fn empty_cells_get_a_half_and_are_named() {
        let text = "study,ai,bi,ci,di\na,0,10,5,5\nb,0,10,0,10\nc,3,7,4,6\n";
        let found = analyse(text, &with(Measure::OddsRatio)).unwrap();
        let named: Vec<String> = found.warnings.iter().map(ToString::to_string).collect();
        assert!(named[0].starts_with("row 1, a: a cell is 0"));
        assert!(named[1].contains("in both groups alike"));
        // The second: 1/0.5 + 1/10.5 twice, at a ratio of 1.
        let second = &found.pooled.studies[1].study;
        assert!(second.yi.abs() < 1e-15 && (second.vi - 2.0 * (2.0 + 1.0 / 10.5)).abs() < 1e-12);
    }

    #[test]
    fn ratios_may_come_with_errors_or_intervals() {
        // Halves and doubles of 2: the error of the logarithm is ln 4 / (2 z).
        let text = "study,ratio,ci_lb,ci_ub,level\na,2,1,4,0.9\nb,2,1,4,90\n";
        let found = analyse(text, &Options::default()).unwrap();
        assert_eq!(found.measure, Measure::Ratio);
        let error = 4.0_f64.ln() / (2.0 * 1.644_853_626_951_472_2);
        for weighted in &found.pooled.studies {
            assert!((weighted.study.yi - 2.0_f64.ln()).abs() < 1e-15);
            assert!((weighted.study.vi.sqrt() - error).abs() < 1e-12);
        }
        let found = analyse("study,ratio,ratio_se\na,2,0.5\n", &Options::default()).unwrap();
        assert!((found.pooled.studies[0].study.vi - 0.0625).abs() < 1e-15);
        let found = analyse("study,yi,ci_lb,ci_ub\na,2,1.5,4\n", &Options::default()).unwrap();
        assert!(matches!(found.warnings[0], Warning::OffCentre { row: 1, .. }));
    }

    #[test]
    fn equal_effects_have_no_spread() {
        let text = "study,yi,vi\na,1,0.1\nb,1,0.2\nc,1,0.3\n";
        for tau2 in Tau2Method::ALL {
            let found = analyse(text, &Options { tau2, ..Options::default() }).unwrap();
            assert!(found.pooled.converged, "{tau2:?}");
            assert_eq!(found.pooled.tau2, Some(0.0), "{tau2:?}");
            assert!((found.pooled.estimate - 1.0).abs() < 1e-12);
        }
        let found = analyse(text, &Options::default()).unwrap();
        assert!(found.warnings.iter().any(|w| matches!(w, Warning::Narrower { .. })));
        assert!(found.warnings.contains(&Warning::LessThanChance));
        let interval = Some(IntervalMethod::HkAdhoc);
        let found = analyse(text, &Options { interval, ..Options::default() }).unwrap();
        assert!((found.pooled.se - found.pooled.se_ordinary).abs() < 1e-15);
    }

    #[test]
    fn extreme_numbers_give_answers_or_problems() {
        for text in [
            "study,yi,sei\na,1e12,1e-12\nb,-1e12,1e12\nc,0,1\n",
            "study,yi,sei\na,1e12,1e-12\nb,-1e12,1e-12\nc,3,1e-12\n",
            "study,yi,sei\na,0,1e12\nb,0,1e12\nc,0,1e12\n",
            "study,yi,sei\na,1e-12,1e-12\nb,2e-12,1e-12\nc,9e-12,1e-12\n",
        ] {
            for tau2 in Tau2Method::ALL {
                if let Ok(found) = analyse(text, &Options { tau2, ..Options::default() }) {
                    assert!(found.pooled.estimate.is_finite() && found.pooled.se.is_finite());
                }
            }
        }
    }

    #[test]
    fn a_dutch_table_is_the_same_table() {
        let english = "study,yi,vi\n\"Jansen, 2019\",0.5,0.04\nb,-0.25,0.09\nc,0.1,0.01\n";
        let dutch =
            "\u{feff}study;yi;vi\r\n\"Jansen, 2019\";0,5;0,04\r\nb;-0,25;0,09\r\nc;0,1;0,01\r\n";
        let [one, other] = [english, dutch].map(|text| analyse(text, &Options::default()).unwrap());
        assert_eq!(one, other);
    }
}
