#[test] fn show() { println!("{}", serde_json::to_string_pretty(&wijkimpact::scenario::schema()).unwrap()); }
