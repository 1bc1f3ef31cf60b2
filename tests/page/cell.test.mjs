// The cell of a figure in JavaScript comes to the digests that the specification gives, and to nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./program.mjs";
import { DIGESTS, parametersOf } from "./specification.mjs";

const program = load();

/** Runs a cell, so many steps at a time, and returns it with its record's canonical form and digest. */
async function run(request, { chunk = 1e6, inside = program } = {}) {
  const cell = await inside("FigureCell").start(request);
  while (!cell.advance(chunk));
  const text = inside("canonical")(cell.record());
  return { cell, text, digest: await inside("sha256")(text) };
}

const FIRST = DIGESTS.find(({ request }) => request.parameters.steps === 2000);

const short = (steps, changes) => ({ ...FIRST.request, parameters: { ...parametersOf("figure-1", "quick"), steps, ...changes } });

test("there are digests of all three figures, both activations and all laws of labels", () => {
  assert.ok(DIGESTS.length >= 8);
  const seen = JSON.stringify(DIGESTS);
  for (const word of ["figure-1/", "figure-2/", "figure-3/", "cubic", "sinh", "uniform", "normal", "teacher", "features"]) {
    assert.ok(seen.includes(word), word);
  }
});

for (const { command, digest, request } of DIGESTS) {
  test(`the digest is the specification's: ${command}`, async () => {
    assert.equal((await run(request)).digest, digest);
  });
}

test("the draw that the page shows comes, over all its steps, to the digest that its record pins", async () => {
  const record = JSON.parse(readFileSync(new URL("../../report/records/standard/figure-1.json", import.meta.url), "utf8"));
  const { draws: _, ...parameters } = record.parameters;
  const found = await run({ draw: 0, seed: record.seed, parameters });
  assert.equal(found.digest, record.scalars["draw_0.cell"].value);
});

test("any other parameter, draw or seed gives another digest", async () => {
  const { request, digest } = FIRST;
  const parameters = [
    ["activation", "sinh"], ["dimension", 4], ["factor", 1.0000000000000002], ["labels", "normal"],
    ["learning_rate", 0.05000000000000001], ["matrix", "features"], ["neurons", 11], ["noise", "none"], ["nu", 0.10000000000000002],
    ["points", 2], ["sigma", 0.030000000000000002], ["sigma_is", "standard-deviation"], ["start", 0.10000000000000002],
    ["steps", 1998], ["theory", "limit-flow"],
  ];
  assert.deepEqual(parameters.map(([name]) => name), Object.keys(request.parameters).sort());
  const others = parameters.map(([name, value]) => ({ ...request, parameters: { ...request.parameters, [name]: value } }));
  for (const other of [...others, { ...request, draw: 1 }, { ...request, seed: "241016402" }]) {
    assert.notEqual((await run(other)).digest, digest, JSON.stringify(other));
  }
});

test("a program that adds in another order, or leaves out a bit, a scaling or a reflection, comes to another digest", async () => {
  for (const [from, to] of [
    ["partial[0] + partial[2] + (partial[1] + partial[3])", "partial[0] + partial[1] + partial[2] + partial[3]"],
    ["(low >>> 11) * 2 ** -53", "(low >>> 12) * 2 ** -52"],
    ["scaled.map((x) => x / length)", "scaled"],
    ["row[k] - along[j] * u[k]", "row[k]"],
  ]) {
    assert.notEqual((await run(FIRST.request, { inside: load({ from, to }) })).digest, FIRST.digest, to);
  }
});

test("the record does not depend on how many steps are made at a time", async () => {
  for (const changes of [{}, { neurons: 1 }, { learning_rate: 3, noise: "gaussian" }, { activation: "sinh" }]) {
    const whole = await run(short(1234, changes));
    for (const chunk of [1, 7, 64, 333]) assert.equal((await run(short(1234, changes), { chunk })).text, whole.text);
  }
});

test("points appear as they are recorded, and are the data of the record's series", async () => {
  const cell = await program("FigureCell").start(short(2000));
  const theory = JSON.stringify(cell.theory);
  assert.equal(cell.points.map(({ step }) => step).join(), "0");
  assert.equal(cell.advance(61), false);
  assert.equal(cell.step, 62);
  assert.equal(cell.points.at(-1).step, 60);
  assert.throws(() => cell.record(), /there is no record yet: 62 of 2000 steps are made/);
  assert.equal(cell.advance(5000), true);
  const record = cell.record();
  for (const [name, { values }] of Object.entries(record.series)) {
    assert.equal(JSON.stringify(values), JSON.stringify(cell.points.map((point) => point[name])), name);
  }
  assert.equal(record.series.step.values.at(-1), 2000);
  for (const [name, value] of Object.entries(JSON.parse(theory))) assert.equal(record.scalars[name].value, value, name);
});

test("a chain of one neuron is merged from the start, and one at a huge learning rate diverges and keeps its length", async () => {
  const merged = (await run(short(400, { neurons: 1 }))).cell.record();
  assert.equal(merged.scalars.fate.value, "merged-exactly");
  assert.equal(merged.scalars.fate_step.value, 0);
  assert.ok(merged.series.lambda_2.values.every((value) => value === "merged"));
  const diverged = (await run(short(400, { learning_rate: 10 }))).cell.record();
  assert.equal(diverged.scalars.fate.value, "diverged-at");
  assert.equal(diverged.scalars["spread.end"].value, "diverged");
  assert.equal(typeof diverged.scalars.last_finite_loss.value, "number");
  assert.equal(diverged.series.loss.values.length, diverged.series.step.values.length);
  assert.deepEqual([diverged.series.loss.values.at(-1), diverged.series.step.values.at(-1)], ["diverged", 400]);
});

test("the unrolled loop makes the steps of the plain one, to the last bit", async () => {
  for (const neurons of [1, 2, 3, 4, 10, 13]) {
    const request = short(400, { neurons, noise: "gaussian" });
    const theta = await Promise.all(["Chain", "CubicChainIn3"].map(async (name) => {
      const { problem, theta, noise } = await program("drawOf")(request);
      const chain = new (program(name))(problem, program("readingOf")(request.parameters), theta, noise);
      chain.run(500);
      return chain.theta.join();
    }));
    assert.equal(theta[0], theta[1]);
  }
});
