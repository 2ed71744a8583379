"""A peer in numpy: what one trial computes by docs/model.md, for wijk.toml and files like it.

Written for this repository, to compare speed on equal answers. It knows one group, one programme, one annual cohort, and the keys
and families that wijk.toml uses. Of the rest it refuses some and does not look for most: it is no second wijkimpact.

How it is fast. The people whom an arm helps beyond the next lower one are an independent cohort of their own ("Luck belongs to
the person"), so the sampled pass works on these increments and adds them up over arms once, at the end; arms come in order of
staff. Years are a loop, arms x strata x trials are one array, and trials come in blocks that fit a cache. The expected pass is
linear in people, so it values one person of each stratum and multiplies.
"""

import argparse
import json
import math
import multiprocessing
import time
import tomllib
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent

# Trials in a block. Below 1,000 the interpreter shows; from there to 10,000 the time is the same within 30 %.
BLOCK = 1000

PROBABILITIES = (0.05, 0.5, 0.95)


# ---- Inputs: numbers, or arrays with one value a trial ------------------------------------------------------------------


def beta(rng, n, mean, sd):
    total = mean * (1 - mean) / sd**2 - 1
    return rng.beta(mean * total, (1 - mean) * total, n)


FAMILIES = {
    "beta": beta,
    "gamma": lambda rng, n, mean, sd: rng.gamma(mean**2 / sd**2, sd**2 / mean, n),
    "lognormal": lambda rng, n, median, sigma: median * np.exp(sigma * rng.standard_normal(n)),
    "normal": lambda rng, n, mean, sd: rng.normal(mean, sd, n),
    "triangular": lambda rng, n, low, mode, high: rng.triangular(low, mode, high, n),
    "uniform": lambda rng, n, low, high: rng.uniform(low, high, n),
}


class Inputs:
    """Draws every value of the scenario once for n trials."""

    def __init__(self, scenario, rng, n):
        self.rng, self.n = rng, n
        self.named = {name: self.draw(spec) for name, spec in scenario.get("parameters", {}).items()}

    def draw(self, spec, default=None):
        if spec is None:
            return default
        if isinstance(spec, (int, float)):
            return float(spec)
        if "ref" in spec:
            return self.named[spec["ref"]]
        if "truncate" in spec or "price_year" in spec:
            raise SystemExit("wijk.py does not know truncate and price_year")
        if "value" in spec:
            return float(spec["value"])
        if "mixture" in spec:
            which = self.rng.choice(len(spec["mixture"]), self.n, p=[part["weight"] for part in spec["mixture"]])
            parts = [np.broadcast_to(self.draw(part), self.n) for part in spec["mixture"]]
            return np.choose(which, parts)
        for family, draw in FAMILIES.items():
            if family in spec:
                return draw(self.rng, self.n, **spec[family])
        raise SystemExit(f"wijk.py does not know {spec}")

    def by_stratum(self, specs):
        """One row a stratum."""
        return np.array([np.broadcast_to(self.draw(spec), self.n) for spec in specs])


# ---- The world: what does not depend on the trial -----------------------------------------------------------------------


class World:
    def __init__(self, path, levels=None):
        self.scenario = scenario = tomllib.loads(Path(path).read_text())
        head = scenario["scenario"]
        self.horizon = head["horizon"]
        (self.group,) = scenario["groups"].values()
        ((self.programme_name, self.programme),) = scenario["programmes"].items()
        if head.get("years", 1) != 1 or "roles" in self.programme or "correlations" in scenario:
            raise SystemExit("wijk.py knows one annual cohort, no roles and no correlations")
        strata = self.group["strata"]
        self.strata = list(strata)
        size = int(self.group["size"]["value"])
        exact = [size * stratum["share"] for stratum in strata.values()]
        self.people = np.floor(exact)
        left = sorted(range(len(exact)), key=lambda h: self.people[h] - exact[h])
        for h in left[: size - int(self.people.sum())]:
            self.people[h] += 1
        self.people = self.people[:, None]
        levels = sorted({0.0, 1.0, *map(float, levels or scenario["staffing"]["levels"])})
        self.levels = np.array([level for level in levels if level > 0])
        self.arms = [f"{level:g}x" for level in self.levels]
        self.outcomes = scenario["outcomes"]

    def baseline(self, inputs, spec):
        if "first" not in spec:
            return inputs.by_stratum([spec[h] for h in self.strata])
        first = np.broadcast_to(inputs.draw(spec["first"]), inputs.n)
        return np.array([first] + [first * inputs.draw(spec["ratio"][h]) for h in self.strata[1:]])


