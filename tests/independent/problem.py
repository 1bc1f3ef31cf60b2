"""What a draw starts from: constants, data, labels and start (sections 6 and 7)."""

from activation import Cubic, Sinh
from arithmetic import dot, total
from parameters import rate_and_deviation
from streams import Stream


class Problem:
    """A draw of data, labels and start; `x`, `y` and `start` are those of the specification."""

    def __init__(self, seed, draw, given):
        path = f"figure-1/{draw}"
        self.m, self.n, self.d, self.steps = (int(given[k]) for k in ("neurons", "points", "dimension", "steps"))
        self.activation = Cubic(float(given["nu"])) if given["activation"] == "cubic" else Sinh()
        self.rate, self.deviation = rate_and_deviation(given)
        self.noise = given["noise"]

        self.x = rows(Stream(seed, f"{path}/data").uniforms(self.n * self.d), self.d)
        self.y = self.draw_labels(given["labels"], Stream(seed, f"{path}/labels"))
        self.start = self.draw_rows(float(given["start"]), Stream(seed, f"{path}/start"))
        self.noise_stream = Stream(seed, f"{path}/noise")

    def draw_rows(self, scale, stream):
        """A network of normals, each multiplied."""
        return rows([scale * normal for normal in stream.normals(self.m * self.d)], self.d)

    def draw_labels(self, law, stream):
        """The labels, from their own stream."""
        if law == "uniform":
            return stream.uniforms(self.n)
        if law == "normal":
            return stream.normals(self.n)
        return self.outputs(self.draw_rows(1.0, stream))

    def outputs(self, theta):
        """The outputs of the network at the points, summed over neurons from the left."""
        return [total(self.activation.value_and_slope(dot(row, x))[0] for row in theta) for x in self.x]

    def optimum(self):
        """The pre-activation at each point where all neurons agree: `z_i` of section 11, `z*_i` of section 9."""
        return [self.activation.inverse(y / self.m) for y in self.y]


def rows(entries, length):
    """A run of numbers, row by row."""
    return [entries[i : i + length] for i in range(0, len(entries), length)]
