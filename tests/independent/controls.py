"""A cell of the controls: its conditions, series and scalars (sections 6, 7 and 10)."""

from arithmetic import divide
from canonical import datum
from chain import Chain
from full_batch import FullBatchChain
from late_slope import late_slope, numbers
from problem import Problem
from record import follow, scalars_of, series_of
from recorded import fewer_recorded_steps
from spectrum import three_eigenvalues
from streams import Stream
from theory import Theory, slopes_of

SERIES = {f"lambda_{k}": f"eigenvalue {k} of the matrix looked at" for k in (1, 2, 3)}

OVER_PREDICTED = "measured over predicted slope of ln λ₂"
VALUES = {
    "no-noise": "|λ₂(end) / λ₂(middle) − 1|",
    "full-batch": OVER_PREDICTED,
    "equal-start": "largest λ₂ of any recorded step",
    "kicked": OVER_PREDICTED,
}
SCALARS = {
    "largest_ratio": ("1", "largest lambda_2 / lambda_1 of any recorded step"),
    "predicted": ("1/step", "predicted slope of ln lambda_2"),
    "measured": ("1/step", "measured late slope of ln lambda_2"),
    "ordinary": ("1/step", "predicted slope of ln lambda_2 for single samples"),
}


def controls_cell(seed, draw, parameters, flip):
    """The members `scalars` and `series` of the record."""
    kind = parameters["control"]
    problem = Problem(seed, draw, parameters)
    steps = fewer_recorded_steps(problem.steps, 2)
    chain = controlled_chain(problem, seed, draw, parameters, flip)
    curves = follow(chain, steps, SERIES, lambda theta: three_eigenvalues(problem, theta, parameters["matrix"]))

    theory = Theory(problem)
    ordinary = theory.finite_step()
    gamma = theory.full_batch() if kind == "full-batch" else ordinary
    predicted, _ = slopes_of(gamma)
    slope = late_slope(steps, curves["lambda_1"], curves["lambda_2"], gamma)
    values = {
        "value": value(kind, steps, curves["lambda_2"], slope, predicted),
        "largest_ratio": most(map(ratio, curves["lambda_2"], curves["lambda_1"])),
        "predicted": predicted,
        "measured": slope if numbers(slope) else None,
        "ordinary": slopes_of(ordinary)[0],
    }
    scalars = scalars_of(values, {"value": ("1", VALUES[kind]), **SCALARS})
    return {"scalars": scalars, "series": series_of(steps, curves, SERIES, "steps made")}


def controlled_chain(problem, seed, draw, parameters, flip):
    """The chain, under the condition of its kind where that is applied; the condition changes the problem as well."""
    kind = parameters["control"] if parameters["conditions"] == "applied" else None
    if kind == "full-batch":
        return FullBatchChain(problem, flip)
    if kind == "no-noise":
        problem.noise = "none"
    elif kind == "equal-start":
        problem.start = [problem.start[0]] * problem.m
    elif kind == "kicked":
        kicks = problem.draw_rows(float(parameters["kick"]), Stream(seed, f"controls/figure-1/{draw}/kick"))
        problem.start = [[first + kick for first, kick in zip(problem.start[0], row)] for row in kicks]
    return Chain(problem, flip)


def value(kind, steps, lambda_2, slope, predicted):
    """The scalar `value`."""
    if kind == "equal-start":
        return most(lambda_2)
    if kind == "no-noise":
        last = lambda_2[-1]
        middle = next(entry for step, entry in zip(steps, lambda_2) if step >= steps[-1] / 2)
        return abs(divide(last, middle) - 1) if numbers(last, middle) else last
    if slope == "too-short":
        return None
    return divide(slope, predicted) if numbers(slope) else slope


def ratio(lambda_2, lambda_1):
    """An entry of `lambda_2 / lambda_1`."""
    return datum(divide(lambda_2, lambda_1)) if numbers(lambda_1, lambda_2) else lambda_2


def most(data):
    """The last in order: "merged", numbers, "diverged", null."""
    return max(data, key=lambda entry: {"merged": (-1, 0), "diverged": (1, 0), None: (2, 0)}.get(entry, (0, entry)))
