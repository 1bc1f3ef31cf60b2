// Householder reflections, and with them the Hessenberg form of a matrix, the same matrix seen from other axes. What is reflected
// is the matrix itself, an array of rows.

/** Whole numbers from one to another, both among them. */
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);

/** The reflection that turns a vector into its first axis: the entry that it gets there, and the unit vector, if there is one. */
function axis(vector) {
  const v = Float64Array.from(vector);
  const q = dot8(v, v);
  const norm = Math.sqrt(q);
  const signed = v[0] >= 0 ? norm : -norm;
  const factor = (q + Math.abs(v[0]) * norm) * 2;
  v[0] += signed;
  if (factor === 0) return { entry: signed };
  const scaled = v.map((x) => x / Math.sqrt(factor));
  const length = Math.sqrt(dot8(scaled, scaled));
  return { entry: -signed, v: scaled.map((x) => x / length) };
}

function reflectLeft(A, rows, columns, v, sign) {
  for (const c of columns) {
    const t = dot8(v, rows.map((r) => A[r][c])) * (sign * -2);
    rows.forEach((r, k) => (A[r][c] = t * v[k] + sign * A[r][c]));
  }
}

function reflectRight(A, rows, columns, v, sign) {
  for (const r of rows) {
    const w = dot(columns.map((c) => A[r][c]), v);
    columns.forEach((c, k) => (A[r][c] = sign * -2 * v[k] * w + sign * A[r][c]));
  }
}

/** To Hessenberg form: zeros below the diagonal beside the main one. */
function reduce(A) {
  const n = A.length;
  const beside = zeros(n);
  for (let i = 0; i < n - 1; i++) {
    const rest = range(i + 1, n - 1);
    const { entry, v } = axis(rest.map((r) => A[r][i]));
    beside[i] = entry;
    if (!v) continue;
    const sign = entry < 0 ? -1 : 1;
    reflectRight(A, range(0, n - 1), rest, v, sign);
    reflectLeft(A, rest, rest, v, sign);
  }
  for (let i = 0; i < n - 1; i++) {
    A[i + 1][i] = Math.abs(beside[i]);
    for (let r = i + 2; r < n; r++) A[r][i] = 0;
  }
}
