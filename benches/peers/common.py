"""What the peers share: the problem, one thread, and how a run is timed and judged. Import it before anything numeric.

Every chain starts at the same theta, the one in problem.json, and has randomness of its own. Seeds are fixed, so that the
means, and with them the check that all simulate the same thing, are the same in every session on the same machine.
"""

import os

for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "NUMBA"):
    os.environ[f"{name}_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import json
import statistics
from pathlib import Path
from time import perf_counter

import numpy as np

_problem = json.loads(Path(__file__).with_name("problem.json").read_text(encoding="utf-8"))
NEURONS, DIMENSION = _problem["neurons"], _problem["dimension"]
X, Y = np.array(_problem["points"]), np.array(_problem["labels"])
POINTS = len(Y)
START = np.array(_problem["theta"])
RATE, DEVIATION = _problem["rate"], _problem["deviation"]

CHAINS = 1024
BATCH_STEPS = 20_000
REPEATS = 5
BATCH_MEANS = 20


def losses(theta):
    """sum_i (r_i - y_i)^2 of every network of an array (..., neurons, dimension)."""
    z = theta @ X.T
    return (((z**3 + z).sum(axis=-2) - Y) ** 2).sum(axis=-1)


def lambda_1(theta):
    """The largest eigenvalue of Theta^T Theta of every network."""
    return np.linalg.eigvalsh(np.swapaxes(theta, -1, -2) @ theta)[..., -1]


def mean_and_error(values):
    values = np.asarray(values)
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))


def _timed(advance, steps, repeats):
    speeds = []
    for _ in range(repeats):
        start = perf_counter()
        advance(steps)
        speeds.append(steps / (perf_counter() - start))
    return speeds


def _report(impl, chains, steps, speeds, loss, largest):
    line = {
        "impl": impl,
        "chains": chains,
        "steps": steps,
        "chain_steps_per_s": chains * statistics.median(speeds),
        "min": chains * min(speeds),
        "max": chains * max(speeds),
    }
    for name, values in (("mean_loss", loss), ("mean_lambda_1", largest)):
        line[name], line[f"{name}_error"] = mean_and_error(values)
    print(json.dumps(line), flush=True)


def measure_one(impl, make, part, looked_at=200_000, gap=50):
    """One chain: one is timed for REPEATS times `part` steps; another is run for `looked_at` steps and looked at every
    `gap` steps of its second half. The errors are those of the means of BATCH_MEANS stretches of that half, far longer than
    the loss remembers (a hundred steps).

    `make()` gives (advance, theta): `advance(k)` makes k steps, `theta()` gives the network as it is. What is timed has
    been run before, and compiled.
    """
    advance, _ = make()
    for _ in range(2):
        advance(part)
    advance, _ = make()
    speeds = _timed(advance, part, REPEATS)
    advance, theta = make()
    advance(looked_at // 2)
    seen = []
    for _ in range(looked_at // 2 // gap):
        advance(gap)
        seen.append(theta())
    seen = np.array(seen)
    means = [values.reshape(BATCH_MEANS, -1).mean(axis=1) for values in (losses(seen), lambda_1(seen))]
    _report(impl, 1, looked_at, speeds, *means)


def measure_batch(impl, make):
    """CHAINS chains of BATCH_STEPS steps: all timed, in REPEATS parts. lambda_1 is that of the end; the loss is the mean
    over the ends of the parts, as a single look at 1024 chains leaves it uncertain by four per cent. The errors are those
    of a mean over chains.
    """
    part = BATCH_STEPS // REPEATS
    advance, _ = make()
    for _ in range(2):
        advance(part)
    advance, theta = make()
    speeds, loss = [], np.zeros(CHAINS)
    for _ in range(REPEATS):
        speeds += _timed(advance, part, 1)
        end = theta()
        assert end.shape == (CHAINS, NEURONS, DIMENSION)
        loss += losses(end) / REPEATS
    _report(impl, CHAINS, BATCH_STEPS, speeds, loss, lambda_1(end))
