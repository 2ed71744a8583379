//! Who pays and who gains: the sheet for a negotiation.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::sheet::{Book, book, in_order, without_stake};
use super::table::Table;
use crate::analysis::{Negotiation, Seat};
use crate::model::Ledger;
use crate::report::charts::{Caption, Interval, PartyBars, parties as draw};
use crate::report::sentences::parties_title;

pub(super) fn parties(context: &Context) -> Markup {
    let arm = context.focus();
    let at = |arm: usize| context.material.negotiation.iter().find(|table| table.arm == arm);
    let Some(table) = at(arm) else { return html! {} };
    let others = context.arms().filter(|&other| other != arm && context.fte(other) > 0.0);
    let name = context.arm(arm);
    html! {
        h2 id="parties" { (context.text("Wie betaalt, wie profiteert", "Who pays, who gains")) }
        p { (context.said.one(
            format!("Bij {name}, contante waarde. Wie betaalt is vaak niet wie profiteert: dat heet het probleem van de verkeerde portemonnee."),
            format!("At {name}, present value. Who pays is often not who gains: the wrong-pocket problem."),
        )) }
        @if let Some(sentence) = transfers(context) { p { (sentence) } }
        (bars(context, table))
        h3 { (welfare(context)) }
        (book(context, table, Book::Welfare))
        h3 { (cash(context)) }
        (book(context, table, Book::Cash))
        @for sentence in notes(context, table) { p.quiet { (sentence) } }
        @for other in others.filter_map(at) { (more(context, other)) }
    }
}

fn welfare(context: &Context) -> &'static str {
    context.text("Welvaart: alles wat telt", "Welfare: everything that counts")
}

fn cash(context: &Context) -> &'static str {
    context.text("Kas: alleen wat in geld terugkomt", "Cash: only what comes back as money")
}

/// The same sheet of another arm, to be opened.
fn more(context: &Context, table: &Negotiation) -> Markup {
    let name = context.arm(table.arm);
    html! {
        details.more {
            summary { h3 { (context.said.one(
                format!("Wie betaalt en wie profiteert bij {name}"),
                format!("Who pays and who gains at {name}"),
            )) } }
            h4 { (welfare(context)) }
            (book(context, table, Book::Welfare))
            h4 { (cash(context)) }
            (book(context, table, Book::Cash))
        }
    }
}

/// What the words of the tables mean, and who is not in them.
fn notes(context: &Context, table: &Negotiation) -> Vec<String> {
    let sure = context.percent(table.certainty);
    let mut notes = vec![context.said.one(
        format!("Ruimte: het grootste deel van de kosten dat een partij kan dragen en met {sure} zekerheid terugziet. Verschil: haar deel van de baten min haar deel van de kosten; boven nul wint zij meer dan zij betaalt. Naar rato van baten: haar deel als ieder betaalt naar wat hij gemiddeld wint. Binnen de ruimte: haar deel als ieder hetzelfde deel van zijn ruimte gebruikt. Inwoners en samenleving tellen als partij; of u hun een bijdrage kunt vragen, is een andere vraag."),
        format!("Room: the largest share of the cost that a party can carry and see back with {sure} certainty. Gap: its share of the benefit less its share of the cost; above zero it gains more than it pays for. In proportion to benefit: its share if all pay by what they gain on average. Within room: its share if all use the same part of their room. Residents and society count as parties; whether you can ask them to contribute is another question."),
    )];
    let out: Vec<String> =
        without_stake(&table.seats).into_iter().map(|party| context.party(party)).collect();
    if !out.is_empty() {
        let names = out.join(", ");
        notes.push(context.said.one(
            format!("Niet in de tabellen, want er gaat vrijwel niets om: {names}."),
            format!("Not in the tables, for next to nothing is at stake: {names}."),
        ));
    }
    notes
}

/// What transfers are, where there are any.
fn transfers(context: &Context) -> Option<&'static str> {
    let any =
        context.model().outcomes.iter().flat_map(|outcome| &outcome.benefits).any(|benefit| {
            benefit.stream.as_ref().is_some_and(|stream| stream.ledger != Ledger::Welfare)
        });
    any.then(|| context.text(
        "Een overdracht, zoals een uitkering die niet meer nodig is, is winst voor wie betaalde en verlies voor wie ontving: voor de samenleving telt zij op tot nul.",
        "A transfer, such as a benefit payment no longer needed, is a gain for who paid it and a loss for who received it: for society it adds up to zero.",
    ))
}

fn bars(context: &Context, table: &Negotiation) -> Markup {
    let seats = in_order(&table.seats);
    let nets: Vec<Interval> = seats.iter().map(|seat| Interval::of(&seat.net_pv)).collect();
    let unit = crate::report::charts::Unit::of(
        context.said.language(),
        nets.iter()
            .flat_map(Interval::values)
            .chain(seats.iter().flat_map(|s| [s.cost_pv.value.mean, s.benefit_pv.value.mean])),
    );
    let data: Vec<PartyBars> = seats
        .iter()
        .zip(&nets)
        .map(|(seat, net)| PartyBars {
            name: context.party(seat.party),
            value: context.mean_euros(&seat.net_pv),
            cost: seat.cost_pv.value.mean / unit.euros,
            benefit: seat.benefit_pv.value.mean / unit.euros,
            net: net.in_units(unit.euros),
        })
        .collect();
    let most = |of: fn(&Seat) -> f64| {
        seats
            .iter()
            .filter(|seat| of(seat) > 0.0)
            .max_by(|a, b| of(a).total_cmp(&of(b)))
            .map(|seat| context.party(seat.party))
    };
    let payer = most(|seat| seat.cost_pv.value.mean);
    let gainer = most(|seat| seat.net_pv.value.mean);
    let told: Vec<String> =
        data.iter().map(|party| format!("{}: {}", party.name, party.value)).collect();
    let caption = Caption {
        title: parties_title(context.said, payer.as_deref(), gainer.as_deref()),
        subtitle: context.said.one(
            format!(
                "Oranje: kosten; groen: baten; stip: netto met 50%- en 90%-band; {}",
                unit.name
            ),
            format!("Orange: cost; green: benefit; dot: net with 50% and 90% bands; {}", unit.name),
        ),
        description: told.join(". "),
    };
    // The numbers stand right below, in the table of money.
    let behind = Table::default();
    figure(context, "parties", |look| draw(look, &caption, &data), &behind)
}
