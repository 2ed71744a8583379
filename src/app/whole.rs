//! A file that comes in its place whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::error::AppError;

/// Writes a hidden file beside the target and renames it. What is there is replaced.
///
/// # Errors
/// When the target is a folder, its folder is not there, or it cannot be written.
pub(super) fn write_whole(target: &Path, content: &[u8]) -> Result<(), AppError> {
    let Some(name) = target.file_name().filter(|_| !target.is_dir()) else {
        let path = target.display();
        return Err(AppError::Usage(format!("--out: {path} is a folder, not a name for a file")));
    };
    if let Some(folder) =
        target.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        let reason = format!("there is no folder {}", folder.display());
        return Err(AppError::Write { path: target.display().to_string(), reason });
    }
    let hidden = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
    let part = target.with_file_name(hidden);
    let written = fs::File::create(&part).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&part, target)).map_err(|error| {
        // What is left of it is of no use; if it cannot be removed, the first error says more.
        let _ = fs::remove_file(&part);
        refuse(target, &error)
    })
}

/// Writes a figure (SVG) where it was asked for.
///
/// # Errors
/// When it cannot be written.
pub fn write_figure(target: &Path, svg: &str) -> Result<(), AppError> {
    if !target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return Err(AppError::Usage(format!(
            "--figure: {} must end in .svg, for that is what is written",
            target.display()
        )));
    }
    write_whole(target, svg.as_bytes())
}

/// That a file cannot be written, and why.
pub(super) fn refuse(path: &Path, error: &std::io::Error) -> AppError {
    AppError::Write { path: path.display().to_string(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_whole_and_replaces_the_one_before() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("x.html");
        write_whole(&target, b"one").unwrap();
        write_whole(&target, b"two").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"two");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
        assert!(matches!(write_whole(place.path(), b"x"), Err(AppError::Usage(_))));
        let nowhere = place.path().join("no/x.html");
        assert!(matches!(write_whole(&nowhere, b"x"), Err(AppError::Write { .. })));
    }
}
