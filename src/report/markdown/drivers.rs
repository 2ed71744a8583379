//! Where the uncertainty comes from, and how far things must move before the factors changes.

use super::cells::{plain, table};
use super::page::Page;
use crate::analysis::{BreakEven, Turn};
use crate::report::sentences::{composition_title, factors};

/// Drivers that are told.
const SHOWN: usize = 8;

/// An input with a smaller share of the spread than this says nothing: with some thousands of trials it is noise.
const NOISE: f64 = 0.001;

impl Page<'_> {
    pub(super) fn drivers(&self) -> String {
        let (material, advised) = (self.material, self.material.advised);
        let luck = material.composition.get(advised).map_or(f64::NAN, |composed| composed.luck);
        let made = composition_title(self.said, luck);
        let name = plain(&self.arm(advised));
        let mut parts = vec![
            self.heading("Waar de onzekerheid vandaan komt", "Where the uncertainty comes from"),
            self.said.one(
                format!("Over het netto resultaat van {name}. {}.", plain(&made)),
                format!("About the net result of {name}. {}.", plain(&made)),
            ),
        ];
        parts.extend(self.inputs());
        parts.push(format!(
            "**{}** {}",
            self.say("Wanneer verandert het advies?", "When does the advice change?"),
            plain(&factors(self.said, &material.benefit_factor, |arm| self.arm(arm)).join(" "))
        ));
        parts.extend(self.turns());
        parts.join("\n\n")
    }

    /// The strongest inputs and what the net is when they are low or high.
    fn inputs(&self) -> Option<String> {
        let heads = self.said.one(
            [
                "Invoer",
                "Laag",
                "Netto bij laag*",
                "Hoog",
                "Netto bij hoog*",
                "Deel van de spreiding",
            ],
            ["Input", "Low", "Net at low*", "High", "Net at high*", "Share of the spread"],
        );
        let drivers = &self.material.drivers;
        let rows: Vec<Vec<String>> = drivers
            .iter()
            .filter(|driver| driver.share > NOISE)
            .take(SHOWN)
            .map(|driver| {
                Self::row(
                    &driver.path,
                    [
                        self.numbers().natural(driver.low_value),
                        self.said.money(driver.net_at_low, 2),
                        self.numbers().natural(driver.high_value),
                        self.said.money(driver.net_at_high, 2),
                        self.numbers().percent(driver.share),
                    ],
                )
            })
            .collect();
        let note = self.say(
            "Laag en hoog: gemiddelden van de 20% berekeningen waarin de invoer het laagst en het hoogst is.",
            "Low and high: means of the 20% of calculations in which the input is lowest and highest.",
        );
        (!rows.is_empty()).then(|| format!("{}\n\n{note}", table(&heads.map(str::to_owned), &rows)))
    }

    /// The values of the strongest inputs at which another arm becomes best.
    fn turns(&self) -> Option<String> {
        let heads = self.said.one(
            [
                "Bij welke waarde van één invoer?",
                "Gemiddeld",
                "Onderzocht",
                "Lager dan",
                "Hoger dan",
            ],
            ["At which value of one input?", "Mean", "Searched", "Below", "Above"],
        );
        let natural = |value: f64| self.numbers().natural(value);
        let told = |turn: &Option<Turn>| {
            turn.as_ref().map_or_else(
                || self.say("blijft gelijk", "unchanged").to_owned(),
                |turn| format!("{} → {}", natural(turn.value), plain(&self.arm(turn.to))),
            )
        };
        let found = &self.material.break_even;
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|BreakEven { path, mean, range, below, above, advice, best, .. }| {
                let [low, high] = range.map(natural);
                // Set to its mean, one input alone can already change the advice.
                let mean = told(&(best != advice).then_some(Turn { value: *mean, to: *best }))
                    .replace(self.say("blijft gelijk", "unchanged"), &natural(*mean));
                let searched = format!("{low} {} {high}", self.say("tot", "to"));
                Self::row(path, [mean, searched, told(below), told(above)])
            })
            .collect();
        (!rows.is_empty()).then(|| table(&heads.map(str::to_owned), &rows))
    }
}
