// The cell of a figure in a real browser: in a worker made of text, by a page that was opened from a file, under the page's own policy.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { workerText } from "./program.mjs";
import { DIGESTS } from "./specification.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** An empty page from a file, with the policy of the report's. */
function emptyPage() {
  const template = readFileSync(new URL("../../templates/page.html", import.meta.url), "utf8");
  const [inTemplate] = template.match(/<meta http-equiv="Content-Security-Policy"[^>]*>/);
  // Hashes that nothing has, for there is neither style nor script.
  const policy = inTemplate.replace(/\{\{ \w+_hash\|safe \}\}/g, `${"A".repeat(43)}=`);
  const file = join(mkdtempSync(join(tmpdir(), "cell-")), "index.html");
  writeFileSync(file, `<!doctype html><html lang="en"><head><meta charset="utf-8">${policy}<title>A cell</title></head></html>`);
  return file;
}

/** What the worker says to a request, in its order, up to its last word. */
async function told(request) {
  const { page, context, troubles } = await open(browser, emptyPage());
  const messages = await page.evaluate(
    ([text, data]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
        const messages = [];
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = (event) => {
          messages.push(event.data);
          if (event.data.kind === "done" || event.data.kind === "error") resolve(messages);
        };
        worker.postMessage(data);
      }),
    [workerText(), request],
  );
  await context.close();
  assert.deepEqual(troubles, []);
  return messages;
}

test("the browser comes to the digests of the specification", async () => {
  for (const { command, digest, request } of DIGESTS) assert.equal((await told(request)).at(-1).digest, digest, command);
});

test("the draw that the page shows comes to the digest that its record pins, and tells how far it is on the way", async (t) => {
  const record = JSON.parse(readFileSync(new URL("../../report/records/standard/figure-1.json", import.meta.url), "utf8"));
  const { draws: _, ...parameters } = record.parameters;
  const messages = await told({ draw: 0, seed: record.seed, parameters });
  const { digest, seconds } = messages.at(-1);
  assert.equal(digest, record.scalars["draw_0.cell"].value);
  assert.ok(messages.filter(({ kind }) => kind === "progress").length > 5, `${messages.length} messages`);
  t.diagnostic(`${(parameters.steps / seconds / 1e6).toFixed(1)} million steps a second`);
});

test("a parameter that cannot be is told in a sentence", async () => {
  const [{ request }] = DIGESTS;
  const messages = await told({ ...request, parameters: { ...request.parameters, noise: "uniform" } });
  assert.deepEqual(messages, [{ kind: "error", message: 'noise cannot be "uniform": it must be one of gaussian, plus-minus, none' }]);
});
