// The real parts of the eigenvalues of a square matrix: QR with implicit double shifts, from the Hessenberg form on.

/** Whether the entry left of the diagonal in a row counts as zero. */
function isSmall(A, r) {
  const x = Math.abs(A[r][r - 1]);
  return x <= 2 ** -104 || x <= 2 ** -52 * (Math.abs(A[r][r]) + Math.abs(A[r - 1][r - 1]));
}

/** The last block that has not come apart, among the rows up to one. */
function delimit(A, from) {
  let end = from;
  while (end > 0 && isSmall(A, end)) {
    A[end][end - 1] = 0;
    end -= 1;
  }
  if (end === 0) return [0, 0];
  let start = end - 1;
  for (; start > 0; start--) {
    if (!isSmall(A, start)) continue;
    A[start][start - 1] = 0;
    break;
  }
  return [start, end];
}

/** One implicit double shift through a block of at least three rows. */
function sweep(A, start, end) {
  const n = A.length;
  const m = end - 1;
  const h11 = A[start][start], h12 = A[start][start + 1];
  const h21 = A[start + 1][start], h22 = A[start + 1][start + 1], h32 = A[start + 2][start + 1];
  const tra = A[end][end] + A[m][m];
  const det = A[end][end] * A[m][m] - A[end][m] * A[m][end];
  let a = [h11 * h11 + h12 * h21 - tra * h11 + det, h21 * (h11 + h22 - tra), h21 * h32];
  for (let k = start; k <= end - 2; k++) {
    const { entry, v } = axis(a);
    if (v) {
      if (k > start) [A[k][k - 1], A[k + 1][k - 1], A[k + 2][k - 1]] = [entry, 0, 0];
      reflectLeft(A, range(k, k + 2), range(k, n - 1), v, 1);
      reflectRight(A, range(0, Math.min(k + 3, end)), range(k, k + 2), v, 1);
    }
    a = [A[k + 1][k], A[k + 2][k], k < end - 2 ? A[k + 3][k] : 0];
  }
  const { entry, v } = axis(a.slice(0, 2));
  if (!v) return;
  A[m][m - 1] = entry;
  A[end][m - 1] = 0;
  reflectLeft(A, [m, end], range(m, n - 1), v, 1);
  reflectRight(A, range(0, end), [m, end], v, 1);
}

/** Rotates a block of two rows so that the entry below the diagonal vanishes, unless its eigenvalues are complex. */
function split(A, start, end) {
  const a = A[start][start], b = A[start][end], c = A[end][start], d = A[end][end];
  if (c === 0) return;
  const half = (a - d) * 0.5;
  const disc = c * b + half * half;
  if (!(disc >= 0)) return;
  const mid = (a + d) * 0.5;
  const x1 = mid + Math.sqrt(disc) - d, x2 = mid - Math.sqrt(disc) - d;
  const x = Math.abs(x1) > Math.abs(x2) ? x1 : x2;
  const length = Math.sqrt(Math.abs(x) * Math.abs(x) + c * c);
  const C = length === 0 ? 1 : Math.abs(x) / length;
  const S = length === 0 ? 0 : x >= 0 ? c / length : c / -length;
  for (let k = start; k < A.length; k++) {
    const upper = A[start][k], lower = A[end][k];
    A[start][k] = upper * C + S * lower;
    A[end][k] = lower * C - S * upper;
  }
  for (let r = 0; r <= end; r++) {
    const left = A[r][start], right = A[r][end];
    A[r][start] = left * C + S * right;
    A[r][end] = right * C - S * left;
  }
  A[end][start] = 0;
}

/** Until every block is of one or two rows; whether it came to that. */
function iterate(A) {
  let [start, end] = delimit(A, A.length - 1);
  for (let round = 0; start !== end; round++) {
    if (round === 10000) return false;
    if (end - start > 1) sweep(A, start, end);
    else {
      split(A, start, end);
      if (end <= 2) return true;
      end -= 2;
    }
    [start, end] = delimit(A, end);
  }
  return true;
}

/** The real parts of the eigenvalues, from the largest down; nothing where they are not found. The matrix is used up. */
function realEigenvalues(A) {
  const n = A.length;
  if (!A.every((row) => row.every(Number.isFinite))) return undefined;
  if (n === 2) split(A, 0, 1);
  if (n > 2) {
    const scale = largest(A.map((row) => largest(row.map(Math.abs))));
    if (scale !== 0) A.forEach((row) => row.forEach((x, c) => (row[c] = x / scale)));
    reduce(A);
    if (!iterate(A)) return undefined;
    A.forEach((row) => row.forEach((x, c) => (row[c] = x * scale)));
  }
  const found = [];
  for (let i = 0; i < n; i++) {
    if (i === n - 1 || A[i + 1][i] === 0) found.push(A[i][i]);
    else {
      const mean = (A[i + 1][i + 1] + A[i][i]) * 0.5;
      found.push(mean, mean);
      i += 1;
    }
  }
  return found.sort((a, b) => b - a);
}
