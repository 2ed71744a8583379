//! Who pays and who gains: the sheet for a negotiation.

use maud::{Markup, html};

use super::context::Context;
use super::figure::figure;
use super::table::Table;
use crate::analysis::{Negotiation, Seat, Stake};
use crate::model::Ledger;
use crate::report::charts::{Caption, Interval, PartyBars, parties as draw};
use crate::report::sentences::parties_title;

pub(super) fn parties(context: &Context) -> Markup {
    let arm = context.focus();
    let Some(table) = context.material.negotiation.iter().find(|table| table.arm == arm) else {
        return html! {};
    };
    let name = context.arm(arm);
    html! {
        h2 id="parties" { (context.text("Wie betaalt, wie profiteert", "Who pays, who gains")) }
        p { (context.said.one(
            format!("Bij {name}, contante waarde. Wie betaalt is vaak niet wie profiteert: dat heet het probleem van de verkeerde portemonnee."),
            format!("At {name}, present value. Who pays is often not who gains: the wrong-pocket problem."),
        )) }
        @if let Some(sentence) = transfers(context) { p { (sentence) } }
        (bars(context, table))
        h3 { (context.text("Welvaart: alles wat telt", "Welfare: everything that counts")) }
        (sheet(context, table, |seat| &seat.welfare, true))
        p { (terms(context, table, true)) }
        h3 { (context.text("Kas: alleen wat in geld terugkomt", "Cash: only what comes back as money")) }
        (sheet(context, table, |seat| &seat.cashable, false))
        p { (terms(context, table, false)) }
        p.quiet { (context.said.one(
            format!("Ruimte: het grootste deel van de kosten dat een partij kan dragen en met {} zekerheid terugziet. Scheef: haar deel van de winst min haar deel van de kosten; boven nul wint zij meer dan zij betaalt.", context.percent(table.certainty)),
            format!("Room: the largest share of the cost that a party can carry and see back with {} certainty. Gap: its share of the gain less its share of the cost; above zero it gains more than it pays for.", context.percent(table.certainty)),
        )) }
    }
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
    let nets: Vec<Interval> = table.seats.iter().map(|seat| Interval::of(&seat.net_pv)).collect();
    let unit = crate::report::charts::Unit::of(
        context.said.language(),
        nets.iter().flat_map(Interval::values).chain(
            table.seats.iter().flat_map(|s| [s.cost_pv.value.mean, s.benefit_pv.value.mean]),
        ),
    );
    let data: Vec<PartyBars> = table
        .seats
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
        table
            .seats
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
    let head = [
        context.text("Partij", "Party"),
        context.text("Kosten", "Cost"),
        context.text("Baten", "Benefit"),
        context.text("Netto", "Net"),
        context.text("Netto, 90%-band", "Net, 90% band"),
    ];
    let mut behind = Table::new(
        context.text("Contante waarde per partij", "Present value per party"),
        head.map(str::to_owned),
    );
    for seat in &table.seats {
        behind.row(
            context.party(seat.party),
            [
                context.mean_euros(&seat.cost_pv),
                context.mean_euros(&seat.benefit_pv),
                context.mean_euros(&seat.net_pv),
                context.band_euros(&seat.net_pv),
            ],
        );
    }
    figure(context, "parties", |look| draw(look, &caption, &data), &behind)
}

