// The values on the way that the specification gives, found by the JavaScript: the place at which two implementations part.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./program.mjs";
import { parametersOf, same } from "./specification.mjs";

const inside = load();

/** A cell of draw 0 of Figure 1 at scale quick, before its first step. */
const cellOf = (changes = {}) =>
  inside("FigureCell").start({ draw: 0, seed: "241016401", parameters: { ...parametersOf("figure-1", "quick"), ...changes } });

test("functions are the specification's", () => {
  const sinhCosh = (z) => {
    const pair = [0, 0];
    inside("sinhCosh")(z, pair);
    return pair;
  };
  for (const z of ["0.5", "-3.0", "1e-9"]) same(`sinh, cosh of ${z}`, sinhCosh(Number(z)));
  for (const w of ["1e-9", "0.05", "0.7", "-3.0"]) same(`inverse of sinh, at ${w}`, [inside("asinh")(Number(w))]);
  for (const [nu, w] of [["1", "0.05"], ["0.1", "-2.0"]]) {
    same(`inverse of the cubic, nu ${nu}, at ${w}`, [new (inside("Cubic"))(Number(nu)).inverse(Number(w))]);
  }
});

test("functions stay near the platform's over their whole range, which the few given values do not show", () => {
  const near = (found, expected) => assert.ok(Math.abs(found - expected) <= 4e-16 * Math.abs(expected), `${found} ${expected}`);
  for (let e = -40; e <= 1000; e++) {
    const x = 1.37 * 2 ** e;
    near(inside("asinh")(x), Math.asinh(x));
    near(inside("asinh")(-x), -Math.asinh(x));
    near(inside("log")(x), Math.log(x));
    near(inside("log1p")(x), Math.log1p(x));
  }
});

test("data, start and steps are the specification's", async () => {
  const { problem, network, chain } = await cellOf();
  problem.points.forEach((x, i) => i < 3 && same(`x_${i}`, x));
  same("y", problem.labels);
  const isAt = (when) => [0, 9].forEach((j) => same(`theta_${j} ${when}`, network[j]));
  isAt("at the start");
  for (let step = 1; step <= 400; step++) {
    const which = (step - 1) % 2;
    if (which === 0) chain.noise.next();
    chain.step(which);
    if (![1, 2, 3, 64, 400].includes(step)) continue;
    same(`step ${step}: point, zeta`, [chain.noise.point[which], chain.noise.zeta[which]]);
    isAt(`after step ${step}`);
  }
});

test("what is recorded at first is the specification's", async () => {
  const cell = await cellOf();
  cell.advance(2);
  const [before, after] = cell.points;
  assert.deepEqual([before.step, after.step], [0, 2]);
  for (const name of ["lambda_1", "lambda_2", "lambda_3", "loss", "sharpness", "sharpness_on_manifold", "distance"]) {
    same(`${name}, steps 0 and 2`, [before[name], after[name]]);
  }
});

test("theory, landing and end are the specification's", async () => {
  const cell = await cellOf();
  const { optimum: best, theory } = cell;
  const reading = inside("readingOf")(cell.request.parameters);
  same("z", best.z);
  const gamma = (S) => inside("exponents")(S, best.K, reading.dimension);
  same("gamma of the limit flow", gamma(inside("limitFlow")(best, reading)));
  same("gamma of finite steps", gamma(inside("finiteStep")(best, inside("secondMoments")(best.G, reading))));
  const landed = inside("landing")(cell.problem, cell.network);
  for (const j of [0, 9]) same(`theta_${j} at the landing`, landed[j]);
  const known = ["stability", "least_sharpness", "hovering_loss", "hovering", "late_2", "late_3", "excess.landing", "spread.landing", "mu"];
  for (const name of known) same(name, [theory[name]]);
  const short = await cellOf({ steps: 2000 });
  while (!short.advance(2000));
  const { scalars } = short.record();
  for (const name of ["excess.end", "spread.end"]) same(name, [scalars[name].value]);
});
