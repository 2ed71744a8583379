//! A run folder that is either complete or not there: written beside its place, then renamed.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::columns::{AREAS, FILES};
use super::hash::Hashing;
use super::identity::Identity;
use super::manifest::{FileRecord, Manifest};
use super::siblings::Siblings;

/// Name of the manifest: what is written last.
pub(super) const MANIFEST: &str = "manifest.json";

/// Our files that are not tables.
const TEXTS: [&str; 4] = [MANIFEST, "scenario.toml", "scenario.resolved.toml", "areas.json"];

/// Why a run folder cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system refuses.
    #[error("cannot write {path}: {reason}", path = path.display())]
    System {
        /// What could not be written.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A file stands where the folder should come.
    #[error("{} exists and is not a folder; choose another place with --out", .0.display())]
    NotAFolder(PathBuf),
    /// A folder with other things in it.
    #[error("{} exists and is not a run of this program; choose another place with --out", .0.display())]
    NotARun(PathBuf),
    /// A place inside the folder of a run.
    #[error("{path} lies inside the run folder {run}; choose another place with --out", path = .path.display(), run = .run.display())]
    InsideARun {
        /// Where the folder should come.
        path: PathBuf,
        /// The run folder around it.
        run: PathBuf,
    },
    /// Another process makes the same run.
    #[error("another process is making a run at {}; wait for it, or choose another place with --out", .0.display())]
    Busy(PathBuf),
    /// Pieces of this same run.
    #[error("an interrupted run of this same question is there: {count} of {all} pieces of {path} are finished; go on with --resume, or start again with --force", path = .path.display())]
    Unfinished {
        /// Where the run would come.
        path: PathBuf,
        /// Finished pieces.
        count: usize,
        /// All pieces.
        all: usize,
    },
    /// Pieces of another run.
    #[error("the unfinished run at {path} is another run ({}); start again with --force or choose another place with --out", .differences.join("; "), path = .path.display())]
    OtherPieces {
        /// Where the run would come.
        path: PathBuf,
        /// In what it differs.
        differences: Vec<String>,
    },
    /// Another run.
    #[error("{path} holds another run ({}); replace it with --force or choose another place with --out", .differences.join("; "), path = path.display())]
    OtherRun {
        /// Where it is.
        path: PathBuf,
        /// In what it differs.
        differences: Vec<String>,
    },
}

impl FolderError {
    pub(super) fn system(path: &Path, error: &dyn std::fmt::Display) -> Self {
        Self::System { path: path.to_owned(), reason: error.to_string() }
    }
}

/// A run folder in the making. Dropped before [`Folder::finish`], it leaves nothing.
#[derive(Debug)]
pub struct Folder {
    siblings: Siblings,
    identity: Identity,
    force: bool,
    files: Vec<FileRecord>,
}

impl Folder {
    /// Makes sure a run of this identity may come at `target`, and opens a hidden folder beside it.
    ///
    /// # Errors
    /// When the place cannot be written, or holds what may not be replaced.
    pub fn open(target: &Path, identity: Identity, force: bool) -> Result<Self, FolderError> {
        // A trailing slash or a link is resolved, so that the hidden folder comes beside the real one.
        let target = fs::canonicalize(target).or_else(|_| std::path::absolute(target));
        let target = target.map_err(|error| FolderError::system(Path::new("."), &error))?;
        if let Some(run) = run_around(&target) {
            return Err(FolderError::InsideARun { path: target, run });
        }
        let siblings = Siblings::open(&target)?;
        let folder = Self { siblings, identity, force, files: Vec::new() };
        folder.may_come()?;
        Ok(folder)
    }

    /// Writes one file.
    ///
    /// # Errors
    /// When the disk refuses, or `content` does.
    pub fn write<E: ToString>(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), FolderError> {
        let path = self.siblings.part().join(name);
        // The reader is told where the file would have come, not the hidden place.
        let refuse =
            |reason: String| FolderError::system(&self.siblings.target().join(name), &reason);
        let file = fs::File::create_new(&path).map_err(|error| refuse(error.to_string()))?;
        let mut out = Hashing::new(BufWriter::new(file));
        content(&mut out).map_err(|error| refuse(error.to_string()))?;
        let (buffered, sha256, bytes) = out.finish();
        let synced = buffered
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all());
        synced.map_err(|error| refuse(error.to_string()))?;
        self.files.push(FileRecord { name: name.to_owned(), sha256, bytes });
        Ok(())
    }

    /// Writes a file of text.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_text(&mut self, name: &str, text: &str) -> Result<(), FolderError> {
        self.write(name, |out| out.write_all(text.as_bytes()))
    }

    /// Writes the manifest, with the fingerprints of all files, and puts the folder in its place. Files of others
    /// in a run folder that is replaced (notes, reports) come along.
    ///
    /// # Errors
    /// When the disk refuses, or something else came to stand there meanwhile.
    pub fn finish(mut self, manifest: &Manifest) -> Result<PathBuf, FolderError> {
        let manifest = manifest.clone().with_files(self.files.clone());
        let refuse = |error: serde_json::Error| {
            FolderError::system(&self.siblings.target().join(MANIFEST), &error)
        };
        let text = manifest.to_text().map_err(refuse)?;
        self.write_text(MANIFEST, &text)?;
        self.may_come()?;
        self.siblings.put_in_place(is_ours)
    }

    /// Whether what stands at the target may be replaced.
    fn may_come(&self) -> Result<(), FolderError> {
        let target = self.siblings.target();
        if !target.exists() {
            return Ok(());
        }
        if !target.is_dir() {
            return Err(FolderError::NotAFolder(target.to_owned()));
        }
        let mut entries =
            fs::read_dir(target).map_err(|error| FolderError::system(target, &error))?;
        if entries.next().is_none() {
            return Ok(());
        }
        let found = manifest_in(target);
        // Even --force does not delete what no run made.
        let Some(found) = found else { return Err(FolderError::NotARun(target.to_owned())) };
        let differences = self.identity.differences(&Identity::of(&found));
        if self.force || differences.is_empty() {
            return Ok(());
        }
        Err(FolderError::OtherRun { path: target.to_owned(), differences })
    }
}

