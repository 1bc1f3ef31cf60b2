"""Computes a cell and prints the digest of its record, then the record.

    python3 -B cell.py CELL SEED PARAMETERS [--flip STEP]

Sections are those of the specification. The cells are those of `figure_cell`, `more_points`, `controls` and
`multiverse` (section 10). They use `arithmetic` (section 1), `streams` (2 and 3), `canonical` (4 and 5), `record`
(4, 9 and 10), `parameters` (6), `problem` (6 and 7), `recorded`, `noise`, `chain` and `full_batch` (8), `network`,
`spectrum`, `retraction` and `ends` (9), `theory`, `late_slope` and `hundredth` (11), `algebra` (12) and `activation`
(7 and 13).
"""

import argparse
import json
import sys

from canonical import canonical, digest
from controls import controls_cell
from figure_cell import figure_cell
from more_points import more_points_cell
from multiverse import multiverse_cell
from parameters import checked

EXPERIMENTS = {
    "figure-1": figure_cell,
    "more-points": more_points_cell,
    "controls": controls_cell,
    "multiverse": multiverse_cell,
}


def make_record(cell, seed, parameters, flip=None):
    """The record of a cell (section 4)."""
    experiment, *_, name = cell.split("/")
    members = EXPERIMENTS[experiment](seed, name, checked(experiment, parameters), flip)
    return {
        "experiment": cell,
        "parameters": parameters,
        "seed": str(seed),
        **{member: members.get(member, {}) for member in ("scalars", "series", "tables")},
    }


def main(arguments):
    """Reads the command line, computes, prints."""
    parser = argparse.ArgumentParser(description="Computes a cell.")
    parser.add_argument("cell", help="member `experiment` of its record: figure-1/draw-0")
    parser.add_argument("seed", type=int, help="root seed in decimal")
    parser.add_argument("parameters", type=json.loads, help="the cell's parameters as a JSON object")
    parser.add_argument("--flip", type=int, metavar="STEP", help="flips a bit of the first neuron after this step")
    given = parser.parse_args(arguments)
    text = canonical(make_record(given.cell, given.seed, given.parameters, given.flip))
    sys.stdout.buffer.write(f"{digest(text)}\n{text}\n".encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
