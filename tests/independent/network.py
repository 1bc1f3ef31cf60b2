"""What is measured of a network: loss, sharpness, curvature and distance (section 9)."""

from arithmetic import dot, largest, total


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
    return total(sharpness_terms(problem, theta))


def curvature(problem, theta):
    """The largest term of the sharpness."""
    return largest(sharpness_terms(problem, theta))


def sharpness_terms(problem, theta):
    """What each point adds to the sharpness."""
    return [dot(x, x) * dot(s, s) for x, s in zip(problem.x, slopes(problem, theta))]


def distance(problem, theta):
    """How far the pre-activations are from those of the optimum."""
    optimum = problem.optimum()
    return largest(abs(dot(row, x) - z) for row in theta for x, z in zip(problem.x, optimum))