/// The manifest of the run in a folder, where there is one.
fn manifest_in(folder: &Path) -> Option<Manifest> {
    fs::read_to_string(folder.join(MANIFEST)).ok().as_deref().and_then(Manifest::parse)
}

/// The run folder in which a place lies, if it does.
fn run_around(place: &Path) -> Option<PathBuf> {
    // The nearest folder that is there, without links and `..`.
    let there = place.ancestors().skip(1).find_map(|folder| fs::canonicalize(folder).ok())?;
    there.ancestors().find(|folder| manifest_in(folder).is_some()).map(Path::to_owned)
}

/// Whether a file of this name is made by a run.
pub(super) fn is_ours(name: &str) -> bool {
    TEXTS.contains(&name) || name == AREAS.name || FILES.iter().any(|file| file.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::manifest::{ArmRecord, ScenarioRecord, Timing};

    fn manifest(seed: u64) -> Manifest {
        let scenario = ScenarioRecord {
            name: "proef".to_owned(),
            sha256: "ab".to_owned(),
            base_year: 2026,
            price_year: 2025,
            horizon: 3,
            years: 1,
        };
        let arms = vec![ArmRecord { arm: "0x".to_owned(), level: Some(0.0) }];
        let timing = Timing { started: "2026-01-01T00:00:00Z".to_owned(), seconds: 1.5 };
        Manifest::new(
            scenario,
            (seed, 16),
            ("sobol", "sampled"),
            16,
            arms,
            Vec::new(),
            Vec::new(),
            timing,
        )
    }

    fn write(target: &Path, seed: u64, force: bool) -> Result<PathBuf, FolderError> {
        let mut folder = Folder::open(target, Identity::of(&manifest(seed)), force)?;
        folder.write_text("scenario.toml", &format!("seed = {seed}\n"))?;
        folder.finish(&manifest(seed))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_appears_when_it_is_complete_and_not_before() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("deep/run");
        let mut folder = Folder::open(&target, Identity::of(&manifest(1)), false).unwrap();
        folder.write_text("scenario.toml", "abc").unwrap();
        assert!(!target.exists());
        folder.finish(&manifest(1)).unwrap();
        assert_eq!(names(&target), ["manifest.json", "scenario.toml"]);
        assert_eq!(names(target.parent().unwrap()), ["run"]);
        let told = Manifest::parse(&fs::read_to_string(target.join(MANIFEST)).unwrap()).unwrap();
        assert_eq!(told.files[0].sha256, crate::results::sha256(b"abc"));
        assert_eq!(told.files[0].bytes, 3);
    }

    #[test]
    fn a_folder_that_is_given_up_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        let mut folder = Folder::open(&target, Identity::of(&manifest(1)), false).unwrap();
        folder.write_text("scenario.toml", "abc").unwrap();
        drop(folder);
        assert!(names(place.path()).is_empty());
    }

    #[test]
    fn the_same_run_is_replaced_another_only_by_force() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        write(&target, 1, false).unwrap();
        write(&target, 1, false).unwrap();
        let refused = write(&target, 2, false).unwrap_err();
        assert!(refused.to_string().contains("seed 1, not 2"), "{refused}");
        write(&target, 2, true).unwrap();
        assert_eq!(fs::read_to_string(target.join("scenario.toml")).unwrap(), "seed = 2\n");
        assert_eq!(names(place.path()), ["run"]);
    }

    #[test]
    fn what_no_run_made_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("dear.txt"), "mine").unwrap();
        assert!(matches!(write(place.path(), 1, true), Err(FolderError::NotARun(_))));
        let file = place.path().join("dear.txt");
        assert!(matches!(write(&file, 1, true), Err(FolderError::NotAFolder(_))));
        assert!(matches!(write(&file.join("run"), 1, true), Err(FolderError::System { .. })));
        assert_eq!(names(place.path()), ["dear.txt"]);
    }

    #[test]
    fn no_run_comes_inside_another() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        write(&target, 1, false).unwrap();
        for inside in ["sub", "deep/sub"] {
            let refused = write(&target.join(inside), 1, true).unwrap_err();
            assert!(matches!(refused, FolderError::InsideARun { .. }), "{refused}");
        }
        assert_eq!(names(&target), ["manifest.json", "scenario.toml"]);
        write(&target.join("../other"), 1, false).unwrap();
        assert_eq!(names(place.path()), ["other", "run"]);
    }

    #[test]
    fn notes_of_the_user_come_along() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        write(&target, 1, false).unwrap();
        fs::write(target.join("notes.md"), "mine").unwrap();
        write(&target, 2, true).unwrap();
        assert_eq!(names(&target), ["manifest.json", "notes.md", "scenario.toml"]);
    }

    #[test]
    fn an_empty_folder_is_a_place_like_any_other() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        fs::create_dir(&target).unwrap();
        write(&target, 1, false).unwrap();
        assert_eq!(names(&target), ["manifest.json", "scenario.toml"]);
    }
}
