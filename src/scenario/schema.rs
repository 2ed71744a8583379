//! The JSON Schema of the format, generated from the types that read it.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::raw::RawScenario;

/// JSON Schema (2020-12) of a scenario file, for editors and for the structure check.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_deserialize()
        .with_transform(RecursiveTransform(without_null));
    let mut schema = SchemaGenerator::new(settings).into_root_schema_for::<RawScenario>();
    schema.insert("title".to_owned(), "wijkimpact scenario".into());
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
