"""The laws of the label noise: each makes two numbers of two words or rests (section 8)."""

from streams import normal_pair


def plus_minus(a, b):
    """A sign of each."""
    return tuple(-1.0 if word >> 63 else 1.0 for word in (a, b))


def silent(_a, _b):
    """No noise, though the words are taken."""
    return 0.0, 0.0


LAWS = {"gaussian": normal_pair, "plus-minus": plus_minus, "none": silent}
