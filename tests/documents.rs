//! The documents agree with the files beside them: scenarios, pages of the book, links, versions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    assert!(text.is_ok(), "cannot read {}", path.display());
    text.unwrap_or_default()
}

/// Names of the files in a folder that end so.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    std::fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(ending))
        .collect()
}

/// Every Markdown file of the project; not those of runs, builds and hidden folders.
fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            let is_run = folder.file_name().is_some_and(|parent| parent == "results");
            if name != "target" && !name.starts_with('.') && !is_run {
                files.extend(markdown_files(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Targets of the links in a Markdown text, outside of code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        if in_block || line.starts_with("    ") {
            continue;
        }
        // Every other piece between backticks is code; links around code keep their `](`.
        let prose: String =
            line.split('`').enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, part)| part).collect();
        for rest in prose.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            found.push(target.to_owned());
        }
    }
    found
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-' || *c == '_')
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// What follows `key` at the start of a line.
fn value_of(text: &str, key: &str) -> String {
    text.lines()
        .find_map(|line| line.strip_prefix(key))
        .unwrap_or_default()
        .trim_matches([' ', '=', ':', '"'])
        .to_owned()
}

#[test]
fn every_scenario_on_disk_is_in_the_readme_of_scenarios_and_none_else() {
    let readme = read(&root().join("scenarios/README.md"));
    let told: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    assert_eq!(told, names("scenarios", ".toml"), "left: scenarios/README.md, right: the folder");
}

#[test]
fn citation_and_changelog_know_the_version() {
    let version = value_of(&read(&root().join("Cargo.toml")), "version");
    assert!(!version.is_empty());
    assert_eq!(value_of(&read(&root().join("CITATION.cff")), "version"), version);
    let heading = format!("## [{version}]");
    let changelog = read(&root().join("CHANGELOG.md"));
    assert!(changelog.contains(&heading), "CHANGELOG.md has no heading {heading}");
}

#[test]
fn the_book_lists_its_pages_and_no_others() {
    let told: BTreeSet<String> = links(&read(&root().join("docs/README.md")))
        .into_iter()
        .filter(|target| !target.starts_with("..") && !target.contains("://"))
        .collect();
    let mut there = names("docs", ".md");
    there.remove("README.md");
    there
        .extend(names("docs/decisions", ".md").into_iter().map(|name| format!("decisions/{name}")));
    assert_eq!(told, there, "left: docs/README.md, right: the folder");
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = Vec::new();
    for file in markdown_files(&root()) {
        let text = read(&file);
        for target in links(&text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
            let to = match path {
                "" => file.clone(),
                path => file.parent().unwrap_or(&file).join(path),
            };
            let is_there = to.exists()
                && (fragment.is_empty()
                    || read(&to)
                        .lines()
                        .any(|line| line.starts_with('#') && anchor(line) == fragment));
            if !is_there {
                faults.push(format!("{}: {target}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "links that lead nowhere:\n{}", faults.join("\n"));
}

#[test]
fn the_reader_of_links_finds_them() {
    let text = "[a](b.md) and [`c`](d.md#e)\n```\n[no](x)\n```\n    [no](y)\n`[no](z)`\n";
    assert_eq!(links(text), ["b.md", "d.md#e"]);
    assert_eq!(anchor("## 3 Staff, places, participants"), "3-staff-places-participants");
}
