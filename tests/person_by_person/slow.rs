//! One trial of the slow simulator: all arms with the same persons and the same luck.

use rand_chacha::ChaCha8Rng;
use wijkimpact::model::Model;

use crate::luck::Luck;
use crate::outcomes::follow;
use crate::service::{serve, value};

/// What is compared, for one arm: whole counts first (for exact tables), then amounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) names: Vec<String>,
    pub(crate) values: Vec<f64>,
}

impl Row {
    pub(crate) fn add(&mut self, name: impl Into<String>, value: f64) {
        self.names.push(name.into());
        self.values.push(value);
    }
}

/// One trial, a row for each arm.
pub(crate) fn trial(model: &Model, rng: &mut ChaCha8Rng) -> Vec<Row> {
    let mut luck = Luck::new(rng);
    let arms: Vec<_> = model
        .arms
        .iter()
        .map(|arm| {
            let service = serve(model, arm, &mut luck);
            let gains = follow(model, &service, &mut luck);
            (service, gains)
        })
        .collect();
    let present = model.arms.iter().position(|arm| arm.level == Some(1.0)).unwrap();
    arms.iter()
        .map(|(service, gains)| {
            let sum = |x: &[Vec<Vec<usize>>]| x.iter().flatten().flatten().sum::<usize>() as f64;
            let mut row = Row::default();
            row.add("participants", sum(&service.participants));
            row.add("completers", sum(&service.completers));
            for (e, n) in gains.avoided.iter().enumerate() {
                row.add(format!("avoided {e}"), *n);
            }
            row.add("contacts", service.contacts);
            row.add("fte hired", service.hired / model.years as f64);
            let at = |rate: f64, t: usize| {
                (1.0 + rate).powf(-(t as f64 + model.discounting.timing.offset()))
            };
            let rate = value(model, model.discounting.rate);
            let qaly_rate = model.discounting.qaly_rate.map_or(rate, |q| value(model, q));
            let worth = model.value_of_qaly.map_or(0.0, |q| value(model, q));
            let qalys: f64 = gains.qaly.iter().enumerate().map(|(t, q)| q * at(qaly_rate, t)).sum();
            let (mut costs, mut benefits) = (0.0, 0.0);
            for party in 0..model.parties.len() {
                let mut cost = 0.0;
                for (p, programme) in model.programmes.iter().enumerate() {
                    for (t, x) in service.cost[p].iter().enumerate() {
                        let base = x.min(arms[present].0.cost[p][t]);
                        let share = |payers: &[(usize, f64)]| -> f64 {
                            payers.iter().filter(|(who, _)| *who == party).map(|(_, s)| s).sum()
                        };
                        let paid = base * share(&programme.costs.paid_by)
                            + (x - base) * share(&programme.costs.extra_paid_by);
                        cost += paid * at(rate, t);
                    }
                }
                let pv = |flow: &[f64]| -> f64 {
                    flow.iter().enumerate().map(|(t, x)| x * at(rate, t)).sum()
                };
                let mut gain = pv(&gains.benefit[party]);
                if party == model.inwoner {
                    gain += qalys * worth;
                }
                row.add(format!("cost {party}"), cost);
                row.add(format!("benefit {party}"), gain);
                row.add(format!("cashable {party}"), pv(&gains.cashable[party]));
                costs += cost;
                benefits += gain;
            }
            row.add("qalys", qalys);
            row.add("care 0", gains.care[0]);
            row.add("care 1", gains.care[1]);
            row.add("benefit", benefits);
            row.add("net", benefits - costs);
            row
        })
        .collect()
}
