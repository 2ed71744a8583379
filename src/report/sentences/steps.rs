//! Whether one step more pays, and why the step is surer than two bands side by side suggest.

use super::said::Said;

/// Whether steps pay, from the name of each arm above the first and what its step adds on average, EUR.
pub(in crate::report) fn steps_sentence(said: Said, steps: &[(String, f64)]) -> String {
    let pays: Vec<bool> = steps.iter().map(|(_, net)| *net > 0.0).collect();
    let count = pays.iter().take_while(|&&pays| pays).count();
    let later = pays.iter().skip(count).any(|&pays| pays);
    match (count, later) {
        (0, false) => said.one(
            "Geen enkele stap verdient zich naar verwachting terug.".to_owned(),
            "No step is expected to pay for itself.".to_owned(),
        ),
        (count, false) if count == steps.len() => said.one(
            "Elke stap verdient zich naar verwachting terug.".to_owned(),
            "Every step is expected to pay for itself.".to_owned(),
        ),
        (count, false) => {
            let last = &steps[count - 1].0;
            said.one(
                format!("Tot en met {last} verdient elke stap zich naar verwachting terug; daarna niet meer."),
                format!("Up to {last} every step is expected to pay for itself; after that no longer."),
            )
        }
        (_, true) => said.one(
            "De ene stap verdient zich naar verwachting terug, de andere niet.".to_owned(),
            "Some steps are expected to pay for themselves, others are not.".to_owned(),
        ),
    }
}

/// Why differences are taken within each calculation, with one step between two staffed arms as the example.
pub(in crate::report) fn pairing_sentence(
    said: Said,
    [from, to]: [&str; 2],
    paired: [f64; 2],
    apart: [f64; 2],
) -> String {
    let [low, high] = paired.map(|value| said.money(value, 2));
    let [least, most] = apart.map(|value| said.money(value, 2));
    let times = (apart[1] - apart[0]) / (paired[1] - paired[0]);
    let plain = said.one(
        "Beide bezettingen zijn in elke berekening doorgerekend met dezelfde aannamen en dezelfde mensen: wat tegenvalt, valt bij beide tegen. Daarom is het verschil per berekening genomen.",
        "In every calculation both staffings meet the same assumptions and the same people: what disappoints, disappoints in both. Therefore the difference is taken within each calculation.",
    );
    if !times.is_finite() || times < 1.05 {
        return plain.to_owned();
    }
    let wider = said.numbers.short(times);
    said.one(
        format!("{plain} De stap van {from} naar {to} ligt zo met 90% kans tussen {low} en {high}. Wie alleen de twee losse banden naast elkaar legt, vindt {least} tot {most}: {wider} keer zo breed, en te somber over wat we weten."),
        format!("{plain} The step from {from} to {to} thus lies between {low} and {high} with 90% probability. Who only holds the two separate bands against each other finds {least} to {most}: {wider} times as wide, and too gloomy about what is known."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn every_row_of_steps_has_its_sentence() {
        for (nets, dutch, english) in [
            (&[-1.0, -2.0][..], "Geen enkele stap", "No step is"),
            (&[1.0, 2.0], "Elke stap", "Every step"),
            (&[1.0, -2.0], "Tot en met 1x", "Up to 1x"),
            (&[-1.0, 2.0], "De ene stap", "Some steps"),
            (&[1.0, -1.0, 2.0], "De ene stap", "Some steps"),
        ] {
            let steps: Vec<(String, f64)> =
                nets.iter().enumerate().map(|(i, &net)| (format!("{}x", i + 1), net)).collect();
            assert!(steps_sentence(Said::new(Language::Dutch), &steps).starts_with(dutch));
            assert!(steps_sentence(Said::new(Language::English), &steps).starts_with(english));
        }
    }

    #[test]
    fn pairing_is_explained_with_an_example_where_it_matters() {
        let told = |language, paired, apart| {
            pairing_sentence(Said::new(language), ["1x", "2x"], paired, apart)
        };
        let dutch = told(Language::Dutch, [-10_000.0, 10_000.0], [-30_000.0, 70_000.0]);
        assert!(dutch.contains("€\u{a0}-30.000 tot €\u{a0}70.000: 5 keer zo breed"), "{dutch}");
        let english = told(Language::English, [-10_000.0, 10_000.0], [-30_000.0, 70_000.0]);
        assert!(english.contains("5 times as wide"), "{english}");
        for language in [Language::Dutch, Language::English] {
            for apart in [[-10_000.0, 10_000.0], [f64::NAN, f64::NAN]] {
                let told = told(language, [-10_000.0, 10_000.0], apart);
                assert!(!told.contains("1x"), "{told}");
            }
            assert!(!told(language, [5.0, 5.0], [5.0, 6.0]).contains("1x"), "no width, no times");
        }
    }
}
