//! A scenario to start from: commented, complete, and without problems.

/// A commented scenario with this name that shows each table once.
///
/// The name is put in as it stands; `check` refuses one that will not do.
pub fn template(name: &str) -> String {
    let quoted = toml::Value::String(name.to_owned()).to_string();
    include_str!("new.toml").replace("\"{{name}}\"", &quoted)
}
