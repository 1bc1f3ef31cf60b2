"""Computes a cell of Figure 1 and prints the digest of its record, then the record.

    python3 -B cell.py CELL SEED PARAMETERS [--flip STEP]

Sections are those of the specification. This module holds section 10; the others are `arithmetic` (section 1),
`streams` (2 and 3), `canonical` (4 and 5), `problem` (6 and 7), `chain` (8), `curves` (9), `theory` (11),
`algebra` (12) and `activation` (7 and 13).
"""

import argparse
import json
import sys

from canonical import canonical, datum, digest
from chain import Chain, recorded_steps
from curves import NAMES, observe
from problem import Problem
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

SCALARS = {
    "fate": ("1", "what became of the chain"),
    "fate_step": ("step", "the step from which it did (looked at every 64 steps and at every recorded one)"),
    "last_finite_loss": ("1", "training loss where it was last recorded as a finite number"),
    "finite_step.slope_2": ("1/step", "slope of ln lambda_2 by theory at this learning rate"),
    "finite_step.slope_3": ("1/step", "slope of ln lambda_3 by theory at this learning rate"),
    "limit_flow.slope_2": ("1/step", "slope of ln lambda_2 by the limit flow"),
    "limit_flow.slope_3": ("1/step", "slope of ln lambda_3 by the limit flow"),
    "predicted.slope_2": ("1/step", "slope of ln lambda_2 by the theory compared with"),
    "predicted.slope_3": ("1/step", "slope of ln lambda_3 by the theory compared with"),
    "late_2": ("step", "step from which theory calls ln lambda_2 late: its next term is e^-20 of the first"),
    "late_3": ("step", "step from which theory calls ln lambda_3 late: its next term is e^-20 of the first"),
    "stability": ("1", "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical"),
    "least_sharpness": ("1", "least F on the zero-loss manifold"),
    "hovering_loss": ("1", "predicted mean training loss at the optimum"),
    "hovering": ("1", "largest predicted standard deviation of a pre-activation at the optimum"),
}


def follow(chain, steps):
    """Runs the chain and returns its seven curves by name, one datum for each of the steps (section 9)."""
    curves = {name: [] for name in NAMES}
    for step in steps:
        chain.advance(step)
        diverged = chain.fate == "diverged-at"
        data = ["diverged"] * len(NAMES) if diverged else observe(chain.problem, chain.theta)
        for curve, value in zip(curves.values(), data):
            curve.append(datum(value))
    return curves


def fate_of(chain, losses):
    """The scalars that the chain itself gives (section 10)."""
    finite = [loss for loss in losses if not isinstance(loss, str)]
    return {"fate": chain.fate, "fate_step": chain.fate_step, "last_finite_loss": finite[-1] if finite else None}


def predictions(problem):
    """The scalars that theory gives (section 11)."""
    theory = Theory(problem)
    exponents = {"finite-step": theory.finite_step(), "limit-flow": theory.limit_flow()}
    compared = {
        "finite_step": exponents["finite-step"],
        "limit_flow": exponents["limit-flow"],
        "predicted": exponents[problem.theory],
    }
    values = {"stability": theory.stability(), "least_sharpness": theory.least_sharpness()}
    for name, gamma in compared.items():
        values[f"{name}.slope_2"], values[f"{name}.slope_3"] = slopes_of(gamma)
    values["late_2"], values["late_3"] = late(exponents["finite-step"])
    values["hovering_loss"], values["hovering"] = theory.hovering()
    return values


def make_record(cell, seed, parameters, flip=None):
    """The record of a cell (sections 4 and 10)."""
    problem = Problem(seed, cell, parameters)
    steps = recorded_steps(problem.steps)
    chain = Chain(problem, flip)
    curves = follow(chain, steps)
    values = {**fate_of(chain, curves["loss"]), **predictions(problem)}

    series = {"step": {"values": steps, "along": "", "unit": "step", "description": "steps of SGD made"}}
    for name, description in SERIES.items():
        series[name] = {"values": curves[name], "along": "step", "unit": "1", "description": description}
    scalars = {}
    for name, (unit, description) in SCALARS.items():
        scalars[name] = {"value": datum(values[name]), "unit": unit, "description": description}
    return {
        "experiment": cell,
        "parameters": parameters,
        "seed": str(seed),
        "scalars": scalars,
        "series": series,
        "tables": {},
    }


def main(arguments):
    """Reads the command line, computes, prints."""
    parser = argparse.ArgumentParser(description="Computes a cell of Figure 1.")
    parser.add_argument("cell", help="name of the cell: figure-1/draw-0")
    parser.add_argument("seed", type=int, help="root seed in decimal")
    parser.add_argument("parameters", type=json.loads, help="the cell's parameters as a JSON object")
    parser.add_argument("--flip", type=int, metavar="STEP", help="flips a bit of the first neuron after this step")
    given = parser.parse_args(arguments)
    text = canonical(make_record(given.cell, given.seed, given.parameters, given.flip))
    sys.stdout.buffer.write(f"{digest(text)}\n{text}\n".encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
