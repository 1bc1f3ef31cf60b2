// What docs/specification.md says, read out of the page itself: tables of parameters, values on the way, digests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../docs/specification.md", import.meta.url), "utf8");

const numberOrWord = (written) => (Number.isNaN(Number(written)) ? written : Number(written));

/** The rows of the first table that follows a text, their cells without back quotes. */
function tableAfter(heading) {
  const after = text.slice(text.indexOf(heading) + heading.length);
  const table = after.match(/(?:^\|.*\n)+/m)[0].trim().split("\n");
  const rows = table.map((row) => row.slice(1, -1).split("|").map((cell) => cell.trim().replaceAll("`", "")));
  return rows.filter((_, k) => k !== 1);
}

/** What a variant of a figure sets, by its name. */
const VARIANTS = new Map(
  tableAfter("what differs is parameters:").slice(1).map(([variant, , settings]) => {
    const pairs = settings.split(",").map((setting) => setting.trim().split(/ (?=\S+$)/));
    return [variant, Object.fromEntries(pairs.map(([name, value]) => [name, numberOrWord(value)]))];
  }),
);

/** The parameters of a figure's cell at a scale. */
export function parametersOf(figure, scale, variant) {
  const common = tableAfter("says how many draws there are:").slice(1).filter(([name]) => name !== "(draws)");
  const parameters = Object.fromEntries(common.map(([name, , value]) => [name, numberOrWord(value)]));
  const [heads, ...rows] = tableAfter("Some defaults depend on the figure and the scale:");
  const row = rows.find(([name]) => name === figure);
  for (const name of ["learning_rate", "sigma", "steps"]) {
    const own = heads.indexOf(`${name}, ${scale}`);
    parameters[name] = Number(row[own === -1 ? heads.indexOf(name) : own]);
  }
  return Object.assign(parameters, VARIANTS.get(variant));
}

/** What a command line of section 15 asks for, where it is the cell of a figure: a request, as the worker takes it. */
function requestOf(command) {
  const [, figure, variant, draw] = command.match(/^cell (figure-\d)\/(?:([\w-]+)\/)?draw-(\d+)/) ?? [];
  if (!figure) return undefined;
  const option = (name) => [...command.matchAll(new RegExp(`--${name} (\\S+)`, "g"))].map(([, value]) => value);
  const parameters = parametersOf(figure, option("scale")[0] ?? "standard", variant);
  for (const setting of option("set")) {
    const [, name, value] = setting.match(/^[\w-]+\.(\w+)=(.*)$/);
    parameters[name] = numberOrWord(value);
  }
  return { draw: Number(draw), seed: option("seed")[0] ?? "241016401", parameters };
}

const block = (heading) => text.slice(text.indexOf(heading)).match(/```text\n([^]*?)```/)[1];

/** The cells of figures among those whose digests section 15 gives. */
export const DIGESTS = [...block("### Digests").matchAll(/^(cell .*)\n +([0-9a-f]{64})$/gm)]
  .map(([, command, digest]) => ({ command, digest, request: requestOf(command) }))
  .filter(({ request }) => request);

const VALUES = new Map([...block("### Values").matchAll(/^(.+?) {2,}(\S.*)$/gm)].map(([, name, value]) => [name, value]));

/** Where section 15 says what something comes to: the words of it, `0x...` among them as big integers, numbers as numbers. */
export function valuesOf(name) {
  if (!VALUES.has(name)) throw new Error(`section 15 has no value of the name ${name}`);
  const words = VALUES.get(name).replace(/[[\],]/g, " ").trim().split(/\s+/);
  return words.map((word) => (word.startsWith("0x") ? BigInt(word) : numberOrWord(word)));
}

/** What the page says of a name, and what is found: the same, bit by bit, a zero and its negative being two. */
export const same = (name, found) => assert.deepEqual(Array.from(found), valuesOf(name), name);
