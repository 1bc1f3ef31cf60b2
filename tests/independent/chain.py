"""The chain: steps of SGD with label noise, and its fate (section 8)."""

import math

from arithmetic import bits, dot, number
from noise import LAWS
from streams import index_and_rest

LOOK_EVERY = 64


def same_bits(theta):
    """Whether the bits of all neurons are the same."""
    first = [bits(entry) for entry in theta[0]]
    return all([bits(entry) for entry in row] == first for row in theta)


class Chain:
    """Neurons on their way; `flip` names a step after which one bit of them is flipped."""

    def __init__(self, problem, flip=None):
        self.problem = problem
        self.flip = flip
        self.theta = [list(row) for row in problem.start]
        self.draws = self.draw()
        self.made = 0
        self.fate = "running"
        self.fate_step = None
        self.look_for_merger()

    def advance(self, until):
        """Makes the steps up to this one, and looks; a chain that has diverged stays where it is."""
        while self.made < until and not self.diverged():
            self.step()
            self.made += 1
            if self.made == self.flip:
                self.theta[0][0] = number(bits(self.theta[0][0]) ^ 1)
            if self.made % LOOK_EVERY == 0 or self.made == until:
                self.look()

    def draw(self):
        """Yields point and noise of each step; two steps share two words."""
        law = LAWS[self.problem.noise]
        stream, n = self.problem.noise_stream, self.problem.n
        while True:
            a = stream.word()
            b = stream.word()
            i, rest_a = index_and_rest(a, n)
            k, rest_b = index_and_rest(b, n)
            yield from zip((i, k), law(rest_a, rest_b))

    def step(self):
        """One step of SGD."""
        problem = self.problem
        point, zeta = next(self.draws)
        x, y = problem.x[point], problem.y[point]
        partial = [0.0] * 4
        slopes = []
        for j, row in enumerate(self.theta):
            phi, slope = problem.activation.value_and_slope(dot(row, x))
            partial[j % 4] += phi
            slopes.append(slope)
        output = (partial[0] + partial[2]) + (partial[1] + partial[3])
        pull = problem.rate * (output + (problem.deviation * zeta - y))
        self.move(slopes, pull, x)

    def move(self, slopes, pull, x):
        """Moves every neuron along a point."""
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