# ---- People ---------------------------------------------------------------------------------------------------------------


def matching(pool, weights, places, k):
    """Participants by arm, stratum and trial: P_h = W_h g(lambda w_h), with the sum P = W g(A / W)."""
    total = np.maximum(pool.sum(axis=0), 1e-300)
    target = total * meet(np.log(places / total) * k, k)
    # Newton from the left: the sum is concave in lambda, so it never steps over the root.
    lam = places / total / weights.max()
    log_weights = k * np.log(weights)[:, None]
    for _ in range(50):
        power = np.exp(k * np.log(lam)[:, None] + log_weights)
        inverse = np.exp(np.log1p(power) / -k)
        served = (pool * weights[:, None] * inverse).sum(axis=1) * lam
        slope = (pool * weights[:, None] * inverse / (1 + power)).sum(axis=1)
        step = np.maximum(target - served, 0) / slope
        lam = lam + step
        if (step <= 1e-10 * lam).all():
            break
    power = np.exp(k * np.log(lam)[:, None] + log_weights)
    return pool * weights[:, None] * lam[:, None] * np.exp(np.log1p(power) / -k)


def meet(log_power, k):
    """g(y) = y / (1 + y^k)^(1/k), from ln(y^k)."""
    return np.exp((log_power - np.log1p(np.exp(log_power))) / k)


def people(world, inputs, luck):
    """Cost in the year of service, its part beyond present staffing, participants and completers by arm."""
    programme, draw = world.programme, inputs.draw
    fte = draw(programme["fte"])
    hireable = draw(programme.get("hireable"), 1.0)
    extra = np.maximum(world.levels - 1, 0)[:, None]
    share_of_present = np.minimum(world.levels, 1)[:, None] + extra * hireable  # ramp 1: at once
    need = inputs.by_stratum([stratum["need"] for stratum in world.group["strata"].values()])
    reach, uptake = draw(programme["reach"]), draw(programme["uptake"])
    k = draw(programme["friction"])
    chance = need * reach * uptake
    findable = (world.people * chance).sum(axis=0)
    y = np.minimum(draw(programme["participants_now"]) / findable, 0.98)
    kappa = findable * y * (1 - y**k) ** (-1 / k) / fte
    places = kappa * fte * share_of_present ** draw(programme.get("returns_to_scale"), 1.0)
    weights = np.array([draw(programme.get("targeting", {}).get(h), 1.0) for h in world.strata])
    pool = luck.binomial(world.people, chance)
    exact = matching(pool, weights, np.broadcast_to(places, (len(world.levels), inputs.n)), k)
    participants = luck.whole(exact, pool)
    completers = luck.first_of_each(participants, draw(programme.get("completion"), 1.0))
    cost = share_of_present * fte * draw(programme["cost_per_fte"]) * (1 + draw(programme.get("overhead"), 0.0))
    cost = cost + draw(programme.get("fixed"), 0.0)
    cost = cost + participants.sum(axis=1) * draw(programme.get("cost_per_participant"), 0.0)
    present = cost[world.arms.index("1x")]
    return cost, np.maximum(cost - present, 0), participants, completers


# ---- Effects and outcomes -------------------------------------------------------------------------------------------------


def relative_risk(inputs, effect, full_year):
    draw = inputs.draw
    causal = draw(effect.get("causal"), 1.0)
    b = draw(effect.get("study_baseline"))
    b = np.minimum(full_year, 1) if b is None else b
    if "risk_difference" in effect:
        risk = np.maximum(0, 1 + causal * draw(effect["risk_difference"]) / b)
    else:
        if "standardised_mean_difference" in effect:
            odds = np.exp(math.pi / math.sqrt(3) * draw(effect["standardised_mean_difference"]))
        else:
            odds = draw(effect.get("odds_ratio"))
        if odds is not None:
            risk = odds / (1 - b + b * odds)
        else:
            risk = draw(effect.get("relative_risk", effect.get("rate_ratio")))
        risk = risk**causal
    return 1 - (1 - risk) * corrections(inputs, effect)


def corrections(inputs, effect):
    return inputs.draw(effect.get("attribution"), 1.0) * (1 - inputs.draw(effect.get("displacement"), 0.0))


