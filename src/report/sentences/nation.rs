//! Sentences on many wijken: where more staff pays, how sure the order is, and where the next staff belong.

use std::collections::BTreeMap;

use super::said::Said;
use crate::report::nation::{Nation, NationRow, Pays};

/// Names in a sentence at most.
const NAMED: usize = 3;

/// Stands behind the name of a wijk that has a figure of a larger region.
pub(in crate::report) const STANDS_IN: char = '°';

/// Tells of a nation in a language.
#[derive(Debug, Clone)]
pub(in crate::report) struct National<'a> {
    /// What is told of.
    pub(in crate::report) nation: &'a Nation,
    /// The language.
    pub(in crate::report) said: Said,
    names: BTreeMap<&'a str, usize>,
}

impl<'a> National<'a> {
    /// Of this nation.
    pub(in crate::report) fn new(nation: &'a Nation, said: Said) -> Self {
        let mut names = BTreeMap::new();
        for row in &nation.ranked {
            *names.entry(row.name.as_str()).or_insert(0) += 1;
        }
        Self { nation, said, names }
    }

    /// One of two texts.
    pub(in crate::report) fn say(&self, dutch: &str, english: &str) -> String {
        self.said.one(dutch, english).to_owned()
    }

    /// A wijk as it is called: with its code where others have its name too. On one line, without control characters.
    pub(in crate::report) fn name(&self, row: &NationRow) -> String {
        let is_alone = self.names.get(row.name.as_str()).is_none_or(|&count| count < 2);
        let name = if is_alone || row.name == row.code {
            row.name.clone()
        } else {
            format!("{} ({})", row.name, row.code)
        };
        one_line(&name)
    }

    /// The same with a mark where a figure of a larger region stands in.
    pub(in crate::report) fn marked(&self, row: &NationRow) -> String {
        let name = self.name(row);
        if row.imputed { format!("{name}\u{a0}{STANDS_IN}") } else { name }
    }

    /// A count.
    pub(in crate::report) fn count(&self, count: usize) -> String {
        self.said.numbers.whole(count as f64)
    }

    /// From one place to another.
    pub(in crate::report) fn places(&self, row: &NationRow) -> String {
        let [low, high] = [row.low, row.high].map(|place| self.said.numbers.whole(place.round()));
        if low == high { low } else { format!("{low}–{high}") }
    }

    /// A net per euro, with a real minus; of a cost of next to nothing as a power of ten.
    pub(in crate::report) fn per_euro(&self, value: f64) -> String {
        let told = if value.is_finite() && value.abs() >= 1e7 {
            format!("{value:.0e}")
        } else {
            self.said.numbers.decimal(value, self.nation.decimals())
        };
        told.replace('-', "\u{2212}")
    }

    /// A number of FTE.
    pub(in crate::report) fn fte(&self, fte: f64) -> String {
        self.said.numbers.natural(fte)
    }

    /// An amount with its 90 % band in brackets.
    pub(in crate::report) fn banded(&self, [mean, low, high]: [f64; 3]) -> String {
        let [mean, low, high] = [mean, low, high].map(|euros| self.said.money(euros, 2));
        if low == high {
            return mean;
        }
        let to = self.say("tot", "to");
        format!("{mean} (90%:\u{a0}{low} {to}\u{a0}{high})")
    }

    /// What was put in order, and by what.
    pub(in crate::report) fn asked(&self) -> String {
        let count = self.count(self.nation.areas);
        let [arm, other] = [&self.nation.arm, &self.nation.other].map(|arm| one_line(arm));
        self.said.one(
            format!("{count} wijken, geordend naar wat een extra euro er netto oplevert: wat {arm} meer oplevert dan {other}, min wat het meer kost, gedeeld door wat het meer kost."),
            format!("{count} wijken, ordered by what an extra euro yields there on balance: what {arm} yields more than {other}, less what it costs more, over what it costs more."),
        )
    }

    /// Where it pays.
    pub(in crate::report) fn verdict(&self) -> String {
        let all = self.count(self.nation.in_order().len());
        match self.nation.pays() {
            Pays::NoOrder => self.say(
                "In geen enkele wijk zijn er extra kosten; er is dus geen volgorde.",
                "No wijk has extra costs, so there is no order.",
            ),
            Pays::Nowhere => self.say(
                "Nergens verdient meer personeel zich terug: in elke wijk kost het naar verwachting meer dan het oplevert. De volgorde zegt alleen waar het het minst verliest.",
                "Nowhere does more staff pay back: in every wijk it is expected to cost more than it yields. The order only says where it loses least.",
            ),
            Pays::Everywhere => self.say(
                "In elke wijk levert meer personeel naar verwachting meer op dan het kost.",
                "In every wijk more staff is expected to yield more than it costs.",
            ),
            Pays::Some(some) => {
                let some = self.count(some);
                self.said.one(
                    format!("In {some} van de {all} wijken levert meer personeel naar verwachting meer op dan het kost; in de andere niet."),
                    format!("In {some} of the {all} wijken more staff is expected to yield more than it costs; in the others it is not."),
                )
            }
        }
    }

