"""The late slope of ln lambda_2, as a cell of the controls measures it (section 11)."""

import math

from activation import log
from arithmetic import total
from theory import late, slopes_of

LEAST_POINTS = 20


def late_slope(steps, curve_1, curve_2, gamma):
    """A number or a word, from the curves of two eigenvalues and exponents; none where there are no exponents."""
    if not gamma:
        return None
    predicted, _ = slopes_of(gamma)
    late_2, _ = late(gamma)
    start = math.inf if late_2 is None else late_2
    if not falls(predicted, start, steps[-1]):
        return "too-short"
    points = [
        (float(u), log(lambda_2))
        for u, lambda_1, lambda_2 in zip(steps, curve_1, curve_2)
        if numbers(lambda_1, lambda_2) and u >= start and 0 < lambda_2 and 1e-24 * lambda_1 <= lambda_2 <= 1e-2 * lambda_1
    ]
    if len(points) < LEAST_POINTS or not falls(predicted, points[0][0], points[-1][0]):
        if numbers(curve_1[-1], curve_2[-1]) and curve_2[-1] >= 1e-24 * curve_1[-1]:
            return "stalled"
        return "not-finite" if curve_2[-1] == "diverged" else "below-rounding"
    return slope_through(points)


def falls(predicted, u, v):
    """Whether a fall from one step to another is seen: by a factor of a hundred."""
    return v > u and -predicted * (v - u) >= log(100.0)


def numbers(*data):
    """Whether all data are numbers."""
    return all(isinstance(value, (int, float)) for value in data)


def slope_through(points):
    """The slope of the line of least squares."""
    middle = total(u for u, _ in points) / len(points)
    height = total(v for _, v in points) / len(points)
    covariance = total((u - middle) * (v - height) for u, v in points)
    return covariance / total((u - middle) * (u - middle) for u, _ in points)
