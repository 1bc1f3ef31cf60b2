"""Arithmetic of binary64 (section 1): what Python's operators do not give as they stand.

Python's `+ - *` and `math.sqrt` round once and fuse nothing. Its `/` raises an exception where the divisor is zero, and
its `sum` may compensate the rounding; `divide` and `total` stand in for them.
"""

import math
import struct


def bits(x):
    """The 64 bits of a binary64 as a whole number, the sign highest."""
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def number(b):
    """The binary64 with bits `b`."""
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def divide(a, b):
    """The quotient as IEEE 754 has it: infinite or not a number where the divisor is zero."""
    if b != 0:
        return a / b
    if a == 0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def total(terms):
    """The sum of the terms, from the left."""
    result = 0.0
    for term in terms:
        result += term
    return result


def dot(a, b):
    """The sum of the products of entries, from the left."""
    result = 0.0
    for x, y in zip(a, b):
        result += x * y
    return result


def largest(values):
    """The largest of zero and those of the values that are numbers."""
    result = 0.0
    for value in values:
        if value > result:
            result = value
    return result


def polynomial(w, coefficients):
    """Horner's rule, the highest coefficient first (section 3)."""
    result = coefficients[0]
    for coefficient in coefficients[1:]:
        result = result * w + coefficient
    return result
