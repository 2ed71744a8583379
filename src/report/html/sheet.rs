//! The sheet for a negotiation about one arm: money, shares, and whether the parties can come to terms.

use maud::{Markup, html};

use super::context::Context;
use super::table::Table;
use crate::analysis::{Band, Negotiation, Seat, Stake, Terms};
use crate::report::sentences::Deal;

/// One of the two ways of counting gains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Book {
    /// Everything that counts.
    Welfare,
    /// Only what turns into money.
    Cash,
}

impl Book {
    const fn gain(self, seat: &Seat) -> &Band {
        match self {
            Self::Welfare => &seat.benefit_pv,
            Self::Cash => &seat.cashable_pv,
        }
    }

    const fn net(self, seat: &Seat) -> &Band {
        match self {
            Self::Welfare => &seat.net_pv,
            Self::Cash => &seat.cashable_net_pv,
        }
    }

    const fn stake(self, seat: &Seat) -> &Stake {
        match self {
            Self::Welfare => &seat.welfare,
            Self::Cash => &seat.cashable,
        }
    }

    const fn terms(self, table: &Negotiation) -> &Terms {
        match self {
            Self::Welfare => &table.welfare,
            Self::Cash => &table.cashable,
        }
    }
}

/// The tables and sentences by one way of counting, without a heading.
pub(super) fn book(context: &Context, table: &Negotiation, book: Book) -> Markup {
    let seats = in_order(&table.seats);
    html! {
        (money(context, &seats, book).render())
        (shares(context, &seats, book).render())
        @for sentence in deal(context, table, book).sentences(context.said) { p { (sentence) } }
    }
}

/// Parties that neither pay nor gain a euro, even at the edges of their bands.
pub(super) fn without_stake(seats: &[Seat]) -> Vec<usize> {
    seats.iter().filter(|seat| size(seat) < 1.0).map(|seat| seat.party).collect()
}

/// Parties with something at stake; those with next to nothing last.
pub(super) fn in_order(seats: &[Seat]) -> Vec<&Seat> {
    let largest = seats.iter().map(mean_size).fold(0.0, f64::max);
    let mut seats: Vec<&Seat> = seats.iter().filter(|seat| size(seat) >= 1.0).collect();
    // A stable sort keeps the order of the scenario.
    seats.sort_by_key(|seat| mean_size(seat) < LITTLE * largest);
    seats
}

/// A party with less than this part of the largest cost or gain comes last.
const LITTLE: f64 = 0.005;

fn mean_size(seat: &Seat) -> f64 {
    seat.cost_pv.value.mean.abs().max(seat.benefit_pv.value.mean.abs())
}

fn size(seat: &Seat) -> f64 {
    [&seat.cost_pv, &seat.benefit_pv, &seat.cashable_pv]
        .into_iter()
        .flat_map(|band| [band.value.mean, band.value.p05, band.value.p95])
        .filter(|value| !value.is_nan())
        .fold(0.0, |most, value| most.max(value.abs()))
}

fn money(context: &Context, seats: &[&Seat], book: Book) -> Table {
    let head = context.said.one(
        [
            "Partij",
            "Kosten",
            "Baten (90%-band)",
            "Netto (90%-band)",
            "Kans minstens quitte te spelen",
        ],
        ["Party", "Cost", "Benefit (90% band)", "Net (90% band)", "Chance to break even"],
    );
    let caption = match book {
        Book::Welfare => context.text(
            "Geld, contante waarde; alle baten tellen",
            "Money, present value; all benefits count",
        ),
        Book::Cash => context.text(
            "Geld, contante waarde; alleen baten die in geld terugkomen",
            "Money, present value; only benefits that turn into money",
        ),
    };
    let mut table = Table::of_things(caption, head.map(str::to_owned));
    for seat in seats {
        let (gain, net) = (book.gain(seat), book.net(seat));
        table.row(
            context.party(seat.party),
            [
                context.mean_euros(&seat.cost_pv),
                context.euros_and_band(gain),
                context.euros_and_band(net),
                context.percent(book.stake(seat).p_covers),
            ],
        );
    }
    table
}

fn shares(context: &Context, seats: &[&Seat], book: Book) -> Table {
    let t = |dutch, english| context.text(dutch, english);
    let mut head = vec![
        t("Partij", "Party"),
        t("Betaalt nu", "Pays now"),
        t("Deel van de baten", "Share of benefit"),
        t("Verschil", "Gap"),
        t("Ruimte", "Room"),
        t("Naar rato van baten", "In proportion to benefit"),
    ];
    let split = seats.iter().any(|seat| book.stake(seat).within_room.is_some());
    if split {
        head.push(t("Binnen de ruimte", "Within room"));
    }
    let mut table = Table::of_things(
        t(
            "Hoe de kosten verdeeld zijn en zouden kunnen zijn",
            "How the cost is and could be shared",
        ),
        head.into_iter().map(str::to_owned),
    );
    for seat in seats {
        let stake = book.stake(seat);
        let mut cells = vec![
            context.percent(seat.share_now),
            signed(context, stake.share_of_gain),
            points(context, stake.gap),
            context.percent(stake.room),
            context.percent(stake.proportional),
        ];
        if split {
            cells.push(context.percent(stake.within_room.unwrap_or(f64::NAN)));
        }
        table.row(context.party(seat.party), cells);
    }
    table
}

/// A share that may be negative.
fn signed(context: &Context, share: f64) -> String {
    if share < 0.0 {
        context.said.numbers.whole(share * 100.0) + "%"
    } else {
        context.percent(share)
    }
}

/// A difference of shares, in points.
fn points(context: &Context, gap: f64) -> String {
    if gap.is_nan() {
        return "–".to_owned();
    }
    let sign = if gap >= 0.005 { "+" } else { "" };
    let unit = context.text("punt", "points");
    format!("{sign}{}\u{a0}{unit}", context.said.numbers.whole(gap * 100.0))
}

fn deal(context: &Context, table: &Negotiation, book: Book) -> Deal {
    Deal::of(table.certainty, book.terms(table), |party| context.party(party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::negotiate;
    use crate::engine::{Flow, Measure};
    use crate::model_for_tests::{model, sample};

    #[test]
    fn small_parties_come_last_and_those_without_a_euro_not_at_all() {
        let (mut model, sample) = (model(), sample(64));
        let other = model.parties[0].clone();
        model.parties.push(other);
        let mut sample = sample;
        let shape = (2.max(Flow::ALL.len()), 3, model.arms.len(), 64);
        sample.parties = ndarray::Array4::zeros(shape);
        for trial in 0..64 {
            for (party, gain) in [5.0, 0.25, 100_000.0].into_iter().enumerate() {
                sample.parties[[Flow::Benefit.index(), party, 2, trial]] = gain;
            }
            sample.measures[[Measure::CostPv.index(), 2, trial]] = 1.0;
        }
        let table = negotiate(&model, &sample, 2, 0.8);
        let order: Vec<usize> = in_order(&table.seats).iter().map(|seat| seat.party).collect();
        assert_eq!((order, without_stake(&table.seats)), (vec![2, 0], vec![1]));
    }
}
