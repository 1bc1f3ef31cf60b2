// The worker: what it is asked, what it answers, and what it refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./program.mjs";
import { DIGESTS, parametersOf } from "./specification.mjs";

const FIRST = DIGESTS.find(({ request }) => request.parameters.steps === 2000);

const short = (steps, changes) => ({ ...FIRST.request, parameters: { ...parametersOf("figure-1", "quick"), steps, ...changes } });

const program = load();

test("what a parameter may not be is refused in a sentence that names it, and what it must be", async () => {
  const start = (request) => program("FigureCell").start(request);
  const refused = [
    [short(400, { nu: -1 }), "nu cannot be -1: it must be a number from 0 to 1000"],
    [short(400, { nu: NaN }), "nu cannot be null: it must be a number from 0 to 1000"],
    [short(400, { nu: "0.1" }), 'nu cannot be "0.1": it must be a number from 0 to 1000'],
    [short(400, { labels: "normals" }), 'labels cannot be "normals": it must be one of uniform, normal, teacher'],
    [short(400, { points: 2.5 }), "points cannot be 2.5: it must be a whole number from 1 to 100"],
    [short(400, { neurons: 1001 }), "neurons cannot be 1001: it must be a whole number from 1 to 1000"],
    [short(400, { learning_rate: 0 }), "learning_rate cannot be 0: it must be a number from 0.000000000001 to 1000"],
    [short(401), "steps cannot be 401: it must be an even number from 400 to 1125899906842624"],
    [short(398), "steps cannot be 398: it must be an even number from 400 to 1125899906842624"],
    [short(400, { sigma: undefined }), "sigma cannot be left out: it must be a number from 0 to 1000"],
    [short(400, { draws: 6 }), /^there is no parameter "draws"; there are: activation, dimension, /],
    [{ ...short(400), draw: -1 }, "draw cannot be -1: it must be a whole number from 0 to 999999"],
    [{ ...short(400), seed: 241016401 }, "seed cannot be 241016401: it must be a whole number below 2^64 in decimal, as text"],
    [{ ...short(400), seed: "18446744073709551616" }, /^seed cannot be "18446744073709551616"/],
    [{ ...short(400), parameters: null }, "parameters cannot be null: it must be an object of names, each with a number or a word"],
    [undefined, "the request cannot be left out: it must be an object of draw, seed and parameters"],
  ];
  for (const [request, message] of refused) await assert.rejects(start(request), { name: "RangeError", message });
  await start({ ...short(400), seed: "18446744073709551615" });
  const cell = await start(short(400));
  for (const steps of [0, -2, 2.5, "2"]) assert.throws(() => cell.advance(steps), /^RangeError: steps cannot be /);
});

test("the worker tells theory, then progress with every point once, then the record and its digest", async () => {
  const told = [];
  const inside = load({ post: (message) => told.push(message) });
  await inside("onmessage")({ data: FIRST.request });
  assert.deepEqual([told[0].kind, told.at(-1).kind], ["theory", "done"]);
  const progress = told.slice(1, -1);
  assert.ok(progress.length > 0 && progress.every(({ kind, steps }) => kind === "progress" && steps === 2000));
  assert.equal(progress.at(-1).step, 2000);
  const { canonical: text, digest, seconds } = told.at(-1);
  assert.equal(digest, FIRST.digest);
  assert.ok(seconds > 0);
  const points = progress.flatMap(({ points }) => points);
  assert.equal(JSON.stringify(points.map(({ loss }) => loss)), JSON.stringify(JSON.parse(text).series.loss.values));
});

test("the worker tells an error where the request is not possible", async () => {
  for (const [data, message] of [
    [{ ...FIRST.request, draw: "0" }, 'draw cannot be "0": it must be a whole number from 0 to 999999'],
    [null, "the request cannot be null: it must be an object of draw, seed and parameters"],
  ]) {
    const told = [];
    await load({ post: (message) => told.push(message) })("onmessage")({ data });
    assert.equal(JSON.stringify(told), JSON.stringify([{ kind: "error", message }]));
  }
});
