//! What a row of a table is about: the country, a municipality, a wijk, a buurt or an area of one's own.

use std::borrow::Cow;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Country,
    /// A province, or another part of the country.
    Part,
    Municipality,
    Wijk,
    Buurt,
    /// Something with a code of one's own.
    Own,
}

/// Codes of parts of the country: landsdeel, provincie, COROP, arbeidsmarktregio, GGD, veiligheidsregio.
const PARTS: [&str; 6] = ["LD", "PV", "CR", "AM", "GG", "VR"];

impl Region {
    /// What a code of CBS is about. A wijk has two digits or letters after its municipality, a buurt four.
    pub(super) fn of_code(code: &str) -> Self {
        let Some((start, rest)) = code.split_at_checked(2) else { return Self::Own };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let after = |count: usize| {
            rest.len() == count
                && digits(&rest[..4])
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        match start {
            "NL" if rest.len() <= 2 && digits(rest) => Self::Country,
            "GM" if after(4) => Self::Municipality,
            "WK" if after(6) => Self::Wijk,
            "BU" if after(8) => Self::Buurt,
            _ if PARTS.contains(&start) && rest.len() == 2 && digits(rest) => Self::Part,
            _ => Self::Own,
        }
    }

    /// What a word in a column as `recs`, `soort` or `SoortRegio_2` says.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "land" | "nederland" => Some(Self::Country),
            "gemeente" => Some(Self::Municipality),
            "wijk" => Some(Self::Wijk),
            "buurt" => Some(Self::Buurt),
            _ => None,
        }
    }
}

/// A code as CBS writes it; one's own stays as it is.
pub(super) fn tidy(code: &str) -> Cow<'_, str> {
    if code.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let upper = code.to_ascii_uppercase();
        if Region::of_code(&upper) != Region::Own {
            return Cow::Owned(upper);
        }
    }
    Cow::Borrowed(code)
}

/// The code of the municipality that a wijk or buurt lies in.
pub(super) fn municipality_of(code: &str) -> Option<String> {
    match Region::of_code(code) {
        Region::Wijk | Region::Buurt => Some(format!("GM{}", &code[2..6])),
        Region::Municipality => Some(code.to_owned()),
        _ => None,
    }
}

/// The code of a municipality as CBS writes it, from one that may be the number alone.
pub(super) fn municipality(code: &str) -> String {
    let is_number = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("GM{code}") } else { tidy(code).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_cbs_are_told_apart_from_ones_own() {
        for (code, region) in [
            ("NL01", Region::Country),
            ("NL", Region::Country),
            ("GM0518", Region::Municipality),
            ("WK051836", Region::Wijk),
            ("WK0363AD", Region::Wijk),
            ("BU05183633", Region::Buurt),
            ("BU0363AD01", Region::Buurt),
            ("PV28", Region::Part),
            ("A", Region::Own),
            ("WK05183", Region::Own),
            ("WKé5183", Region::Own),
            ("é", Region::Own),
            ("NLxx", Region::Own),
            ("", Region::Own),
        ] {
            assert_eq!(Region::of_code(code), region, "{code}");
        }
    }

    #[test]
    fn a_wijk_and_a_buurt_know_their_municipality() {
        assert_eq!(municipality_of("WK0363AD").as_deref(), Some("GM0363"));
        assert_eq!(municipality_of("BU05183633").as_deref(), Some("GM0518"));
        assert_eq!(municipality_of("A"), None);
        assert_eq!(
            (municipality("0518"), municipality("gm0518")),
            ("GM0518".into(), "GM0518".into())
        );
        assert_eq!((tidy("wk0363ad"), tidy("wijk a")), ("WK0363AD".into(), "wijk a".into()));
    }
}
