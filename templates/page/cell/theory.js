// What theory says of a draw before any step is made: how fast eigenvalues fall, how far SGD hovers, when it is stable.

/** The network at the optimum, where all neurons are alike: pre-activations `z`, and what derives from them. */
function optimum({ points, labels, activation }, neurons) {
  const z = Float64Array.from(labels, (y) => activation.inverse(y / neurons));
  const derivatives = Array.from(z, (x) => activation.derivatives(x));
  const [f, g, h] = [0, 1, 2].map((order) => derivatives.map((found) => found[order]));
  const K = points.map((x) => points.map((y) => dot(x, y)));
  const G = K.map((row, i) => row.map((x, k) => neurons * x * (f[i] * f[k])));
  const leastSharpness = neurons * sum(f.length, (i) => K[i][i] * (f[i] * f[i]));
  return { z, f, g, h, K, G, leastSharpness };
}

/** The exponents of small deviations from the optimum, from the largest down: eigenvalues of S K. */
function exponents(S, K, dimension) {
  return (S && K.length <= dimension && realEigenvalues(product(S, K))) || [];
}

/** The matrix S of the limit of small steps. */
function limitFlow({ f, h, K }, { rate, deviation }) {
  const kappa = rate * rate * (deviation * deviation) / (4 * f.length);
  return K.map((row, i) => row.map((_, k) => (i === k ? -kappa * (2 * K[i][i] * f[i] * h[i]) : 0)));
}

/** The matrix S of steps as they are. */
function finiteStep({ f, g, h, K }, T) {
  const W = K.map((row, i) => row.map((x, k) => x * T[i][k]));
  return W.map((row, i) => {
    const p = sum(row.length, (k) => row[k] * f[k]);
    return row.map((w, k) => {
      const c = g[i] * w * g[k];
      return i === k ? (h[i] - g[i] * g[i] / f[i]) * p + c : c;
    });
  });
}

/** Slopes of ln lambda_2 and ln lambda_3, and from when on they are such; null where theory has none. */
function slopesOf(gamma) {
  const slope_2 = gamma.length > 0 ? 2 * gamma[0] : null;
  if (gamma.length < 2) return { slope_2, slope_3: null, late_2: null, late_3: null };
  const [next, twice] = [2 * gamma[1], 2 * slope_2];
  return {
    slope_2,
    slope_3: next > twice ? next : twice,
    late_2: 20 / (2 * (gamma[0] - gamma[1])),
    late_3: 20 / Math.abs(next - twice),
  };
}

/** How far from the optimum label noise keeps SGD: its mean loss, and the largest deviation of a pre-activation. */
function hovering({ f, G }, T, { rate, neurons }) {
  const n = f.length;
  const C = T ? product(T, G).map((row, i) => row[i] * (-n / rate)) : [NaN];
  if (!C.every((x) => x >= 0)) return { hovering_loss: null, hovering: null };
  const w = C.map(Math.sqrt);
  return { hovering_loss: dot(w, w), hovering: largest(w.map((x, i) => x / (neurons * f[i]))) };
}

/** All of it, under the names of the record. */
function theoryOf(best, reading) {
  const { rate, dimension } = reading;
  const T = secondMoments(best.G, reading);
  const finite = slopesOf(exponents(T && finiteStep(best, T), best.K, dimension));
  const limit = slopesOf(exponents(limitFlow(best, reading), best.K, dimension));
  return {
    "finite_step.slope_2": finite.slope_2,
    "finite_step.slope_3": finite.slope_3,
    "limit_flow.slope_2": limit.slope_2,
    "limit_flow.slope_3": limit.slope_3,
    late_2: finite.late_2,
    late_3: finite.late_3,
    stability: largest(best.G.map((row, i) => rate * row[i])),
    least_sharpness: best.leastSharpness,
    ...hovering(best, T, reading),
  };
}
