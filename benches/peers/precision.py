"""How soon is the difference between two arms known? Pairing of arms, the design, and the speed, one by one.

    python precision.py ../../target/release/wijkimpact

The figure is the mean over trials of the net present value of 2x less that of 1x. Needs numpy and pyarrow.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

import wijk

# The standard error to which times are told, euro. The difference itself is some -170,000.
TARGET = 1000.0

BLOCK = 1000


def nets(world, trials, parameters, luck):
    """Net present value by arm and trial: inputs from one stream, luck (or none) from another."""
    found = []
    for first in range(0, trials, BLOCK):
        inputs = wijk.Inputs(world.scenario, np.random.Generator(np.random.SFC64([parameters, first])), BLOCK)
        chance = wijk.Expected() if luck is None else wijk.Sampled(np.random.Generator(np.random.SFC64([luck, first])))
        found.append(wijk.simulate(world, inputs, chance)["net_pv"])
    return np.concatenate(found, axis=1)


def seconds(work, repeats):
    """Processor seconds of this process: others share the machine."""
    found = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def pairing(world, trials):
    """Variances of the difference in one trial."""
    expected, other = nets(world, trials, 1, None), nets(world, trials, 2, None)
    same, others = nets(world, trials, 1, 101), nets(world, trials, 1, 102)
    strangers = nets(world, trials, 2, 103)
    return {
        "expected": {"all shared": np.var(expected[1] - expected[0], ddof=1), "nothing shared": np.var(other[1] - expected[0], ddof=1)},
        "sampled": {
            "all shared": np.var(same[1] - same[0], ddof=1),
            "inputs shared, luck not": np.var(others[1] - same[0], ddof=1),
            "nothing shared": np.var(strangers[1] - same[0], ddof=1),
        },
    }


def run(program, scenario, folder, trials, seed, design, chance):
    """Mean difference, its reported standard error, and processor seconds of the whole process."""
    words = [program, "run", scenario, "--arms", "0,1,2", "--trials", trials, "--seed", seed, "--design", design]
    words += ["--chance", chance, "--threads", 1, "--out", folder, "--force", "--quiet"]
    with subprocess.Popen([str(word) for word in words]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
    if status != 0:
        raise SystemExit("wijkimpact failed")
    rows = pq.read_table(folder / "summary.parquet").to_pylist()
    (row,) = [row for row in rows if (row["arm"], row["reference"], row["measure"]) == ("2x", "previous", "net_pv")]
    return row["mean"], row["mcse"], used.ru_utime + used.ru_stime


def designs(arguments, folder):
    """Variance of the mean over seeds, beside what the runs say of it."""
    told = []
    for chance, trials in (("expected", 512), ("expected", 2048), ("expected", 8192), ("sampled", 2048)):
        of = {}
        for design in ("monte-carlo", "sobol"):
            runs = [run(arguments.wijkimpact, arguments.scenario, folder, trials, seed, design, chance)
                    for seed in range(1, arguments.seeds + 1)]
            means, errors, used = map(np.array, zip(*runs, strict=True))
            of[design] = {"error": means.std(ddof=1), "reported": float(np.sqrt((errors**2).mean())), "seconds": float(np.median(used))}
        ratio = (of["monte-carlo"]["error"] / of["sobol"]["error"]) ** 2
        told.append({"pass": chance, "trials": trials, "ratio": ratio} | of)
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wijkimpact", help="the program, built with --release")
    parser.add_argument("--scenario", default=wijk.HERE / "wijk.toml")
    parser.add_argument("--trials", type=int, default=20_000, help="of numpy")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--json", type=Path, help="write everything here too")
    arguments = parser.parse_args()
    world = wijk.World(arguments.scenario, levels=[1, 2])
    one_arm = wijk.World(arguments.scenario, levels=[1])

    variances = pairing(world, arguments.trials)
    print("| pass | arms share | standard deviation of the difference in a trial | variance / all shared |\n|---|---|---:|---:|")
    for chance, of in variances.items():
        for name, variance in of.items():
            print(f"| {chance} | {name} | {variance**0.5:,.0f} | {variance / of['all shared']:.1f} |")

    with tempfile.TemporaryDirectory() as place:
        told = designs(arguments, Path(place) / "run")
    print(f"\n| pass | trials | error monte-carlo | error sobol | variance ratio | reported by the runs | (sobol) |\n|---|---:|---:|---:|---:|---:|---:|")
    for row in told:
        mc, sobol = row["monte-carlo"], row["sobol"]
        print(f"| {row['pass']} | {row['trials']} | {mc['error']:,.0f} | {sobol['error']:,.0f} | {row['ratio']:.1f} "
              f"| {mc['reported']:,.0f} | {sobol['reported']:,.0f} |")

    both = seconds(lambda: nets(world, arguments.trials, 1, None), 5) / arguments.trials
    alone = 2 * seconds(lambda: nets(one_arm, arguments.trials, 1, None), 5) / arguments.trials
    expected = variances["expected"]
    default = next(row for row in told if (row["pass"], row["trials"]) == ("expected", 8192))
    costs = {
        "numpy, arms apart": expected["nothing shared"] * alone,
        "numpy, arms together": expected["all shared"] * both,
        "wijkimpact, monte-carlo": default["monte-carlo"]["error"] ** 2 * default["monte-carlo"]["seconds"],
        "wijkimpact, default design": default["sobol"]["error"] ** 2 * default["sobol"]["seconds"],
    }
    best = costs["wijkimpact, default design"]
    print(f"\n| expected pass | processor seconds to a standard error of {TARGET:,.0f} euro | variance x time / default design |\n|---|---:|---:|")
    for name, cost in costs.items():
        print(f"| {name} | {cost / TARGET**2:.3f} | {cost / best:.1f} |")
    print(f"\nProcessor seconds of a trial in numpy: {1e6 * both:.1f} millionths together, {1e6 * alone:.1f} apart.")
    if arguments.json:
        arguments.json.write_text(json.dumps({"variances": variances, "designs": told, "costs": costs}, indent=2) + "\n")


if __name__ == "__main__":
    main()
