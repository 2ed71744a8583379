//! What rooms above borrow to read files of their own as strictly as a scenario: the structure check, values, price lists.

use std::collections::BTreeSet;
use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::family;
pub(crate) use super::family::Fault;
use super::library::{PriceList, PricesRead, read_built_in_prices, read_prices};
pub(crate) use super::loaded::in_order;
pub(crate) use super::names::{KNOWN_PARTIES, wrong as wrong_name};
pub(crate) use super::nearest::suggestion;
pub(crate) use super::range::LegalRange;
use super::raw::RawValue;
use super::reindex::rescale;
pub(crate) use super::values::beyond;
pub(crate) use super::words::short;
use super::{schema, structure};
use crate::distributions::Distribution;
use crate::source::{self, Node, Problem};

/// Kinds of problem that other files have too.
pub(crate) mod codes {
    pub(crate) use crate::scenario::codes::{
        AMBIGUOUS_VALUE, BAD_LIST, BAD_TRUNCATION, EMPTY_LIST, NO_GRADE, NO_PRICE_INDEX, NO_SOURCE,
        NOT_MONEY, OLD_PRICE, PARTY_MISSING, SAME_NAME, UNKNOWN_NAME, UNREADABLE,
    };
}

/// A file of another kind, as typed.
pub(crate) struct Typed<T> {
    /// What stands there; nothing where it could not be read, which was reported.
    pub(crate) value: Option<T>,
    /// What is wrong with its structure.
    pub(crate) problems: Vec<Problem>,
    /// Paths of placeholders for what was wrong or missing: what is found there later is only an echo.
    pub(crate) doubts: BTreeSet<String>,
}

/// The JSON Schema of a file that is read by a type.
pub(crate) fn schema_of<T: JsonSchema>(title: &str) -> Json {
    schema::schema_of::<T>(title)
}

/// Checks a tree against the schema of a type and reads it.
pub(crate) fn check_as<T: JsonSchema + DeserializeOwned>(title: &str, tree: &Node) -> Typed<T> {
    let checked = structure::check(tree, &schema::schema_of::<T>(title));
    let structure::Checked { value, mut problems, doubts, .. } = checked;
    match T::deserialize(value) {
        Ok(value) => Typed { value: Some(value), problems, doubts },
        Err(error) => {
            // With other problems this is only their echo.
            if problems.is_empty() {
                problems.push(Problem::new(codes::UNREADABLE, "", error.message()));
            }
            Typed { value: None, problems, doubts }
        }
    }
}

/// The distribution of a value times a factor, truncated where it says so.
///
/// # Errors
/// What is wrong with its figures; a `ref` or `price` has nothing to refer to here.
pub(crate) fn distribution(raw: &RawValue, factor: f64) -> Result<Distribution, Fault> {
    let parameter = match raw {
        RawValue::Number(number) => {
            return Distribution::fixed(number * factor).map_err(|error| family::bad(&error));
        }
        RawValue::Parameter(parameter) => parameter,
    };
    for (key, given) in [("ref", &parameter.reference), ("price", &parameter.price)] {
        if let Some(name) = given {
            return Err(Fault {
                code: codes::AMBIGUOUS_VALUE,
                step: Some(key.to_owned()),
                message: format!("a value refers to `{}`", short(name)),
                rule: "only scenarios have `ref` and `price` inside a value".to_owned(),
            });
        }
    }
    let mut parameter = parameter.clone();
    // One is left alone, so that a beta distribution may stay.
    if (factor - 1.0).abs() > 0.0 && !rescale(&mut parameter, factor) {
        return Err(Fault {
            code: codes::NOT_MONEY,
            step: Some("beta".to_owned()),
            message: "money of another year has a beta distribution".to_owned(),
            rule: "a beta distribution lies between 0 and 1 and cannot be re-indexed".to_owned(),
        });
    }
    let made = family::distribution(&parameter)?;
    match parameter.truncate {
        None => Ok(made),
        Some([low, high]) => made.truncated(low, high).map_err(|error| Fault {
            code: codes::BAD_TRUNCATION,
            step: Some("truncate".to_owned()),
            message: format!("it cannot be truncated to [{low}, {high}]: {error}"),
            rule: "`truncate = [lo, hi]` has lo below hi and leaves some of the distribution"
                .to_owned(),
        }),
    }
}

/// A price list and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Prices {
    /// The list.
    pub(crate) list: PriceList,
    /// Its file as it was named.
    pub(crate) file: String,
    /// Its text.
    pub(crate) text: String,
}

/// The price list of a file beside another, or the one that comes with the program.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn prices(name: Option<&str>, folder: Option<&Path>) -> Result<Prices, Vec<Problem>> {
    let PricesRead { list, text, file, .. } = match name {
        None => read_built_in_prices()?,
        Some(name) => {
            let given = Path::new(name);
            let full = folder.map_or_else(|| given.to_path_buf(), |folder| folder.join(given));
            let text = source::read_text(&full).map_err(|problem| vec![*problem])?;
            read_prices(name, &text)?
        }
    };
    Ok(Prices { list, file, text })
}
