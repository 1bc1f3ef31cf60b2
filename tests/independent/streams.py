"""Streams of random words, and what is drawn from them (sections 2 and 3)."""

import hashlib
import math

from arithmetic import bits, number, polynomial

MASK_52 = (1 << 52) - 1
MASK_64 = (1 << 64) - 1
MASK_128 = (1 << 128) - 1
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645

ONE = 0x3FF0000000000000  # bits of 1
ROOT_HALF = 0x3FE6A09E667F3BCD  # bits of sqrt(1/2)
BELOW_ONE = float.fromhex("0x1.fffffffffffffp-1")

L = (
    -0.29619420724454765,
    -0.3062505629642773,
    -0.3636726336046988,
    -0.44444394113451885,
    -0.5714285752128336,
    -0.7999999999860468,
    -1.333333333333353,
    -4.0,
)
S = (
    1.5918129294866608e-10,
    -2.5051131845003624e-8,
    2.755731610255244e-6,
    -1.9841269836758857e-4,
    8.333333333330948e-3,
    -0.16666666666666666,
    1.0,
)
C = (
    -1.1367998654022494e-11,
    2.0875886738047052e-9,
    -2.7557315566341895e-7,
    2.480158729369346e-5,
    -1.3888888888880775e-3,
    4.166666666666664e-2,
    -0.5,
    1.0,
)


class Stream:
    """The generator PCG XSL RR 128/64, seeded by the name of the stream (section 2)."""

    def __init__(self, root, path):
        name = hashlib.sha256(f"{root}/{path}".encode("ascii")).digest()
        self.increment = int.from_bytes(name[16:], "little") | 1
        state = int.from_bytes(name[:16], "little")
        self.state = ((state + self.increment) * MULTIPLIER + self.increment) & MASK_128

    def word(self):
        """The next word, 64 bits."""
        self.state = (self.state * MULTIPLIER + self.increment) & MASK_128
        x = (self.state >> 64) ^ (self.state & MASK_64)
        r = self.state >> 122
        return (x >> r | x << (64 - r)) & MASK_64

    def uniforms(self, count):
        """Uniform numbers, one word each."""
        return [unit(self.word()) for _ in range(count)]

    def normals(self, count):
        """A run of `count` normals."""
        run = []
        while len(run) < count:
            a = self.word()
            b = self.word()
            run.extend(normal_pair(a, b))
        return run[:count]


def unit(w):
    """A uniform number in [0, 1)."""
    return (w >> 11) * 2.0**-53


def index_and_rest(w, n):
    """An index below `n`, and the rest of the word."""
    product = w * n
    return product >> 64, product & MASK_64


def normal_pair(a, b):
    """Two normals from two words."""
    radius = math.sqrt(minus_two_ln(middle(a)))
    sine, cosine = sine_and_cosine(b)
    return radius * cosine, radius * sine


def middle(w):
    """The middle of one of 2^52 equal parts of the unit interval."""
    return number(ONE | (w >> 12)) - BELOW_ONE


def minus_two_ln(u):
    """-2 ln u."""
    shifted = (bits(u) - ROOT_HALF) & MASK_64
    exponent = shifted >> 52
    if exponent >= 2048:
        exponent -= 4096
    m = number((shifted & MASK_52) + ROOT_HALF)
    f = (m - 1) / (m + 1)
    return exponent * (-2 * 0.6931471805599453) + f * polynomial(f * f, L)


def sine_and_cosine(b):
    """Sine and cosine of an angle that the word names."""
    quarter = number(ONE | ((b >> 10) & MASK_52)) - 1.5
    a = quarter * 1.5707963267948966
    s = polynomial(a * a, S) * a
    c = polynomial(a * a, C)
    bit_62 = (b >> 62) & 1
    bit_63 = b >> 63
    if bit_62:
        s, c = c, s
    if bit_63:
        s = -s
    if bit_63 != bit_62:
        c = -c
    return s, c
