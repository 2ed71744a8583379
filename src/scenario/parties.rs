//! Reads `[parties.<x>]` and who pays: every party that is named somewhere, and those "elsewhere".

use super::codes::{EMPTY_LIST, UNUSED};
use super::names::{INWONER, KNOWN_PARTIES};
use super::nearest::suggestion;
use super::range::LegalRange;
use super::raw::{RawPayers, RawScenario};
use super::reader::Reader;
use crate::model::Party;
use crate::source::Problem;

impl Reader<'_> {
    /// Every party that pays or gains: the known ones that are named somewhere, the declared ones, those elsewhere.
    pub(super) fn parties(&mut self) -> Vec<Party> {
        let raw = self.raw;
        let named = named_parties(raw);
        let known = KNOWN_PARTIES.iter().filter(|party| {
            **party == INWONER || named.contains(*party) || raw.parties.contains_key(**party)
        });
        let mut names: Vec<String> = known.map(|party| (*party).to_owned()).collect();
        for name in raw.parties.keys() {
            let path = format!("parties.{name}");
            self.check_free_name("party", name, &path);
            if !named.contains(&name.as_str()) && name != INWONER {
                let message = format!("party `{name}` pays nothing and gains nothing");
                self.report(Problem::new(UNUSED, path, message));
            }
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        self.parties.clone_from(&names);
        let mut parties: Vec<Party> =
            names.into_iter().map(|name| Party { name, leaves: None }).collect();
        for (name, party) in &raw.parties {
            let Some(leaves) = &party.leaves else { continue };
            let path = format!("parties.{name}.leaves");
            let quantity = self.quantity(&path, leaves, LegalRange::SHARE);
            let elsewhere = parties.len();
            if let Some(party) = parties.iter_mut().find(|party| party.name == *name) {
                party.leaves = Some((quantity, elsewhere));
            }
            // Parentheses cannot stand in a declared name, so this one is free.
            parties.push(Party { name: format!("{name} (elsewhere)"), leaves: None });
        }
        parties
    }

    /// Index of a party; reported if there is none.
    pub(super) fn party(&mut self, name: &str, path: &str) -> Option<usize> {
        let index = self.parties.iter().position(|party| party == name);
        if index.is_none() {
            let raw = self.raw;
            let known = KNOWN_PARTIES.iter().copied();
            let known: Vec<&str> = known.chain(raw.parties.keys().map(String::as_str)).collect();
            let help = suggestion(name, known.iter().copied());
            let message = format!("there is no party called `{name}`");
            self.report(
                Problem::new(super::codes::UNKNOWN_NAME, path, message)
                    .rule("a party is one of the known ones or declared in `[parties.<name>]`")
                    .maybe_help(help),
            );
        }
        index
    }

    /// Who pays, with shares.
    pub(super) fn payers(&mut self, path: &str, raw: &RawPayers) -> Vec<(usize, f64)> {
        match raw {
            RawPayers::One(name) => {
                self.party(name, path).map(|party| (party, 1.0)).into_iter().collect()
            }
            RawPayers::Shares(shares) if shares.is_empty() => {
                let message = format!("`{path}` names nobody");
                self.report(Problem::new(EMPTY_LIST, path, message).rule("somebody must pay"));
                Vec::new()
            }
            RawPayers::Shares(shares) => {
                for (name, share) in shares {
                    self.check_number(&format!("{path}.{name}"), *share, LegalRange::SHARE);
                }
                self.check_sum(path, "shares of the payers", shares.values().copied());
                shares
                    .iter()
                    .filter_map(|(name, share)| {
                        Some((self.party(name, &format!("{path}.{name}"))?, *share))
                    })
                    .collect()
            }
        }
    }
}

/// Every party named by a programme or benefit.
fn named_parties(raw: &RawScenario) -> Vec<&str> {
    let mut named: Vec<&str> = Vec::new();
    for programme in raw.programmes.values() {
        for payers in [&programme.paid_by, programme.extra_paid_by()] {
            match payers {
                RawPayers::One(name) => named.push(name),
                RawPayers::Shares(shares) => named.extend(shares.keys().map(String::as_str)),
            }
        }
    }
    for benefit in raw.outcomes.values().flat_map(|outcome| &outcome.benefits) {
        named.extend(benefit.to.as_deref());
        named.extend(benefit.from.as_deref());
    }
    named
}
