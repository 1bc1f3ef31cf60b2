"""Eigenvalues of rows that are split into a mean and a small rest: neurons or points (section 9)."""

import math

from arithmetic import divide, dot, total
from chain import same_bits

MAX_SWEEPS = 30


def three_eigenvalues(problem, theta, matrix):
    """The three largest eigenvalues; none where there are fewer, "merged" where all neurons are the same."""
    found = eigenvalues_of_network(problem, theta, matrix)
    if same_bits(theta):
        found[1:] = ["merged"] * (len(found) - 1)
    return (found + [None, None])[:3]


def two_ratios(problem, theta, matrix):
    """`q_2` and `q_3` of section 10: numbers even where all neurons are the same, zero where there are too few."""
    found = eigenvalues_of_network(problem, theta, matrix)
    return ([divide(smaller, found[0]) for smaller in found[1:3]] + [0.0, 0.0])[:2]


def eigenvalues_of_network(problem, theta, matrix):
    """All eigenvalues, of the neurons or of the features."""
    return eigenvalues_of_rows(theta, problem.x if matrix == "features" else None)


def least_of_points(x):
    """`mu` of section 10: the last of the eigenvalues of the points that is not zero because of their number."""
    return eigenvalues_of_rows(x)[min(len(x), len(x[0])) - 1]


def eigenvalues_of_rows(rows, data=None):
    """The eigenvalues from the largest down, of the rows or, where data are given, of their products with the data."""
    mean, rest = mean_and_rest(rows)
    if data is not None:
        mean, *rest = ([dot(row, x) for x in data] for row in (mean, *rest))
    columns = make_columns(mean, rest)
    for _ in range(MAX_SWEEPS):
        if not rotate_all(columns):
            break
    return sorted((dot(column, column) for column in columns), key=descending)


def descending(value):
    """The key that sorts from the largest down, what is not a number in front."""
    return -math.inf if math.isnan(value) else -value


def mean_and_rest(rows):
    """The rows, split into their mean and a small rest each."""
    mean = list(rows[0])
    rest = [[entry - first for entry, first in zip(row, mean)] for row in rows]
    for k, first in enumerate(rows[0]):
        shift = total(row[k] for row in rest) / len(rows)
        mean[k] = first + shift
        for row in rest:
            row[k] -= shift
    return mean, rest


def make_columns(mean, rest):
    """The columns, `m + 1` entries each, turned such that the mean is along the first of them."""
    m = len(rest)
    length = math.sqrt(dot(mean, mean))
    u = list(mean)
    u[0] = mean[0] + (-length if mean[0] < 0 else length)
    norm = dot(u, u)
    along = [2 * dot(row, u) / norm if norm != 0 else 0.0 for row in rest]
    columns = [[row[k] - a * u_k for row, a in zip(rest, along)] + [0.0] for k, u_k in enumerate(u)]
    columns[0][m] = length * math.sqrt(m)
    return columns


def rotate_all(columns):
    """One sweep over all pairs of columns, in place; whether it rotated any."""
    rotated = False
    for p in range(len(columns)):
        for q in range(p + 1, len(columns)):
            rotated = rotate(columns, p, q) or rotated
    return rotated


def rotate(columns, p, q):
    """Makes two columns orthogonal, in place; whether they were not."""
    a, b = columns[p], columns[q]
    aa = dot(a, a)
    bb = dot(b, b)
    ab = dot(a, b)
    if abs(ab) <= 2.0**-52 * (math.sqrt(aa) * math.sqrt(bb)):
        return False
    zeta = divide(bb - aa, 2 * ab)
    if abs(zeta) > 1e150:
        t = 0.5 / zeta
    else:
        root = abs(zeta) + math.sqrt(1 + zeta * zeta)
        t = -1 / root if zeta < 0 else 1 / root
    cosine = 1 / math.sqrt(1 + t * t)
    sine = cosine * t
    columns[p] = [cosine * x - sine * y for x, y in zip(a, b)]
    columns[q] = [sine * x + cosine * y for x, y in zip(a, b)]
    return True
