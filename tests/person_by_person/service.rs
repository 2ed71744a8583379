//! The slow simulator, first half: pools, places, participants and costs, written from the model page alone.

use wijkimpact::model::{Arm, Capacity, Group, Model, Programme, Quantity, Wanted};

use crate::luck::Luck;

/// The known value of a quantity.
pub(crate) fn value(model: &Model, quantity: Quantity) -> f64 {
    model.inputs.get(quantity).distribution.quantile(0.5)
}

/// What one arm did in the programme years.
pub(crate) struct Service {
    /// Participants `[programme][year][stratum]`.
    pub(crate) participants: Vec<Vec<Vec<usize>>>,
    /// Completers, likewise.
    pub(crate) completers: Vec<Vec<Vec<usize>>>,
    /// Cost `[programme][year]`.
    pub(crate) cost: Vec<Vec<f64>>,
    /// People approached.
    pub(crate) contacts: f64,
    /// FTE hired, summed over programmes and years.
    pub(crate) hired: f64,
}

/// `N_h`: whole people, the largest remainders rounded up.
pub(crate) fn people(model: &Model, group: &Group) -> Vec<usize> {
    let all = value(model, group.size).round();
    let exact: Vec<f64> = group.strata.iter().map(|h| all * h.share).collect();
    let mut whole: Vec<usize> = exact.iter().map(|x| x.floor() as usize).collect();
    while whole.iter().sum::<usize>() < all as usize {
        let mut best = 0;
        for h in 1..whole.len() {
            if exact[h] - whole[h] as f64 > exact[best] - whole[best] as f64 {
                best = h;
            }
        }
        whole[best] += 1;
    }
    whole
}

/// `x / (1 + x^k)^(1/k)`, straight from the page.
fn matched(x: f64, k: f64) -> f64 {
    // For a practically perfect queue the power leaves the range of numbers.
    if k > 500.0 { x.min(1.0) } else { x / (1.0 + x.powf(k)).powf(1.0 / k) }
}

/// `P_h` before rounding: lambda is found by halving an interval.
fn shares(waiting: &[usize], weights: &[f64], places: f64, k: f64) -> Vec<f64> {
    let all: usize = waiting.iter().sum();
    if all == 0 || places <= 0.0 {
        return vec![0.0; waiting.len()];
    }
    if weights.iter().all(|w| w.total_cmp(&weights[0]).is_eq()) {
        // Equal weights: lambda = x.
        return waiting.iter().map(|w| *w as f64 * matched(places / all as f64, k)).collect();
    }
    let total = all as f64 * matched(places / all as f64, k);
    let split = |lambda: f64| -> Vec<f64> {
        waiting
            .iter()
            .zip(weights)
            .map(|(w, weight)| *w as f64 * matched(lambda * weight, k))
            .collect()
    };
    let reached = |lambda: f64| split(lambda).iter().sum::<f64>() >= total;
    let (mut lo, mut hi) = (0.0, 1.0);
    while !reached(hi) && hi < 1e9 {
        hi *= 2.0;
    }
    // Sixty halvings: to the last bit of a double.
    for _ in 0..60 {
        let middle = 0.5 * (lo + hi);
        if reached(middle) { hi = middle } else { lo = middle }
    }
    split(0.5 * (lo + hi))
}

/// FTE wanted and hired in a year.
fn staff(model: &Model, programme: &Programme, wanted: &Wanted, year: usize) -> (f64, f64) {
    let present: f64 = programme.roles.iter().map(|r| value(model, r.fte)).sum();
    let wanted = match wanted {
        Wanted::Level(m) => m * present,
        Wanted::Fte(fte) => *fte,
        Wanted::Roles(fte) => fte.iter().sum(),
    };
    let grown = ((year + 1) as f64 / value(model, programme.ramp)).min(1.0);
    let hired = if wanted > present {
        present + (wanted - present) * value(model, programme.hireable) * grown
    } else {
        wanted
    };
    (present, hired)
}

