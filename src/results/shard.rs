//! A shard: the pieces of a part of a run, whole or not there, with all that is needed to put the run together elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::FolderError;
use super::manifest::WarningRecord;
use super::pieces::{Pieces, Question, name};

/// Tells a shard from anything else.
const FORMAT: &str = "wijkimpact shard";

/// Grows when a reader of an older version would misread a shard.
const FORMAT_VERSION: u32 = 1;

/// Name of what is written last.
const MANIFEST: &str = "shard.json";

/// What a shard is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardRecord {
    format: String,
    format_version: u32,
    /// Its number, from 1.
    pub shard: usize,
    /// Number of shards.
    pub shards: usize,
    /// The run, and how it was cut.
    pub question: Question,
    /// Numbers of its pieces.
    pub pieces: Vec<usize>,
    /// What the scenario made us warn of.
    pub warnings: Vec<WarningRecord>,
    /// Names and SHA-256 of its texts.
    pub texts: Vec<(String, String)>,
}

impl ShardRecord {
    /// Shard `shard` of `shards`.
    pub fn new(
        (shard, shards): (usize, usize),
        question: Question,
        pieces: Vec<usize>,
        warnings: Vec<WarningRecord>,
    ) -> Self {
        Self {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            shard,
            shards,
            question,
            pieces,
            warnings,
            texts: Vec::new(),
        }
    }
}

/// A finished shard.
#[derive(Debug, Clone)]
pub struct Shard {
    /// Where it is.
    pub folder: PathBuf,
    /// What it is a part of.
    pub record: ShardRecord,
}

/// The folder of the shards of a run: `<run>.shards` beside it. A path that is one already is left as it is.
pub fn shards_of(run: &Path) -> PathBuf {
    let name = run.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.ends_with(ENDING) { run.to_owned() } else { run.with_file_name(name + ENDING) }
}

/// The run whose shards a folder holds: the other way round.
pub fn run_of(shards: &Path) -> PathBuf {
    let name = shards.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    shards.with_file_name(name.strip_suffix(ENDING).unwrap_or(&name))
}

const ENDING: &str = ".shards";

/// Name of a shard's folder.
pub fn shard_name(shard: usize, shards: usize) -> String {
    format!("{shard}-of-{shards}")
}

/// Whether a folder is called like a shard; others may stand beside them.
fn is_shard(name: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.split_once("-of-").is_some_and(|(shard, shards)| number(shard) && number(shards))
}

impl Shard {
    /// Makes a shard of finished pieces: adds the texts and puts the folder in its place.
    ///
    /// # Errors
    /// When the disk refuses; then the pieces stay where they were.
    pub fn finish(
        pieces: Pieces,
        target: &Path,
        mut record: ShardRecord,
        texts: &[(&str, &str)],
    ) -> Result<(), FolderError> {
        let refuse = |error: std::io::Error| FolderError::system(target, &error);
        let folder = pieces.folder().to_owned();
        for (name, text) in texts {
            fs::write(folder.join(name), text).map_err(refuse)?;
            record.texts.push(((*name).to_owned(), super::hash::sha256(text.as_bytes())));
        }
        let text = serde_json::to_string_pretty(&record)
            .map_err(|error| FolderError::system(target, &error))?;
        fs::write(folder.join(MANIFEST), text + "\n").map_err(refuse)?;
        let folder = pieces.release().map_err(refuse)?;
        if target.exists() {
            // The same shard, made again by somebody else meanwhile: one is as good as the other.
            fs::remove_dir_all(target).map_err(refuse)?;
        }
        fs::rename(folder, target).map_err(refuse)
    }

    /// The shard in a folder; none if there is no finished one.
    pub fn open(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
        let record: ShardRecord = serde_json::from_str(&text).ok()?;
        (record.format == FORMAT && record.format_version <= FORMAT_VERSION)
            .then(|| Self { folder: folder.to_owned(), record })
    }

    /// A text of the shard, if it is as it was written.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.folder.join(name)).ok()?;
        let hash = &self.record.texts.iter().find(|(other, _)| other == name)?.1;
        (super::hash::sha256(text.as_bytes()) == *hash).then_some(text)
    }

    /// Reads one of its pieces; false if it is not there or was changed.
    pub fn load(&self, number: usize, columns: &mut [&mut [f64]]) -> bool {
        super::pieces::read_piece(&self.folder.join(name(number)), columns).is_ok()
    }
}

