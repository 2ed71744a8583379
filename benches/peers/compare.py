"""Runs wijk.py and wijkimpact on one scenario: first whether they give equal answers, then how long they take.

    python compare.py ../../target/release/wijkimpact

Exit code 1 when an answer differs by more than the bound. Needs numpy and pyarrow.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow.parquet as pq

import wijk

# Bound on a difference, in combined standard errors. For each of six arms with staff 12 figures of net_pv and benefit_pv, and the
# means of 3 further measures, of 12 amounts of parties and of 6 outcomes: 198, or 780 in two passes and two designs. A normal
# variable lies beyond 4 with probability 6.3e-5, so if all were independent (they are far from it: arms share luck) equal programs
# would be called different in 5 % of comparisons. The seeds are fixed, so that is decided once.
BOUND = 4.0

PASSES = ("sampled", "expected")
DESIGNS = ("monte-carlo", "sobol")


# ---- wijkimpact -----------------------------------------------------------------------------------------------------------


def command(arguments, folder, chance, design, threads):
    words = [arguments.wijkimpact, "run", arguments.scenario, "--trials", arguments.trials, "--seed", arguments.seed]
    words += ["--design", design, "--chance", chance, "--threads", threads, "--out", folder, "--force", "--quiet"]
    return [str(word) for word in words]


def codes(column):
    """A column of words as numbers, and the words."""
    words = column.combine_chunks().dictionary_encode()
    return words.indices.to_numpy(), words.dictionary.to_pylist()


def by_arm(folder, table, key, columns):
    """Dictionary from (arm, key, column) to all trials."""
    read = pq.read_table(folder / table)
    arm_of, arms = codes(read["arm"])
    key_of, keys = codes(read[key]) if key else (arm_of * 0, [None])
    found = {}
    for a, arm in enumerate(arms):
        for k, name in enumerate(keys):
            rows = (arm_of == a) & (key_of == k)
            for column in columns:
                found[arm, name, column] = read[column].to_numpy()[rows]
    return found


def figures_of_trials(folder, names):
    """The figures of wijk.py, from the trials in a run folder."""
    measures = ("net_pv", "benefit_pv", "cost_pv", "participants", "completers")
    trials = by_arm(folder, "trials.parquet", None, measures)
    trials |= by_arm(folder, "parties.parquet", "party", ("cost_pv", "benefit_pv", "cashable_pv"))
    trials |= by_arm(folder, "outcomes.parquet", "outcome", ("avoided",))
    found = {}
    for name in names:
        arm, measure = name.split(" ", 1)
        if measure in measures:
            x = trials[arm, None, measure]
        elif measure.startswith("avoided."):
            x = trials[arm, measure.removeprefix("avoided."), "avoided"]
        else:
            x = trials[(arm, *measure.rsplit(".", 1))]
        told = wijk.statistics(x)
        found[name] = told if measure in wijk.FULL else {"mean": told["mean"]}
    return found


def figures_of_summary(folder, names, programme):
    """The same figures as the run itself tells them, with its own standard errors."""
    rows = pq.read_table(folder / "summary.parquet").to_pylist()
    told = {(row["arm"], row["measure"]): row for row in rows if row["reference"] == "none"}
    found = {}
    for name in names:
        arm, measure = name.split(" ", 1)
        if measure.startswith("avoided."):
            row = told[arm, measure.replace("avoided.", f"avoided.{programme}.")]
        else:
            row = told.get((arm, measure)) or told[arm, f"party.{measure}"]
        whole = measure in wijk.FULL
        wanted = ("mean", "sd", "p05", "p50", "p95", "p_positive") if whole else ("mean",)
        errors = {key: row["mcse" if key == "mean" else f"mcse_{key}"] for key in wanted}
        found[name] = {key: (row[key], errors[key]) for key in wanted if row[key] is not None}
    return found


# ---- Agreement ------------------------------------------------------------------------------------------------------------


def distances(ours, theirs):
    """(name, figure, one, other, distance in combined standard errors)."""
    found = []
    for name, told in theirs.items():
        for key, (value, error) in told.items():
            one, its_error = ours[name][key]
            both = np.hypot(error, its_error)
            if both == 0:
                # Neither varies (a quantile that lies on a point mass): equal but for rounding.
                apart = 0.0 if abs(one - value) <= 1e-9 * max(abs(value), 1) else np.inf
            else:
                apart = abs(one - value) / both
            found.append((name, key, one, value, apart))
    return found


def agreement(arguments, place):
    world = wijk.World(arguments.scenario)
    told = []
    worst = 0.0
    for chance in PASSES:
        books = wijk.run(arguments.scenario, arguments.trials, arguments.seed, chance == "sampled")
        numpy_says = wijk.summary(world, books)
        for design in DESIGNS:
            folder = place / f"{chance}-{design}"
            subprocess.run(command(arguments, folder, chance, design, 2), check=True)
            summary = figures_of_summary(folder, numpy_says, world.programme_name)
            trials = figures_of_trials(folder, numpy_says)
            for name, figures in summary.items():
                for key, (value, _) in figures.items():
                    mine = trials[name][key][0]
                    if abs(value - mine) > 1e-9 * max(1.0, abs(mine)):
                        raise SystemExit(f"summary.parquet says {value} of {name} {key}, the trials {mine}")
            # Independent trials have known standard errors. Those of the other designs are the run's own.
            one = trials if design == "monte-carlo" else summary
            apart = distances(one, {n: {k: v for k, v in f.items() if k in one[n]} for n, f in numpy_says.items()})
            far = max(apart, key=lambda row: row[-1])
            worst = max(worst, far[-1])
            told.append({"pass": chance, "design": design, "figures": len(apart), "largest": far[-1], "where": f"{far[0]} {far[1]}",
                         "beyond_2": float(np.mean([row[-1] > 2 for row in apart]))})
            if design == "monte-carlo":
                show(chance, apart)
    return told, worst


def show(chance, apart):
    print(f"\n{chance} pass, independent trials: wijkimpact / numpy (distance in standard errors)\n")
    print("| figure | 1x | 2x | 4x |\n|---|---:|---:|---:|")
    rows = {(name, key): (one, other, z) for name, key, one, other, z in apart}
    for measure in wijk.FULL:
        for key in ("mean", "sd", "p05", "p50", "p95", "p_positive"):
            cells = []
            for arm in ("1x", "2x", "4x"):
                one, other, z = rows[f"{arm} {measure}", key]
                form = ".3f" if key == "p_positive" else ",.0f"
                cells.append(f"{one:{form}} / {other:{form}} ({z:.1f})")
            print(f"| {measure} {key} | {' | '.join(cells)} |")


# ---- Time -----------------------------------------------------------------------------------------------------------------


def timed(words):
    """Wall and processor seconds of a process and its children, and what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"}
    before = os.times()
    start = time.perf_counter()
    output = subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, env=environment).stdout
    wall = time.perf_counter() - start
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, work, output


