// Streams, and what is drawn from their words: the specification's values, and the generator in big integers.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { load } from "./program.mjs";
import { same, valuesOf } from "./specification.mjs";

const inside = load();
const NAME = "241016401/figure-1/draw-0/noise";

const whole = (limbs) => BigInt.asUintN(128, limbs.reduceRight((sum, limb) => (sum << 22n) + BigInt(limb), 0n));

const halves = (word) => [Number(word >> 32n) | 0, Number(word & 0xffffffffn) | 0];

const joined = (high, low) => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

function nextWord(stream) {
  stream.next();
  return joined(stream.word[1], stream.word[0]);
}

/** The generator as it is defined, in big integers. */
function* reference(name) {
  const hash = [...createHash("sha256").update(name).digest()];
  const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const multiplier = 0x2360ed051fc65da44385df649fccf645n;
  const step = (state) => BigInt.asUintN(128, state * multiplier + increment);
  const increment = number(hash.slice(16)) | 1n;
  for (let state = step(number(hash.slice(0, 16)) + increment); ; ) {
    state = step(state);
    const x = (state >> 64n) ^ BigInt.asUintN(64, state);
    const r = state >> 122n;
    yield BigInt.asUintN(64, (x >> r) | (x << (64n - r)));
  }
}

test("streams begin as the specification says", async () => {
  same("SHA-256 of the name", [await inside("sha256")(NAME)]);
  const stream = await inside("Stream").named(NAME);
  same("state, before the first word", [whole(stream.limbs)]);
  same("increment", [whole(stream.increment)]);
  same("first words", [nextWord(stream), nextWord(stream)]);
  same("next words", [nextWord(stream), nextWord(stream)]);
});

test("words are those of the generator in big integers, and those of another stream are not", async () => {
  const names = [NAME, ...Array.from({ length: 40 }, (_, k) => `${k}/figure-1/draw-${k * k}/data`)];
  for (const name of names) {
    const [stream, expected] = [await inside("Stream").named(name), reference(name)];
    for (let k = 0; k < 500; k++) assert.equal(nextWord(stream), expected.next().value, `word ${k} of ${name}`);
  }
  assert.notEqual(nextWord(await inside("Stream").named(NAME)), reference(names[1]).next().value);
});

test("index and rest of a word are the two halves of its product", async () => {
  for (const points of [1, 2, 3, 7, 64, 99, 100]) {
    const noise = new (inside("Noise"))(await inside("Stream").named(NAME), "none", points);
    const expected = reference(NAME);
    for (let k = 0; k < 300; k++) {
      noise.next();
      const products = [0, 1].map(() => expected.next().value * BigInt(points));
      assert.deepEqual([...noise.point], products.map((product) => Number(product >> 64n)));
      assert.deepEqual([...noise.rest], products.flatMap((product) => halves(BigInt.asUintN(64, product)).reverse()));
    }
  }
});

test("what is drawn from words is what the specification says", async () => {
  same("unit of the first", [inside("unit")(...halves(valuesOf("first words")[0]))]);
  const noise = new (inside("Noise"))(await inside("Stream").named(NAME), "gaussian", 3);
  const indices = [];
  for (const which of ["first", "next"]) {
    noise.next();
    indices.push(...noise.point);
    same(`rests of the ${which} two`, [0, 2].map((at) => joined(noise.rest[at + 1], noise.rest[at])));
    same(`normal_pair of the ${which} two`, noise.zeta);
  }
  same("their indices for n = 3", indices);
  const normalPair = (a, b) => {
    const pair = new Float64Array(2);
    inside("normalPair")(...halves(a), ...halves(b), pair);
    return pair;
  };
  same("normal_pair(0, 0)", normalPair(0n, 0n));
  for (const k of [0n, 1n, 2n, 3n]) {
    same(`normal_pair(2^63, ${k} * 2^62 + 2^60)`, normalPair(2n ** 63n, k * 2n ** 62n + 2n ** 60n));
  }
  same("normal_pair(2^64 - 1, 2^63)", normalPair(2n ** 64n - 1n, 2n ** 63n));
});