    /// How sure the order is, in two sentences; nothing without an order.
    pub(in crate::report) fn how_sure(&self) -> Vec<String> {
        let rows = self.nation.in_order();
        let [first, second, ..] = rows[..] else { return Vec::new() };
        let (name, places) = (self.name(first), self.places(first));
        let next = self.places(second);
        let all = self.count(rows.len());
        let usual = self.said.numbers.rough(self.nation.usual_width().round());
        vec![
            self.said.one(
                format!("{name} staat bovenaan en ligt in 90% van de berekeningen op plaats {places}; de wijk daaronder op {next}. {}.", self.first_title()),
                format!("{name} comes first, and in 90% of the calculations its place is {places}; that of the wijk below it is {next}. {}.", self.first_title()),
            ),
            self.said.one(
                format!("Bij de helft van de wijken beslaat die band {usual} plaatsen of meer, van de {all}. Van wijken met banden die ver overlappen is meestal niet te zeggen welke voor moet gaan."),
                format!("For half of the wijken that band covers {usual} places or more, of {all}. Of wijken whose bands overlap far it is mostly not known which should go first."),
            ),
        ]
    }

    /// The finding of the order: how many may be first.
    pub(in crate::report) fn first_title(&self) -> String {
        let (first, may) = (self.nation.first(), self.nation.may_be_first());
        let told = self.count(may);
        let number = |count: usize| match count {
            1 => self.say("eerste", "first"),
            3 => self.say("eerste drie", "first three"),
            _ => self.say("eerste tien", "first ten"),
        };
        let first_told = number(first);
        if may <= first + first / 5 {
            if first == 1 {
                return self.say(
                    "De eerste plaats ligt vrijwel vast",
                    "The first place is nearly certain",
                );
            }
            return self.said.one(
                format!("De {first_told} liggen vrijwel vast"),
                format!("The {first_told} are nearly certain"),
            );
        }
        if first == 1 {
            return self.said.one(
                format!("{told} wijken kunnen de eerste zijn"),
                format!("{told} wijken may be the first"),
            );
        }
        self.said.one(
            format!("{told} wijken kunnen bij de {first_told} horen"),
            format!("{told} wijken may belong to the {first_told}"),
        )
    }

    /// Where the next staff belong and what an even spread would lose; nothing where none is placed.
    pub(in crate::report) fn placing(&self) -> Vec<String> {
        let nation = self.nation;
        let staffed = nation.staffed();
        // NaN is no number of FTE either.
        if nation.fte_more.is_nan() || nation.fte_more <= 0.0 {
            return Vec::new();
        }
        let [asked, placed] = [nation.fte_more, nation.fte_placed].map(|fte| self.fte(fte));
        let mut told = Vec::new();
        if nation.fte_placed < nation.fte_more * (1.0 - 1e-9) {
            told.push(self.said.one(
                format!("Van de {asked} FTE is er plaats voor {placed}: meer dan de hoogste bezetting kent dit scenario niet."),
                format!("Of the {asked} FTE there is room for {placed}: this scenario knows no more than its highest staffing."),
            ));
        }
        if staffed.is_empty() {
            return told;
        }
        let names: Vec<String> = staffed.iter().take(NAMED).map(|row| self.name(row)).collect();
        let (names, count) = (names.join(", "), self.count(staffed.len()));
        let net = self.banded(nation.placed_net);
        told.push(if nation.fte_that_gain > 0.0 {
            self.said.one(
                format!("De volgende {placed} FTE leveren het meest op in {count} wijken, de meeste in {names}. Netto samen: {net}."),
                format!("The next {placed} FTE yield most in {count} wijken, most of them in {names}. Net together: {net}."),
            )
        } else {
            self.said.one(
                format!("Geen van de volgende {placed} FTE verdient zich naar verwachting terug. Ze verliezen het minst in {count} wijken, de meeste in {names}. Netto samen: {net}."),
                format!("None of the next {placed} FTE is expected to pay back. They lose least in {count} wijken, most of them in {names}. Net together: {net}."),
            )
        });
        if nation.fte_that_gain > 0.0 && nation.fte_that_gain < nation.fte_placed * (1.0 - 1e-9) {
            let gain = self.fte(nation.fte_that_gain);
            told.push(self.said.one(
                format!("Na {gain} FTE kost de volgende meer dan hij oplevert; de rest staat er omdat erom gevraagd is."),
                format!("After {gain} FTE the next one costs more than it yields; the rest is there because it was asked for."),
            ));
        }
        told.push(self.even());
        if nation.may_miss >= 0.005 * nation.placed_net[0].abs() && nation.may_miss > 0.5 {
            let most = self.said.money(nation.may_miss, 2);
            told.push(self.said.one(
                format!("Een nog betere verdeling kan naar verwachting hooguit {most} schelen."),
                format!("A still better plan is expected to gain at most {most}."),
            ));
        }
        told
    }

