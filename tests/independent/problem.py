"""What a cell starts from: parameters, data, labels and start (sections 6 and 7)."""

import math

from activation import Cubic, Sinh
from arithmetic import dot, total
from streams import Stream

WORDS = {
    "activation": ("cubic", "sinh"),
    "labels": ("uniform", "normal", "teacher"),
    "matrix": ("neurons", "features"),
    "noise": ("gaussian", "plus-minus", "none"),
    "sigma_is": ("standard-deviation", "variance"),
    "theory": ("finite-step", "limit-flow"),
}
COUNTS = ("dimension", "neurons", "points", "steps")
NUMBERS = ("factor", "learning_rate", "nu", "sigma", "start")


def checked(parameters):
    """The parameters, once their names and kinds are found to be those of section 6; `more-points` has no `theory`."""
    names = {*WORDS, *COUNTS, *NUMBERS}
    given = {*parameters, "theory"}
    if given != names:
        raise ValueError(f"parameters missing or unknown: {sorted(names ^ given)}")
    for name, words in WORDS.items():
        if parameters.get(name, words[0]) not in words:
            raise ValueError(f"{name} is one of {words}")
    for name in COUNTS + NUMBERS:
        if type(parameters[name]) not in (int, float):
            raise ValueError(f"{name} is a number")
    for name in COUNTS:
        if parameters[name] < 1 or parameters[name] != int(parameters[name]):
            raise ValueError(f"{name} is a whole number above zero")
    if parameters["steps"] < 400 or parameters["steps"] % 2 != 0:
        raise ValueError("steps are even and at least 400")
    return parameters


class Problem:
    """A draw of data, labels and start; `x`, `y` and `start` are those of the specification."""

    def __init__(self, seed, path, parameters):
        given = checked(parameters)
        self.m, self.n, self.d, self.steps = (int(given[k]) for k in ("neurons", "points", "dimension", "steps"))
        self.activation = Cubic(float(given["nu"])) if given["activation"] == "cubic" else Sinh()
        self.rate = float(given["factor"]) * float(given["learning_rate"])
        sigma = float(given["sigma"])
        self.deviation = math.sqrt(sigma) if given["sigma_is"] == "variance" else sigma
        self.noise = given["noise"]
        self.matrix = given["matrix"]

        self.x = rows(Stream(seed, f"{path}/data").uniforms(self.n * self.d), self.d)
        self.y = self.draw_labels(given["labels"], Stream(seed, f"{path}/labels"))
        normals = Stream(seed, f"{path}/start").normals(self.m * self.d)
        self.start = rows([float(given["start"]) * normal for normal in normals], self.d)
        self.noise_stream = Stream(seed, f"{path}/noise")

    def draw_labels(self, law, stream):
        """The labels, from their own stream."""
        if law == "uniform":
            return stream.uniforms(self.n)
        if law == "normal":
            return stream.normals(self.n)
        return self.outputs(rows(stream.normals(self.m * self.d), self.d))

    def outputs(self, theta):
        """The outputs of the network at the points, summed over neurons from the left."""
        return [total(self.activation.value_and_slope(dot(row, x))[0] for row in theta) for x in self.x]

    def optimum(self):
        """The pre-activation at each point where all neurons agree: `z_i` of section 11, `z*_i` of section 9."""
        return [self.activation.inverse(y / self.m) for y in self.y]


def rows(entries, length):
    """A run of numbers, row by row."""
    return [entries[i : i + length] for i in range(0, len(entries), length)]
