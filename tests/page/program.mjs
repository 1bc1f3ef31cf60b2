// The text of the worker, put together as the page does it, and run in a scope of its own.

import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const FOLDER = new URL("../../templates/page/cell/", import.meta.url);

const read = (name) => readFileSync(new URL(name, FOLDER), "utf8");

export const workerText = () => ['"use strict";\n', ...read("order.txt").trim().split("\n").map(read)].join("");

/**
 * Runs the worker's text, in which `from` is replaced by `to`, with nothing of Node but what workers have too. What it returns finds
 * a name of that scope, or any expression: `inside("FigureCell")`. What it posts goes to `post`.
 */
export function load({ from = "", to = "", post = () => {} } = {}) {
  const text = workerText();
  if (!text.includes(from)) throw new Error(`the worker's text has nothing like ${from}`);
  // An ordinary global object: through that of a context made from an object, every look-up of `Math` takes twenty times as long.
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  Object.assign(context, { crypto: webcrypto, TextEncoder, performance, postMessage: post });
  vm.runInContext(text.replace(from, to), context, { filename: "worker.js" });
  return (expression) => vm.runInContext(expression, context);
}