def times(arguments, place):
    """Contestants take turns, so that a slow minute of the machine hits all of them."""
    contestants = {}
    for processes in (1, 2):
        for chance in (*PASSES, "both"):
            words = [sys.executable, wijk.HERE / "wijk.py", arguments.scenario, "--trials", arguments.trials]
            words += ["--seed", arguments.seed, "--processes", processes, "--passes", chance, "--json"]
            contestants[f"numpy, {processes} process{'es' * (processes - 1)}", chance] = (words, None)
    for design in DESIGNS:
        for threads in (1, 2):
            # A sampled run computes the expected pass too.
            for chance, name in (("sampled", "both"), ("expected", "expected")):
                folder = place / f"{chance}-{design}"
                words = command(arguments, folder, chance, design, threads)
                contestants[f"wijkimpact, {threads} thread{'s' * (threads - 1)}, {design}", name] = (words, folder)
    found = {key: [] for key in contestants}
    for _ in range(arguments.repeats):
        for key, (words, folder) in contestants.items():
            wall, work, output = timed(words)
            if folder is None:
                own = sum(of["seconds"] for of in json.loads(output)["passes"].values())
            else:
                own = json.loads((folder / "manifest.json").read_text())["timing"]["seconds"]
            found[key].append((wall, own, work))
    told = []
    for (name, chance), rows in found.items():
        walls, owns, works = zip(*rows, strict=True)
        told.append({"who": name, "pass": chance, "wall": median(walls), "fastest": min(walls), "own": median(owns),
                     "processor": median(works)})
    return told


def show_times(rows, arguments):
    base = {row["pass"]: row for row in rows if row["who"] == "numpy, 1 process"}
    print(f"\nSeconds for {arguments.trials} trials x 7 arms, medians of {arguments.repeats}. Ratios: above 1, faster than numpy in 1 process.\n")
    print("| who | pass | wall | fastest wall | own clock | processor | ratio, fastest wall | ratio, processor |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        ratios = [base[row["pass"]][key] / row[key] for key in ("fastest", "processor")]
        cells = [f"{value:.2f}" for value in (row["wall"], row["fastest"], row["own"], row["processor"], *ratios)]
        print(f"| {row['who']} | {row['pass']} | {' | '.join(cells)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wijkimpact", help="the program, built with --release")
    parser.add_argument("--scenario", default=wijk.HERE / "wijk.toml")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5, help="0: no times")
    parser.add_argument("--json", type=Path, help="write everything here too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        agree, worst = agreement(arguments, Path(place))
        print("\n| pass | design | figures | largest distance | where | beyond 2 |\n|---|---|---:|---:|---|---:|")
        for row in agree:
            print(f"| {row['pass']} | {row['design']} | {row['figures']} | {row['largest']:.2f} | {row['where']} | {row['beyond_2']:.1%} |")
        clock = times(arguments, Path(place)) if arguments.repeats else []
    if clock:
        show_times(clock, arguments)
    if arguments.json:
        arguments.json.write_text(json.dumps({"agreement": agree, "times": clock}, indent=2) + "\n")
    if worst > BOUND:
        raise SystemExit(f"the two disagree: {worst:.1f} standard errors")


if __name__ == "__main__":
    main()