def chances(world, inputs, outcome, effect):
    """For each age: the chance that the two worlds differ and the smaller of the two, by stratum; and the sign, by trial."""
    full = world.baseline(inputs, outcome["baseline"])
    by_age = outcome.get("by_age", [1.0])
    cut = (lambda b: b) if outcome["kind"] == "use" else (lambda b: np.minimum(b, 1))
    with np.errstate(divide="ignore"):  # an R of 0: its logarithm is -inf, and it stays 0
        log_risk = np.log(relative_risk(inputs, effect, full * by_age[0]))
    half_life = inputs.draw(effect.get("half_life"))
    share = inputs.draw(outcome.get("service_year_share"), 0.5)
    # R lies on one side of 1 in all strata, so the sign of the first is that of all.
    sign = np.where(np.broadcast_to(log_risk, full.shape)[0] > 0, -1.0, 1.0)
    ages = []
    for age in range(min(outcome.get("at_risk", world.horizon), world.horizon)):
        without = cut(full * by_age[min(age, len(by_age) - 1)])
        if age == 0 and outcome["kind"] != "state":
            without = without * share
        fade = 1.0 if half_life is None else np.exp2(-age / half_life)
        with_it = cut(without * np.exp(log_risk * fade))
        low = np.minimum(without, with_it)
        ages.append((np.abs(without - with_it), low))
        if outcome["kind"] == "state":
            break
    return ages, sign


def units(world, inputs, outcome, effect, luck, helped):
    """Net units by year of the outcome, as pairs of cases that count plus and minus, pooled over strata by `luck`."""
    kind, horizon = outcome["kind"], world.horizon
    stays = 1 - inputs.draw(world.group.get("exit"), 0.0)
    if kind == "score":
        change = inputs.draw(effect["change"]) * inputs.draw(effect.get("causal"), 1.0) * corrections(inputs, effect)
        half_life = inputs.draw(effect.get("half_life"))
        share = inputs.draw(outcome.get("service_year_share"), 0.5)
        everybody = luck.pooled(helped)
        for age in range(min(outcome.get("at_risk", horizon), horizon)):
            fade = 1.0 if half_life is None else np.exp2(-age / half_life)
            yield age, everybody * (change * fade * stays**age * (share if age == 0 else 1.0)), None
        return
    ages, sign = chances(world, inputs, outcome, effect)
    if kind == "state":
        keep, natural = inputs.draw(outcome.get("keep"), 1.0), inputs.draw(outcome.get("natural"), 0.0)
        free = luck.binomial(helped, ages[0][0])
        for year in range(min(outcome.get("at_risk", horizon), horizon)):
            if year > 0:
                free = luck.binomial(free, keep * (1 - natural) * stays)
            yield year, luck.pooled(free), sign
    elif kind == "use":
        for age, (gap, _) in enumerate(ages):
            yield age, luck.poisson(luck.pooled(helped * (gap * stays**age))), sign
    elif kind == "event":
        for age, (gap, _) in enumerate(ages):
            yield age, luck.pooled(luck.binomial(helped, gap * stays**age)), sign
    elif kind == "once":
        both, one = helped, helped * 0
        for age, (gap, low) in enumerate(ages):
            if age > 0:
                both, one = luck.binomial(both, stays), luck.binomial(one, stays)
            avoided = luck.binomial(both, gap)
            common = luck.binomial(both - avoided, low / (1 - gap))
            returned = luck.binomial(one, low)
            both = both - avoided - common
            one = one + avoided - returned
            yield age, (luck.pooled(avoided), luck.pooled(returned)), sign


# ---- Two kinds of luck ----------------------------------------------------------------------------------------------------


class Sampled:
    """Counts are drawn. Arrays hold increments: the people an arm has more than the next lower one."""

    def __init__(self, rng):
        self.rng = rng

    def binomial(self, n, p):
        return self.rng.binomial(n.astype(np.int64, copy=False), p)

    def poisson(self, mean):
        return self.rng.poisson(mean)

    def whole(self, exact, pool):
        uniform = self.rng.random(pool.shape)
        return np.minimum(np.floor(exact + uniform), pool).astype(np.int64)

    def first_of_each(self, count, p):
        return self.binomial(np.diff(count, axis=0, prepend=0), p).cumsum(axis=0)

    def helped(self, count):
        return np.diff(count, axis=0, prepend=0)

    def pooled(self, by_stratum):
        return by_stratum.sum(axis=1)

    def cases(self, count, spread):
        if spread is None:
            return count
        # Sums of Gamma variables of strata have the same scale, so the pooled count will do.
        return self.rng.standard_gamma(count * (1 / spread**2)) * spread**2

    def by_arm(self, increments, _helped):
        return increments.cumsum(axis=0)


