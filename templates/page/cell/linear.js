// Products of vectors and the solution of linear equations. Vectors are arrays, matrices arrays of rows.

const zeros = (count) => new Float64Array(count);

/** What is largest of 0 and some numbers; what is no number is passed over. */
const largest = (numbers) => numbers.reduce((most, number) => (number > most ? number : most), 0);

/** The sum of a term for each of some indices, from the left. */
function sum(count, term) {
  let total = term(0);
  for (let k = 1; k < count; k++) total += term(k);
  return total;
}

const dot = (a, b) => sum(a.length, (k) => a[k] * b[k]);

/** The scalar product as matrix algorithms take it: from eight entries on, eight sums side by side. */
function dot8(a, b) {
  if (a.length === 0) return 0;
  if (a.length < 8) return dot(a, b);
  const e = zeros(8);
  let k = 0;
  for (; k + 8 <= a.length; k += 8) for (let l = 0; l < 8; l++) e[l] += a[k + l] * b[k + l];
  let result = 0;
  for (let l = 0; l < 4; l++) result += e[l] + e[l + 4];
  for (; k < a.length; k++) result += a[k] * b[k];
  return result;
}

/** The product of two matrices. */
const product = (a, b) => a.map((row) => b[0].map((_, c) => sum(b.length, (k) => row[k] * b[k][c])));

/** Solves A x = b for a symmetric A by Cholesky's method, in place; nothing where A is not positive definite. */
function solveSymmetric(A, b) {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const t = A[j][k];
      for (let i = j; i < n; i++) A[i][j] -= t * A[i][k];
    }
    if (!(A[j][j] > 0)) return undefined;
    A[j][j] = Math.sqrt(A[j][j]);
    for (let i = j + 1; i < n; i++) A[i][j] /= A[j][j];
  }
  for (let i = 0; i < n; i++) {
    b[i] /= A[i][i];
    for (let r = i + 1; r < n; r++) b[r] -= b[i] * A[r][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const below = A.slice(i + 1).map((row) => row[i]);
    b[i] = (b[i] - dot8(below, b.subarray(i + 1))) / A[i][i];
  }
  return b;
}

/** Solves A x = b by elimination with partial pivoting, in place; nothing where A is singular. */
function eliminate(A, b) {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let p = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(A[r][i]) > Math.abs(A[p][i])) p = r;
    if (A[p][i] === 0) continue;
    [A[i], A[p]] = [A[p], A[i]];
    [b[i], b[p]] = [b[p], b[i]];
    const v = 1 / A[i][i];
    for (let r = i + 1; r < n; r++) {
      const row = A[r], pivot = A[i];
      row[i] *= v;
      for (let c = i + 1; c < n; c++) row[c] -= pivot[c] * row[i];
    }
  }
  for (let i = 0; i < n; i++) for (let r = i + 1; r < n; r++) b[r] -= b[i] * A[r][i];
  for (let i = n - 1; i >= 0; i--) {
    if (A[i][i] === 0) return undefined;
    b[i] /= A[i][i];
    for (let r = 0; r < i; r++) b[r] -= b[i] * A[r][i];
  }
  return b;
}
