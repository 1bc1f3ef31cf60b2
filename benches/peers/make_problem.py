"""Writes problem.json, the one problem that every implementation simulates: `python make_problem.py`.

Seeds are tried from 1 upwards; the first whose points are far from dependent is taken, so that the loss forgets its
start within a thousand steps and 20,000 steps are enough to compare stationary means.
"""

import json
from pathlib import Path

import numpy as np

NEURONS, DIMENSION, POINTS = 10, 3, 3
RATE, DEVIATION = 0.01, 0.03

for seed in range(1, 1000):
    rng = np.random.default_rng(seed)
    x = rng.uniform(size=(POINTS, DIMENSION))
    y = rng.uniform(size=POINTS)
    theta = 0.1 * rng.standard_normal((NEURONS, DIMENSION))
    if np.linalg.eigvalsh(x @ x.T)[0] > 0.15:
        break

# On the manifold near z = phi^-1(y/m), |z| < 0.1, so phi'(z)^2 < 1.07: what a step multiplies the residual of its own
# point by is 1 - rate |x|^2 sum_j phi'^2.
step = RATE * NEURONS * 1.07 * (x**2).sum(axis=1).max()
assert step < 1.0, step

problem = {
    "seed": seed,
    "neurons": NEURONS,
    "dimension": DIMENSION,
    "points": x.tolist(),
    "labels": y.tolist(),
    "theta": theta.tolist(),
    "rate": RATE,
    "deviation": DEVIATION,
}
text = "{\n" + ",\n".join(f'  "{name}": {json.dumps(value)}' for name, value in problem.items()) + "\n}\n"
Path(__file__).with_name("problem.json").write_text(text, encoding="utf-8")
print(f"seed {seed}; rate times the largest per-point sharpness at most {step:.3f}")
