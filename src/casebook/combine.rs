//! From cases and draws to what they say.
//!
//! `saving = optimism x (without - with) - help`, in each draw. A price and the optimism have one draw that all cases share; every
//! amount and chance has its own. Over cases each draw picks as many as there are, with replacement (bootstrap, Efron 1979, doi
//! 10.1214/aos/1176344552), so that its spread holds the doubt about prices and about which cases were told.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::bands::Band;
use super::case::{Case, Casebook, Side};
use super::draw::{Question, Shared};
use super::results::{Across, CaseResult, Findings, Moment, Overall, Part};
use crate::numeric::{mean, sd};

/// Works out what client cases say.
pub fn evaluate(book: &Casebook, question: &Question) -> Findings {
    let shared = question.shared(book);
    let picks = question.picks(book.cases.len());
    let mut together = Together::new(question.draws());
    let cases: Vec<CaseResult> = book
        .cases
        .iter()
        .zip(&picks)
        .map(|(case, picks)| {
            let drawn = Drawn::of(case, question, &shared);
            together.add(&drawn, picks);
            drawn.told(case)
        })
        .collect();
    let digest = Sha256::digest(book.text.as_bytes());
    Findings {
        title: book.title.clone(),
        made_up: book.made_up,
        price_year: book.price_year,
        sha256: digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }),
        seed: question.seed(),
        draws: question.draws(),
        optimism: book.optimism.as_ref().map(|_| Band::of(&shared.share)),
        optimism_source: book.optimism.as_ref().and_then(|known| known.source.clone()),
        overall: together.told(&cases),
        cases,
    }
}

/// The draws of one case.
struct Drawn {
    sides: [Vec<f64>; 3],
    saving: Vec<f64>,
    avoided: Vec<f64>,
    domains: BTreeMap<String, Vec<f64>>,
    parties: BTreeMap<String, Vec<f64>>,
    moments: Vec<Moment>,
}

impl Drawn {
    fn of(case: &Case, question: &Question, shared: &Shared) -> Self {
        let none = || vec![0.0; question.draws()];
        let mut sides = [none(), none(), none()];
        let mut avoided = none();
        let mut saving = none();
        let mut domains = BTreeMap::<String, Vec<f64>>::new();
        let mut parties = BTreeMap::<String, Vec<f64>>::new();
        let mut moments = Vec::new();
        for item in &case.items {
            let address = format!("case.{}.{}", case.name, item.path);
            let mut euros = shared.unit(question, &address, &item.euro);
            for (key, value) in [("amount", &item.amount), ("chance", &item.chance)] {
                let factor = question.column(&format!("{address}.{key}"), value);
                euros.iter_mut().zip(factor).for_each(|(euro, factor)| *euro *= factor);
            }
            let domain = domains.entry(item.domain.clone()).or_insert_with(none);
            let party = parties.entry(item.party.clone()).or_insert_with(none);
            for (draw, (&euro, &share)) in euros.iter().zip(&shared.share).enumerate() {
                sides[item.side as usize][draw] += euro;
                let saved = match item.side {
                    Side::Without => share * euro,
                    Side::With => -share * euro,
                    Side::Service => -euro,
                };
                if item.side != Side::Service {
                    avoided[draw] += saved;
                }
                saving[draw] += saved;
                domain[draw] += saved;
                party[draw] += saved;
            }
            moments.push(Moment {
                side: item.side,
                what: item.what.clone(),
                from: item.from,
                months: item.months,
                euro: mean(&euros),
            });
        }
        Self { sides, saving, avoided, domains, parties, moments }
    }

    fn told(self, case: &Case) -> CaseResult {
        let [without, with, service] = self.sides.map(|side| Band::of(&side));
        let above = self.saving.iter().filter(|saved| **saved > 0.0).count();
        CaseResult {
            name: case.name.clone(),
            title: case.title.clone(),
            saving: Band::of(&self.saving),
            avoided: Band::of(&self.avoided),
            judged: without.mean - with.mean - service.mean,
            without,
            with,
            service,
            p_saves: above as f64 / self.saving.len() as f64,
            by_domain: parts(&self.domains),
            by_party: parts(&self.parties),
            moments: self.moments,
        }
    }
}

fn parts(columns: &BTreeMap<String, Vec<f64>>) -> Vec<Part> {
    let part = |(name, column): (&String, &Vec<f64>)| Part {
        name: name.clone(),
        saving: Band::of(column),
    };
    columns.iter().map(part).collect()
}

