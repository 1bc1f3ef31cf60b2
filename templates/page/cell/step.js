// The hot loop: steps of label noise SGD. Every operation is one that the specification writes, in its order; nothing is allocated.

class Chain {
  constructor({ activation, labels, points }, { rate, deviation, dimension, neurons }, theta, noise) {
    this.activation = activation;
    this.labels = labels;
    this.dimension = dimension;
    this.data = Float64Array.from(points.flatMap((x) => [...x]));
    this.rate = rate;
    this.deviation = deviation;
    this.noise = noise;
    /** All neurons, one after the other. */
    this.theta = theta;
    this.slopes = zeros(neurons);
    this.partial = zeros(4);
    this.pair = zeros(2);
  }

  /** Makes twice as many steps as told: they come in pairs, which share their words. */
  run(pairs) {
    for (let k = 0; k < pairs; k++) {
      this.noise.next();
      this.step(0);
      this.step(1);
    }
  }

  /** A step, the first or the second of its pair. */
  step(which) {
    const { activation, theta, slopes, data, dimension, pair, partial } = this;
    const x = this.noise.point[which] * dimension;
    partial.fill(0);
    for (let j = 0, at = 0; j < slopes.length; j++, at += dimension) {
      let z = theta[at] * data[x];
      for (let k = 1; k < dimension; k++) z += theta[at + k] * data[x + k];
      activation.both(z, pair);
      partial[j & 3] += pair[0];
      slopes[j] = pair[1];
    }
    const pull = this.pull(which);
    for (let j = 0, at = 0; j < slopes.length; j++, at += dimension) {
      for (let k = 0; k < dimension; k++) theta[at + k] -= slopes[j] * (pull * data[x + k]);
    }
  }

  /** How far the step goes, of what the neurons add up to. */
  pull(which) {
    const { partial, noise, labels } = this;
    const output = partial[0] + partial[2] + (partial[1] + partial[3]);
    return this.rate * (output + (this.deviation * noise.zeta[which] - labels[noise.point[which]]));
  }
}
