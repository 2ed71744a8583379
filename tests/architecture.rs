//! The house is as ARCHITECTURE.md says: paths point down, files have captions and stay small.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines of a file without its tests.
const MOST_LINES: usize = 400;

/// The rooms of ARCHITECTURE.md: floor, and the rooms they may use.
type House = BTreeMap<String, (u32, BTreeSet<String>)>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    assert!(text.is_ok(), "cannot read {}", path.display());
    text.unwrap_or_default()
}

/// Words in backticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn house() -> House {
    let mut house = House::new();
    for line in read(&root().join("ARCHITECTURE.md")).lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (Some(floor), true) = (cells.get(1).and_then(|c| c.parse().ok()), cells.len() == 6)
        else {
            continue;
        };
        for room in quoted(cells[2]) {
            house.insert(room, (floor, quoted(cells[3])));
        }
    }
    assert!(house.len() > 5, "the table of ARCHITECTURE.md was not found");
    house
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A file of a room: the room, the folders and name below `src`, and the text without tests.
struct RoomFile {
    room: String,
    path: PathBuf,
    /// Modules from the root of the crate to the one this file is.
    depth: usize,
    code: String,
}

/// The text before the tests.
fn without_tests(text: &str) -> String {
    let mut lines = Vec::new();
    let all: Vec<&str> = text.lines().collect();
    for (number, line) in all.iter().enumerate() {
        let opens_tests = line.trim() == "#[cfg(test)]"
            && all[number + 1..]
                .iter()
                .find(|next| !next.trim().starts_with("#["))
                .is_some_and(|next| next.starts_with("mod ") && next.trim_end().ends_with('{'));
        if opens_tests {
            break;
        }
        lines.push(*line);
    }
    lines.join("\n")
}

/// Modules that `lib.rs` declares for tests alone.
fn only_for_tests() -> BTreeSet<String> {
    let lib = read(&root().join("src/lib.rs"));
    let lines: Vec<&str> = lib.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].split("mod ").nth(1))
        .map(|name| name.trim_end_matches([';', '{', ' ']).to_owned())
        .collect()
}

fn room_files() -> Vec<RoomFile> {
    let src = root().join("src");
    let tests = only_for_tests();
    let mut files = Vec::new();
    for path in rust_files(&src) {
        let below = path.strip_prefix(&src).unwrap_or(&path).with_extension("");
        let mut steps: Vec<String> =
            below.iter().map(|step| step.to_string_lossy().into_owned()).collect();
        if steps.last().is_some_and(|last| last == "mod") {
            steps.pop();
        }
        let Some(room) = steps.first().cloned() else { continue };
        if room == "lib" || room == "main" || tests.contains(&room) {
            continue;
        }
        let code = without_tests(&read(&path));
        files.push(RoomFile { room, depth: steps.len(), path, code });
    }
    files
}

/// The line without a comment, crudely: no path stands behind `//` in a text of ours.
fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// The names that follow `crate::` in a file: after a brace, each name of the group.
fn used_rooms(code: &str) -> BTreeSet<String> {
    let text: String = code.lines().map(without_comment).collect::<Vec<_>>().join(" ");
    let mut used = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let name = |part: &str| -> String {
            part.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        if let Some(group) = rest.strip_prefix('{') {
            // Names at the first level of the group stand after its brace or after a comma of that level.
            let (mut level, mut start) = (0, true);
            for (at, letter) in group.char_indices() {
                match letter {
                    '{' => level += 1,
                    '}' if level == 0 => break,
                    '}' => level -= 1,
                    ',' if level == 0 => start = true,
                    letter if level == 0 && start && !letter.is_whitespace() => {
                        used.insert(name(&group[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.insert(name(rest));
        }
    }
    used
}

/// The longest chain of `super::`.
fn supers(code: &str) -> usize {
    let mut longest = 0;
    for line in code.lines().map(without_comment) {
        let mut chain = 0;
        for part in line.split("::") {
            chain = if part.ends_with("super") { chain + 1 } else { 0 };
            longest = longest.max(chain);
        }
    }
    longest
}

#[test]
fn the_table_points_down() {
    let house = house();
    for (room, (floor, uses)) in &house {
        for used in uses {
            let below = house.get(used).map(|(floor, _)| *floor);
            assert!(below.is_some(), "`{room}` may use `{used}`, which is not in the table");
            assert!(below < Some(*floor), "`{room}` and `{used}`: a path must point down");
        }
    }
}

#[test]
fn every_room_is_in_the_table_and_every_room_of_the_table_is_there() {
    let told: BTreeSet<String> = house().into_keys().collect();
    let there: BTreeSet<String> = room_files().into_iter().map(|file| file.room).collect();
    assert_eq!(told, there, "left: ARCHITECTURE.md, right: src/");
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let house = house();
    let mut faults = Vec::new();
    for file in room_files() {
        let allowed = house.get(&file.room).map(|(_, uses)| uses.clone()).unwrap_or_default();
        for used in used_rooms(&file.code) {
            if used != file.room && !allowed.contains(&used) {
                faults.push(format!("{}: `{}` uses `{used}`", file.path.display(), file.room));
            }
        }
        // A chain of `super` as long as the path from the root would leave the room unseen.
        if supers(&file.code) >= file.depth {
            faults.push(format!("{}: write `crate::` to leave a room", file.path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_opens_with_its_caption() {
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let opens = read(&path).starts_with("//! ");
            assert!(opens, "{} does not open with a sentence on what it is for", path.display());
        }
    }
}

#[test]
fn files_stay_small() {
    for file in room_files() {
        let lines = file.code.lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines without tests", file.path.display());
    }
}

#[test]
fn mod_files_hold_no_logic() {
    for file in room_files() {
        if file.path.file_name().is_some_and(|name| name == "mod.rs") {
            let logic = file.code.lines().map(without_comment).find(|line| {
                line.split_whitespace().any(|word| word == "fn" || word.starts_with("macro_rules"))
            });
            assert!(logic.is_none(), "{}: {}", file.path.display(), logic.unwrap_or_default());
        }
    }
}

#[test]
fn the_reader_of_paths_finds_them() {
    let code =
        "use crate::{model::{A, b}, plan::Plan};\nlet x = crate::engine::run(); // crate::app\n";
    let found: Vec<String> = used_rooms(code).into_iter().collect();
    assert_eq!(found, ["engine", "model", "plan"]);
    assert_eq!(supers("use super::super::x;\nuse super::y;"), 2);
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb\n}\n"), "a");
    assert_eq!(without_tests("#[cfg(test)]\nmod tests;\nb"), "#[cfg(test)]\nmod tests;\nb");
}
