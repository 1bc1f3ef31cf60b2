// The hot loop: steps of label noise SGD. Every operation is one that the specification writes, in its order; nothing is allocated.

class Chain {
  constructor({ activation, labels, points }, { rate, deviation }, theta, noise) {
    this.activation = activation;
    this.labels = labels;
    this.dimension = points[0].length;
    this.data = Float64Array.from(points.flatMap((x) => [...x]));
    this.rate = rate;
    this.deviation = deviation;
    this.noise = noise;
    /** All neurons, one after the other. */
    this.theta = theta;
    this.slopes = new Float64Array(theta.length / this.dimension);
    this.pair = new Float64Array(2);
    this.partial = new Float64Array(4);
  }

  /** Makes twice as many steps as told. */
  run(pairs) {
    const { noise } = this;
    for (let k = 0; k < pairs; k++) {
      noise.next();
      this.step(0);
      this.step(1);
    }
  }

  step(which) {
    const { activation, theta, slopes, data, dimension, pair, partial } = this;
    const point = this.noise.point[which];
    const x = point * dimension;
    partial.fill(0);
    for (let j = 0, at = 0; j < slopes.length; j++, at += dimension) {
      let z = theta[at] * data[x];
      for (let k = 1; k < dimension; k++) z += theta[at + k] * data[x + k];
      activation.both(z, pair);
      partial[j & 3] += pair[0];
      slopes[j] = pair[1];
    }
    const output = partial[0] + partial[2] + (partial[1] + partial[3]);
    const pull = this.rate * (output + (this.deviation * this.noise.zeta[which] - this.labels[point]));
    for (let j = 0, at = 0; j < slopes.length; j++, at += dimension) {
      const slope = slopes[j];
      for (let k = 0; k < dimension; k++) theta[at + k] -= slope * (pull * data[x + k]);
    }
  }
}
