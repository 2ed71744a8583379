//! Reads `[[outcomes.<o>.benefits]]`.

use super::codes::{
    EMPTY_BENEFIT, PARTY_MISSING, SAME_NAME, UNUSED, WRONG_FOR_KIND, WRONG_TRANSFER,
};
use super::names;
use super::range::LegalRange;
use super::raw::{RawBenefit, RawCare, RawKind, RawLedger, RawOutcome, RawValue};
use super::reader::Reader;
use crate::model::{Benefit, Care, Ledger, Stream};
use crate::source::Problem;

impl Reader<'_> {
    /// Every benefit entry of an outcome; new sectors of care work are added to the list.
    pub(super) fn benefits(
        &mut self,
        outcome: &str,
        raw: &RawOutcome,
        sectors: &mut Vec<String>,
    ) -> Vec<Benefit> {
        let mut benefits: Vec<Benefit> = Vec::new();
        for (position, entry) in raw.benefits.iter().enumerate() {
            let name = entry.name.clone().unwrap_or_else(|| position.to_string());
            let path = format!("{outcome}.benefits.{name}");
            let place = format!("{outcome}.benefits.{position}");
            if let Some(problem) = names::wrong("benefit", &name, &place) {
                self.report(problem);
            }
            if benefits.iter().any(|other| other.name == name) {
                let message = format!("two benefits of `{outcome}` are called `{name}`");
                self.report(
                    Problem::new(SAME_NAME, place, message)
                        .rule("names of benefits differ; without a name a benefit is called by its position, from 0"),
                );
            }
            benefits.push(self.benefit(&path, name, entry, raw.kind, sectors));
        }
        benefits
    }

    fn benefit(
        &mut self,
        path: &str,
        name: String,
        raw: &RawBenefit,
        kind: RawKind,
        sectors: &mut Vec<String>,
    ) -> Benefit {
        if raw.euro.is_none() && raw.care.is_none() && raw.qaly.is_none() {
            let message = format!("`{path}` has no `euro`, no `care` and no `qaly`");
            self.report(
                Problem::new(EMPTY_BENEFIT, path, message).rule("a benefit is worth something"),
            );
        }
        let at = |key: &str| format!("{path}.{key}");
        if kind == RawKind::Score && raw.spread.is_some() {
            let message = format!("`{}` is given for a score", at("spread"));
            self.report(
                Problem::new(WRONG_FOR_KIND, at("spread"), message)
                    .rule("a `score` has no cases between which money could vary"),
            );
        }
        let stream = if let Some(euro) = &raw.euro {
            Some(self.stream(path, raw, euro))
        } else {
            self.check_no_money(path, raw);
            None
        };
        let overlap = match &raw.overlap {
            Some(overlap) => self.quantity(&at("overlap"), overlap, LegalRange::SHARE),
            None => self.inputs.fixed(&at("overlap"), 0.0),
        };
        Benefit {
            name,
            stream,
            after: raw.after as usize,
            lasts: raw.lasts as usize,
            overlap,
            care: raw.care.as_ref().map(|care| self.care(&at("care"), care, sectors)),
            qaly: self.optional(&at("qaly"), raw.qaly.as_ref(), LegalRange::ANY),
            category: raw.category.clone(),
        }
    }

    fn stream(&mut self, path: &str, raw: &RawBenefit, euro: &RawValue) -> Stream {
        let at = |key: &str| format!("{path}.{key}");
        let to = if let Some(name) = &raw.to {
            self.party(name, &at("to"))
        } else {
            let message = format!("`{path}` has euros and nobody who gains them");
            self.report(
                Problem::new(PARTY_MISSING, at("to"), message)
                    .rule("`to` is required with `euro`: the party that gains"),
            );
            None
        };
        let spread = raw.spread.as_ref();
        Stream {
            euro: self.money(&at("euro"), euro, LegalRange::ANY),
            // The input itself is already in euros of the scenario's price year.
            to: to.unwrap_or(0),
            ledger: self.ledger(path, raw),
            growth: self.quantity(&at("growth"), &raw.growth, LegalRange::RATE),
            cashable: self.quantity(&at("cashable"), &raw.cashable, LegalRange::SHARE),
            spread: self.optional(&at("spread"), spread, LegalRange::POSITIVE),
        }
    }

    fn ledger(&mut self, path: &str, raw: &RawBenefit) -> Ledger {
        let at = format!("{path}.from");
        let problem = match (raw.ledger, &raw.from) {
            (RawLedger::Welfare, None) => return Ledger::Welfare,
            (RawLedger::Welfare, Some(_)) => {
                format!("`{path}` is a real saving and has `from`")
            }
            (RawLedger::Transfer, None) => {
                format!("`{path}` moves money and does not say from whom")
            }
            (RawLedger::Transfer, Some(from)) if raw.to.as_ref() == Some(from) => {
                format!("`{path}` moves money from `{from}` to `{from}`")
            }
            (RawLedger::Transfer, Some(from)) => {
                let from = self.party(from, &at).unwrap_or(0);
                return Ledger::Transfer { from };
            }
        };
        self.report(
            Problem::new(WRONG_TRANSFER, at, problem).rule(
                "`ledger = \"transfer\"` moves money `from` one party `to` another; a real saving has only `to`",
            ),
        );
        Ledger::Welfare
    }

    /// Without euros, what is said about money means nothing.
    fn check_no_money(&mut self, path: &str, raw: &RawBenefit) {
        let transfer = raw.ledger == RawLedger::Transfer;
        let keys = [
            ("to", raw.to.is_some()),
            ("from", raw.from.is_some()),
            ("ledger", transfer),
            ("spread", raw.spread.is_some()),
            ("growth", self.is_typed(&format!("{path}.growth"))),
            ("cashable", self.is_typed(&format!("{path}.cashable"))),
        ];
        for (key, _) in keys.into_iter().filter(|(_, given)| *given) {
            let at = format!("{path}.{key}");
            let message = format!("`{at}` is not used: the benefit has no `euro`");
            self.report(Problem::new(UNUSED, at, message));
        }
    }

    fn care(&mut self, path: &str, raw: &RawCare, sectors: &mut Vec<String>) -> Care {
        self.check_name("sector", &raw.sector, &format!("{path}.sector"));
        let known = sectors.iter().position(|sector| *sector == raw.sector);
        let sector = known.unwrap_or_else(|| {
            sectors.push(raw.sector.clone());
            sectors.len() - 1
        });
        Care { sector, hours: self.quantity(&format!("{path}.hours"), &raw.hours, LegalRange::ANY) }
    }
}
