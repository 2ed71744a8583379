//! Opens a finished run folder: everything is there, and as the run left it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::columns::file;
use super::folder::{MANIFEST, is_ours};
use super::frame::Frame;
use super::hash::{Hashing, sha256};
use super::manifest::{FileRecord, FormatError, Manifest};

/// Why a run folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such folder.
    #[error("{}: there is no such run folder", .0.display())]
    NoFolder(PathBuf),
    /// A file, not a folder.
    #[error("{} is a file, not the folder of a run", .0.display())]
    NotAFolder(PathBuf),
    /// A folder of something else.
    #[error("{} is not a run folder: it has no {MANIFEST}", .0.display())]
    NotARun(PathBuf),
    /// Files of a run without the manifest, which is written last.
    #[error("{} is an incomplete run: it has no {MANIFEST}; run the scenario again", .0.display())]
    Incomplete(PathBuf),
    /// The manifest is not that of a run.
    #[error("{path} cannot be read as the manifest of a run: {reason}; run the scenario again", path = path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The run was made by a program that we do not understand.
    #[error("{path} has format {found}; this program reads up to format {known}: use a newer wijkimpact", path = path.display())]
    Newer {
        /// The manifest.
        path: PathBuf,
        /// The version of its format.
        found: u64,
        /// The newest version we know.
        known: u32,
    },
    /// A file of the run is not there.
    #[error("{} is missing: the run wrote it; run the scenario again", .0.display())]
    Missing(PathBuf),
    /// A file of the run is not what the run wrote.
    #[error("{} was changed after the run (its SHA-256 is not the one that {MANIFEST} tells); run the scenario again", .0.display())]
    Changed(PathBuf),
    /// The system refuses, or the content is not what it should be.
    #[error("cannot read {path}: {reason}", path = path.display())]
    Unreadable {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// A finished run on disk, whole and unchanged when it was opened.
#[derive(Debug, Clone)]
pub struct RunFolder {
    folder: PathBuf,
    manifest: Manifest,
}

impl RunFolder {
    /// Opens a run folder: reads its manifest, and makes sure that every file the manifest names is there and has the
    /// fingerprint it had when the run ended. Files that no run made are left alone.
    ///
    /// # Errors
    /// [`ReadError`], with the file it is about.
    pub fn open(folder: &Path) -> Result<Self, ReadError> {
        let manifest = read_manifest(folder)?;
        let run = Self { folder: folder.to_owned(), manifest };
        for record in &run.manifest.files {
            // A name with folders in it could point anywhere.
            if Path::new(&record.name).file_name() != Some(record.name.as_ref()) {
                let reason = format!("`{}` is no name of a file", record.name);
                return Err(ReadError::Manifest { path: folder.join(MANIFEST), reason });
            }
            let path = folder.join(&record.name);
            let opened = fs::File::open(&path).map_err(|error| refuse(&path, &error))?;
            let mut through = Hashing::new(io::sink());
            io::copy(&mut io::BufReader::new(opened), &mut through)
                .map_err(|error| refuse(&path, &error))?;
            if through.finish().1 != record.sha256 {
                return Err(ReadError::Changed(path));
            }
        }
        Ok(run)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was run, by what, and what came out.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A text of the run.
    ///
    /// # Errors
    /// When it is not among the files of the run, or was changed since the folder was opened.
    pub fn text(&self, name: &str) -> Result<String, ReadError> {
        String::from_utf8(self.bytes(name)?).map_err(|error| self.unreadable(name, &error))
    }

    /// A table of the run, with `further` columns after those of the file (parameters, by path).
    ///
    /// # Errors
    /// When it is not among the files of the run, was changed since the folder was opened, or has not the columns it
    /// should have.
    pub fn table(&self, name: &str, further: &[&str]) -> Result<Frame, ReadError> {
        let Some(known) = file(name) else {
            return Err(self.unreadable(name, &"no such table in a run folder"));
        };
        Frame::read(self.bytes(name)?, known, further)
            .map_err(|reason| self.unreadable(name, &reason))
    }

    /// An error about the content of a file.
    pub fn unreadable(&self, name: &str, reason: &dyn std::fmt::Display) -> ReadError {
        ReadError::Unreadable { path: self.folder.join(name), reason: reason.to_string() }
    }

    /// The bytes of a file, checked once more: what is hashed here is what is read.
    fn bytes(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.folder.join(name);
        let of_name = |record: &&FileRecord| record.name == name;
        let Some(record) = self.manifest.files.iter().find(of_name) else {
            return Err(ReadError::Missing(path));
        };
        let bytes = fs::read(&path).map_err(|error| refuse(&path, &error))?;
        if sha256(&bytes) == record.sha256 { Ok(bytes) } else { Err(ReadError::Changed(path)) }
    }
}

fn read_manifest(folder: &Path) -> Result<Manifest, ReadError> {
    if folder.is_file() {
        return Err(ReadError::NotAFolder(folder.to_owned()));
    }
    if !folder.is_dir() {
        return Err(ReadError::NoFolder(folder.to_owned()));
    }
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(without_manifest(folder));
        }
        Err(error) => return Err(refuse(&path, &error)),
    };
    match Manifest::read(&text) {
        Ok(manifest) if manifest.is_as_written(&text) => Ok(manifest),
        Ok(_) => Err(ReadError::Changed(path)),
        Err(FormatError::Newer { found, known }) => Err(ReadError::Newer { path, found, known }),
        Err(FormatError::NotOurs(reason)) => Err(ReadError::Manifest { path, reason }),
    }
}

/// A folder without a manifest: what is left of a run, or something else altogether.
fn without_manifest(folder: &Path) -> ReadError {
    let ours = fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_str().is_some_and(is_ours))
    });
    if ours {
        ReadError::Incomplete(folder.to_owned())
    } else {
        ReadError::NotARun(folder.to_owned())
    }
}

fn refuse(path: &Path, error: &io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound {
        ReadError::Missing(path.to_owned())
    } else {
        ReadError::Unreadable { path: path.to_owned(), reason: error.to_string() }
    }
}
