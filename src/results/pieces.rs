//! The finished pieces of a run that is not finished: kept beside its place, so that it can go on where it was.

use std::fs::{self, File, TryLockError};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::FolderError;
use super::hash::Hashing;
use super::identity::Identity;

/// Held locked by the process that makes the pieces.
const LOCK: &str = ".lock";

/// Tells of which run they are.
const QUESTION: &str = "question.json";

/// The first bytes of a piece: a name and a version.
const MAGIC: &[u8; 16] = b"wijkimpact pc 1\n";

/// A folder of pieces, ours alone while we hold it.
#[derive(Debug)]
pub struct Pieces {
    folder: PathBuf,
    lock: Option<File>,
}

/// Of which run pieces are: the run, and how it was cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The run.
    pub identity: Identity,
    /// Into what it was cut: `trials` or `areas`.
    pub unit: String,
    /// Where each piece ends.
    pub ends: Vec<usize>,
}

/// What to do with pieces that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Go on with them.
    Resume,
    /// Refuse: somebody may have waited for them.
    Refuse,
    /// Start again.
    Discard,
}

impl Pieces {
    /// Opens the pieces of a run that will come at `target`: `.<name>.pieces` beside it.
    ///
    /// # Errors
    /// When another process works there, when pieces are there that may not be used or dropped, or when the disk refuses.
    pub fn open(target: &Path, question: &Question, found: Found) -> Result<Self, FolderError> {
        let folder = folder(target)?;
        let refuse = |error: std::io::Error| FolderError::system(target, &error);
        fs::create_dir_all(&folder).map_err(refuse)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))
            .map_err(refuse)?;
        // Where locks are not to be had, two runs at once can only be told afterwards.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(FolderError::Busy(target.to_owned()));
        }
        let pieces = Self { folder, lock: Some(lock) };
        let count = pieces.count();
        if let Some(there) = pieces.question().filter(|_| count > 0 && found != Found::Discard) {
            let path = target.to_owned();
            match (there == *question, found) {
                (true, Found::Resume) => return Ok(pieces),
                (true, _) => {
                    let all = question.ends.len();
                    return Err(FolderError::Unfinished { path, count, all });
                }
                (false, _) => {
                    let mut differences = question.identity.differences(&there.identity);
                    if differences.is_empty() {
                        differences.push("it was cut into other pieces".to_owned());
                    }
                    return Err(FolderError::OtherPieces { path, differences });
                }
            }
        }
        pieces.clear().map_err(refuse)?;
        let text = serde_json::to_string_pretty(question)
            .map_err(|error| FolderError::system(target, &error))?;
        fs::write(pieces.folder.join(QUESTION), text + "\n").map_err(refuse)?;
        Ok(pieces)
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn question(&self) -> Option<Question> {
        let text = fs::read_to_string(self.folder.join(QUESTION)).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(name(number))
    }

    /// Number of pieces that are there.
    fn count(&self) -> usize {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter(|entry| is_piece(&entry.file_name().to_string_lossy())).count()
    }

    fn clear(&self) -> std::io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name != LOCK) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Keeps a piece: whole or not at all.
    ///
    /// # Errors
    /// When the disk refuses; the pieces before it stay.
    pub fn save(&self, number: usize, columns: &[&[f64]]) -> Result<(), FolderError> {
        let path = self.path(number);
        let part = path.with_extension("part");
        let written = write_piece(&part, columns).and_then(|()| fs::rename(&part, &path));
        written.map_err(|error| {
            let _ = fs::remove_file(&part);
            FolderError::system(&path, &error)
        })
    }

    /// Reads a piece into columns of the same lengths; false if it is not there, or not as it was written: then it is to be made
    /// again.
    pub fn load(&self, number: usize, columns: &mut [&mut [f64]]) -> bool {
        read_piece(&self.path(number), columns).is_ok()
    }

    /// Removes them all: the run is finished.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(mut self) -> Result<(), FolderError> {
        self.lock = None;
        fs::remove_dir_all(&self.folder).map_err(|error| FolderError::system(&self.folder, &error))
    }

    /// Gives up the lock and leaves them where they are, to be renamed.
    pub(super) fn release(mut self) -> std::io::Result<PathBuf> {
        self.lock = None;
        fs::remove_file(self.folder.join(LOCK))?;
        Ok(self.folder.clone())
    }
}

