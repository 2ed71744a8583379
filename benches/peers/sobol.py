"""Sobol' indices of the made-up wijk by SALib and wijk.py, and by wijkimpact: equal answers first, then how long each takes.

    python sobol.py ../../target/release/wijkimpact

SALib makes the points and analyses them, wijk.py is the model (its expected pass at given quantiles). Needs numpy, scipy and SALib.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

import numpy as np
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample
from scipy import stats

import wijk

BLOCK = 1000

# Bound on the difference of two estimates in combined standard errors. With 54 inputs and two indices each, 108 normal variables stay
# below 4 with probability 0.993.
BOUND = 4.0


def beta(u, mean, sd):
    total = mean * (1 - mean) / sd**2 - 1
    return stats.beta.ppf(u, mean * total, (1 - mean) * total)


QUANTILES = {
    "beta": beta,
    "gamma": lambda u, mean, sd: stats.gamma.ppf(u, mean**2 / sd**2, scale=sd**2 / mean),
    "lognormal": lambda u, median, sigma: median * np.exp(sigma * stats.norm.ppf(u)),
    "normal": lambda u, mean, sd: stats.norm.ppf(u, mean, sd),
    "triangular": lambda u, low, mode, high: stats.triang.ppf(u, (mode - low) / (high - low), low, high - low),
    "uniform": lambda u, low, high: low + (high - low) * u,
}


def paths(node, path=""):
    """The path of every table of the scenario, by its identity: a table is what wijk.py asks a value of."""
    found = {id(node): path}
    items = node.items() if isinstance(node, dict) else ((item.get("name", str(i)) if isinstance(item, dict) else str(i), item) for i, item in enumerate(node))
    for key, item in items:
        if isinstance(item, (dict, list)):
            found |= paths(item, f"{path}.{key}" if path else key)
    return found


class AtQuantiles(wijk.Inputs):
    """Values of the scenario at the quantiles of uniforms: a column for each path."""

    def __init__(self, scenario, names, uniforms):
        self.names, self.uniforms = names, uniforms
        super().__init__(scenario, None, len(next(iter(uniforms.values()))))

    def draw(self, spec, default=None):
        if not isinstance(spec, dict) or "ref" in spec or "value" in spec:
            return super().draw(spec, default)
        return quantile(spec, self.uniforms[self.names[id(spec)]])


def quantile(spec, u):
    if "mixture" in spec:
        # All of a mixture but one part are points; they lie below the rest.
        out, start = np.zeros_like(u), 0.0
        for part in sorted(spec["mixture"], key=lambda part: "value" not in part):
            inside = (u >= start) & (u <= start + part["weight"])
            at = (u[inside] - start) / part["weight"]
            out[inside] = part["value"] if "value" in part else quantile(part, at)
            start += part["weight"]
        return out
    (family,) = [family for family in QUANTILES if family in spec]
    return QUANTILES[family](u, **spec[family])


def uncertain(scenario, names):
    """Paths of the tables that hold a distribution, those in a mixture left out."""
    found = []

    def walk(node):
        if isinstance(node, dict):
            if "mixture" in node or any(family in node for family in QUANTILES):
                found.append(names[id(node)])
                return
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                walk(item)

    walk(scenario)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wijkimpact")
    parser.add_argument("--points", type=int, default=1024)
    parser.add_argument("--scenario", default=str(Path(__file__).with_name("wijk.toml")))
    parser.add_argument("--json")
    arguments = parser.parse_args()
    world = wijk.World(arguments.scenario)
    names = paths(world.scenario)
    inputs = uncertain(world.scenario, names)
    arm = world.arms.index("1x")
    problem = {"num_vars": len(inputs), "names": inputs, "bounds": [[0, 1]] * len(inputs)}

    start = time.process_time()
    points = np.clip(sample.sample(problem, arguments.points, calc_second_order=False, seed=1), 1e-12, 1 - 1e-12)
    nets = []
    for first in range(0, len(points), BLOCK):
        block = points[first : first + BLOCK]
        values = AtQuantiles(world.scenario, names, dict(zip(inputs, block.T)))
        nets.append(wijk.simulate(world, values, wijk.Expected())["net_pv"][arm])
    found = analyze.analyze(problem, np.concatenate(nets), calc_second_order=False, num_resamples=200, seed=1)
    numpy_seconds = time.process_time() - start

    words = [arguments.wijkimpact, "sensitivity", arguments.scenario, "--method", "sobol", "--points", str(arguments.points)]
    words += ["--arm", "1x", "--threads", "1", "--json"]
    start = time.perf_counter()
    told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    own_seconds = time.perf_counter() - start

    distances = []
    for kind, (value, half) in {"first": ("S1", "S1_conf"), "total": ("ST", "ST_conf")}.items():
        for index, name in enumerate(inputs):
            own = told[kind][name]
            # 95 % intervals: SALib's is 1.96 errors, ours 2.13 (t with 15 degrees of freedom).
            error = np.hypot(found[half][index] / 1.96, (own["hi"] - own["lo"]) / 2 / 2.131)
            gap = abs(found[value][index] - own["value"])
            distances.append((gap / error if error > 0 else (0.0 if gap < 1e-9 else np.inf), kind, name, float(found[value][index]), own["value"]))
    distances.sort(reverse=True)
    print(f"{len(inputs)} inputs, {arguments.points} points, {len(points)} evaluations each; largest distances in standard errors:")
    for distance, kind, name, theirs, own in distances[:5]:
        print(f"  {distance:5.2f}  {kind:5}  {name}: SALib {theirs:.4f}, wijkimpact {own:.4f}")
    print(f"SALib and numpy {numpy_seconds:.2f} s of one processor, wijkimpact {own_seconds:.2f} s on one thread: {numpy_seconds / own_seconds:.1f} times")
    if arguments.json:
        record = {"inputs": len(inputs), "points": arguments.points, "numpy_seconds": numpy_seconds, "seconds": own_seconds}
        Path(arguments.json).write_text(json.dumps(record | {"largest": distances[0][0]}, indent=1) + "\n")
    return distances[0][0] > BOUND


if __name__ == "__main__":
    raise SystemExit(main())
