// The zero-loss manifold: where Newton's method reaches it from a network, and where the gradient of the loss leads from the start.

/** The network of the zero-loss manifold that Newton's method reaches from a network; nothing where it fails. */
function retraction(problem, network) {
  const { points, labels } = problem;
  const scale = 1 + largest(Array.from(labels, Math.abs));
  let current = network, best = network, nearest = Infinity;
  for (let round = 0; round < 50; round++) {
    const { left, slopes } = residuals(problem, current);
    const farthest = largest(left.map(Math.abs));
    if (farthest < nearest) [nearest, best] = [farthest, current];
    else if (nearest <= 1e-12 * scale) return best;
    const A = points.map((x, i) => points.map((y, k) => dot(x, y) * dot(slopes[i], slopes[k])));
    const pull = solveSymmetric(A, Float64Array.from(left));
    if (!pull) return undefined;
    current = current.map((neuron, j) => neuron.map((weight, k) => {
      points.forEach((x, i) => (weight -= pull[i] * slopes[i][j] * x[k]));
      return weight;
    }));
  }
  // Without the scale here, on purpose.
  return nearest <= 1e-12 ? best : undefined;
}

/** A step of gradient descent on the loss, at all points at once. */
function descended(problem, network, step) {
  const next = network.map((neuron) => neuron.slice());
  problem.points.forEach((x, i) => {
    const { values, slopes } = responses(problem, network, x);
    const residual = values.reduce((output, value) => output + value, -problem.labels[i]);
    next.forEach((neuron, j) => x.forEach((entry, k) => (neuron[k] -= step * residual * slopes[j] * entry)));
  });
  return next;
}

/** Where the gradient of the loss leads from the start: down to a hundredth, then on to the manifold, if Newton's method can. */
function landing(problem, start) {
  const scale = 1e-6 + dot(problem.labels, problem.labels);
  let current = start;
  for (let round = 0; round < 300; round++) {
    const left = lossOf(problem, current);
    if (!(left > 1e-2 * scale)) break;
    const next = descended(problem, current, 1 / sharpnessOf(problem, current));
    if (!(lossOf(problem, next) < left)) break;
    current = next;
  }
  return retraction(problem, current) ?? current;
}