/// A sum over the cases as they are, and over the cases as each draw picks them.
struct Sums {
    known: Vec<f64>,
    picked: Vec<f64>,
}

impl Sums {
    fn new(draws: usize) -> Self {
        Self { known: vec![0.0; draws], picked: vec![0.0; draws] }
    }

    fn add(&mut self, column: &[f64], picks: &[u16]) {
        for (draw, (&value, &times)) in column.iter().zip(picks).enumerate() {
            self.known[draw] += value;
            self.picked[draw] += value * f64::from(times);
        }
    }

    /// Sums divided by the number of cases.
    fn means(&self, cases: usize) -> [Vec<f64>; 2] {
        let over = |sums: &[f64]| sums.iter().map(|sum| sum / cases as f64).collect();
        [over(&self.known), over(&self.picked)]
    }

    fn across(&self, means: &[f64]) -> Across {
        let [known, picked] = self.means(means.len());
        let middle = mean(means);
        let between = (means.len() > 1).then(|| sd(means));
        let spread = between.filter(|sd| *sd > 0.0 && middle > 0.0).map(|sd| sd / middle);
        Across {
            mean: middle,
            between,
            known: Band::of(&known),
            both: (means.len() > 1).then(|| Band::of(&picked).with_mean(middle)),
            spread: spread.filter(|spread| spread.is_finite()),
        }
    }

    fn part(&self, name: &str, cases: usize) -> Part {
        let [known, picked] = self.means(cases);
        let saving = Band::of(&picked).with_mean(mean(&known));
        Part { name: name.to_owned(), saving }
    }
}

/// The draws of all cases together.
struct Together {
    draws: usize,
    saving: Sums,
    avoided: Sums,
    domains: BTreeMap<String, Sums>,
    parties: BTreeMap<String, Sums>,
}

impl Together {
    fn new(draws: usize) -> Self {
        Self {
            draws,
            saving: Sums::new(draws),
            avoided: Sums::new(draws),
            domains: BTreeMap::new(),
            parties: BTreeMap::new(),
        }
    }

    fn add(&mut self, case: &Drawn, picks: &[u16]) {
        self.saving.add(&case.saving, picks);
        self.avoided.add(&case.avoided, picks);
        for (all, own) in [(&mut self.domains, &case.domains), (&mut self.parties, &case.parties)] {
            for (name, column) in own {
                let sums = all.entry(name.clone()).or_insert_with(|| Sums::new(self.draws));
                sums.add(column, picks);
            }
        }
    }

