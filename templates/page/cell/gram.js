// The eigenvalues that the figures show: those of the Gram matrix of some rows, by one-sided rotations of their columns. Small ones
// come out to their own accuracy, for the mean of the rows is taken out first.

/** The rows as a mean and a small rest, both times the data where there are any. */
function centred(rows, data) {
  const m = rows.length;
  const first = rows[0];
  const rest = rows.map((row) => row.map((x, k) => x - first[k]));
  const mean = first.map((x, k) => {
    const shift = sum(m, (j) => rest[j][k]) / m;
    for (const row of rest) row[k] -= shift;
    return x + shift;
  });
  const seen = (v) => (data ? Float64Array.from(data, (x) => dot(v, x)) : v);
  return { mean: seen(mean), rest: rest.map(seen) };
}

/** Columns with the Gram matrix of the rows, turned so that their mean has one entry. */
function turnedColumns({ mean, rest }) {
  const m = rest.length;
  const length = Math.sqrt(dot(mean, mean));
  const u = mean.slice();
  u[0] += mean[0] < 0 ? -length : length;
  const norm = dot(u, u);
  const along = rest.map((row) => (norm === 0 ? 0 : 2 * dot(row, u) / norm));
  return Array.from(mean, (_, k) => {
    const column = zeros(m + 1);
    rest.forEach((row, j) => (column[j] = row[k] - along[j] * u[k]));
    column[m] = k === 0 ? length * Math.sqrt(m) : 0;
    return column;
  });
}

/** Rotates two columns until they are at right angles; whether they were not. */
function rotate(a, b) {
  const aa = dot(a, a), bb = dot(b, b), ab = dot(a, b);
  if (Math.abs(ab) <= 2 ** -52 * (Math.sqrt(aa) * Math.sqrt(bb))) return false;
  const zeta = (bb - aa) / (2 * ab);
  const root = Math.abs(zeta) + Math.sqrt(1 + zeta * zeta);
  const t = Math.abs(zeta) > 1e150 ? 0.5 / zeta : zeta < 0 ? -1 / root : 1 / root;
  const cosine = 1 / Math.sqrt(1 + t * t);
  const sine = cosine * t;
  for (let k = 0; k < a.length; k++) {
    const x = a[k], y = b[k];
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  }
  return true;
}

/** The eigenvalues from the largest down, what is no number first. */
function gramEigenvalues(rows, data) {
  const columns = turnedColumns(centred(rows, data));
  for (let sweeps = 0, rotated = true; rotated && sweeps < 30; sweeps++) {
    rotated = false;
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) if (rotate(columns[p], columns[q])) rotated = true;
    }
  }
  const found = columns.map((column) => dot(column, column));
  return found.sort((a, b) => (Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : b - a));
}
