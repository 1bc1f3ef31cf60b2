"""1024 chains in NumPy, vectorised over chains and neurons: (dimension, neurons, chains), so that chains lie side by
side, and nothing is allocated in a step but what belongs to the draws."""

from common import CHAINS, DEVIATION, DIMENSION, NEURONS, POINTS, RATE, START, X, Y, measure_batch

import numpy as np


def make():
    theta = np.repeat(START.T[:, :, None], CHAINS, axis=2)
    rng = np.random.default_rng(2)
    columns = np.ascontiguousarray(X.T)
    z, square, product = (np.empty((NEURONS, CHAINS)) for _ in range(3))

    def advance(steps):
        for _ in range(steps):
            points = rng.integers(POINTS, size=CHAINS)
            noise = rng.standard_normal(CHAINS)
            x = columns[:, points]
            np.multiply(theta[0], x[0], out=z)
            for k in range(1, DIMENSION):
                np.multiply(theta[k], x[k], out=product)
                np.add(z, product, out=z)
            np.multiply(z, z, out=square)
            np.add(square, 1.0, out=product)
            np.multiply(product, z, out=product)
            pull = product.sum(axis=0)
            pull -= Y[points]
            noise *= DEVIATION
            pull += noise
            pull *= RATE
            np.multiply(square, 3.0, out=square)
            np.add(square, 1.0, out=square)
            x *= pull
            for k in range(DIMENSION):
                np.multiply(square, x[k], out=product)
                np.subtract(theta[k], product, out=theta[k])

    return advance, lambda: np.moveaxis(theta, 2, 0).swapaxes(1, 2).copy()


measure_batch("NumPy, vectorised over chains", make)
