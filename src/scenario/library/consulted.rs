//! What a scenario consulted outside its own text, for the manifest.

/// A text that a scenario leans on.
#[derive(Debug, Clone, PartialEq)]
pub struct Consulted {
    /// What it was consulted for.
    pub role: Role,
    /// Its file as the scenario names it; of a list that comes with the program, its name in the repository.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What was taken from it: names of prices or ready outcomes, or how studies were pooled.
    pub taken: Vec<String>,
}

/// What a text was consulted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A price list.
    Prices,
    /// Ready outcomes.
    Outcomes,
    /// Results of studies.
    Studies,
}

impl Role {
    /// The word for it in the manifest.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prices => "prices",
            Self::Outcomes => "outcomes",
            Self::Studies => "studies",
        }
    }
}

/// Notes that something was taken from a text; a text is noted once.
pub(super) fn note(all: &mut Vec<Consulted>, role: Role, file: &str, text: &str, taken: &str) {
    let known = all.iter_mut().find(|one| one.role == role && one.file == file);
    match known {
        Some(one) if one.taken.iter().any(|other| other == taken) => {}
        Some(one) => one.taken.push(taken.to_owned()),
        None => all.push(Consulted {
            role,
            file: file.to_owned(),
            text: text.to_owned(),
            taken: vec![taken.to_owned()],
        }),
    }
}