class Expected:
    """Every count is its expectation. Arrays hold one person of each stratum, whom `by_arm` multiplies."""

    def binomial(self, n, p):
        return n * p

    def poisson(self, mean):
        return mean

    def whole(self, exact, pool):
        return np.minimum(exact, pool)

    def first_of_each(self, count, p):
        return count * p

    def helped(self, count):
        return np.ones(count.shape[1:])

    def pooled(self, by_stratum):
        return by_stratum

    def cases(self, count, _spread):
        return count

    def by_arm(self, of_one, helped):
        return np.einsum("ahn,hn->an", helped, np.broadcast_to(of_one, helped.shape[1:]))


# ---- One block of trials --------------------------------------------------------------------------------------------------


class Entry:
    """A benefit: what a unit of each year is worth at present, with and without those who left the party."""

    def __init__(self, world, inputs, spec, discount, leaves):
        draw, horizon = inputs.draw, world.horizon
        self.to, self.giver = spec["to"], spec.get("from")
        self.cashable = draw(spec.get("cashable"), 1.0)
        self.spread = draw(spec.get("spread"))
        euro = draw(spec["euro"]) * (1 - draw(spec.get("overlap"), 0.0))
        growth = draw(spec.get("growth"), 0.0)
        paid = [euro * (1 + growth) ** t * discount**t for t in range(horizon)]
        self.weights = {None: self.streams(spec, paid)}
        for party in {self.to, self.giver} & leaves.keys():
            stays = [paid[t] * (1 - leaves[party]) ** t for t in range(horizon)]
            self.weights[party] = self.streams(spec, stays)

    @staticmethod
    def streams(spec, paid):
        after, lasts = spec.get("after", 0), spec.get("lasts", 1)
        return [sum(paid[y + after : y + after + lasts]) for y in range(len(paid))]

    def add(self, books, luck, world, helped, by_year):
        """Adds the entry to the books of the parties and returns what society gains."""
        totals = dict.fromkeys(self.weights, 0.0)
        for year, factor, units, sign in by_year:
            plus, minus = units if isinstance(units, tuple) else (units, None)
            cases = luck.cases(plus, self.spread)
            if minus is not None:
                cases = cases - luck.cases(minus, self.spread)
            for party, weights in self.weights.items():
                weight = weights[year] * factor
                totals[party] = totals[party] + cases * (weight if sign is None else weight * sign)
        totals = {party: luck.by_arm(total, helped) for party, total in totals.items()}
        whole = totals[None]
        sides = [(self.to, 1.0, self.cashable)] + ([(self.giver, -1.0, 1.0)] if self.giver else [])
        for party, side, cashable in sides:
            stays = totals.get(party, whole)
            add(books, f"{party}.benefit_pv", side * stays)
            add(books, f"{party}.cashable_pv", side * stays * cashable)
            if party in totals:
                add(books, f"{party} (elsewhere).benefit_pv", side * (whole - stays))
                add(books, f"{party} (elsewhere).cashable_pv", side * (whole - stays) * cashable)
        return 0.0 if self.giver else whole


def add(books, name, amount):
    books[name] = books[name] + amount if name in books else amount


def simulate(world, inputs, luck):
    """One block of trials: a dictionary from measure to an array by arm (those with staff) and trial."""
    scenario, programme = world.scenario, world.programme
    cost, beyond, participants, completers = people(world, inputs, luck)
    discount = 1 / (1 + inputs.draw(scenario.get("discounting", {}).get("rate"), 0.0225))
    parties = scenario.get("parties", {}).items()
    leaves = {name: inputs.draw(party["leaves"]) for name, party in parties if "leaves" in party}
    books = {"participants": participants.sum(axis=1), "completers": completers.sum(axis=1), "cost_pv": cost}
    for key, amount in (("paid_by", cost - beyond), ("extra_paid_by", beyond)):
        payers = programme.get(key, programme["paid_by"])
        for party, share in ({payers: 1.0} if isinstance(payers, str) else payers).items():
            add(books, f"{party}.cost_pv", share * amount)
    counts = {"participants": participants, "completers": completers}
    increments = {name: luck.helped(count) for name, count in counts.items()}
    benefit = 0.0
    for name, outcome in world.outcomes.items():
        effect = programme["effects"][name]
        helped = counts[effect["among"]]
        share = inputs.draw(outcome.get("service_year_share"), 0.5)
        by_year, total = [], 0.0
        for year, of_year, sign in units(world, inputs, outcome, effect, luck, increments[effect["among"]]):
            # A state counts for part of its first year; in the others the share is in the chance.
            factor = share if outcome["kind"] == "state" and year == 0 else 1.0
            by_year.append((year, factor, of_year, sign))
            net = of_year[0] - of_year[1] if isinstance(of_year, tuple) else of_year
            total = total + net * (factor if sign is None else factor * sign)
        books[f"avoided.{name}"] = luck.by_arm(total, helped)
        for spec in outcome.get("benefits", []):
            entry = Entry(world, inputs, spec, discount, leaves)
            benefit = benefit + entry.add(books, luck, world, helped, by_year)
    books["benefit_pv"] = benefit
    books["net_pv"] = benefit - cost
    return books