impl Drop for Pieces {
    /// Without pieces there is nothing to keep.
    fn drop(&mut self) {
        if self.lock.take().is_some() && self.count() == 0 {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// `.<name>.pieces` beside the place of a run.
fn folder(target: &Path) -> Result<PathBuf, FolderError> {
    let name = target.file_name().ok_or_else(|| FolderError::NotARun(target.to_owned()))?;
    Ok(target.with_file_name(format!(".{}.pieces", name.to_string_lossy())))
}

/// Name of a piece.
pub(super) fn name(number: usize) -> String {
    format!("piece-{number:06}")
}

fn is_piece(name: &str) -> bool {
    name.strip_prefix("piece-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A piece: the magic, the number of columns, their lengths, then each column as one byte (0: nothing but zeros) and its numbers, little
/// endian; last the SHA-256 of all that.
fn write_piece(path: &Path, columns: &[&[f64]]) -> std::io::Result<()> {
    let mut out = Hashing::new(BufWriter::with_capacity(1 << 20, File::create(path)?));
    out.write_all(MAGIC)?;
    out.write_all(&(columns.len() as u64).to_le_bytes())?;
    for column in columns {
        out.write_all(&(column.len() as u64).to_le_bytes())?;
    }
    let mut bytes = Vec::new();
    for stretch in columns.iter().flat_map(|column| column.chunks(STRETCH)) {
        let empty = stretch.iter().all(|number| number.to_bits() == 0);
        out.write_all(&[u8::from(!empty)])?;
        if !empty {
            bytes.clear();
            bytes.extend(stretch.iter().flat_map(|number| number.to_le_bytes()));
            out.write_all(&bytes)?;
        }
    }
    let (mut file, hash, _) = out.finish();
    file.write_all(hash.as_bytes())?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}

/// Numbers that are looked at together for being all zero: most parties have no flow in most years.
const STRETCH: usize = 4096;

pub(super) fn read_piece(path: &Path, columns: &mut [&mut [f64]]) -> std::io::Result<()> {
    let wrong = || std::io::Error::from(std::io::ErrorKind::InvalidData);
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let mut hash = Hashing::new(std::io::sink());
    let mut take = |bytes: &mut [u8], hash: &mut Hashing<std::io::Sink>| {
        file.read_exact(bytes)?;
        hash.write_all(bytes)
    };
    let mut magic = [0; MAGIC.len()];
    take(&mut magic, &mut hash)?;
    let mut number = [0; 8];
    take(&mut number, &mut hash)?;
    if magic != *MAGIC || u64::from_le_bytes(number) != columns.len() as u64 {
        return Err(wrong());
    }
    for column in columns.iter() {
        take(&mut number, &mut hash)?;
        if u64::from_le_bytes(number) != column.len() as u64 {
            return Err(wrong());
        }
    }
    let mut bytes = vec![0; STRETCH * 8];
    for stretch in columns.iter_mut().flat_map(|column| column.chunks_mut(STRETCH)) {
        let mut flag = [0];
        take(&mut flag, &mut hash)?;
        if flag == [0] {
            stretch.fill(0.0);
            continue;
        }
        let bytes = &mut bytes[..stretch.len() * 8];
        take(bytes, &mut hash)?;
        for (number, eight) in stretch.iter_mut().zip(bytes.chunks_exact(8)) {
            *number = f64::from_le_bytes(eight.try_into().map_err(|_| wrong())?);
        }
    }
    let mut told = String::new();
    file.read_to_string(&mut told)?;
    if told == hash.finish().1 { Ok(()) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(seed: u64) -> Question {
        let identity = Identity {
            program_version: "1".to_owned(),
            scenario_sha256: "x".to_owned(),
            consulted: Vec::new(),
            seed,
            trials: Some(64),
            design: "sobol".to_owned(),
            chance: "sampled".to_owned(),
            arms: vec!["1x".to_owned()],
        };
        Question { identity, unit: "trials".to_owned(), ends: vec![32, 64] }
    }

    #[test]
    fn a_piece_comes_back_to_the_bit_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        let pieces = Pieces::open(&target, &question(1), Found::Refuse).unwrap();
        let long: Vec<f64> =
            (0..10_000).map(|i| if i < 5000 { 0.0 } else { f64::from(i).sin() }).collect();
        let odd = [f64::NAN, -0.0, f64::INFINITY];
        pieces.save(1, &[&long, &odd, &[]]).unwrap();
        let (mut a, mut b) = (vec![1.0; 10_000], vec![1.0; 3]);
        assert!(pieces.load(1, &mut [&mut a, &mut b, &mut []]));
        let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!((bits(&a), bits(&b)), (bits(&long), bits(&odd)));
        assert!(!pieces.load(0, &mut [&mut a]) && !pieces.load(1, &mut [&mut a, &mut b]));
        // A bit that turned, or a file that was cut, is seen.
        let path = pieces.path(1);
        let bytes = fs::read(&path).unwrap();
        for place in [20, 300, bytes.len() - 100, bytes.len() - 1] {
            let mut wrong = bytes.clone();
            wrong[place] ^= 1;
            fs::write(&path, &wrong).unwrap();
            assert!(!pieces.load(1, &mut [&mut a, &mut b, &mut []]), "{place}");
            fs::write(&path, &bytes[..place]).unwrap();
            assert!(!pieces.load(1, &mut [&mut a, &mut b, &mut []]), "{place}");
        }
    }

    #[test]
    fn pieces_are_used_only_for_their_own_run_and_by_one_process() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("run");
        let pieces = Pieces::open(&target, &question(1), Found::Refuse).unwrap();
        assert!(matches!(
            Pieces::open(&target, &question(1), Found::Resume),
            Err(FolderError::Busy(_))
        ));
        pieces.save(0, &[&[1.0]]).unwrap();
        drop(pieces);
        let again = Pieces::open(&target, &question(1), Found::Refuse);
        assert!(matches!(again, Err(FolderError::Unfinished { count: 1, all: 2, .. })));
        let other = Pieces::open(&target, &question(2), Found::Resume);
        assert!(matches!(other, Err(FolderError::OtherPieces { .. })));
        let pieces = Pieces::open(&target, &question(1), Found::Resume).unwrap();
        let mut one = [0.0];
        assert!(pieces.load(0, &mut [&mut one]) && (one[0] - 1.0).abs() < 1e-15);
        drop(pieces);
        let pieces = Pieces::open(&target, &question(1), Found::Discard).unwrap();
        assert!(!pieces.load(0, &mut [&mut one]));
        pieces.remove().unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
