"""Steps to a hundredth, as theory predicts them for a network of the multiverse (section 11)."""

import math

from activation import log
from theory import slopes_of


def steps_to_a_hundredth(ratios, gamma):
    """How long until both ratios are below a hundredth, by exponents; none where never or where there are none."""
    if not gamma:
        return None
    steps = 0.0
    for q, slope in zip(ratios, slopes_of(gamma)):
        if not q < 1e-2:
            if slope is None or not slope < 0:
                return None
            needed = log(q / 1e-2) / -slope
            if needed > steps:
                steps = needed
    return steps if steps < math.inf else None