def work(job):
    """Some blocks of trials, each with a stream of its own."""
    path, seeds, sizes, sampled = job
    world = World(path)
    books = []
    for seed, size in zip(seeds, sizes, strict=True):
        rng = np.random.Generator(np.random.SFC64(seed))
        inputs = Inputs(world.scenario, rng, size)
        books.append(simulate(world, inputs, Sampled(rng) if sampled else Expected()))
    return {name: np.concatenate([book[name] for book in books], axis=1) for name in books[0]}


def run(path, trials, seed, sampled, processes=1, block=BLOCK):
    """All trials: a dictionary from measure to an array by arm (those with staff) and trial."""
    sizes = [min(block, trials - first) for first in range(0, trials, block)]
    seeds = np.random.SeedSequence([seed, int(sampled)]).spawn(len(sizes))
    if processes == 1:
        return work((path, seeds, sizes, sampled))
    jobs = [(path, seeds[i::processes], sizes[i::processes], sampled) for i in range(processes)]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        parts = pool.map(work, jobs, chunksize=1)
    return {name: np.concatenate([part[name] for part in parts], axis=1) for name in parts[0]}


# ---- Over trials ----------------------------------------------------------------------------------------------------------


def statistics(x):
    """Name to (value, standard error) of independent trials."""
    n, mean, sd = len(x), x.mean(), x.std(ddof=1)
    told = {"mean": (mean, sd / math.sqrt(n))}
    if sd > 0:
        kurtosis = (((x - mean) / sd) ** 4).mean()
        told["sd"] = (sd, sd * math.sqrt(max(kurtosis - 1, 0) / (4 * n)))
    else:
        told["sd"] = (0.0, 0.0)
    # Half of what lies between the quantiles at p plus and minus its binomial standard error.
    for p in PROBABILITIES:
        d = math.sqrt(p * (1 - p) / n)
        low, at, high = np.quantile(x, [max(p - d, 0), p, min(p + d, 1)])
        told[f"p{round(100 * p):02}"] = (at, (high - low) / 2)
    positive = (x > 0).mean()
    told["p_positive"] = (positive, math.sqrt(positive * (1 - positive) / n))
    return told


# Measures told in full; of the others the mean and its standard error.
FULL = ("net_pv", "benefit_pv")


def summary(world, books):
    told = {}
    for a, arm in enumerate(world.arms):
        for name, values in books.items():
            x = values[a]
            if name in FULL:
                told[f"{arm} {name}"] = statistics(x)
            else:
                told[f"{arm} {name}"] = {"mean": (x.mean(), x.std(ddof=1) / math.sqrt(len(x)))}
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("scenario", nargs="?", default=HERE / "wijk.toml")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--block", type=int, default=BLOCK, help="trials computed together")
    parser.add_argument("--passes", choices=("sampled", "expected", "both"), default="both")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    world = World(arguments.scenario)
    told = {"trials": arguments.trials, "seed": arguments.seed, "processes": arguments.processes, "passes": {}}
    for name in ("sampled", "expected"):
        if arguments.passes not in (name, "both"):
            continue
        start = time.perf_counter()
        sampled = name == "sampled"
        books = run(arguments.scenario, arguments.trials, arguments.seed, sampled, arguments.processes, arguments.block)
        found = summary(world, books)
        told["passes"][name] = {"seconds": time.perf_counter() - start, "figures": found}
    if arguments.json:
        print(json.dumps(told))
        return
    for name, of_pass in told["passes"].items():
        print(f"{name} pass: {of_pass['seconds']:.3f} s, {arguments.trials} trials")
        for key, figures in of_pass["figures"].items():
            shown = "  ".join(f"{what} {value:.6g} ({error:.2g})" for what, (value, error) in figures.items())
            print(f"  {key}: {shown}")


if __name__ == "__main__":
    main()
