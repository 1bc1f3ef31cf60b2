"""The chain: steps of SGD with label noise, and its fate (section 8)."""

import math

from arithmetic import bits, dot, number
from streams import index_and_rest, normal_pair

LOOK_EVERY = 64


def recorded_steps(count):
    """The steps at which a run of `count` steps is recorded, in rising order."""
    recorded = {0}
    recorded.update(count * i // 200 // 2 * 2 for i in range(201))
    step = 2
    while step < count:
        recorded.add(step)
        step = max(step + 2, step * 15 // 14 // 2 * 2)
    return sorted(recorded)


def fewer_recorded_steps(count):
    """Those of `more-points`: every fourth, and then the last, which is there twice if it is among them already."""
    return recorded_steps(count)[::4] + [count]


def same_bits(theta):
    """Whether the bits of all neurons are the same."""
    first = [bits(entry) for entry in theta[0]]
    return all([bits(entry) for entry in row] == first for row in theta)


def gaussian(a, b):
    """Two normals of two rests."""
    return normal_pair(a, b)


def plus_minus(a, b):
    """A sign of each of two rests."""
    return tuple(-1.0 if rest >> 63 else 1.0 for rest in (a, b))


def silent(_a, _b):
    """No noise, though the words are taken."""
    return 0.0, 0.0


LAWS = {"gaussian": gaussian, "plus-minus": plus_minus, "none": silent}


class Chain:
    """Neurons on their way; `flip` names a step after which one bit of them is flipped."""

    def __init__(self, problem, flip=None):
        self.problem = problem
        self.flip = flip
        self.law = LAWS[problem.noise]
        self.theta = [list(row) for row in problem.start]
        self.made = 0
        self.fate = "running"
        self.fate_step = None
        self.look_for_merger()

    def advance(self, until):
        """Makes the steps up to an even one, and looks; a chain that has diverged stays where it is."""
        while self.made < until and not self.diverged():
            for point, zeta in self.draw_two():
                self.step(point, zeta)
                self.made += 1
                if self.made == self.flip:
                    self.theta[0][0] = number(bits(self.theta[0][0]) ^ 1)
                if self.made % LOOK_EVERY == 0 or self.made == until:
                    self.look()

    def draw_two(self):
        """Points and noise of the next two steps."""
        stream, n = self.problem.noise_stream, self.problem.n
        a = stream.word()
        b = stream.word()
        i, rest_a = index_and_rest(a, n)
        k, rest_b = index_and_rest(b, n)
        zeta, xi = self.law(rest_a, rest_b)
        return (i, zeta), (k, xi)

    def step(self, point, zeta):
        """One step of SGD."""
        problem = self.problem
        x, y = problem.x[point], problem.y[point]
        partial = [0.0] * 4
        slopes = []
        for j, row in enumerate(self.theta):
            phi, slope = problem.activation.value_and_slope(dot(row, x))
            partial[j % 4] += phi
            slopes.append(slope)
        output = (partial[0] + partial[2]) + (partial[1] + partial[3])
        pull = problem.rate * (output + (problem.deviation * zeta - y))
        pulled = [pull * entry for entry in x]
        for row, slope in zip(self.theta, slopes):
            for k, entry in enumerate(pulled):
                row[k] -= slope * entry

    def diverged(self):
        """Whether the chain has stopped."""
        return self.fate == "diverged-at"

    def look(self):
        """Whether the chain has diverged or merged by now."""
        if not all(math.isfinite(entry) for row in self.theta for entry in row):
            self.fate, self.fate_step = "diverged-at", self.made
        else:
            self.look_for_merger()

    def look_for_merger(self):
        """Whether the chain has merged by now."""
        if self.fate == "running" and same_bits(self.theta):
            self.fate, self.fate_step = "merged-exactly", self.made
