// What the tests of the figures' script share: the script's pure functions, and what a rendered page carries.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The report under test: REPORT, or the committed one. */
export const REPORT = process.env.REPORT ?? join(ROOT, "report");

/** Functions and constants of files in templates/page/figures, by name. */
export function from(files, names) {
  const source = files.map((file) => readFileSync(join(ROOT, "templates/page/figures", `${file}.js`), "utf8")).join("");
  return vm.runInNewContext(`${source}\n({ ${names.join(", ")} })`);
}

export const read = (path) => readFileSync(join(REPORT, path), "utf8");

/** Figures and records of the page, parsed. */
export function carried() {
  const page = read("index.html");
  const records = {};
  for (const [, name, text] of page.matchAll(/<script type="application\/json" id="record-[^"]*" data-record="([^"]*)"[^>]*>(.*?)<\/script>/gs)) {
    records[name] = JSON.parse(text);
  }
  const figures = JSON.parse(page.match(/<script type="application\/json" id="figures">(.*?)<\/script>/s)[1]);
  return { figures, records };
}
