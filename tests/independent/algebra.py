"""Linear algebra (section 12). A matrix is a list of rows; functions leave it as it is, unless they say `in place`."""

import math

from arithmetic import divide, dot, largest

MAX_ROUNDS = 10000


class NotFound(Exception):
    """An algorithm does not find what it is to find."""


def product(a, b):
    """The matrix product."""
    columns = list(zip(*b))
    return [[dot(row, column) for column in columns] for row in a]


def dot8(a, b):
    """The product of two vectors in eight lanes."""
    res = 0.0
    whole = len(a) // 8 * 8
    if whole:
        e = [0.0] * 8
        for start in range(0, whole, 8):
            for lane in range(8):
                e[lane] += a[start + lane] * b[start + lane]
        for lane in range(4):
            res += e[lane] + e[lane + 4]
    for x, y in zip(a[whole:], b[whole:]):
        res += x * y
    return res


def cholesky(matrix, right):
    """Solves a symmetric positive definite system."""
    n = len(right)
    a = [list(row) for row in matrix]
    b = list(right)
    for j in range(n):
        for k in range(j):
            t = a[j][k]
            for i in range(j, n):
                a[i][j] -= t * a[i][k]
        if not a[j][j] > 0:
            raise NotFound("not positive definite")
        a[j][j] = math.sqrt(a[j][j])
        for i in range(j + 1, n):
            a[i][j] /= a[j][j]
    for i in range(n):
        b[i] /= a[i][i]
        for r in range(i + 1, n):
            b[r] -= b[i] * a[r][i]
    for i in reversed(range(n)):
        below = [a[r][i] for r in range(i + 1, n)]
        b[i] = (b[i] - dot8(below, b[i + 1 :])) / a[i][i]
    return b


def eliminate(matrix, right):
    """Solves a system by elimination with partial pivoting."""
    n = len(right)
    a = [list(row) for row in matrix]
    b = list(right)
    for i in range(n):
        p = i
        for r in range(i + 1, n):
            if abs(a[r][i]) > abs(a[p][i]):
                p = r
        if a[p][i] == 0:
            continue
        a[i], a[p] = a[p], a[i]
        b[i], b[p] = b[p], b[i]
        v = 1 / a[i][i]
        pivot = a[i]
        for row in a[i + 1 :]:
            row[i] *= v
            factor = row[i]
            for c in range(i + 1, n):
                row[c] -= pivot[c] * factor
    for i in range(n):
        for r in range(i + 1, n):
            b[r] -= b[i] * a[r][i]
    for i in reversed(range(n)):
        if a[i][i] == 0:
            raise NotFound("singular")
        b[i] /= a[i][i]
        for r in range(i):
            b[r] -= b[i] * a[r][i]
    return b


def eigenvalues(matrix):
    """The real parts of the eigenvalues of a square matrix, in any order."""
    n = len(matrix)
    a = [list(row) for row in matrix]
    if not all(math.isfinite(entry) for row in a for entry in row):
        raise NotFound("entries that are not finite")
    if n == 2:
        split(a, 0, 1)
    elif n > 2:
        scale = largest(abs(entry) for row in a for entry in row)
        if scale != 0:
            a = [[entry / scale for entry in row] for row in a]
        reduce(a)
        iterate(a)
        a = [[entry * scale for entry in row] for row in a]
    return read(a)


def read(a):
    """The eigenvalues of a block triangular matrix."""
    n = len(a)
    found = []
    i = 0
    while i < n:
        if i == n - 1 or a[i + 1][i] == 0:
            found.append(a[i][i])
            i += 1
        else:
            found += [(a[i + 1][i + 1] + a[i][i]) * 0.5] * 2
            i += 2
    return found


def scaled(v, divisor):
    """A vector, divided entry by entry."""
    return [divide(entry, divisor) for entry in v]


def axis(vector):
    """A number and, unless the vector is zero, the unit vector of the reflection that leaves only this number of it."""
    v = list(vector)
    q = dot8(v, v)
    norm = math.sqrt(q)
    signed = norm if v[0] >= 0 else -norm
    factor = (q + abs(v[0]) * norm) * 2
    v[0] += signed
    if factor == 0:
        return signed, None
    v = scaled(v, math.sqrt(factor))
    v = scaled(v, math.sqrt(dot8(v, v)))
    return -signed, v


def reflect_left(a, rows, columns, v, s):
    """Reflects the columns of a block, in place."""
    for c in columns:
        t = dot8(v, [a[r][c] for r in rows]) * (s * -2)
        for r, v_r in zip(rows, v):
            a[r][c] = t * v_r + s * a[r][c]


