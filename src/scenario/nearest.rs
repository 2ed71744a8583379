//! "Did you mean": the known word nearest to an unknown one.

/// The nearest of the known words, if it is near enough to be a slip.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A word of hundreds of letters is no slip of a known one, and comparing it would take long.
    if word.len() > 100 {
        return None;
    }
    let lower = word.to_lowercase();
    let slips = 1 + word.chars().count() / 4;
    known
        .into_iter()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Help for an unknown word: the nearest known one, or else all of them.
pub(super) fn suggestion<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(candidate) = nearest(word, known.clone()) {
        return Some(format!("did you mean `{candidate}`?"));
    }
    let all: Vec<&str> = known.into_iter().collect();
    match all.len() {
        0 => None,
        1..=40 => Some(format!("known here: {}", all.join(", "))),
        more => Some(format!("known here: {}, … and {} more", all[..40].join(", "), more - 40)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        assert_eq!(nearest("uptke", ["reach", "uptake"]), Some("uptake"));
        assert_eq!(nearest("Gemeente", ["gemeente"]), Some("gemeente"));
        assert_eq!(nearest("bananas", ["reach", "uptake"]), None);
    }
}
