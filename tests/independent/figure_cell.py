"""A cell of a figure: its series and scalars (section 10)."""

from chain import Chain
from ends import at_end, excess, spread, way_down
from network import distance, loss, sharpness
from problem import Problem
from record import follow, scalars_of, series_of
from recorded import recorded_steps
from retraction import retract
from spectrum import least_of_points, three_eigenvalues
from theory import Theory, late, slopes_of

SERIES = {
    "lambda_1": "largest eigenvalue",
    "lambda_2": "second eigenvalue",
    "lambda_3": "third eigenvalue",
    "loss": "training loss, sum_i (r_i - y_i)^2",
    "sharpness": "sharpness F = sum_i |x_i|^2 sum_j phi'(z_ij)^2",
    "sharpness_on_manifold": "F at the point of the zero-loss manifold that Newton's method reaches from here",
    "distance": "largest |theta_j . x_i - phi^{-1}(y_i / m)| over neurons and points",
}

EXCESS = "F / F* - 1 on the zero-loss manifold"
SPREAD = "largest distance of a pre-activation from its mean over neurons"
AT_LANDING = "where the gradient of the loss leads to the zero-loss manifold from the start"
AT_END = "at the end"

SCALARS = {
    "fate": ("1", "what became of the chain"),
    "fate_step": ("step", "the step from which it did (looked at every 64 steps and at every recorded one)"),
    "last_finite_loss": ("1", "training loss where it was last recorded as a finite number"),
    "finite_step.slope_2": ("1/step", "slope of ln lambda_2 by theory at this learning rate"),
    "finite_step.slope_3": ("1/step", "slope of ln lambda_3 by theory at this learning rate"),
    "limit_flow.slope_2": ("1/step", "slope of ln lambda_2 by the limit flow"),
    "limit_flow.slope_3": ("1/step", "slope of ln lambda_3 by the limit flow"),
    "late_2": ("step", "step from which theory calls ln lambda_2 late: its next term is e^-20 of the first"),
    "late_3": ("step", "step from which theory calls ln lambda_3 late: its next term is e^-20 of the first"),
    "stability": ("1", "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical"),
    "least_sharpness": ("1", "least F on the zero-loss manifold"),
    "hovering_loss": ("1", "predicted mean training loss at the optimum"),
    "hovering": ("1", "largest predicted standard deviation of a pre-activation at the optimum"),
    "excess.landing": ("1", f"{EXCESS}, {AT_LANDING}"),
    "excess.end": ("1", f"{EXCESS}, {AT_END}"),
    "spread.landing": ("1", f"{SPREAD}, {AT_LANDING}"),
    "spread.end": ("1", f"{SPREAD}, {AT_END}"),
    "mu": ("1", "mu, the smallest squared singular value of X"),
}


def figure_cell(seed, draw, parameters, flip):
    """The members `scalars` and `series` of the record."""
    problem = Problem(seed, draw, parameters)
    steps = recorded_steps(problem.steps)
    chain = Chain(problem, flip)
    curves = follow(chain, steps, SERIES, lambda theta: observe(problem, theta, parameters["matrix"]))
    theory = Theory(problem)
    values = {
        **fate_of(chain, curves["loss"]),
        **predictions(theory),
        **ends(chain, theory.least_sharpness()),
        "mu": least_of_points(problem.x),
    }
    return {"scalars": scalars_of(values, SCALARS), "series": series_of(steps, curves, SERIES)}


def observe(problem, theta, matrix):
    """The seven data of section 9, in the order of `SERIES`, of neurons that are finite."""
    on_manifold = retract(problem, theta)
    return (
        *three_eigenvalues(problem, theta, matrix),
        loss(problem, theta),
        sharpness(problem, theta),
        None if on_manifold is None else sharpness(problem, on_manifold),
        distance(problem, theta),
    )


def fate_of(chain, losses):
    """The scalars of the chain's fate."""
    finite = [loss for loss in losses if loss != "diverged"]
    return {"fate": chain.fate, "fate_step": chain.fate_step, "last_finite_loss": finite[-1] if finite else None}


def predictions(theory):
    """The scalars that theory gives (section 11)."""
    values = {"stability": theory.stability(), "least_sharpness": theory.least_sharpness()}
    exponents = {"finite_step": theory.finite_step(), "limit_flow": theory.limit_flow()}
    for name, gamma in exponents.items():
        values[f"{name}.slope_2"], values[f"{name}.slope_3"] = slopes_of(gamma)
    values["late_2"], values["late_3"] = late(exponents["finite_step"])
    values["hovering_loss"], values["hovering"] = theory.hovering()
    return values


def ends(chain, least_sharpness):
    """The scalars of the landing and of the end."""
    landed = way_down(chain.problem)[-1]
    excess_at_end, spread_at_end = at_end(chain, least_sharpness)
    return {
        "excess.landing": excess(chain.problem, landed, least_sharpness),
        "excess.end": excess_at_end,
        "spread.landing": spread(chain.problem, landed),
        "spread.end": spread_at_end,
    }