/// One row a party: what it pays and gains by one way of counting, and what follows for a split.
fn sheet(
    context: &Context,
    table: &Negotiation,
    stake: fn(&Seat) -> &Stake,
    welfare: bool,
) -> Markup {
    let t = |dutch, english| context.text(dutch, english);
    let head = std::iter::once(t("Contante waarde", "Present value").to_owned())
        .chain(table.seats.iter().map(|seat| context.party(seat.party)));
    let caption = if welfare {
        t("Alle baten tellen mee", "All benefits count")
    } else {
        t("Alleen baten die in geld terugkomen", "Only benefits that turn into money")
    };
    let mut sheet = Table::new(caption, head);
    let seats = || table.seats.iter();
    let gain = |seat: &'_ Seat| if welfare { seat.benefit_pv } else { seat.cashable_pv };
    sheet.row(t("Kosten", "Cost"), seats().map(|seat| context.mean_euros(&seat.cost_pv)));
    sheet.row(t("Baten", "Benefit"), seats().map(|seat| context.mean_euros(&gain(seat))));
    sheet.row(
        t("– 90%-band van", "– 90% band from"),
        seats().map(|seat| context.said.within(gain(seat).value.p05, gain(seat).mcse.p05)),
    );
    sheet.row(
        t("– 90%-band tot", "– 90% band to"),
        seats().map(|seat| context.said.within(gain(seat).value.p95, gain(seat).mcse.p95)),
    );
    sheet.row(
        t("Netto", "Net"),
        seats().map(|seat| {
            let error = seat.net_pv.mcse.mean;
            context.said.within(gain(seat).value.mean - seat.cost_pv.value.mean, error)
        }),
    );
    sheet.row(
        t("Kans op ten minste quitte", "Chance to break even"),
        seats().map(|seat| context.percent(stake(seat).p_covers)),
    );
    sheet.row(
        t("Deel van de kosten nu", "Share of cost now"),
        seats().map(|seat| context.percent(seat.share_now)),
    );
    sheet.row(
        t("Deel van de winst", "Share of gain"),
        seats().map(|seat| signed(context, stake(seat).share_of_gain)),
    );
    sheet.row(
        t("Scheef (winst min kosten)", "Gap (gain less cost)"),
        seats().map(|seat| points(context, stake(seat).gap)),
    );
    sheet.row(
        t("Ruimte om te dragen", "Room to carry"),
        seats().map(|seat| context.percent(stake(seat).room)),
    );
    sheet.row(
        t("Deel naar rato van winst", "Share in proportion to gain"),
        seats().map(|seat| context.percent(stake(seat).proportional)),
    );
    html! { (sheet.render()) }
}

/// A share that may be negative.
fn signed(context: &Context, share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { context.said.numbers.whole(share * 100.0) + "%" }
}

/// A difference of shares, in points.
fn points(context: &Context, gap: f64) -> String {
    if gap.is_nan() {
        return "–".to_owned();
    }
    let sign = if gap > 0.005 { "+" } else { "" };
    format!("{sign}{} {}", context.said.numbers.whole(gap * 100.0), context.text("punt", "points"))
}

/// Whether there is a split that everyone can carry, in a sentence.
fn terms(context: &Context, table: &Negotiation, welfare: bool) -> String {
    let terms = if welfare { &table.welfare } else { &table.cashable };
    let sure = context.percent(table.certainty);
    if terms.rooms.is_nan() {
        return context
            .text("Er zijn geen kosten te verdelen.", "There is no cost to share.")
            .to_owned();
    }
    if !terms.exists {
        let short = context.said.money(terms.shortfall_euro, 2);
        let share = context.percent(terms.shortfall);
        return context.said.one(
            format!("Er is geen verdeling van de kosten waarbij elke partij haar deel met {sure} zekerheid terugziet: voor {share} van de kosten ({short}) is niemand te vinden op deze gronden alleen."),
            format!("There is no split of the cost in which every party sees its share back with {sure} certainty: for {share} of the cost ({short}) nobody can be found on these grounds alone."),
        );
    }
    let joining = terms.joining.as_deref().unwrap_or_default();
    if joining.is_empty() {
        return context.said.one(
            format!("Wie nu betaalt, ziet de kosten met {sure} zekerheid terug: er is niemand bij nodig."),
            format!("Who pays now sees the cost back with {sure} certainty: nobody else is needed."),
        );
    }
    let names: Vec<String> = joining.iter().map(|&party| context.party(party)).collect();
    let names = names.join(", ");
    context.said.one(
        format!("Er is een verdeling waarbij elke partij haar deel met {sure} zekerheid terugziet, als deze partijen mee gaan betalen: {names}."),
        format!("There is a split in which every party sees its share back with {sure} certainty, if these parties join in paying: {names}."),
    )
}
