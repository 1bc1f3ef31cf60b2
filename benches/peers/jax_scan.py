"""JAX: one chain as a compiled scan, and 1024 chains as its vmap.

What was tried and is slower here: randint for the index (as much time as all the rest), the generator rbg, for one chain an
unrolled scan or short blocks of draws, for 1024 chains a leading axis of chains or all draws at once.
"""

from functools import partial

from common import CHAINS, DEVIATION, POINTS, RATE, START, X, Y, measure_batch, measure_one

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

x_all, y_all = jnp.array(X), jnp.array(Y)


def step(theta, draw):
    point, zeta = draw
    x = x_all[point]
    z = theta @ x
    square = z * z
    pull = RATE * ((z * (square + 1.0)).sum() - y_all[point] + DEVIATION * zeta)
    return theta - (3.0 * square + 1.0)[:, None] * (pull * x)


def draws(key, shape):
    first, second = jax.random.split(key)
    index = (POINTS * jax.random.uniform(first, shape, dtype=jnp.float32)).astype(jnp.int32)
    return jnp.minimum(index, POINTS - 1), jax.random.normal(second, shape)


@partial(jax.jit, static_argnames="steps")
def one(theta, key, steps):
    key, now = jax.random.split(key)
    return jax.lax.scan(lambda theta, draw: (step(theta, draw), None), theta, draws(now, (steps,)))[0], key


@partial(jax.jit, static_argnames="steps")
def batch(theta, key, steps, block=10):
    step_all = jax.vmap(step, in_axes=(-1, 0), out_axes=-1)

    def steps_of_a_block(carry, _):
        theta, key = carry
        key, now = jax.random.split(key)
        drawn = draws(now, (block, CHAINS))
        theta, _ = jax.lax.scan(lambda theta, draw: (step_all(theta, draw), None), theta, drawn, unroll=2)
        return (theta, key), None

    assert steps % block == 0
    return jax.lax.scan(steps_of_a_block, (theta, key), length=steps // block)[0]


def make(function, start, seed):
    state = [jnp.array(start), jax.random.key(seed)]

    def advance(steps):
        state[:] = function(*state, steps=steps)
        state[0].block_until_ready()

    return advance, lambda: np.array(state[0])


def make_batch():
    advance, theta = make(batch, np.repeat(START[:, :, None], CHAINS, axis=2), 5)
    return advance, lambda: np.moveaxis(theta(), -1, 0)


measure_one("JAX, scan", lambda: make(one, START, 4), part=500_000)
measure_batch("JAX, scan of vmap", make_batch)
