"""Data of a record, its canonical form and its digest (sections 4 and 5)."""

import hashlib
import json
import math
from decimal import Decimal


def datum(value):
    """A value as a record holds it: what is not finite has diverged."""
    if isinstance(value, (int, float)) and not math.isfinite(value):
        return "diverged"
    return value


def ecmascript_number(value):
    """A finite number as ECMAScript writes it."""
    value = float(value)
    if not math.isfinite(value):
        raise ValueError(f"a record holds finite numbers, not {value}")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()  # repr has the fewest digits
    d = "".join(map(str, digits))
    k = len(d)
    e = k + exponent
    if k <= e <= 21:
        text = d + "0" * (e - k)
    elif 0 < e <= 21:
        text = d[:e] + "." + d[e:]
    elif -6 < e <= 0:
        text = "0." + "0" * -e + d
    else:
        text = d[0] + ("." + d[1:] if k > 1 else "") + "e" + ("+" if e > 0 else "-") + str(abs(e - 1))
    return "-" * sign + text


def canonical(value):
    """The canonical form of null, a string, a number, a list or an object."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return ecmascript_number(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(canonical, value)) + "]"
    return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in sorted(value)) + "}"


def digest(text):
    """The SHA-256 of a canonical form, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
