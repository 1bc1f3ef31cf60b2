// How a record is written, and which steps it holds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./program.mjs";

const inside = load();

test("numbers, words and names are written as RFC 8785 has them", () => {
  const canonical = inside("canonical");
  const written = ["1200", "12.5", "0.000125", "1.25e-7", "1e+21", "100000000000000000000", "0.000001", "1e-7", "-2.5", "5e-324"];
  written.push("1.7976931348623157e+308", "0.30000000000000004", "9007199254740992", "333333333.3333333");
  for (const text of written) assert.equal(canonical(Number(text)), text);
  assert.equal(canonical(-0), "0");
  assert.equal(canonical({ b: [1, null, "merged"], a: "λ₂", "a.b": {}, B: 2 }), '{"B":2,"a":"λ₂","a.b":{},"b":[1,null,"merged"]}');
});

test("a result that is not finite is a word, and what is not defined is null", () => {
  const results = [NaN, Infinity, -Infinity, undefined, null, 0.5, "merged"];
  assert.deepEqual(results.map(inside("datum")), ["diverged", "diverged", "diverged", null, null, 0.5, "merged"]);
});

test("recorded steps are even, rise, and hold start and end, with two hundred at equal distances", () => {
  for (const steps of [400, 402, 1234, 100000, 1e7, 2 ** 50]) {
    const found = inside("recordedSteps")(steps);
    assert.equal(found[0], 0);
    assert.equal(found.at(-1), steps);
    assert.ok(found.every((step, k) => step % 2 === 0 && (k === 0 || step > found[k - 1])));
    const apart = Array.from({ length: 201 }, (_, i) => Number(((BigInt(steps) * BigInt(i)) / 200n / 2n) * 2n));
    assert.ok(apart.every((step) => found.includes(step)), `${steps}`);
  }
});
