// What a network is at some data: `problem` holds points, labels and the activation; a network is an array of neurons.

/** phi and phi' of every neuron at a point. */
function responses({ activation }, network, point) {
  const values = zeros(network.length), slopes = zeros(network.length);
  const pair = zeros(2);
  network.forEach((neuron, j) => {
    activation.both(dot(neuron, point), pair);
    values[j] = pair[0];
    slopes[j] = pair[1];
  });
  return { values, slopes };
}

const total = (numbers) => sum(numbers.length, (k) => numbers[k]);

/** Output minus label at every point, and the slopes there. */
function residuals(problem, network) {
  const slopes = [];
  const left = problem.points.map((point, i) => {
    const found = responses(problem, network, point);
    slopes.push(found.slopes);
    return total(found.values) - problem.labels[i];
  });
  return { left, slopes };
}

function lossOf(problem, network) {
  const { left } = residuals(problem, network);
  return dot(left, left);
}

function sharpnessOf(problem, network) {
  return sum(problem.points.length, (i) => {
    const { slopes } = responses(problem, network, problem.points[i]);
    return dot(problem.points[i], problem.points[i]) * dot(slopes, slopes);
  });
}

/** The largest distance of a pre-activation from where it is at the optimum, `z`. */
function distanceOf({ points }, network, z) {
  return largest(points.flatMap((point, i) => network.map((neuron) => Math.abs(dot(neuron, point) - z[i]))));
}

/** The largest distance of a pre-activation from its mean over the neurons. */
function spreadOf({ points }, network) {
  return largest(points.flatMap((point) => {
    const first = dot(network[0], point);
    const apart = network.map((neuron) => dot(neuron, point) - first);
    const mean = sum(apart.length, (j) => apart[j] / apart.length);
    return apart.map((x) => Math.abs(x - mean));
  }));
}