    fn told(&self, cases: &[CaseResult]) -> Overall {
        let of = |value: fn(&CaseResult) -> f64| cases.iter().map(value).collect::<Vec<f64>>();
        let savings = of(|case| case.saving.mean);
        let parts = |all: &BTreeMap<String, Sums>| {
            all.iter().map(|(name, sums)| sums.part(name, cases.len())).collect()
        };
        Overall {
            saving_cases: savings.iter().filter(|saved| **saved > 0.0).count(),
            saving: self.saving.across(&savings),
            avoided: self.avoided.across(&of(|case| case.avoided.mean)),
            judged: mean(&of(|case| case.judged)),
            by_domain: parts(&self.domains),
            by_party: parts(&self.parties),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::{read, snippet};

    /// One price, by the built-in list's index or none: own amounts only, so that nothing else can move them.
    const ONE: &str = r#"
[about]
price_year = 2024
optimism = { value = 0.6, source = "made up", grade = "D" }
[[cases]]
name = "een"
[[cases.without]]
what = "Opname"
euro = { value = 250.25, source = "made up", grade = "D" }
amount = 14
chance = 0.5
domain = "care"
party = "zorgverzekeraar"
[[cases.without]]
what = "Uitzetting"
euro = { value = 6000, source = "made up", grade = "D" }
chance = 0.25
domain = "housing"
party = "corporatie"
[[cases.with]]
what = "Consult"
euro = { value = 33.1, source = "made up", grade = "D" }
amount = 3
domain = "care"
party = "zorgverzekeraar"
[[cases.with]]
what = "Uren"
euro = { value = 50, source = "made up", grade = "D" }
amount = 10
service = true
domain = "staff"
party = "gemeente"
"#;

    fn found(text: &str) -> Findings {
        evaluate(&read("cases.toml", text).unwrap(), &Question::default())
    }

    fn cents(euros: f64) -> i64 {
        (euros * 100.0).round() as i64
    }

    /// A case whose saving is `euros`, or what this distribution says.
    fn simple(name: &str, euros: &str) -> String {
        format!(
            "[[cases]]\nname = \"{name}\"\n[[cases.without]]\nwhat = \"x\"\neuro = {{ {euros}, source = \"made up\", grade = \"D\" }}\nparty = \"gemeente\"\n[[cases.with]]\nwhat = \"hulp\"\neuro = 0\nservice = true\nparty = \"gemeente\"\n"
        )
    }

    fn book(cases: &[String]) -> String {
        format!("[about]\nprice_year = 2024\n{}", cases.concat())
    }

    #[test]
    fn a_case_worked_by_hand_is_right_to_the_cent() {
        let found = found(ONE);
        let case = &found.cases[0];
        // Without: 250.25 x 14 x 0.5 = 1,751.75 and 6,000 x 0.25 = 1,500. With: 33.10 x 3 = 99.30. Help: 50 x 10 = 500.
        assert_eq!(cents(case.without.mean), 325_175);
        assert_eq!(cents(case.with.mean), 9_930);
        assert_eq!(cents(case.service.mean), 50_000);
        // Judged 3,251.75 - 99.30 - 500; owed to the help 0.6 x 3,152.45 = 1,891.47.
        assert_eq!(cents(case.judged), 265_245);
        assert_eq!(cents(case.avoided.mean), 189_147);
        assert_eq!(cents(case.saving.mean), 139_147);
        assert_eq!([case.saving.p05, case.saving.p95].map(cents), [139_147; 2]);
        assert_eq!(cents(case.saving.sd), 0);
        assert!((case.p_saves - 1.0).abs() < f64::EPSILON);
        // Care 0.6 x (1,751.75 - 99.30), housing 0.6 x 1,500, staff -500.
        let parts = |parts: &[Part]| -> Vec<(String, i64)> {
            parts.iter().map(|part| (part.name.clone(), cents(part.saving.mean))).collect()
        };
        let expected = [("care", 99_147), ("housing", 90_000), ("staff", -50_000)];
        assert_eq!(parts(&case.by_domain), expected.map(|(name, euros)| (name.to_owned(), euros)));
        let expected = [("corporatie", 90_000), ("gemeente", -50_000), ("zorgverzekeraar", 99_147)];
        assert_eq!(parts(&case.by_party), expected.map(|(name, euros)| (name.to_owned(), euros)));
        assert_eq!(parts(&found.overall.by_party), parts(&case.by_party));
    }

    #[test]
    fn a_listed_price_is_re_indexed_and_drawn_once_for_all_cases() {
        let room = tempfile::tempdir().unwrap();
        let list = "[index]\nlevels = { 2014 = 80.0, 2024 = 100.0 }\n[prices.dag]\nunit = \"dag\"\neuro = { normal = { mean = 400.0, sd = 40.0 }, truncate = [0.0, inf] }\nprice_year = 2014\npayer = \"rijk\"\ncategory = \"care\"\nsource = \"made up\"\ngrade = \"D\"\n";
        std::fs::write(room.path().join("lijst.toml"), list).unwrap();
        let case = |name: &str| {
            format!(
                "[[cases]]\nname = \"{name}\"\n[[cases.without]]\nwhat = \"x\"\nprice = \"dag\"\namount = 2\n"
            )
        };
        let text = format!(
            "[about]\nprice_year = 2024\nprices = \"lijst.toml\"\n{}{}",
            case("a"),
            case("b")
        );
        std::fs::write(room.path().join("cases.toml"), text).unwrap();
        let book = crate::casebook::load(&room.path().join("cases.toml")).unwrap();
        let found = evaluate(&book, &Question::default());
        // 400 x 100 / 80 = 500 a day, sd 50; two days. Over 8,192 draws the mean has an error of 100 / sqrt(8192) = 1.1.
        let [a, b] = [&found.cases[0], &found.cases[1]];
        assert!((a.saving.mean - 1000.0).abs() < 5.0, "{a:?}");
        assert!((a.saving.sd - 100.0).abs() < 4.0, "{a:?}");
        assert_eq!(a.saving, b.saving);
        // Shared, so that the mean of two is no surer than one.
        assert!((found.overall.saving.known.sd - a.saving.sd).abs() < 1e-9);
        assert_eq!(a.by_domain[0].name, "care");
        assert_eq!(a.by_party[0].name, "rijk");
        assert_eq!(book.consulted[0].taken, ["dag"]);
    }

    #[test]
    fn optimism_of_nothing_leaves_the_cost_of_the_help() {
        let text = ONE.replace("value = 0.6,", "value = 0.0,");
        let found = found(&text);
        assert_eq!(cents(found.cases[0].saving.mean), -50_000);
        assert_eq!(cents(found.cases[0].avoided.mean), 0);
        assert_eq!(snippet(&found).text, "");
    }

    #[test]
    fn the_same_file_and_seed_give_the_same_numbers_and_another_seed_others() {
        let text = book(&[
            simple("a", "lognormal = { mean = 9000, sd = 5000 }"),
            simple("b", "value = 100"),
        ]);
        let book = read("c", &text).unwrap();
        let of = |seed| evaluate(&book, &Question::new(seed, 1000).unwrap());
        assert_eq!(of(3), of(3));
        assert_ne!(of(3).cases[0].saving, of(4).cases[0].saving);
    }

    #[test]
    fn a_case_beside_it_moves_no_number_of_a_case() {
        let one = simple("a", "lognormal = { mean = 9000, sd = 5000 }");
        let alone = found(&book(std::slice::from_ref(&one)));
        let both = found(&book(&[simple("b", "value = 5"), one]));
        assert_eq!(alone.cases[0], both.cases[1]);
    }

    #[test]
    fn over_equal_cases_the_bootstrap_adds_nothing() {
        let cases = ["a", "b", "c", "d"].map(|name| simple(name, "value = 7000"));
        let overall = found(&book(&cases)).overall;
        let both = overall.saving.both.unwrap();
        let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-9, "{found}");
        near(both.mean, 7000.0);
        near(both.sd, 0.0);
        near(both.p05, 7000.0);
        near(both.p95, 7000.0);
        assert_eq!(overall.saving.between, Some(0.0));
        assert_eq!(overall.saving.spread, None);
    }

    #[test]
    fn over_known_cases_the_bootstrap_has_its_closed_spread() {
        // Means of k picks with replacement have the variance ((k - 1) / k) s^2 / k, s^2 with k - 1.
        let values = [1000.0, 2000.0, 4000.0, 8000.0, 15000.0, 30000.0];
        let cases: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(at, value)| simple(&format!("c{at}"), &format!("value = {value}")))
            .collect();
        let saving = found(&book(&cases)).overall.saving;
        let (k, s) = (6.0, sd(&values));
        let closed = (((k - 1.0) / k) * s * s / k).sqrt();
        let both = saving.both.unwrap();
        // The error of a standard deviation from 8,192 draws is near 1 / sqrt(2 x 8192) = 0.8 %; four times that.
        assert!((both.sd / closed - 1.0).abs() < 0.032, "{} against {closed}", both.sd);
        assert!((saving.mean - 10_000.0).abs() < 1e-9);
        assert_eq!(saving.between, Some(s));
        assert!((saving.spread.unwrap() - s / 10_000.0).abs() < 1e-12);
        assert!(saving.known.sd.abs() < 1e-9);
    }