/// All shards of a run, each once, and nothing else.
#[derive(Debug, Clone)]
pub struct Shards {
    /// In their order.
    pub list: Vec<Shard>,
}

/// Why shards cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path} cannot be merged:\n{}", .problems.iter().map(|problem| format!("  {problem}")).collect::<Vec<_>>().join("\n"), path = .path.display())]
pub struct ShardsError {
    /// The folder.
    pub path: PathBuf,
    /// Everything that is wrong.
    pub problems: Vec<String>,
}

impl Shards {
    /// The shards in a folder.
    ///
    /// # Errors
    /// When one is missing, of another run or number, or not whole; all of it at once.
    pub fn open(folder: &Path) -> Result<Self, ShardsError> {
        let refused = |problems: Vec<String>| ShardsError { path: folder.to_owned(), problems };
        let entries = fs::read_dir(folder).map_err(|error| {
            refused(vec![format!(
                "no shards: {error}; each is made by `run … --shard I/N` with the same --out"
            )])
        })?;
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| is_shard(name))
            .collect();
        names.sort();
        let mut problems = Vec::new();
        let mut list: Vec<Shard> = Vec::new();
        for name in &names {
            match Shard::open(&folder.join(name)) {
                Some(shard) => list.push(shard),
                None => problems.push(format!("{name} is no finished shard that can be read")),
            }
        }
        list.sort_by_key(|shard| (shard.record.shards, shard.record.shard));
        let Some(first) = list.first().map(|shard| shard.record.clone()) else {
            problems.push("there is no finished shard in it".to_owned());
            return Err(refused(problems));
        };
        for shard in &list[1..] {
            let record = &shard.record;
            let told = shard_name(record.shard, record.shards);
            if record.shards != first.shards {
                problems
                    .push(format!("{told} is one of {}, not of {}", record.shards, first.shards));
            } else if record.question != first.question {
                let mut differences =
                    first.question.identity.differences(&record.question.identity);
                if differences.is_empty() {
                    differences.push("cut otherwise".to_owned());
                }
                let other = shard_name(first.shard, first.shards);
                problems.push(format!(
                    "{told} is of another run than {other}: {}",
                    differences.join("; ")
                ));
            }
        }
        let numbers = |number: usize| {
            list.iter()
                .filter(|s| s.record.shards == first.shards && s.record.shard == number)
                .count()
        };
        let missing: Vec<String> = (1..=first.shards)
            .filter(|number| numbers(*number) == 0)
            .map(|number| number.to_string())
            .collect();
        if !missing.is_empty() {
            problems.push(format!(
                "of {} shards these are missing: {}; make them with `--shard I/{}`",
                first.shards,
                missing.join(", "),
                first.shards
            ));
        }
        for number in (1..=first.shards).filter(|number| numbers(*number) > 1) {
            problems.push(format!("shard {number} is there {} times", numbers(number)));
        }
        if problems.is_empty() {
            let mut pieces: Vec<usize> =
                list.iter().flat_map(|shard| shard.record.pieces.iter().copied()).collect();
            pieces.sort_unstable();
            if !pieces.iter().copied().eq(0..first.question.ends.len()) {
                problems.push("their pieces are not those of one run, each once".to_owned());
            }
        }
        if problems.is_empty() { Ok(Self { list }) } else { Err(refused(problems)) }
    }

    /// What they are parts of.
    pub fn record(&self) -> Option<&ShardRecord> {
        self.list.first().map(|shard| &shard.record)
    }

    /// A text that is the same in all of them.
    pub fn text(&self, name: &str) -> Option<String> {
        self.list.first()?.text(name)
    }

    /// Reads a piece into columns.
    ///
    /// # Errors
    /// The shard whose piece is not as it was written.
    pub fn load(&self, number: usize, columns: &mut [&mut [f64]]) -> Result<(), ShardsError> {
        let owner = self.list.iter().find(|shard| shard.record.pieces.contains(&number));
        let told = owner
            .map_or_else(String::new, |shard| shard_name(shard.record.shard, shard.record.shards));
        if owner.is_some_and(|shard| shard.load(number, columns)) {
            return Ok(());
        }
        let path = owner.map_or_else(PathBuf::new, |shard| shard.folder.clone());
        Err(ShardsError {
            path,
            problems: vec![format!(
                "piece {number} of shard {told} is not as it was written; remove that folder and make the shard again"
            )],
        })
    }
}