def reflect_right(a, rows, columns, v, s):
    """Reflects the rows of a block, in place."""
    for r in rows:
        w = dot([a[r][c] for c in columns], v)
        for c, v_c in zip(columns, v):
            a[r][c] = ((s * -2) * v_c) * w + s * a[r][c]


def reduce(a):
    """To Hessenberg form, in place."""
    n = len(a)
    below = []
    for i in range(n - 1):
        lower = range(i + 1, n)
        b, v = axis([a[r][i] for r in lower])
        below.append(b)
        if v is not None:
            s = math.copysign(1.0, b)
            reflect_right(a, range(n), lower, v, s)
            reflect_left(a, lower, lower, v, s)
    for i, b in enumerate(below):
        a[i + 1][i] = abs(b)
        for r in range(i + 2, n):
            a[r][i] = 0.0


def small(a, r):
    """Whether the entry left of the diagonal in row `r` counts as zero."""
    x = abs(a[r][r - 1])
    return x <= 2.0**-104 or x <= 2.0**-52 * (abs(a[r][r]) + abs(a[r - 1][r - 1]))


def delimit(a, e):
    """The last block up to `e` that is not yet done; writes the zeros that part it from the rest."""
    while e > 0 and small(a, e):
        a[e][e - 1] = 0.0
        e -= 1
    if e == 0:
        return 0, 0
    s = e - 1
    while s > 0:
        if small(a, s):
            a[s][s - 1] = 0.0
            break
        s -= 1
    return s, e


def iterate(a):
    """From Hessenberg form to blocks of one or two, in place."""
    s, e = delimit(a, len(a) - 1)
    for _ in range(MAX_ROUNDS):
        if s == e:
            return
        if e - s == 1:
            split(a, s, e)
            if e <= 2:
                return
            e -= 2
        else:
            sweep(a, s, e)
        s, e = delimit(a, e)
    raise NotFound("no eigenvalues")


def sweep(a, s, e):
    """One implicit double shift of the block from `s` to `e`, in place."""
    n = len(a)
    m = e - 1
    h11, h12 = a[s][s], a[s][s + 1]
    h21, h22 = a[s + 1][s], a[s + 1][s + 1]
    h32 = a[s + 2][s + 1]
    tra = a[e][e] + a[m][m]
    det = a[e][e] * a[m][m] - a[e][m] * a[m][e]
    bulge = [h11 * h11 + h12 * h21 - tra * h11 + det, h21 * (h11 + h22 - tra), h21 * h32]
    for k in range(s, e - 1):
        b, v = axis(bulge)
        if v is not None:
            if k > s:
                a[k][k - 1] = b
                a[k + 1][k - 1] = 0.0
                a[k + 2][k - 1] = 0.0
            three = range(k, k + 3)
            reflect_left(a, three, range(k, n), v, 1)
            reflect_right(a, range(min(k + 3, e) + 1), three, v, 1)
        bulge[0] = a[k + 1][k]
        bulge[1] = a[k + 2][k]
        if k < e - 2:
            bulge[2] = a[k + 3][k]
    b, v = axis(bulge[:2])
    if v is not None:
        a[m][m - 1] = b
        a[e][m - 1] = 0.0
        two = range(m, e + 1)
        reflect_left(a, two, range(m, n), v, 1)
        reflect_right(a, range(e + 1), two, v, 1)


def split(a, s, e):
    """Parts a block of two rows where its eigenvalues are real, in place."""
    n = len(a)
    p, b, c, d = a[s][s], a[s][e], a[e][s], a[e][e]
    if c == 0:
        return
    half = (p - d) * 0.5
    disc = c * b + half * half
    if not disc >= 0:
        return
    mid = (p + d) * 0.5
    x1 = (mid + math.sqrt(disc)) - d
    x2 = (mid - math.sqrt(disc)) - d
    x = x1 if abs(x1) > abs(x2) else x2
    length = math.sqrt(abs(x) * abs(x) + c * c)
    cosine, sine = 1.0, 0.0
    if length != 0:
        cosine = abs(x) / length
        sine = c / length if x >= 0 else c / -length
    for k in range(s, n):
        a[s][k], a[e][k] = a[s][k] * cosine + sine * a[e][k], a[e][k] * cosine - sine * a[s][k]
    for r in range(e + 1):
        a[r][s], a[r][e] = a[r][s] * cosine + sine * a[r][e], a[r][e] * cosine - sine * a[r][s]
    a[e][s] = 0.0
