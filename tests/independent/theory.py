"""What theory says of a draw, from its data alone (section 11)."""

import math

from algebra import NotFound, cholesky, eigenvalues, eliminate, product
from arithmetic import divide, dot, largest, total

MAX_POINTS = 24
MAX_POWERS = 10000


class Theory:
    """Exponents, stability and hovering at the optimum; names are those of section 11."""

    def __init__(self, problem):
        self.n, self.d, self.m = problem.n, problem.d, problem.m
        self.rate, self.deviation = problem.rate, problem.deviation
        self.f, self.g, self.h = zip(*map(problem.activation.derivatives, problem.optimum()))
        self.K = [[dot(a, b) for b in problem.x] for a in problem.x]
        self.G = self.matrix(lambda i, k: (self.m * self.K[i][k]) * (self.f[i] * self.f[k]))
        self.T = self.solve_T()

    def matrix(self, entry):
        """The `n` by `n` matrix of the given entries."""
        return [[entry(i, k) for k in range(self.n)] for i in range(self.n)]

    def stability(self):
        """2 is critical."""
        return largest(self.rate * self.G[i][i] for i in range(self.n))

    def least_sharpness(self):
        """The least sharpness on the manifold."""
        return self.m * total(self.K[i][i] * (self.f[i] * self.f[i]) for i in range(self.n))

    def limit_flow(self):
        """The exponents of the limit flow."""
        kappa = self.rate * self.rate * (self.deviation * self.deviation) / (4 * self.n)
        f, h = self.f, self.h
        return self.exponents(self.matrix(lambda i, k: -kappa * (2 * self.K[i][i] * f[i] * h[i]) if i == k else 0.0))

    def finite_step(self):
        """The exponents at this learning rate; none where there is no `T`."""
        return [] if self.T is None else self.exponents_of_T(self.T)

    def full_batch(self):
        """The exponents of steps on full batches; none where their `T` is not found."""
        if self.n > self.d:
            return []
        a = self.rate / self.n
        q = a * self.deviation
        A = self.matrix(lambda i, k: 2 - self.G[i][k] * a if i == k else -(self.G[i][k] * a))
        try:
            columns = [cholesky(A, [float(i == k) for i in range(self.n)]) for k in range(self.n)]
        except NotFound:
            return []
        return self.exponents_of_T(self.matrix(lambda i, k: columns[k][i] * -(q * q)))

    def exponents_of_T(self, T):
        """The exponents that come of a matrix `T`."""
        f, g, h = self.f, self.g, self.h
        W = self.matrix(lambda i, k: self.K[i][k] * T[i][k])
        S = self.matrix(lambda i, k: g[i] * W[i][k] * g[k])
        for i in range(self.n):
            S[i][i] = (h[i] - divide(g[i] * g[i], f[i])) * dot(W[i], f) + S[i][i]
        return self.exponents(S)

    def exponents(self, S):
        """The real parts of the eigenvalues of `S K`, from the largest down; empty where there are none."""
        if self.n > self.d:
            return []
        try:
            return sorted(eigenvalues(product(S, self.K)), reverse=True)
        except NotFound:
            return []

    def hovering(self):
        """`hovering_loss` and `hovering`; both none where theory has no answer."""
        if self.T is None:
            return None, None
        diagonal = [row[i] * (-self.n / self.rate) for i, row in enumerate(product(self.T, self.G))]
        if not all(entry >= 0 for entry in diagonal):
            return None, None
        w = [math.sqrt(entry) for entry in diagonal]
        return dot(w, w), largest(divide(w_i, self.m * f_i) for w_i, f_i in zip(w, self.f))

    def solve_T(self):
        """The matrix `T`; none where theory has none."""
        if self.n > self.d or self.n > MAX_POINTS or not self.radius() < 1:
            return None
        try:
            solution = eliminate(*self.equations())
        except NotFound:
            return None
        return [solution[i * self.n : (i + 1) * self.n] for i in range(self.n)]

    def equations(self):
        """The rows and right sides that `T` solves."""
        n, G = self.n, self.G
        q = self.rate * self.deviation
        matrix, right = [], []

        def new_row(side):
            matrix.append([0.0] * (n * n))
            right.append(side)
            return matrix[-1]

        for i in range(n):
            row = new_row(-(q * q) / n)
            row[i * n + i] += 2
            for j in range(n):
                row[i * n + j] -= self.rate * G[j][i]
            for k in range(i + 1, n):
                row = new_row(0.0)
                row[i * n + k] = 1.0
                row[k * n + i] = 1.0
                row = new_row(0.0)
                for j in range(n):
                    row[i * n + j] += G[j][k]
                    row[k * n + j] -= G[j][i]
        return matrix, right

    def radius(self):
        """How second moments grow in a step, by the power method; not a number where they overflow."""
        n = self.n
        pulls = [[self.rate * self.G[a][i] for a in range(n)] for i in range(n)]
        C = self.matrix(lambda i, k: 1.0 if i == k else 0.0)
        radius = 0.0
        for _ in range(MAX_POWERS):
            N = next_moments(C, pulls)
            growth = divide(total(N[a][a] for a in range(n)), total(C[a][a] for a in range(n)))
            if not math.isfinite(growth):
                return math.nan
            C = [[divide(entry, growth) for entry in row] for row in N]
            previous, radius = radius, growth
            if abs(growth - previous) <= 1e-13 * growth:
                break
        return radius


def next_moments(C, pulls):
    """Second moments after a step, from those before it and the pull at each point; `C` is symmetric."""
    n = len(C)
    N = [[0.0] * n for _ in range(n)]
    for a in range(n):
        for b in range(a + 1):
            moved = 0.0
            for i, v in enumerate(pulls):
                moved += v[a] * v[b] * C[i][i] - (v[a] * C[b][i] + C[a][i] * v[b])
            N[a][b] = N[b][a] = C[a][b] + moved / n
    return N


def slopes_of(gamma):
    """`slope_2` and `slope_3` of exponents."""
    slope_2 = 2 * gamma[0] if gamma else None
    slope_3 = max(2 * gamma[1], 2 * slope_2) if len(gamma) > 1 else None
    return slope_2, slope_3


def late(gamma):
    """`late_2` and `late_3` of exponents."""
    if len(gamma) < 2:
        return None, None
    slope_2 = 2 * gamma[0]
    return divide(20, 2 * (gamma[0] - gamma[1])), divide(20, abs(2 * gamma[1] - 2 * slope_2))