    #[test]
    fn one_case_has_no_band_over_cases() {
        let overall = found(&book(&[simple("a", "value = 3")])).overall;
        assert_eq!(overall.saving.both, None);
        assert_eq!(overall.saving.between, None);
        assert_eq!(overall.saving.spread, None);
    }

    #[test]
    fn the_shipped_cases_say_they_are_made_up_and_span_what_was_published() {
        let book = read("evidence/cases.toml", include_str!("../../evidence/cases.toml")).unwrap();
        assert!(book.made_up);
        assert_eq!(book.warnings, []);
        assert!((8..=12).contains(&book.cases.len()));
        let found = evaluate(&book, &Question::default());
        let mut judged: Vec<f64> = found.cases.iter().map(|case| case.judged).collect();
        judged.sort_by(f64::total_cmp);
        // Published: some 5,000 to 70,000; "some" taken as a seventh.
        let (least, most) = (judged[0], judged[judged.len() - 1]);
        assert!(
            (4300.0..5700.0).contains(&least) && (60_000.0..80_000.0).contains(&most),
            "{judged:?}"
        );
        for name in ["care", "housing", "justice", "debt", "education", "staff"] {
            assert!(found.overall.by_domain.iter().any(|part| part.name == name), "{name}");
        }
        for case in &found.cases {
            println!(
                "{:22} judged {:8.0} saving {:8.0} ({:.0} to {:.0}) p {:.2}",
                case.name,
                case.judged,
                case.saving.mean,
                case.saving.p05,
                case.saving.p95,
                case.p_saves
            );
        }
        println!("{:#?}\n{}", found.overall, snippet(&found).text);
    }
}
