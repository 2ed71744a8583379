//! `evidence list`: what scenarios can take by name.

use super::error::AppError;
use crate::analysis::ratios_together;
use crate::report::Quadrant;
use crate::scenario::raw::RawTypology;
use crate::scenario::{
    BusinessCases, PriceList, Shelf, built_in_cases, built_in_outcomes, built_in_prices,
};
use crate::source::Problem;

/// What comes with the program.
#[derive(Debug, Clone)]
pub struct Lists {
    /// The price list.
    pub prices: PriceList,
    /// The ready outcomes.
    pub outcomes: Shelf,
    /// The business cases.
    pub cases: BusinessCases,
    /// The same by quadrant, those without one last.
    pub quadrants: Vec<Quadrant>,
}

/// The lists that come with the program.
///
/// # Errors
/// Never in a program that passed its tests.
pub fn lists() -> Result<Lists, AppError> {
    let cases = built_in_cases().map_err(|problems| broken(&problems))?;
    Ok(Lists {
        prices: built_in_prices().map_err(|problems| broken(&problems))?,
        outcomes: built_in_outcomes().map_err(|problems| broken(&problems))?,
        quadrants: quadrants(&cases),
        cases,
    })
}

fn quadrants(all: &BusinessCases) -> Vec<Quadrant> {
    let places = RawTypology::ALL.map(Some).into_iter().chain([None]);
    places
        .map(|typology| {
            let own = || all.cases.iter().filter(|case| case.typology == typology);
            let ratios: Vec<f64> = own().filter_map(|case| case.ratio).collect();
            Quadrant {
                typology,
                cases: own().count(),
                ratios: ratios.len(),
                together: ratios_together(&ratios),
            }
        })
        .filter(|quadrant| quadrant.cases > 0)
        .collect()
}

fn broken(problems: &[Problem]) -> AppError {
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    AppError::Usage(told.join("\n"))
}
