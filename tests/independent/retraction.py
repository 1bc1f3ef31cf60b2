"""The retraction: Newton's method towards the manifold of zero loss (section 9)."""

import math

from algebra import NotFound, cholesky
from arithmetic import dot, largest
from network import residuals, slopes

MAX_NEWTON = 50


def retract(problem, theta):
    """The network of zero loss that Newton's method reaches from here; none where it fails."""
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
        try:
            pull = cholesky(gram, r)
        except NotFound:
            return None
        current = pulled(problem, current, s, pull)
    return best if nearest <= 1e-12 else None


def pulled(problem, theta, s, pull):
    """One step of Newton's method, point after point."""
    moved = [list(row) for row in theta]
    for j, row in enumerate(moved):
        for i, x in enumerate(problem.x):
            push = pull[i] * s[i][j]
            for k, entry in enumerate(x):
                row[k] -= push * entry
    return moved
