"""A cell of the multiverse: nine simulations, a table of draws each (sections 6 and 10)."""

from arithmetic import largest
from canonical import datum
from chain import Chain
from ends import at_end, excess, spread, way_down
from hundredth import steps_to_a_hundredth
from network import curvature
from problem import Problem
from recorded import looked_at_steps
from spectrum import two_ratios
from theory import Theory

STARTS = (0.1, 0.3, 1.0)
LABELS = ("uniform", "normal", "teacher")
MATRICES = ("neurons", "features")


def columns_of(matrix):
    """The columns of one matrix: unit and description by name."""
    return {
        f"{matrix}.ratio_2": ("1", f"lambda_2 / lambda_1 of the {matrix} at the end"),
        f"{matrix}.ratio_3": ("1", f"lambda_3 / lambda_1 of the {matrix} at the end"),
        f"{matrix}.predicted": ("step", "steps to a hundredth, predicted in advance"),
        f"{matrix}.expected": ("step", "likewise, predicted at the end"),
    }


COLUMNS = {
    "fate": ("1", "running, merged-exactly or diverged-at"),
    "fate_step": ("step", "step from which the chain is merged or diverged"),
    "curvature_way": (
        "1",
        "c eta times the largest curvature on the way down from step 0 to the zero-loss manifold",
    ),
    "curvature_optimum": ("1", "likewise, at the flattest interpolator"),
    "excess_landing": ("1", "F / F* - 1 where the way down ends"),
    "excess": ("1", "F / F* - 1 at the end, on the zero-loss manifold"),
    "spread_landing": (
        "1",
        "largest distance of a pre-activation from the mean over neurons, where the way down ends",
    ),
    "spread": ("1", "likewise at the end"),
    **columns_of("neurons"),
    **columns_of("features"),
}


def multiverse_cell(seed, _process, parameters, flip):
    """The member `tables` of the record."""
    settings = [{**parameters, "start": start, "labels": labels} for start in STARTS for labels in LABELS]
    return {"tables": {f"simulation-{i}": simulation(seed, given, flip) for i, given in enumerate(settings)}}


def simulation(seed, given, flip):
    """The table of one simulation."""
    table = [row(Problem(seed, f"draw-{draw}", given), given["theory"], flip) for draw in range(int(given["draws"]))]
    columns = [
        {"name": name, "unit": unit, "description": description, "values": [datum(data[name]) for data in table]}
        for name, (unit, description) in COLUMNS.items()
    ]
    return {"description": "one row a draw of data, start and noise", "columns": columns}


def row(problem, kind_of_theory, flip):
    """The data of one draw, by column."""
    chain = Chain(problem, flip)
    for step in looked_at_steps(problem.steps):
        chain.advance(step)

    theory = Theory(problem)
    gamma = theory.limit_flow() if kind_of_theory == "limit-flow" else theory.finite_step()
    least_sharpness = theory.least_sharpness()
    way = way_down(problem)
    data = {
        "fate": chain.fate,
        "fate_step": chain.fate_step,
        "curvature_way": problem.rate * largest(curvature(problem, theta) for theta in way),
        "curvature_optimum": theory.stability(),
        "excess_landing": excess(problem, way[-1], least_sharpness),
        "spread_landing": spread(problem, way[-1]),
    }
    data["excess"], data["spread"] = at_end(chain, least_sharpness)
    curvatures = data["curvature_way"], data["curvature_optimum"]
    unstable = kind_of_theory == "finite-step" and any(curvature >= 2 for curvature in curvatures)
    for matrix in MATRICES:
        last = at_last(chain, matrix, gamma)
        data[f"{matrix}.ratio_2"], data[f"{matrix}.ratio_3"], data[f"{matrix}.expected"] = last
        data[f"{matrix}.predicted"] = "diverged" if unstable else left(problem, way[-1], matrix, gamma)
    return data


def left(problem, theta, matrix, gamma):
    """Steps to a hundredth from a network; none without noise."""
    return None if problem.noise == "none" else steps_to_a_hundredth(two_ratios(problem, theta, matrix), gamma)


def at_last(chain, matrix, gamma):
    """The two ratios of the last network, and when a hundredth is expected from there."""
    if chain.diverged():
        return ("diverged",) * 3
    steps = left(chain.problem, chain.theta, matrix, gamma)
    expected = None if steps is None else chain.problem.steps + steps
    return (*two_ratios(chain.problem, chain.theta, matrix), expected)
