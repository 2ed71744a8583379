//! Words of a command as a shell reads them back, whatever is in them.

use std::path::Path;

/// A word between single quotes, where a shell changes nothing; a quote in it ends them, stands escaped, and opens them again.
pub(super) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A word, quoted only where it has letters that a shell might read otherwise.
pub(super) fn word(word: &str) -> String {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || "-_./,:%+".contains(letter);
    if !word.is_empty() && word.chars().all(safe) { word.to_owned() } else { quoted(word) }
}

/// A path as a quoted word. One that begins with `-` would be read as an option, and gets `./` before it. None for a path that
/// is no text, and for one with control characters: an end of line would end the comment or the message it stands in.
pub(super) fn path(path: &Path) -> Option<String> {
    let text = path.to_str().filter(|text| plain(text))?;
    Some(quoted(&if text.starts_with('-') { format!("./{text}") } else { text.to_owned() }))
}

/// Whether a word is there and has no control characters.
pub(super) fn plain(word: &str) -> bool {
    !word.is_empty() && !word.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_dollars_and_spaces_are_left_as_they_are() {
        for (word, shell) in [
            ("plain", "'plain'"),
            ("two words", "'two words'"),
            ("$HOME `id` \\ \"x\" !", "'$HOME `id` \\ \"x\" !'"),
            ("it's", r"'it'\''s'"),
            ("''", r"''\'''\'''"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), shell);
        }
    }

    #[test]
    fn a_plain_word_is_not_quoted() {
        for (one, shell) in [("--trials", "--trials"), ("1%", "1%"), ("", "''"), ("~", "'~'")] {
            assert_eq!(word(one), shell);
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_shell_reads_back_what_was_quoted() {
        for word in [
            "it's",
            "a  b",
            "$(id)`id`",
            "\\",
            "\"",
            "*?[a]~",
            "-n",
            "%a;&|<>#",
            "é日",
            "1-8,%+:._/",
        ] {
            let script = format!("printf '%s|' {}", super::word(word));
            let said = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8(said.stdout).unwrap(), format!("{word}|"));
        }
    }

    #[test]
    fn a_path_is_never_an_option_and_never_two_lines() {
        assert_eq!(path(Path::new("-rf")).as_deref(), Some("'./-rf'"));
        assert_eq!(path(Path::new("/a/-b")).as_deref(), Some("'/a/-b'"));
        for bad in ["", "a\nb", "a\u{0}b", "a\tb", "a\u{85}b"] {
            assert_eq!(path(Path::new(bad)), None, "{bad:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_path_that_is_no_text_is_refused() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(path(Path::new(std::ffi::OsStr::from_bytes(b"a\xffb"))), None);
    }
}
