//! What things may be called.

use std::sync::LazyLock;

use super::codes::{BAD_NAME, RESERVED_NAME};
use super::schema;
use crate::source::Problem;

/// The one stratum of a group that is not split, and "all parties" in results.
pub(super) const ALL: &str = "all";

/// Parties that need no declaration.
pub(crate) const KNOWN_PARTIES: [&str; 10] = [
    "gemeente",
    "zorgverzekeraar",
    "zorgkantoor",
    "rijk",
    "justitie",
    "werkgever",
    "corporatie",
    "school",
    "inwoner",
    "samenleving",
];

/// The party that holds the value of QALYs.
pub(super) const INWONER: &str = "inwoner";

/// Longest name, in characters: names are parts of columns and of addresses.
const LONGEST: usize = 100;

/// Words with a meaning of their own where strata, roles or parties are listed: the keys of a parameter.
static RESERVED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let schema = schema::schema();
    let keys = schema.pointer("/$defs/Parameter/properties").and_then(|keys| keys.as_object());
    let keys = keys.into_iter().flatten().map(|(key, _)| key.clone());
    keys.chain(["first", "ratio", ALL].map(str::to_owned)).collect()
});

/// What is wrong with a name, if anything.
pub(crate) fn wrong(kind: &str, name: &str, path: &str) -> Option<Problem> {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ');
    let fault = if name.is_empty() {
        format!("the name of {} is empty", with_article(kind))
    } else if name.chars().count() > LONGEST {
        format!("the name of {} has {} characters", with_article(kind), name.chars().count())
    } else if !name.chars().all(fits) || name.starts_with(['-', ' ']) || name.ends_with(' ') {
        format!("{} is called `{}`", with_article(kind), name.escape_debug())
    } else {
        return None;
    };
    let rule = format!(
        "a name is 1 to {LONGEST} letters, digits, `_`, `-` and spaces, begins with a letter, digit or `_` and does not end with a space: it becomes part of paths and columns"
    );
    Some(Problem::new(BAD_NAME, path, fault).rule(rule))
}

/// A problem if a name that becomes a file name or an address holds a space.
pub(super) fn spaced(kind: &str, name: &str, path: &str) -> Option<Problem> {
    name.contains(' ').then(|| {
        let message = format!("{} is called `{name}`", with_article(kind));
        Problem::new(BAD_NAME, path, message)
            .rule(format!("the name of {} has no spaces", with_article(kind)))
            .help("put the full name in `title`")
    })
}

/// A problem if a name has a meaning of its own.
pub(super) fn reserved(kind: &str, name: &str, path: &str) -> Option<Problem> {
    RESERVED.iter().any(|word| word == name).then(|| {
        let message = format!("{} is called `{name}`", with_article(kind));
        let rule = format!("`{name}` has a meaning of its own in this format");
        Problem::new(RESERVED_NAME, path, message).rule(rule).help("choose another name")
    })
}

/// "a group", "an arm".
pub(super) fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// Whether a name looks like a level: `2x`, `0.5x`.
pub(super) fn is_level(name: &str) -> bool {
    name.strip_suffix('x').is_some_and(|number| number.parse::<f64>().is_ok())
}
