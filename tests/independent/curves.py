"""What is recorded along the way (section 9)."""

import math

from algebra import NotFound, cholesky
from arithmetic import divide, dot, largest, total
from chain import same_bits

NAMES = ("lambda_1", "lambda_2", "lambda_3", "loss", "sharpness", "sharpness_on_manifold", "distance")
MAX_SWEEPS = 30
MAX_NEWTON = 50


def observe(problem, theta):
    """The seven data of section 9, in the order of `NAMES`, of neurons that are finite."""
    return (
        *three_eigenvalues(problem, theta),
        loss(problem, theta),
        sharpness(problem, theta),
        sharpness_on_manifold(problem, theta),
        distance(problem, theta),
    )


def loss(problem, theta):
    """The training loss."""
    return total(r * r for r in residuals(problem, theta))


def residuals(problem, theta):
    """Output less label at each point."""
    return [output - y for output, y in zip(problem.outputs(theta), problem.y)]


def slopes(problem, theta):
    """For each point the slopes at its neurons."""
    return [[problem.activation.value_and_slope(dot(row, x))[1] for row in theta] for x in problem.x]


def sharpness(problem, theta):
    """The sharpness F."""
    return total(dot(x, x) * dot(s, s) for x, s in zip(problem.x, slopes(problem, theta)))


def distance(problem, theta):
    """How far the pre-activations are from those of the optimum."""
    optimum = problem.optimum()
    return largest(abs(dot(row, x) - z) for row in theta for x, z in zip(problem.x, optimum))


def sharpness_on_manifold(problem, theta):
    """The sharpness where the retraction ends; none where it fails."""
    try:
        return sharpness(problem, retract(problem, theta))
    except NotFound:
        return None


def retract(problem, theta):
    """Newton's method towards the manifold of zero loss."""
    current = best = theta
    nearest = math.inf
    scale = 1 + largest(abs(y) for y in problem.y)
    for _ in range(MAX_NEWTON):
        r = residuals(problem, current)
        s = slopes(problem, current)
        left = largest(abs(entry) for entry in r)
        settled = nearest <= 1e-12 * scale
        if left < nearest:
            nearest, best = left, current
        elif settled:
            return best
        gram = [[dot(x_i, x_k) * dot(s_i, s_k) for x_k, s_k in zip(problem.x, s)] for x_i, s_i in zip(problem.x, s)]
        current = pulled(problem, current, s, cholesky(gram, r))
    if nearest <= 1e-12:
        return best
    raise NotFound("no point of the manifold")


def pulled(problem, theta, s, pull):
    """One step of Newton's method, point after point."""
    moved = [list(row) for row in theta]
    for j, row in enumerate(moved):
        for i, x in enumerate(problem.x):
            push = pull[i] * s[i][j]
            for k, entry in enumerate(x):
                row[k] -= push * entry
    return moved


def three_eigenvalues(problem, theta):
    """The three largest eigenvalues; none where there are fewer, "merged" where all neurons are the same."""
    found = sorted(matrix_eigenvalues(problem, theta), key=descending)
    if same_bits(theta):
        found[1:] = ["merged"] * (len(found) - 1)
    return (found + [None, None])[:3]


def descending(value):
    """The key that sorts from the largest down, what is not a number in front."""
    return -math.inf if math.isnan(value) else -value


def matrix_eigenvalues(problem, theta):
    """The eigenvalues, from columns made orthogonal."""
    mean, rest = mean_and_rest(theta)
    if problem.matrix == "features":
        mean, *rest = ([dot(row, x) for x in problem.x] for row in (mean, *rest))
    columns = make_columns(mean, rest)
    for _ in range(MAX_SWEEPS):
        if not rotate_all(columns):
            break
    return [dot(column, column) for column in columns]


def mean_and_rest(theta):
    """The neurons, split into their mean and a small rest each."""
    mean = list(theta[0])
    rest = [[entry - first for entry, first in zip(row, mean)] for row in theta]
    for k, first in enumerate(theta[0]):
        shift = total(row[k] for row in rest) / len(theta)
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
