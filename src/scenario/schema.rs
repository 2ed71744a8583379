//! The JSON Schema of the format, generated from the types that read it.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::range::LegalRange;
use super::raw::RawScenario;

/// JSON Schema (2020-12) of a scenario file, for editors and for the structure check.
pub fn schema() -> Value {
    schema_of::<RawScenario>("wijkimpact scenario")
}

/// JSON Schema of any file that is read by a type.
pub(super) fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_deserialize()
        .with_transform(RecursiveTransform(without_null));
    let mut schema = SchemaGenerator::new(settings).into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// TOML has no null: an optional key is left out.
fn without_null(schema: &mut Schema) {
    let is_null = |value: &Value| {
        value.as_str() == Some("null") || value.get("type").and_then(Value::as_str) == Some("null")
    };
    let Some(object) = schema.as_object_mut() else { return };
    for list in ["type", "anyOf"] {
        if let Some(Value::Array(items)) = object.get_mut(list) {
            items.retain(|item| !is_null(item));
            if items.len() == 1 {
                let only = items.remove(0);
                object.shift_remove(list);
                match only {
                    Value::Object(inner) if list == "anyOf" => {
                        for (key, value) in inner {
                            object.entry(key).or_insert(value);
                        }
                    }
                    other => {
                        object.insert(list.to_owned(), other);
                    }
                }
            }
        }
    }
    if object.get("default").is_some_and(Value::is_null) {
        object.shift_remove("default");
    }
}

/// A schema with its reference followed.
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| root.pointer(reference.strip_prefix('#')?));
    // References here lead straight to a definition that is not itself a reference.
    target.unwrap_or(schema)
}

/// The shapes a value may have, references and alternatives followed.
pub(super) fn alternatives<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolve(root, schema);
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(shapes) => shapes.iter().flat_map(|shape| alternatives(root, shape)).collect(),
        None => vec![schema],
    }
}

/// The words a text may be; none if any will do.
pub(super) fn words(shape: &Value) -> Vec<&str> {
    let listed = shape.get("oneOf").and_then(Value::as_array);
    listed
        .into_iter()
        .flatten()
        .filter_map(|word| word.get("const").and_then(Value::as_str))
        .collect()
}

/// What stands in for a value that is wrong or missing, so that everything else can be read.
pub(super) fn placeholder(root: &Value, schema: &Value) -> toml::Value {
    let shapes = alternatives(root, schema);
    let Some(shape) = shapes.first() else { return toml::Value::Integer(1) };
    if let Some(word) = words(shape).first() {
        return toml::Value::String((*word).to_owned());
    }
    match shape.get("type").and_then(Value::as_str) {
        Some("integer") => toml::Value::Integer(bounds(shape).nearest(1.0) as i64),
        Some("number") => toml::Value::Float(bounds(shape).nearest(1.0)),
        Some("boolean") => toml::Value::Boolean(false),
        Some("array") => {
            let count = shape.get("minItems").and_then(Value::as_u64).unwrap_or(0);
            let item = || shape.get("items").map(|item| placeholder(root, item));
            toml::Value::Array((0..count).filter_map(|_| item()).collect())
        }
        Some("object") => {
            let required = shape.get("required").and_then(Value::as_array);
            let keys = required.into_iter().flatten().filter_map(Value::as_str);
            let entry = |key: &str| {
                let schema = shape.get("properties")?.get(key)?;
                Some((key.to_owned(), placeholder(root, schema)))
            };
            toml::Value::Table(keys.filter_map(entry).collect())
        }
        _ => toml::Value::String("?".to_owned()),
    }
}

/// The range a bare number of this shape must lie in.
pub(super) fn bounds(shape: &Value) -> LegalRange {
    let bound = |key: &str| shape.get(key).and_then(Value::as_f64);
    LegalRange::from_bounds(
        bound("minimum"),
        bound("exclusiveMinimum"),
        bound("maximum"),
        bound("exclusiveMaximum"),
    )
}

/// The shapes in words, to follow "must be".
pub(super) fn kind_words(shapes: &[&Value]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for shape in shapes {
        let kind = match shape.get("type").and_then(Value::as_str) {
            Some("integer") => "a whole number",
            Some("number") => "a number",
            Some("boolean") => "true or false",
            Some("array") => "a list",
            Some("object") => "a table",
            _ => "text",
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(" or ")
}
