"""Where the way down from the start leads and where a chain ends, and what is measured there (sections 9 and 10)."""

from arithmetic import divide, dot, largest, total
from network import loss, sharpness
from retraction import retract

MAX_DESCENT = 300


def way_down(problem):
    """The networks on the way from the start to the landing, both included."""
    way = list(descend(problem))
    on_manifold = retract(problem, way[-1])
    return [*way, way[-1] if on_manifold is None else on_manifold]


def descend(problem):
    """Gradient descent from the start, until little is left of the loss or a step does not lessen it."""
    scale = 1e-6 + dot(problem.y, problem.y)
    current = problem.start
    left = loss(problem, current)
    yield current
    for _ in range(MAX_DESCENT):
        if not left > 1e-2 * scale:
            break
        following = downhill(problem, current, divide(1.0, sharpness(problem, current)))
        loss_there = loss(problem, following)
        if not loss_there < left:
            break
        current, left = following, loss_there
        yield current


def downhill(problem, theta, step):
    """One step of gradient descent, point after point."""
    moved = [list(row) for row in theta]
    for x, y in zip(problem.x, problem.y):
        residual = -y
        slopes = []
        for row in theta:
            phi, slope = problem.activation.value_and_slope(dot(row, x))
            residual += phi
            slopes.append(slope)
        for row, slope in zip(moved, slopes):
            push = step * residual * slope
            for k, entry in enumerate(x):
                row[k] -= push * entry
    return moved


def spread(problem, theta):
    """The largest distance of a pre-activation from its mean over neurons."""
    return largest(distance for x in problem.x for distance in distances_from_mean([dot(row, x) for row in theta]))


def distances_from_mean(values):
    """How far each of the values is from their mean, both taken relative to the first value."""
    apart = [value - values[0] for value in values]
    mean = total(entry / len(values) for entry in apart)
    return [abs(entry - mean) for entry in apart]


def excess(problem, theta, least_sharpness):
    """How much sharper than the flattest network of zero loss."""
    return divide(sharpness(problem, theta), least_sharpness) - 1


def at_end(chain, least_sharpness):
    """Excess and spread at the end; no excess where the retraction fails."""
    if chain.diverged():
        return "diverged", "diverged"
    on_manifold = retract(chain.problem, chain.theta)
    excess_at_end = None if on_manifold is None else excess(chain.problem, on_manifold, least_sharpness)
    return excess_at_end, spread(chain.problem, chain.theta)
