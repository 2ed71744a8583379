//! Every scenario on disk can be read.

use std::path::Path;

use wijkimpact::scenario;

#[test]
fn every_scenario_in_the_folder_can_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut count = 0;
    let mut refusals = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            count += 1;
            match scenario::load(&path) {
                Ok(loaded) => println!("{}", loaded.render(false)),
                Err(refused) => refusals.push_str(&refused.render(false)),
            }
        }
    }
    assert!(count > 0, "no scenarios found");
    assert!(refusals.is_empty(), "{refusals}");
}
