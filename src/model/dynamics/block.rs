//! A block of trials from the first pool to the last payment.

use super::account::{Account, Service};
use super::follow::Cell;
use super::money::Books;
use super::outlook::Outlook;
use super::pool::{self, Pool};
use super::staffing;
use super::values::Values;
use super::{costs, matching};
use crate::model::luck::{Grid, Luck};
use crate::model::{Among, Model};

/// Who took part and who completed: `[service year][stratum]`.
#[derive(Default)]
pub(super) struct Served {
    pub participants: Vec<Vec<Grid>>,
    pub completers: Vec<Vec<Grid>>,
}

/// Simulates a block of trials for all arms of the model.
pub fn simulate(model: &Model, values: &Values, luck: &mut impl Luck) -> Account {
    let outlook = Outlook::new(model, values);
    let (service, books) = avoid(model, values, &outlook, luck);
    Account { service, yields: outlook.settle(model, &books, true) }
}

/// The first half: service, and what is avoided by each effect in the order of [`Model::effects`]. `outlook` may come from values
/// that differ in inputs of people and staff alone.
pub fn avoid<'a>(
    model: &Model,
    values: &Values,
    outlook: &Outlook<'a>,
    luck: &mut impl Luck,
) -> (Service, Vec<Books<'a>>) {
    let (service, served) = serve(model, values, luck);
    let mut cases = outlook.cases.iter();
    let mut all = Vec::new();
    for (programme, served) in model.programmes.iter().zip(&served) {
        for (effect, case) in programme.effects.iter().zip(&mut cases) {
            let people = match effect.among {
                Among::Participants => &served.participants,
                Among::Completers => &served.completers,
            };
            let cells: Vec<Cell> = people
                .iter()
                .enumerate()
                .flat_map(|(service_year, strata)| {
                    strata.iter().enumerate().map(move |(stratum, people)| Cell {
                        service_year,
                        stratum,
                        people,
                    })
                })
                .collect();
            let mut books = Books::new(model, case.outcome, case.values);
            case.follow(&cells, luck, &mut books);
            all.push(books);
        }
    }
    (service, all)
}

/// The programme years: staff, matching, costs, pools.
pub(super) fn serve(
    model: &Model,
    values: &Values,
    luck: &mut impl Luck,
) -> (Service, Vec<Served>) {
    let mut service = Service::new(model, values.trials());
    let arms = model.arms.len();
    let mut pools: Vec<Pool> = model
        .programmes
        .iter()
        .map(|p| Pool::new(p, &model.groups[p.group], values, arms, luck))
        .collect();
    let kappas: Vec<Option<(Vec<f64>, usize)>> = model
        .programmes
        .iter()
        .zip(&pools)
        .map(|(programme, pool)| staffing::kappa_now(programme, values, &pool.expected()))
        .collect();
    for (count, kappa) in service.pool_too_small.iter_mut().zip(&kappas) {
        *count = kappa.as_ref().map_or(0, |(_, trials)| *trials);
    }
    let need = need(model, values);
    let mut served: Vec<Served> = model.programmes.iter().map(|_| Served::default()).collect();
    for year in 0..model.years {
        for (p, programme) in model.programmes.iter().enumerate() {
            let group = &model.groups[programme.group];
            let kappa = kappas[p].as_ref().map(|(kappa, _)| kappa.as_slice());
            let staff = staffing::staff(programme, &model.arms, p, values, year, kappa);
            let participants = take_part(model, p, year, values, &pools[p], &staff.places, luck);
            let mut total = Grid::zeros((arms, values.trials()));
            let mut completers = Vec::new();
            for (h, taken) in participants.iter().enumerate() {
                total += taken;
                pools[p].leave(h, taken);
                for (q, other) in model.programmes.iter().enumerate() {
                    if q != p && other.group == programme.group {
                        pools[q].thin(other, group, programme, h, year, taken, values, luck);
                    }
                }
                let site = pool::site(programme, group, h, year, "complete", "");
                let done = luck.successes(&site, taken, values.of(programme.completion));
                service.completers += &done;
                completers.push(done);
            }
            service.fte_wanted += &staff.wanted;
            service.fte_hired += &staff.hired;
            service.participants += &total;
            let uptake = values.of(programme.uptake);
            service.contacts += &Grid::from_shape_fn(total.dim(), |(j, k)| {
                // Nobody takes part where uptake is 0, so nobody is counted as approached.
                if uptake[k] > 0.0 { total[[j, k]] / uptake[k] } else { 0.0 }
            });
            service.need_served += &Grid::from_shape_fn(total.dim(), |(j, k)| {
                if need[k] > 0.0 { total[[j, k]] / need[k] } else { 0.0 }
            });
            costs::enter(model, programme, values, year, &staff, &total, &mut service);
            served[p].participants.push(participants);
            served[p].completers.push(completers);
        }
        if year + 1 < model.years {
            for (programme, pool) in model.programmes.iter().zip(&mut pools) {
                let group = &model.groups[programme.group];
                pool.next_year(programme, group, year, values, luck);
            }
        }
    }
    service.need = need;
    (service, served)
}

/// `P_h`: whole people by stratum, at most the pool.
fn take_part(
    model: &Model,
    p: usize,
    year: usize,
    values: &Values,
    pool: &Pool,
    places: &Grid,
    luck: &mut impl Luck,
) -> Vec<Grid> {
    let programme = &model.programmes[p];
    let group = &model.groups[programme.group];
    let strata = pool.waiting.len();
    let friction = values.of(programme.friction);
    let mut exact = vec![Grid::zeros(places.dim()); strata];
    let (mut w, mut weights, mut out) = (vec![0.0; strata], vec![0.0; strata], vec![0.0; strata]);
    for ((j, k), a) in places.indexed_iter() {
        for h in 0..strata {
            w[h] = pool.waiting[h][[j, k]];
            weights[h] = values.of(programme.targeting[h])[k];
        }
        matching::participants(&w, &weights, *a, friction[k], &mut out);
        for h in 0..strata {
            exact[h][[j, k]] = out[h];
        }
    }
    exact
        .iter()
        .enumerate()
        .map(|(h, exact)| {
            let site = pool::site(programme, group, h, year, "match", "");
            luck.whole(&site, exact, &pool.waiting[h])
        })
        .collect()
}

/// People in need in the groups that have a programme, each group once, by trial.
fn need(model: &Model, values: &Values) -> Vec<f64> {
    let mut need = vec![0.0; values.trials()];
    for (g, group) in model.groups.iter().enumerate() {
        if !model.programmes.iter().any(|p| p.group == g) {
            continue;
        }
        for (stratum, people) in group.strata.iter().zip(pool::people(group, values)) {
            for ((need, n), v) in need.iter_mut().zip(people).zip(values.of(stratum.need)) {
                *need += n * v;
            }
        }
    }
    need
}
