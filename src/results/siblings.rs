//! The hidden folders beside a run folder: where the new one is made and the old one waits to go.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::folder::FolderError;

/// Held locked by the process that makes the folder, so that others can tell its folder from a dead one's.
const LOCK: &str = ".lock";

/// A folder in the making, beside its place. Dropped before [`Siblings::put_in_place`], it is removed.
#[derive(Debug)]
pub(super) struct Siblings {
    target: PathBuf,
    part: PathBuf,
    old: PathBuf,
    lock: Option<File>,
}

impl Siblings {
    /// Clears up after dead processes and makes the hidden folder `.<name>.part-<process>`.
    pub(super) fn open(target: &Path) -> Result<Self, FolderError> {
        let refuse = |path: &Path| {
            let path = path.to_owned();
            move |error: std::io::Error| FolderError::system(&path, &error)
        };
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(FolderError::NotARun(target.to_owned()));
        };
        let name = name.to_string_lossy();
        fs::create_dir_all(parent).map_err(refuse(target))?;
        clear_up(parent, target, &name);
        let process = std::process::id();
        let part = parent.join(format!(".{name}.part-{process}"));
        let old = parent.join(format!(".{name}.old-{process}"));
        fs::create_dir(&part).map_err(refuse(target))?;
        // From here on `part` is removed whatever happens.
        let mut siblings = Self { target: target.to_owned(), part, old, lock: None };
        let lock = File::create_new(siblings.part.join(LOCK)).map_err(refuse(target))?;
        // Where locks are not to be had the folder is only cleared up later, by hand.
        let _ = lock.try_lock();
        siblings.lock = Some(lock);
        Ok(siblings)
    }

    /// Where the folder will come.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Where it is made.
    pub(super) fn part(&self) -> &Path {
        &self.part
    }

    /// Renames the new folder into its place. What stood there goes, except for what is not `ours`, which moves over.
    pub(super) fn put_in_place(mut self, ours: fn(&str) -> bool) -> Result<PathBuf, FolderError> {
        let refuse = |error: std::io::Error| FolderError::system(&self.target, &error);
        self.lock = None;
        fs::remove_file(self.part.join(LOCK)).map_err(refuse)?;
        sync(&self.part);
        let replaces = self.target.exists();
        if replaces {
            fs::rename(&self.target, &self.old).map_err(refuse)?;
        }
        if let Err(error) = fs::rename(&self.part, &self.target) {
            if replaces {
                let _ = fs::rename(&self.old, &self.target);
            }
            return Err(refuse(error));
        }
        if let Some(parent) = self.target.parent() {
            sync(parent);
        }
        if replaces {
            remove(&self.old, &self.target, ours).map_err(refuse)?;
        }
        Ok(self.target.clone())
    }
}

impl Drop for Siblings {
    fn drop(&mut self) {
        self.lock = None;
        // After `put_in_place` it is no longer there, and that is all that can go wrong that matters.
        let _ = fs::remove_dir_all(&self.part);
    }
}

/// Removes an old folder after moving what is not ours to the new one.
fn remove(old: &Path, new: &Path, ours: fn(&str) -> bool) -> std::io::Result<()> {
    for entry in fs::read_dir(old)? {
        let name = entry?.file_name();
        if !name.to_str().is_some_and(ours) {
            fs::rename(old.join(&name), new.join(&name))?;
        }
    }
    fs::remove_dir_all(old)
}

/// Removes folders whose makers are dead, and puts back a folder that was being replaced when its maker died.
fn clear_up(parent: &Path, target: &Path, name: &str) {
    let (part, old) = (format!(".{name}.part-"), format!(".{name}.old-"));
    let Ok(entries) = fs::read_dir(parent) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Some(found) = path.file_name().and_then(OsStr::to_str) else { continue };
        if found.starts_with(&part) && is_dead(&path) {
            let _ = fs::remove_dir_all(&path);
        } else if found.starts_with(&old) && !target.exists() {
            let _ = fs::rename(&path, target);
        }
    }
}

/// Whether nobody holds the lock of a folder any more.
fn is_dead(part: &Path) -> bool {
    match File::open(part.join(LOCK)) {
        Ok(lock) => match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
        // Its maker died before it had a lock or after it gave it up; a living one is there for an instant only, and
        // a folder that is renamed under our hands is not removed.
        Err(_) => !part.join("manifest.json").exists(),
    }
}

/// Makes a folder's entries last through a power failure, where the system can.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_the_dead_go_and_those_of_the_living_stay() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        let (dead, living) = (place.path().join(".run.part-1"), place.path().join(".run.part-2"));
        for folder in [&dead, &living] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(LOCK), "").unwrap();
        }
        let held = File::open(living.join(LOCK)).unwrap();
        held.lock().unwrap();
        let siblings = Siblings::open(&target).unwrap();
        assert!(!dead.exists() && living.exists());
        drop(siblings);
        assert!(living.exists());
    }

    #[test]
    fn a_folder_caught_between_two_names_is_put_back() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        fs::create_dir(place.path().join(".run.old-1")).unwrap();
        fs::write(place.path().join(".run.old-1/manifest.json"), "{}").unwrap();
        drop(Siblings::open(&target).unwrap());
        assert!(target.join("manifest.json").exists());
    }
}
