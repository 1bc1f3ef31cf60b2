"""A cell of more points than dimensions: its series and scalars (section 10)."""

import math

from arithmetic import divide, dot, largest
from chain import Chain
from network import loss
from problem import Problem
from record import follow, scalars_of, series_of
from recorded import fewer_recorded_steps
from spectrum import three_eigenvalues

SERIES = {
    "loss": "training loss, sum_i (r_i - y_i)^2",
    "ratio_2": "lambda_2 / lambda_1",
    "ratio_3": "lambda_3 / lambda_1",
    "distinct": "neurons that are apart: by more than a thousandth of the longest",
}

SCALARS = {
    "fate": ("1", "what became of the chain"),
    **{f"late.{name}": ("1", f"{description}: median over the second half") for name, description in SERIES.items()},
}


def more_points_cell(seed, draw, parameters, flip):
    """The members `scalars` and `series` of the record."""
    problem = Problem(seed, draw, parameters)
    steps = fewer_recorded_steps(problem.steps, 4)
    chain = Chain(problem, flip)
    curves = follow(chain, steps, SERIES, lambda theta: observe(problem, theta, parameters["matrix"]))
    first_late = sum(step < problem.steps // 2 for step in steps)
    values = {f"late.{name}": median(curve[first_late:]) for name, curve in curves.items()}
    values["fate"] = chain.fate
    return {"scalars": scalars_of(values, SCALARS), "series": series_of(steps, curves, SERIES)}


def observe(problem, theta, matrix):
    """The four data, in the order of `SERIES`, of neurons that are finite."""
    lambda_1, lambda_2, lambda_3 = three_eigenvalues(problem, theta, matrix)
    return loss(problem, theta), ratio(lambda_2, lambda_1), ratio(lambda_3, lambda_1), distinct(theta)


def ratio(smaller, largest_one):
    """The quotient of two eigenvalues, or what stands in place of the first."""
    return smaller if smaller in (None, "merged") else divide(smaller, largest_one)


def distinct(theta):
    """How many neurons are counted, each apart from those counted before it."""
    origin = [0.0] * len(theta[0])
    threshold = 1e-3 * largest(apart(row, origin) for row in theta)
    counted = []
    for row in theta:
        if all(apart(row, other) > threshold for other in counted):
            counted.append(row)
    return len(counted)


def apart(a, b):
    """The distance of two neurons."""
    difference = [a_k - b_k for a_k, b_k in zip(a, b)]
    return math.sqrt(dot(difference, difference))


def median(data):
    """The lower median of data, "merged" below every number and "diverged" above; none where there are none."""
    ordered = sorted((value for value in data if value is not None), key=rank)
    return ordered[(len(ordered) + 1) // 2 - 1] if ordered else None


def rank(value):
    """The key that sorts data."""
    return {"merged": -math.inf, "diverged": math.inf}.get(value, value)
