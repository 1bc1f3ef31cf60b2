// The parameters of a figure's cell: what each may be. Anything else is refused in a sentence that names it.

const between = (least, most) => ({
  says: `a number from ${least} to ${most}`,
  allows: (value) => typeof value === "number" && value >= least && value <= most,
});

const whole = (least, most) => ({
  says: `a whole number from ${least} to ${most}`,
  allows: (value) => Number.isInteger(value) && value >= least && value <= most,
});

const oneOf = (...words) => ({ says: `one of ${words.join(", ")}`, allows: (value) => words.includes(value) });

const PARAMETERS = {
  activation: oneOf("cubic", "sinh"),
  dimension: whole(1, 100),
  factor: between("0.000000000001", "1000"),
  labels: oneOf("uniform", "normal", "teacher"),
  learning_rate: between("0.000000000001", "1000"),
  matrix: oneOf("neurons", "features"),
  neurons: whole(1, 1000),
  noise: oneOf("gaussian", "plus-minus", "none"),
  nu: between(0, 1000),
  points: whole(1, 100),
  sigma: between(0, 1000),
  sigma_is: oneOf("standard-deviation", "variance"),
  start: between(0, 1000),
  steps: {
    says: `an even number from 400 to ${2 ** 50}`,
    allows: (value) => whole(400, 2 ** 50).allows(value) && value % 2 === 0,
  },
  theory: oneOf("finite-step", "limit-flow"),
};

const SEED = {
  says: "a whole number below 2^64 in decimal, as text",
  allows: (value) => typeof value === "string" && /^(0|[1-9]\d{0,19})$/.test(value) && BigInt(value) < 2n ** 64n,
};

const anObject = (what) => ({
  says: `an object of ${what}`,
  allows: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
});

function refuseUnless(name, value, { says, allows }) {
  if (!allows(value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value) ?? "left out"}: it must be ${says}`);
}

/** Refuses what is not the whole of a figure's cell: `draw`, `seed` and every parameter, and no other. */
function check(request) {
  refuseUnless("the request", request, anObject("draw, seed and parameters"));
  const { draw, seed, parameters } = request;
  refuseUnless("draw", draw, whole(0, 999_999));
  refuseUnless("seed", seed, SEED);
  refuseUnless("parameters", parameters, anObject("names, each with a number or a word"));
  for (const [name, what] of Object.entries(PARAMETERS)) refuseUnless(name, parameters[name], what);
  const unknown = Object.keys(parameters).find((name) => !Object.hasOwn(PARAMETERS, name));
  if (unknown !== undefined) {
    throw new RangeError(`there is no parameter ${JSON.stringify(unknown)}; there are: ${Object.keys(PARAMETERS).join(", ")}`);
  }
}

/** What follows from the parameters: how far a step goes and how strong its noise is, beside the sizes that theory takes. */
function readingOf({ factor, learning_rate, sigma, sigma_is, dimension, neurons }) {
  const deviation = sigma_is === "variance" ? Math.sqrt(sigma) : sigma;
  return { rate: factor * learning_rate, deviation, dimension, neurons };
}
