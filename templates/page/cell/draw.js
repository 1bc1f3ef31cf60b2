// Data, labels and start of a draw, each from a stream of its own.

const rowsOf = (flat, length) => Array.from({ length: flat.length / length }, (_, k) => flat.subarray(k * length, (k + 1) * length));

/** The labels of some points: uniform, normal, or what a teacher of as many neurons makes of them. */
function labelsOf(stream, points, { activation, parameters }) {
  const { labels, neurons, dimension } = parameters;
  if (labels === "uniform") return uniforms(stream, points.length);
  if (labels === "normal") return normals(stream, points.length);
  const teacher = rowsOf(normals(stream, neurons * dimension), dimension);
  return Float64Array.from(points, (x) => total(responses({ activation }, teacher, x).values));
}

/** The problem of a draw, the network that it starts from, neuron by neuron in one array, and the noise of its steps. */
async function drawOf({ draw, seed, parameters }) {
  const { dimension, neurons, nu, start } = parameters;
  const stream = (name) => Stream.named(`${seed}/figure-1/draw-${draw}/${name}`);
  const activation = parameters.activation === "cubic" ? new Cubic(nu) : new Sinh();
  const points = rowsOf(uniforms(await stream("data"), parameters.points * dimension), dimension);
  const labels = labelsOf(await stream("labels"), points, { activation, parameters });
  return {
    problem: { activation, labels, points },
    theta: normals(await stream("start"), neurons * dimension).map((normal) => start * normal),
    noise: new Noise(await stream("noise"), parameters.noise, points.length),
  };
}
