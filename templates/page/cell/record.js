// The record of a figure's cell: what every scalar and series is called, and what it says.

const SERIES = {
  step: "steps of SGD made",
  lambda_1: "largest eigenvalue",
  lambda_2: "second eigenvalue",
  lambda_3: "third eigenvalue",
  loss: "training loss, sum_i (r_i - y_i)^2",
  sharpness: "sharpness F = sum_i |x_i|^2 sum_j phi'(z_ij)^2",
  sharpness_on_manifold: "F at the point of the zero-loss manifold that Newton's method reaches from here",
  distance: "largest |theta_j . x_i - phi^{-1}(y_i / m)| over neurons and points",
};

const ON_LANDING = "where the gradient of the loss leads to the zero-loss manifold from the start";

const SCALARS = {
  fate: ["1", "what became of the chain"],
  fate_step: ["step", "the step from which it did (looked at every 64 steps and at every recorded one)"],
  last_finite_loss: ["1", "training loss where it was last recorded as a finite number"],
  "finite_step.slope_2": ["1/step", "slope of ln lambda_2 by theory at this learning rate"],
  "finite_step.slope_3": ["1/step", "slope of ln lambda_3 by theory at this learning rate"],
  "limit_flow.slope_2": ["1/step", "slope of ln lambda_2 by the limit flow"],
  "limit_flow.slope_3": ["1/step", "slope of ln lambda_3 by the limit flow"],
  late_2: ["step", "step from which theory calls ln lambda_2 late: its next term is e^-20 of the first"],
  late_3: ["step", "step from which theory calls ln lambda_3 late: its next term is e^-20 of the first"],
  stability: ["1", "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical"],
  least_sharpness: ["1", "least F on the zero-loss manifold"],
  hovering_loss: ["1", "predicted mean training loss at the optimum"],
  hovering: ["1", "largest predicted standard deviation of a pre-activation at the optimum"],
  "excess.landing": ["1", `F / F* - 1 on the zero-loss manifold, ${ON_LANDING}`],
  "excess.end": ["1", "F / F* - 1 on the zero-loss manifold, at the end"],
  "spread.landing": ["1", `largest distance of a pre-activation from its mean over neurons, ${ON_LANDING}`],
  "spread.end": ["1", "largest distance of a pre-activation from its mean over neurons, at the end"],
  mu: ["1", "mu, the smallest squared singular value of X"],
};

/** The record, of what was asked for, the data of the recorded steps, and the values of the scalars. */
function recordOf({ draw, seed, parameters }, points, values) {
  const series = Object.entries(SERIES).map(([name, description]) => {
    const [along, unit] = name === "step" ? ["", "step"] : ["step", "1"];
    return [name, { values: points.map((point) => point[name]), along, unit, description }];
  });
  const scalars = Object.entries(SCALARS).map(([name, [unit, description]]) => [name, { value: datum(values[name]), unit, description }]);
  return {
    experiment: `figure-1/draw-${draw}`,
    parameters,
    seed,
    scalars: Object.fromEntries(scalars),
    series: Object.fromEntries(series),
    tables: {},
  };
}
