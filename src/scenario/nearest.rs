//! "Did you mean": the known word nearest to an unknown one.

/// Words of the format as Dutch users think of them.
const DUTCH: [(&str, &str); 10] = [
    ("deelnemers", "participants"),
    ("afronders", "completers"),
    ("gebeurtenis", "event"),
    ("eenmalig", "once"),
    ("gebruik", "use"),
    ("toestand", "state"),
    ("schaal", "score"),
    ("begin", "start"),
    ("midden", "middle"),
    ("eind", "end"),
];

/// The known word that was meant: a slip of it, its Dutch name, its beginning, or a part that only it has.
pub(crate) fn nearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
) -> Option<&'a str> {
    // A word of hundreds of letters is no slip of a known one, and comparing it would take long.
    if word.len() > 100 {
        return None;
    }
    let known = known.into_iter();
    let lower = word.to_lowercase();
    let dutch = DUTCH.iter().find(|(dutch, _)| *dutch == lower);
    if let Some(found) = dutch.and_then(|(_, english)| known.clone().find(|word| word == english)) {
        return Some(found);
    }
    let letters = lower.chars().count();
    let slips = 1 + letters / 4;
    let slip = known
        .clone()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate)
        })
        // Words that share no letter are no slips of one another: `E` is not `A`.
        .filter(|(distance, _)| *distance <= slips && *distance < letters)
        .min_by_key(|(distance, _)| *distance);
    if let Some((_, candidate)) = slip {
        return Some(candidate);
    }
    let only = |part: &dyn Fn(&str) -> bool| {
        let mut fitting = known.clone().filter(|candidate| part(&candidate.to_lowercase()));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let begins = (letters >= 3).then(|| only(&|candidate| candidate.starts_with(&lower))).flatten();
    begins.or_else(|| (letters >= 5).then(|| only(&|candidate| candidate.contains(&lower)))?)
}

/// Help for an unknown word: the nearest known one, or else all of them.
pub(crate) fn suggestion<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str, IntoIter: Clone> + Clone,
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
        assert_eq!(nearest("E", ["A", "B"]), None);
        assert_eq!(nearest("a", ["A", "B"]), Some("A"));
        assert_eq!(
            nearest("verzekeraar", ["zorgverzekeraar", "gemeente"]),
            Some("zorgverzekeraar")
        );
        assert_eq!(nearest("val", ["vallen", "eenzaam"]), Some("vallen"));
        assert_eq!(nearest("eenmalig", ["event", "once"]), Some("once"));
    }
}
