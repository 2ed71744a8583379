//! `schema`: the JSON Schema of the scenario format.

/// The schema as text, ending in a newline.
pub fn schema() -> String {
    // `{:#}` of a JSON value is its indented text.
    format!("{:#}\n", crate::scenario::schema())
}
