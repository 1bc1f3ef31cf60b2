"""Numba, on one thread: one chain, 1024 chains one after the other, and 1024 chains in groups side by side, so that the
compiler makes chains the lanes of a vector.

No fastmath: it was tried, and is not faster in any of the three.
"""

from common import CHAINS, DEVIATION, DIMENSION, NEURONS, POINTS, RATE, START, X, Y, measure_batch, measure_one

import numba
import numpy as np

LANES = 128


@numba.njit
def chain(theta, rng, steps):
    slopes = np.empty(NEURONS)
    for _ in range(steps):
        i = int(rng.random() * POINTS)
        zeta = rng.standard_normal()
        output = 0.0
        for j in range(NEURONS):
            z = 0.0
            for k in range(DIMENSION):
                z += theta[j, k] * X[i, k]
            square = z * z
            output += z * (square + 1.0)
            slopes[j] = 3.0 * square + 1.0
        pull = RATE * (output - Y[i] + DEVIATION * zeta)
        for j in range(NEURONS):
            for k in range(DIMENSION):
                theta[j, k] -= slopes[j] * (pull * X[i, k])


@numba.njit
def chains(thetas, rng, steps):
    for c in range(len(thetas)):
        chain(thetas[c], rng, steps)


@numba.njit
def groups(thetas, rng, steps):
    """Groups of LANES chains, each (dimension, neurons, lanes); DIMENSION is three and written out."""
    slopes = np.empty((NEURONS, LANES))
    pull = np.empty(LANES)
    x = np.empty((DIMENSION, LANES))
    for g in range(len(thetas)):
        theta = thetas[g]
        for _ in range(steps):
            for c in range(LANES):
                i = int(rng.random() * POINTS)
                pull[c] = DEVIATION * rng.standard_normal() - Y[i]
                for k in range(DIMENSION):
                    x[k, c] = X[i, k]
            for j in range(NEURONS):
                for c in range(LANES):
                    z = theta[0, j, c] * x[0, c] + theta[1, j, c] * x[1, c] + theta[2, j, c] * x[2, c]
                    square = z * z
                    pull[c] += z * (square + 1.0)
                    slopes[j, c] = 3.0 * square + 1.0
            for k in range(DIMENSION):
                for c in range(LANES):
                    x[k, c] *= RATE * pull[c]
            for j in range(NEURONS):
                for c in range(LANES):
                    theta[0, j, c] -= slopes[j, c] * x[0, c]
                    theta[1, j, c] -= slopes[j, c] * x[1, c]
                    theta[2, j, c] -= slopes[j, c] * x[2, c]


def make(function, start, seed):
    theta = start.copy()
    rng = np.random.default_rng(seed)
    return lambda steps: function(theta, rng, steps), theta.copy


def make_groups():
    start = np.broadcast_to(START.T[None, :, :, None], (CHAINS // LANES, DIMENSION, NEURONS, LANES))
    advance, theta = make(groups, start, 9)
    return advance, lambda: theta().transpose(0, 3, 2, 1).reshape(CHAINS, NEURONS, DIMENSION)


measure_one("Numba, njit", lambda: make(chain, START, 3), part=500_000)
measure_batch("Numba, njit, one after the other", lambda: make(chains, np.repeat(START[None], CHAINS, axis=0), 8))
measure_batch("Numba, njit, side by side", make_groups)
