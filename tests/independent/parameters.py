"""Parameters of a cell: their names and kinds, and the two constants that follow from them (section 6)."""

import math

WORDS = {
    "activation": ("cubic", "sinh"),
    "conditions": ("applied", "lifted"),
    "control": ("no-noise", "full-batch", "equal-start", "kicked"),
    "labels": ("uniform", "normal", "teacher"),
    "matrix": ("neurons", "features"),
    "noise": ("gaussian", "plus-minus", "none"),
    "sigma_is": ("standard-deviation", "variance"),
    "theory": ("finite-step", "limit-flow"),
}
COUNTS = ("dimension", "draws", "neurons", "points", "steps")

MORE_POINTS = {
    *("activation", "dimension", "factor", "labels", "learning_rate", "matrix", "neurons", "noise", "nu", "points"),
    *("sigma", "sigma_is", "start", "steps"),
}
NAMES = {
    "figure-1": {*MORE_POINTS, "theory"},
    "more-points": MORE_POINTS,
    "controls": {*MORE_POINTS, "conditions", "control", "kick"},
    "multiverse": {
        *("activation", "deviation", "dimension", "draws", "neurons", "noise", "nu", "points", "rate", "steps"),
        "theory",
    },
}
LEAST_STEPS = {"figure-1": 400, "more-points": 400, "controls": 400, "multiverse": 40}


def checked(experiment, parameters):
    """The parameters, once their names and kinds are found to be those of the experiment's cells."""
    if parameters.keys() != NAMES[experiment]:
        raise ValueError(f"parameters missing or unknown: {sorted(parameters.keys() ^ NAMES[experiment])}")
    for name, value in parameters.items():
        if name in WORDS:
            if value not in WORDS[name]:
                raise ValueError(f"{name} is one of {WORDS[name]}")
        elif type(value) not in (int, float):
            raise ValueError(f"{name} is a number")
        elif name in COUNTS and (value < 1 or value != int(value)):
            raise ValueError(f"{name} is a whole number above zero")
    least = LEAST_STEPS[experiment]
    if parameters["steps"] < least or parameters["steps"] % 2 != 0:
        raise ValueError(f"steps are even and at least {least}")
    return parameters


def rate_and_deviation(parameters):
    """The constants `rate` and `deviation`, which are parameters of the multiverse alone."""
    if "rate" in parameters:
        return float(parameters["rate"]), float(parameters["deviation"])
    sigma = float(parameters["sigma"])
    deviation = math.sqrt(sigma) if parameters["sigma_is"] == "variance" else sigma
    return float(parameters["factor"]) * float(parameters["learning_rate"]), deviation
