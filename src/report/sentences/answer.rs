//! The question of a run and the answer in three sentences.

use super::choice::Choice;
use super::finding::Outcome;
use super::said::Said;
use crate::report::view::View;

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Asked {
    /// Calendar year of year 0.
    pub(in crate::report) from: i32,
    /// Years followed.
    pub(in crate::report) horizon: usize,
    /// Years the programmes run.
    pub(in crate::report) years: usize,
    /// Number of arms compared.
    pub(in crate::report) arms: usize,
}

impl Asked {
    /// What a run asked.
    pub(in crate::report) const fn of(view: &View) -> Self {
        let View { base_year, horizon, years, .. } = view;
        Self { from: *base_year, horizon: *horizon, years: *years, arms: view.arms.len() }
    }

    /// The question in a sentence.
    pub(in crate::report) fn sentence(self, said: Said) -> String {
        let Self { from, horizon, years, arms } = self;
        let running = said.one(
            if years == 1 { "één jaar".to_owned() } else { format!("{years} jaar") },
            if years == 1 { "one year".to_owned() } else { format!("{years} years") },
        );
        let compared = if arms < 2 {
            String::new()
        } else {
            said.one(format!(", bij {arms} bezettingen"), format!(", at {arms} levels of staff"))
        };
        said.one(
            format!("Wat kost {running} sociaal werk en wat levert dat de samenleving op, gevolgd over {horizon} jaar vanaf {from}{compared}, vergeleken met geen programma?"),
            format!("What does {running} of social work cost and what does it yield for society, followed for {horizon} years from {from}{compared}, compared with no programme?"),
        )
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Answer {
    /// The arm that is told about: present staffing.
    pub(in crate::report) outcome: Outcome,
    /// The best arm.
    pub(in crate::report) choice: Option<Choice>,
}

impl Answer {
    /// What a run answers.
    pub(in crate::report) fn of(view: &View, said: Said) -> Self {
        let name = |arm| view.arm_name(arm, said.language());
        let arm = view.focus();
        let outcome = Outcome {
            name: name(arm),
            fte: view.mean(arm, "fte_hired"),
            benefit: view.statistics(arm, "benefit_pv"),
            net: view.statistics(arm, "net_pv"),
        };
        let choice = view.preferred().map(|best| Choice {
            name: name(best.arm),
            fte: best.fte_hired,
            p_best: best.p_best,
            regret: best.expected_regret,
            arms: view.arms.len(),
            rival: view
                .verdicts
                .iter()
                .max_by(|one, other| one.p_best.total_cmp(&other.p_best))
                .filter(|rival| rival.p_best > best.p_best)
                .map(|rival| (name(rival.arm), rival.p_best)),
        });
        Self { outcome, choice }
    }

    /// In three sentences: what the programme does, within which bounds, and which arm is best.
    pub(in crate::report) fn sentences(&self, said: Said) -> Vec<String> {
        let mut told = vec![self.outcome.sentence(said), self.outcome.band_sentence(said)];
        told.extend(self.choice.as_ref().map(|choice| choice.sentence(said)));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::tests::statistics;
    use super::*;
    use crate::report::numbers::Language;

    #[test]
    fn a_question_for_every_length() {
        let asked = Asked { from: 2023, horizon: 15, years: 1, arms: 5 };
        let told = asked.sentence(Said::new(Language::Dutch));
        assert!(
            told.starts_with("Wat kost één jaar sociaal werk")
                && told.contains("bij 5 bezettingen")
        );
        let told = Asked { years: 3, arms: 1, ..asked }.sentence(Said::new(Language::English));
        assert!(told.starts_with("What does 3 years of") && !told.contains("levels"));
        assert!(
            Asked { years: 3, ..asked }.sentence(Said::new(Language::Dutch)).contains("3 jaar")
        );
        assert!(asked.sentence(Said::new(Language::English)).contains("one year"));
    }

    #[test]
    fn an_answer_is_three_sentences() {
        let outcome = Outcome {
            name: "1x".into(),
            fte: 2.0,
            benefit: statistics([0.0, 1.0, 2.0], f64::NAN),
            net: statistics([-2.0, -1.0, 1.0], 0.2),
        };
        let choice =
            Choice { name: "0x".into(), fte: 0.0, p_best: 0.9, regret: 1.0, arms: 2, rival: None };
        let answer = Answer { outcome, choice: Some(choice) };
        assert_eq!(answer.sentences(Said::new(Language::Dutch)).len(), 3);
    }
}
