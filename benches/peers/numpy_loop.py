"""One chain in NumPy: a plain loop over steps, vectorised over neurons."""

from common import DEVIATION, POINTS, RATE, START, X, Y, measure_one

import numpy as np


def make():
    theta = START.copy()
    rng = np.random.default_rng(1)
    rows = list(X)
    labels = Y.tolist()

    def advance(steps):
        points = rng.integers(POINTS, size=steps).tolist()
        noise = (DEVIATION * rng.standard_normal(steps)).tolist()
        for i, zeta in zip(points, noise):
            x = rows[i]
            z = theta @ x
            square = z * z
            output = z @ square + z.sum()
            pull = RATE * (output - labels[i] + zeta)
            np.subtract(theta, np.multiply.outer(3.0 * square + 1.0, pull * x), out=theta)

    return advance, theta.copy


measure_one("NumPy, plain loop", make, part=10_000)
