//! Reading a text from a file, with a clear problem for every way in which that can fail.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::code::Code;
use super::problem::Problem;

/// Largest file that is read, in bytes (16 MiB): a scenario is some kilobytes, so a larger file is a mistake.
const LARGEST: u64 = 16 * 1024 * 1024;

const NOT_FOUND: Code = Code::error("file-not-found");
const UNREADABLE: Code = Code::error("file-unreadable");
const IS_FOLDER: Code = Code::error("file-is-folder");
const TOO_LARGE: Code = Code::error("file-too-large");
const NOT_TEXT: Code = Code::error("file-not-utf8");

/// Every kind of problem that reading a file can give.
pub const FILE_CODES: &[Code] = &[NOT_FOUND, UNREADABLE, IS_FOLDER, TOO_LARGE, NOT_TEXT];

/// Reads a text file; a byte order mark at its start is left out.
///
/// # Errors
/// A problem if the file is not there, is a folder, cannot be read, is larger than 16 MiB or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Box<Problem>> {
    read(path).map_err(Box::new)
}

#[expect(clippy::result_large_err, reason = "boxed by its one caller")]
fn read(path: &Path) -> Result<String, Problem> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Problem::new(NOT_FOUND, "", format!("there is no file `{shown}`"))
            .help("check the name and the folder you are in"),
        ErrorKind::IsADirectory => folder(path),
        _ => Problem::new(UNREADABLE, "", format!("`{shown}` cannot be read: {error}")),
    };
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(folder(path));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("`{shown}` is larger than {} MiB", LARGEST / 1024 / 1024);
        return Err(Problem::new(TOO_LARGE, "", message)
            .rule(format!("a file is at most {} MiB", LARGEST / 1024 / 1024)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let good = String::from_utf8_lossy(&error.as_bytes()[..at]);
            let line = 1 + good.matches('\n').count();
            Err(Problem::new(
                NOT_TEXT,
                "",
                format!("`{shown}` is not UTF-8 text: the first wrong byte is on line {line}"),
            )
            .rule("files are UTF-8")
            .help("save it again as UTF-8 (Windows editors sometimes write UTF-16 or ANSI)"))
        }
    }
}

fn folder(path: &Path) -> Problem {
    let message = format!("`{}` is a folder, not a file", path.display());
    Problem::new(IS_FOLDER, "", message).help("name the file in it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_a_folder_and_bytes_each_have_their_own_problem() {
        let room = tempfile::tempdir().unwrap();
        let missing = read_text(&room.path().join("none.toml")).unwrap_err();
        assert_eq!(missing.code, "file-not-found");
        assert_eq!(read_text(room.path()).unwrap_err().code, "file-is-folder");
        let bytes = room.path().join("bytes.toml");
        std::fs::write(&bytes, b"a = 1\nb = '\xff'").unwrap();
        let problem = read_text(&bytes).unwrap_err();
        assert_eq!(problem.code, "file-not-utf8");
        assert!(problem.message.contains("line 2"));
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("bom.toml");
        std::fs::write(&file, "\u{feff}a = 1\r\n").unwrap();
        assert_eq!(read_text(&file).unwrap(), "a = 1\r\n");
    }

    #[test]
    fn a_file_of_more_than_16_mib_is_refused() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("large.toml");
        std::fs::write(&file, vec![b' '; LARGEST as usize + 1]).unwrap();
        assert_eq!(read_text(&file).unwrap_err().code, "file-too-large");
    }
}
