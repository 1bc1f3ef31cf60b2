"""The two activations, with their derivatives and inverses (sections 7 and 13)."""

import math

from arithmetic import bits, divide, number, polynomial

SINH = (
    2.510037583265786e-8,
    2.755726848030982e-6,
    1.9841269863040545e-4,
    8.333333333330065e-3,
    0.16666666666666669,
    1.0,
)
COSH = (
    2.7620075880109014e-7,
    2.4801521322368428e-5,
    1.3888888917196719e-3,
    4.1666666666624164e-2,
    0.5000000000000001,
    1.0,
)
ROUNDER = 6755399441055744.0  # added and taken away again, it rounds to a whole number

HI = 6.93147180369123816490e-01
LO = 1.90821492927058770002e-10
L1 = 6.666666666666735130e-01
L2 = 3.999999999940941908e-01
L3 = 2.857142874366239149e-01
L4 = 2.222219843214978396e-01
L5 = 1.818357216161805012e-01
L6 = 1.531383769920937332e-01
L7 = 1.479819860511658591e-01


class Cubic:
    """phi(z) = z^3 + nu z."""

    def __init__(self, nu):
        self.nu = nu

    def value_and_slope(self, z):
        """phi and phi'."""
        s = z * z
        return z * (s + self.nu), 3 * s + self.nu

    def derivatives(self, z):
        """phi', phi'' and phi'''."""
        return self.value_and_slope(z)[1], 6 * z, 6.0

    def inverse(self, w):
        """Newton's method from above (section 13)."""
        t = abs(w)
        z = 1 + t
        while True:
            s = z * z
            following = divide(2 * (s * z) + t, 3 * s + self.nu)
            if not following < z:
                return -z if w < 0 else z
            z = following


class Sinh:
    """phi(z) = sinh z."""

    def value_and_slope(self, z):
        """phi and phi'."""
        return sinh_and_cosh(z)

    def derivatives(self, z):
        """phi', phi'' and phi'''."""
        sinh, cosh = sinh_and_cosh(z)
        return cosh, sinh, cosh

    def inverse(self, w):
        """The inverse of sinh, odd."""
        return math.copysign(inverse_sinh(abs(w)), w)


def sinh_and_cosh(z):
    """Both, with own arithmetic."""
    if z > 708:
        z = 708.0
    elif z < -708:
        z = -708.0
    rounded = z * 1.4426950408889634 + ROUNDER
    k = rounded - ROUNDER
    r = (z - k * 6.931471803691238e-1) - k * 1.9082149292705877e-10
    w = r * r
    s = polynomial(w, SINH) * r
    c = polynomial(w, COSH)
    if k == 0 or math.isnan(k):
        return s, c
    a = math.ldexp(1.0, int(k) - 1)
    b = math.ldexp(1.0, -int(k) - 1)
    p = a + b
    q = a - b
    return q * c + p * s, p * c + q * s


def inverse_sinh(a):
    """Of a number that is not negative."""
    if a >= 2.0**26:
        return log(a) + 0.6931471805599453
    if a >= 2:
        return log(2 * a + 1 / (math.sqrt(a * a + 1) + a))
    if a >= 2.0**-26:
        return log1p(a + a * a / (math.sqrt(a * a + 1) + 1))
    return a


def log(x):
    """The natural logarithm; infinity and what is no number as they are."""
    if x == 1:
        return 0.0
    if not math.isfinite(x):
        return x
    k, f = parts(x)
    return log_of_parts(k, f, 0.0)


def log1p(x):
    """The natural logarithm of 1 + x, where x >= 0."""
    if x < 2.0**-53:
        return x
    if bits(x) >> 32 < 0x3FDA827A:
        return log_of_parts(0, x, 0.0)
    u = 1 + x
    k, f = parts(u)
    if k >= 54:
        c = 0.0
    elif k >= 2:
        c = (1 - (u - x)) / u
    else:
        c = (x - (u - 1)) / u
    return log_of_parts(k, f, c)


def parts(x):
    """A normal number above zero as 2^k (1 + f), with 1 + f between sqrt(1/2) and sqrt(2)."""
    b = bits(x)
    t = (b >> 32) + 0x3FF00000 - 0x3FE6A09E
    k = (t >> 20) - 0x3FF
    f = number((((t & 0xFFFFF) + 0x3FE6A09E) << 32) | (b & 0xFFFFFFFF)) - 1
    return k, f


def log_of_parts(k, f, c):
    """What both logarithms end with."""
    h = 0.5 * f * f
    q = f / (2 + f)
    v = q * q
    w = v * v
    r = v * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6))
    return q * (h + r) + (k * LO + c) - h + f + k * HI
