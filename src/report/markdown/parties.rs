//! Who pays and who gains, and whether they could agree on a split.

use super::cells::{plain, table};
use super::page::Page;
use crate::analysis::{Negotiation, Seat};
use crate::report::sentences::Deal;

impl Page<'_> {
    pub(super) fn parties(&self) -> String {
        let focus = self.view.focus();
        let Some(told) = self.material.negotiation.iter().find(|told| told.arm == focus) else {
            return String::new();
        };
        let heads = self.said.one(
            [
                "Partij",
                "Kosten*",
                "Baten*",
                "Waarvan in geld*",
                "Netto*",
                "90%-band van het netto",
                "Deel van de kosten nu",
                "Deel van de winst",
                "Deel naar rato van winst",
                "Ruimte om te dragen",
                "Ruimte, alleen geld",
            ],
            [
                "Party",
                "Cost*",
                "Benefit*",
                "Of which in cash*",
                "Net*",
                "90% band of the net",
                "Share of cost now",
                "Share of gain",
                "Share in proportion to gain",
                "Room to carry",
                "Room, only cash",
            ],
        );
        let rows: Vec<Vec<String>> = told.seats.iter().map(|seat| self.seat(seat)).collect();
        let name = plain(&self.arm(focus));
        let intro = self.said.one(
            format!("Bij {name}, contante waarde. In geld: het deel van de baten dat in geld terugkomt."),
            format!("At {name}, present value. In cash: the part of the benefit that comes back as money."),
        );
        format!(
            "{}\n\n{intro}\n\n{}\n\n{}",
            self.heading("Wie betaalt, wie profiteert", "Who pays, who gains"),
            table(&heads.map(str::to_owned), &rows),
            self.split(told)
        )
    }

    fn seat(&self, seat: &Seat) -> Vec<String> {
        let mut row = vec![plain(&self.party(seat.party))];
        row.extend(
            [&seat.cost_pv, &seat.benefit_pv, &seat.cashable_pv, &seat.net_pv]
                .map(|band| self.mean(band)),
        );
        row.push(self.range(&seat.net_pv));
        row.push(self.numbers().percent(seat.share_now));
        row.push(self.signed(seat.welfare.share_of_gain));
        let shares = [seat.welfare.proportional, seat.welfare.room, seat.cashable.room];
        row.extend(shares.map(|share| self.numbers().percent(share)));
        row
    }

    /// A share that may be negative.
    fn signed(&self, share: f64) -> String {
        if share < 0.0 {
            self.numbers().whole(share * 100.0) + "%"
        } else {
            self.numbers().percent(share)
        }
    }

    /// What could be agreed on, in sentences.
    fn split(&self, told: &Negotiation) -> String {
        let by = |counted| {
            let deal = Deal::of(told.certainty, counted, |party| self.party(party));
            deal.sentences(self.said).join(" ")
        };
        let (welfare, cash) = (plain(&by(&told.welfare)), plain(&by(&told.cashable)));
        let sure = self.numbers().percent(told.certainty);
        self.said.one(
            format!("**Als alle baten tellen.** {welfare}\n\n**Als alleen geld telt.** {cash}\n\nRuimte: het grootste deel van de kosten dat een partij kan dragen en met {sure} zekerheid terugziet."),
            format!("**When all benefits count.** {welfare}\n\n**When only cash counts.** {cash}\n\nRoom: the largest share of the cost that a party can carry and see back with {sure} certainty."),
        )
    }
}
