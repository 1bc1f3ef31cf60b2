// The second moments of the residuals near the optimum under label noise: the matrix T that the theory of finite steps rests on.

/** How second moments grow in a step, by the power method; nothing where it is not finite. */
function growthRadius(G, rate) {
  const n = G.length;
  let C = G.map((_, a) => zeros(n).fill(1, a, a + 1));
  let radius = 0;
  for (let round = 0; round < 10000; round++) {
    const N = C.map((row, a) => row.map((x, b) => {
      let moved = 0;
      for (let i = 0; i < n; i++) {
        const va = rate * G[a][i], vb = rate * G[b][i];
        moved += va * vb * C[i][i] - (va * C[b][i] + C[a][i] * vb);
      }
      return x + moved / n;
    }));
    const growth = sum(n, (a) => N[a][a]) / sum(n, (a) => C[a][a]);
    if (!Number.isFinite(growth)) return undefined;
    C = N.map((row) => row.map((x) => x / growth));
    const settled = Math.abs(growth - radius) <= 1e-13 * growth;
    radius = growth;
    if (settled) break;
  }
  return radius;
}

/** The matrix T, of `G`, n by n; nothing where second moments do not settle, or there are more points than can be told apart. */
function secondMoments(G, { rate, deviation, dimension }) {
  const n = G.length;
  if (n > dimension || n > 24 || !(growthRadius(G, rate) < 1)) return undefined;
  const q = rate * deviation;
  const A = [], b = [];
  const equation = (right) => {
    A.push(zeros(n * n));
    b.push(right);
    return A.at(-1);
  };
  for (let i = 0; i < n; i++) {
    const own = equation(-(q * q) / n);
    own[i * n + i] += 2;
    for (let l = 0; l < n; l++) own[i * n + l] -= rate * G[l][i];
    for (let k = i + 1; k < n; k++) {
      const opposite = equation(0);
      opposite[i * n + k] = 1;
      opposite[k * n + i] = 1;
      const balanced = equation(0);
      for (let l = 0; l < n; l++) {
        balanced[i * n + l] += G[l][k];
        balanced[k * n + l] -= G[l][i];
      }
    }
  }
  const T = eliminate(A, Float64Array.from(b));
  return T && G.map((_, i) => T.subarray(i * n, (i + 1) * n));
}
