//! How many times larger or smaller all benefits would have to be before another arm is best.

use super::said::Said;
use crate::analysis::BenefitFactor;

/// The advice and where it turns, in a sentence; `arm` tells what to call an arm.
pub(in crate::report) fn advice(
    said: Said,
    factor: &BenefitFactor,
    arm: impl Fn(usize) -> String,
) -> String {
    let best = arm(factor.best);
    let times = |value: f64| said.numbers.decimal(value, 1);
    match (factor.below, factor.above) {
        (None, None) => said.one(
            format!("{best} blijft het beste, hoe groot of klein de baten ook zijn."),
            format!("{best} stays best however large or small the benefits are."),
        ),
        (None, Some(above)) => {
            let (times, to) = (times(above.value), arm(above.to));
            said.one(
                format!("Nu is {best} het beste. Pas als alle baten {times} keer zo groot waren, werd {to} het beste."),
                format!("Now {best} is best. Only if all benefits were {times} times as large, {to} would become best."),
            )
        }
        (Some(below), None) => {
            let (times, to) = (times(below.value), arm(below.to));
            said.one(
                format!("Nu is {best} het beste. Pas als alle baten {times} keer zo groot waren of kleiner, werd {to} het beste."),
                format!("Now {best} is best. Only if all benefits were {times} times as large or smaller, {to} would become best."),
            )
        }
        (Some(below), Some(above)) => {
            let (less, down) = (times(below.value), arm(below.to));
            let (more, up) = (times(above.value), arm(above.to));
            said.one(
                format!("Nu is {best} het beste. Bij baten die {less} keer zo groot zijn of kleiner wordt dat {down}, vanaf {more} keer zo groot {up}."),
                format!("Now {best} is best. With benefits {less} times as large or smaller it becomes {down}, from {more} times as large {up}."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Turn;
    use crate::report::numbers::Language;

    #[test]
    fn every_way_the_advice_can_turn_has_its_sentence() {
        let turn = |value, to| Some(Turn { value, to });
        for (below, above, dutch, english) in [
            (None, None, "arm 1 blijft", "arm 1 stays best"),
            (
                None,
                turn(2.5, 2),
                "2,5 keer zo groot waren, werd arm 2",
                "2.5 times as large, arm 2",
            ),
            (turn(0.5, 0), None, "0,5 keer zo groot waren of kleiner", "0.5 times as large or"),
            (turn(0.5, 0), turn(2.0, 2), "wordt dat arm 0, vanaf 2,0", "becomes arm 0, from 2.0"),
        ] {
            let factor = BenefitFactor { best: 1, below, above };
            let name = |arm| format!("arm {arm}");
            let told = advice(Said::new(Language::Dutch), &factor, name);
            assert!(told.contains(dutch), "{told}");
            let told = advice(Said::new(Language::English), &factor, name);
            assert!(told.contains(english), "{told}");
        }
    }
}