/// `A(t)` of a programme with one role.
fn places(model: &Model, programme: &Programme, group: &Group, present: f64, hired: f64) -> f64 {
    if hired <= 0.0 {
        return 0.0;
    }
    let kappa = match programme.capacity {
        Capacity::PlacesPerFte => value(model, programme.roles[0].places_per_fte.unwrap()),
        Capacity::ParticipantsNow(now) => {
            let chance = value(model, programme.reach) * value(model, programme.uptake);
            let expected: f64 = people(model, group)
                .iter()
                .zip(&group.strata)
                .map(|(n, h)| *n as f64 * value(model, h.need) * chance)
                .sum();
            let y = (value(model, now) / expected).min(0.98);
            let k = value(model, programme.friction);
            expected * y * (1.0 - y.powf(k)).powf(-1.0 / k) / present
        }
    };
    if present > 0.0 {
        kappa * present * (hired / present).powf(value(model, programme.returns_to_scale))
    } else {
        kappa * hired
    }
}

/// The programme years of one arm.
pub(crate) fn serve(model: &Model, arm: &Arm, luck: &mut Luck) -> Service {
    let programmes = &model.programmes;
    let empty = || vec![Vec::new(); programmes.len()];
    let mut out = Service {
        participants: empty(),
        completers: empty(),
        cost: vec![Vec::new(); programmes.len()],
        contacts: 0.0,
        hired: 0.0,
    };
    let group = |p: usize| &model.groups[programmes[p].group];
    let joins = |p: usize, h: usize| {
        value(model, group(p).strata[h].need)
            * value(model, programmes[p].reach)
            * value(model, programmes[p].uptake)
    };
    // Everybody in the stratum decides whether they belong to the pool.
    let mut waiting: Vec<Vec<usize>> = (0..programmes.len())
        .map(|p| {
            let n = people(model, group(p));
            (0..n.len())
                .map(|h| luck.successes(("pool", [p, h, 0, 0, 0]), n[h], joins(p, h)))
                .collect()
        })
        .collect();
    for year in 0..model.years {
        for (p, programme) in programmes.iter().enumerate() {
            let n = people(model, group(p));
            let (present, hired) = staff(model, programme, &arm.wanted[p], year);
            let a = places(model, programme, group(p), present, hired);
            let weights: Vec<f64> = programme.targeting.iter().map(|w| value(model, *w)).collect();
            let exact = shares(&waiting[p], &weights, a, value(model, programme.friction));
            let (mut taken, mut done) = (Vec::new(), Vec::new());
            for h in 0..n.len() {
                let u = luck.uniform(("rounding", [p, h, 0, year, 0]), 0);
                let took = ((exact[h] + u).floor() as usize).min(waiting[p][h]);
                waiting[p][h] -= took;
                for q in (0..programmes.len()).filter(|q| *q != p) {
                    if programmes[q].group == programme.group {
                        let in_need = n[h] as f64 * value(model, group(p).strata[h].need);
                        let stays = 1.0 - took as f64 / in_need;
                        let place = ("elsewhere", [q, h, p, year, 0]);
                        waiting[q][h] = luck.successes(place, waiting[q][h], stays);
                    }
                }
                let chi = value(model, programme.completion);
                done.push(luck.successes(("completes", [p, h, 0, year, 0]), took, chi));
                taken.push(took);
            }
            let all = taken.iter().sum::<usize>() as f64;
            let costs = &programme.costs;
            let fixed = if hired > 0.0 { value(model, costs.fixed) } else { 0.0 };
            let fte = hired * value(model, programme.roles[0].cost_per_fte);
            let overhead = 1.0 + value(model, costs.overhead);
            out.cost[p].push(fte * overhead + fixed + all * value(model, costs.per_participant));
            out.contacts += all / value(model, programme.uptake);
            out.hired += hired;
            out.participants[p].push(taken);
            out.completers[p].push(done);
        }
        for (p, waiting) in waiting.iter_mut().enumerate() {
            let n = people(model, group(p));
            let tau = value(model, group(p).turnover);
            for h in 0..n.len() {
                let stay = luck.successes(("stays", [p, h, 0, year, 0]), waiting[h], 1.0 - tau);
                let come = luck.successes(("comes", [p, h, 0, year, 0]), n[h], tau * joins(p, h));
                waiting[h] = (stay + come).min(n[h]);
            }
        }
    }
    out
}
