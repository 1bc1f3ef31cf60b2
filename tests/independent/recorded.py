"""The steps at which a run is recorded or, in the multiverse, only looked at (section 8)."""


def recorded_steps(count):
    """Those of a figure, for a run of `count` steps, in rising order."""
    recorded = {0}
    recorded.update(count * i // 200 // 2 * 2 for i in range(201))
    step = 2
    while step < count:
        recorded.add(step)
        step = max(step + 2, step * 15 // 14 // 2 * 2)
    return sorted(recorded)


def fewer_recorded_steps(count, every):
    """The first of these and every so many on, and after them the last step, once."""
    fewer = recorded_steps(count)[::every]
    return fewer if fewer[-1] == count else [*fewer, count]


def looked_at_steps(count):
    """Those of the multiverse."""
    return [count * i // 20 // 2 * 2 for i in range(1, 21)]