    /// What an even spread would lose.
    fn even(&self) -> String {
        let [mean, low, _] = self.nation.even_loss;
        let loss = self.banded(self.nation.even_loss);
        let small = mean.abs() < 0.02 * self.nation.placed_net[0].abs();
        let mut told = self.said.one(
            format!("Even veel FTE gelijkmatig gespreid leveren {loss} minder op"),
            format!("As many FTE spread evenly yield {loss} less"),
        );
        told.push_str(match (small, low < 0.0) {
            (true, _) => self.said.one(
                ": weinig, want wijken lijken hierin op elkaar.",
                ": little, for wijken are alike in this.",
            ),
            (false, true) => self.said.one(
                ". In een deel van de berekeningen is spreiden beter.",
                ". In some of the calculations spreading is better.",
            ),
            (false, false) => ".",
        });
        told
    }

    /// Figures that were not a wijk's own: how many wijken, then each column. Nothing where there are none.
    pub(in crate::report) fn filled(&self) -> Vec<String> {
        let count = self.nation.filled();
        if count == 0 && self.nation.imputed.is_empty() {
            return Vec::new();
        }
        let count = self.count(count);
        let mut told = vec![self.said.one(
            format!("{count} wijken missen een cijfer; daar staat dat van de gemeente of het land ({STANDS_IN}). Hun plaats is minder zeker dan hun band zegt: zulke wijken in één gemeente verschillen hier niet, in het echt wel."),
            format!("{count} wijken lack a figure; that of the municipality or the country stands in ({STANDS_IN}). Their place is less sure than their band says: such wijken of one municipality do not differ here, but do in truth."),
        )];
        told.extend(self.nation.imputed.iter().map(|filled| {
            let (column, path) = (one_line(&filled.column), one_line(&filled.path));
            let own = self.count(filled.from_municipality);
            let country = self.count(filled.from_country);
            self.said.one(
                format!("{column} ({path}): {own} van de gemeente, {country} van het land."),
                format!("{column} ({path}): {own} of the municipality, {country} of the country."),
            )
        }));
        told
    }

    /// Wijken without a place in the order; nothing where all have one.
    pub(in crate::report) fn without_place(&self) -> Option<String> {
        let ordered = self.nation.in_order().len();
        let count = self.nation.ranked.len().saturating_sub(ordered);
        let told = self.count(count);
        (count > 0 && ordered > 0).then(|| {
            self.said.one(
                format!("Zonder extra kosten, en dus niet in de volgorde: {told} van de wijken. Ze staan onderaan."),
                format!("Without extra costs, and so not in the order: {told} of the wijken. They stand at the end."),
            )
        })
    }

    /// How a place can be surer than an amount: what all share and what is a wijk's own.
    pub(in crate::report) fn shared_and_own(&self) -> [String; 3] {
        [
            self.say(
                "Een plaats zegt iets anders dan een bedrag. Wat alle wijken delen (of het werk helpt, wat het kost, hoeveel personeel er nu is) is in elke berekening overal hetzelfde: valt het tegen, dan in het hele land tegelijk. Dat maakt bedragen onzeker, ook dat van het land, en verandert de volgorde nauwelijks.",
                "A place says something else than an amount. What all wijken share (whether the work helps, what it costs, how much staff there is now) is the same everywhere in a calculation: if it is disappointing, it is so in the whole country at once. That makes amounts unsure, that of the country too, and hardly changes the order.",
            ),
            self.say(
                "Wat een wijk voor zichzelf heeft (haar cijfers, en wat alleen daar onbekend is) maakt de volgorde, en middelt uit in de som van het land. Geluk en pech van personen tellen in de plaatsen niet mee: niemand kan een wijk daarop kiezen. En de cijfers van een wijk gelden hier als exact; zijn het schattingen, dan is de volgorde minder zeker dan ze lijkt.",
                "What a wijk has for itself (its figures, and what is unknown only there) makes the order, and averages out in the sum of the country. Good and bad luck of persons is not in the places: nobody can choose a wijk by it. And the figures of a wijk count as exact here; where they are estimates, the order is less sure than it looks.",
            ),
            self.say(
                "Wie van veel wijken de eerste is, is dat voor een deel toevallig. Lees de lijst daarom als een groep die voor kan gaan, niet als een rij.",
                "Whoever comes first of many wijken does so partly by chance. So read the list as a group that may go first, not as a queue.",
            ),
        ]
    }
}

/// A text on one line, without control characters.
fn one_line(text: &str) -> String {
    let told: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}
