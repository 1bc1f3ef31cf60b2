"""The chain of the control `full-batch`: every step is made on all points (section 8)."""

from chain import Chain
from network import slopes
from noise import LAWS


class FullBatchChain(Chain):
    """A chain that differs in its draws and its step."""

    def draw(self):
        """Yields one noise after another, two of two words."""
        law, stream = LAWS[self.problem.noise], self.problem.noise_stream
        while True:
            a = stream.word()
            b = stream.word()
            yield from law(a, b)

    def step(self):
        """One step on a full batch: all pulls first, then all moves, point after point."""
        problem = self.problem
        a = problem.rate / problem.n
        s = slopes(problem, self.theta)
        pulls = [
            a * (output + (problem.deviation * next(self.draws) - y))
            for output, y in zip(problem.outputs(self.theta), problem.y)
        ]
        for x, s_i, pull in zip(problem.x, s, pulls):
            self.move(s_i, pull, x)
