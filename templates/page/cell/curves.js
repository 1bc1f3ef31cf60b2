// What is recorded of a network along the way.

const CURVES = ["lambda_1", "lambda_2", "lambda_3", "loss", "sharpness", "sharpness_on_manifold", "distance"];

/** A number as a record holds it: a result that is not finite is a word. */
const datum = (value) => (typeof value === "number" && !Number.isFinite(value) ? "diverged" : value ?? null);

/** The data of a recorded step, by curve. `data` are the points where the matrix is that of the features. */
function pointOf(step, problem, network, { z, data, fate }) {
  if (fate === "diverged-at") return { step, ...Object.fromEntries(CURVES.map((curve) => [curve, "diverged"])) };
  const eigenvalues = gramEigenvalues(network, data);
  const smaller = (which) => (fate === "merged-exactly" && which < eigenvalues.length ? "merged" : datum(eigenvalues[which]));
  const reached = retraction(problem, network);
  return {
    step,
    lambda_1: datum(eigenvalues[0]),
    lambda_2: smaller(1),
    lambda_3: smaller(2),
    loss: datum(lossOf(problem, network)),
    sharpness: datum(sharpnessOf(problem, network)),
    sharpness_on_manifold: datum(reached && sharpnessOf(problem, reached)),
    distance: datum(distanceOf(problem, network, z)),
  };
}
