"""Prints the table of a session: `python table.py RESULTS`, a file of JSON lines in the order in which they were measured.

A peer's ratio is taken from the same minute: the mean of the runs of ours right before and right after it, of as many
chains. Ends with PASS, or with FAIL and status 1 where two implementations do not simulate the same thing.

What the check sees, tried on changed copies of the peers: a tenth more noise or learning rate, a wrong slope, noise that is
not centred. What it does not see: another law of the noise with the same variance, points drawn with unequal chances.
"""

import json
import math
import platform
import statistics
import sys
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

ALLOWED = 4.0


def is_ours(line):
    return line["impl"].startswith("ours")


def neighbours(lines, position):
    """The runs of ours next to the peer at `position`, of as many chains."""
    found = []
    for side in (reversed(lines[:position]), lines[position + 1 :]):
        fitting = (line for line in side if is_ours(line) and line["chains"] == lines[position]["chains"])
        found += [line for line in [next(fitting, None)] if line]
    return [line["chain_steps_per_s"] for line in found]


def speed_text(lines):
    median = statistics.median(line["chain_steps_per_s"] for line in lines)
    lowest = min(line.get("min", line["chain_steps_per_s"]) for line in lines)
    highest = max(line.get("max", line["chain_steps_per_s"]) for line in lines)
    return f"{number(median)} ({number(lowest)} to {number(highest)})"


def number(value):
    return f"{value / 1e6:.3g} M" if value >= 1e6 else f"{value / 1e3:.3g} k"


def ratio_text(ratios):
    if not ratios:
        return "-"
    low, high = min(low for low, _, high in ratios), max(high for _, _, high in ratios)
    return f"{statistics.median(middle for _, middle, _ in ratios):.3g} ({low:.3g} to {high:.3g})"


def value_text(line, name, unit, digits):
    if line.get(f"{name}_error") is None:
        return "not told"
    return f"{line[name] / unit:.{digits}f} ± {line[f'{name}_error'] / unit:.{digits}f}"


def disagreements(lines):
    """What keeps the implementations from agreeing, and how many comparisons were made."""
    compared, wrong = 0, []
    if len({line["steps"] for line in lines if line["chains"] > 1}) > 1:
        wrong.append("not all batches have made as many steps")
    for one, other in combinations(lines, 2):
        # lambda_1 of a single chain is a random walk seen once: its error is not known.
        batches = one["chains"] > 1 and other["chains"] > 1
        for name in ("mean_loss", "mean_lambda_1") if batches else ("mean_loss",):
            difference = abs(one[name] - other[name])
            error = math.hypot(one[f"{name}_error"], other[f"{name}_error"])
            compared += 1
            # Written so that what is not a number is wrong.
            if not difference <= ALLOWED * error:
                names = " and ".join(f"{line['impl']} ({line['chains']})" for line in (one, other))
                wrong.append(f"{name} of {names}: {one[name]:.6g} and {other[name]:.6g}, error {error:.2g}")
    return compared, wrong


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


lines = [json.loads(text) for text in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
runs, ratios = {}, {}
for position, line in enumerate(lines):
    key = (line["impl"], line["chains"])
    runs.setdefault(key, []).append(line)
    around = [] if is_ours(line) else neighbours(lines, position)
    if around:
        each = [speed / line["chain_steps_per_s"] for speed in around]
        ratios.setdefault(key, []).append((min(each), statistics.mean(each), max(each)))

packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "jax", "torch"))
print(f"{processor()}, one core; Python {platform.python_version()}, {packages}\n")
print("| implementation | chains | chain-steps/s (range) | ours / theirs (range) | loss, 1e-4 | lambda_1 |")
print("|---|---:|---:|---:|---:|---:|")
for key, found in sorted(runs.items(), key=lambda item: (item[0][1], not is_ours(item[1][0]))):
    print(
        f"| {key[0]} | {key[1]} | {speed_text(found)} | {ratio_text(ratios.get(key))} "
        f"| {value_text(found[0], 'mean_loss', 1e-4, 3)} | {value_text(found[0], 'mean_lambda_1', 1.0, 5)} |"
    )

judged = [found[0] for found in runs.values() if found[0].get("mean_loss_error") is not None]
compared, wrong = disagreements(judged)
silent = len(runs) - len(judged)
print()
if silent:
    print(f"{silent} not judged: told no loss.")
for text in wrong:
    print(f"- {text}")
if wrong or compared == 0:
    print(f"FAIL: {len(wrong)} of {compared} comparisons are off by more than {ALLOWED:.0f} combined standard errors.")
    sys.exit(1)
print(f"PASS: all {compared} comparisons of losses and lambda_1 agree within {ALLOWED:.0f} combined standard errors.")
