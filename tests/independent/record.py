"""A chain, followed along its recorded steps, and the record that comes of it (sections 4, 9 and 10)."""

from canonical import datum


def follow(chain, steps, names, observe):
    """Runs the chain and returns its curves by name; `observe` gives a datum of each while it has not diverged."""
    curves = {name: [] for name in names}
    for step in steps:
        chain.advance(step)
        data = ["diverged"] * len(names) if chain.diverged() else observe(chain.theta)
        for curve, value in zip(curves.values(), data):
            curve.append(datum(value))
    return curves


def series_of(steps, curves, descriptions, of_steps="steps of SGD made"):
    """The member `series`."""
    series = {"step": {"values": steps, "along": "", "unit": "step", "description": of_steps}}
    for name, description in descriptions.items():
        series[name] = {"values": curves[name], "along": "step", "unit": "1", "description": description}
    return series


def scalars_of(values, meanings):
    """The member `scalars`, of values by name and of unit and description by name."""
    return {
        name: {"value": datum(values[name]), "unit": unit, "description": description}
        for name, (unit, description) in meanings.items()
    }
