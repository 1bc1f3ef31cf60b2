// The page proves itself, and a copy with a changed digit says so.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PAGE, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const html = readFileSync(PAGE, "utf8");
const records = [...html.matchAll(/<script type="application\/json" id="record-[^"]*" data-record="([^"]*)"/g)].map(([, name]) => name);

/** What the page found of itself. */
async function selfCheck(file) {
  const { page, context, troubles } = await open(browser, file);
  await page.waitForSelector("#self-check[data-state]:not([data-state=running])", { timeout: 20_000 });
  const found = await page.evaluate(() => ({
    state: document.getElementById("self-check").dataset.state,
    text: document.getElementById("self-check").innerText,
    head: document.querySelector(".top .standing").textContent,
  }));
  await context.close();
  return { ...found, troubles };
}

/** A copy of the page in which a text is replaced, at its first place. */
function tampered(from, to) {
  const at = html.indexOf(from);
  assert.notEqual(at, -1, `${from} is not in the page`);
  const file = join(mkdtempSync(join(tmpdir(), "page-")), "index.html");
  writeFileSync(file, html.slice(0, at) + to + html.slice(at + from.length));
  return file;
}

/** Another digit for the first one after a text. */
function digitAfter(text) {
  const from = html.slice(html.indexOf(text)).match(/^[\s\S]*?[0-9](?=[0-9])/)[0];
  return [from, from.slice(0, -1) + ((Number(from.at(-1)) + 1) % 10)];
}

test("the committed page hashes all its records to the pinned digests, without an error or a request", async () => {
  const found = await selfCheck(PAGE);
  assert.equal(found.state, "good", found.text);
  assert.ok(records.length > 40 && found.text.includes(`${records.length} records`), found.text);
  assert.match(found.head, /re-hashed here$/);
  assert.deepEqual(found.troubles, []);
});

test("a copy with one digit of a record changed names that record and no other", async () => {
  for (const name of ["figure-1", "multiverse/limit-flow"]) {
    const [from, to] = digitAfter(`data-record="${name}" data-digest="${html.split(`data-record="${name}" data-digest="`)[1].slice(0, 64)}">`);
    const found = await selfCheck(tampered(from, to));
    assert.equal(found.state, "bad");
    assert.match(found.head, /does not match itself/);
    const named = records.filter((record) => found.text.includes(`${record}: it hashes to`));
    assert.deepEqual(named, [name]);
  }
});

test("a copy whose lock pins another digest names the record", async () => {
  const pin = html.match(/\[standard\.figure-2\]\n[^[]*?record = "([0-9a-f]{64})"/);
  const found = await selfCheck(tampered(pin[0], pin[0].replace(pin[1], "0".repeat(64))));
  assert.equal(found.state, "bad");
  assert.ok(found.text.includes("figure-2: it hashes to") && found.text.includes("but the lock pins 0000"), found.text);
});

test("a copy with one digit of a number in the text changed tells what the record says", async () => {
  const [whole, tag, digit] = html.match(/(<data class="num" value="[^"]*" title="figure-1 [^"]*">)(\d)/);
  const found = await selfCheck(tampered(whole, tag + ((Number(digit) + 5) % 10)));
  assert.equal(found.state, "bad");
  assert.match(found.text, /figure-1 › .* is .* and is shown as/);
});

test("a copy in which a verdict is turned names the claim, wherever it stands and whatever of it is turned", async () => {
  const cases = [
    ["in its card", /<article class="claim fails"[\s\S]*?<span class="verdict fails">/, "fails", "holds", /the claim .* is shown as holds by its colour and fails in words/],
    ["in its card's words alone", /<article class="claim fails"[\s\S]*?<span class="verdict fails">✗ fails/, /✗ fails$/, "✓ holds", /is shown as fails by its colour and holds in words/],
    ["in the literal reading", /<table class="verdicts">[\s\S]*?<span class="verdict fails">✗ fails/, /✗ fails$/, "✓ holds", /a verdict of the first table is fails by its colour and holds in words/],
    ["after a sentence", /<a class="badge holds" href="#claim-[^>]*>✓ holds/, /holds(.*)✓ holds/s, "fails$1✗ fails", /in a table, the claim .* is shown as fails/],
    ["in the first table", /<table class="verdicts">[\s\S]*?<span class="verdict holds">✓ holds/, /verdict holds">✓ holds$/, 'verdict fails">✗ fails', /in a table, the claim .* is shown as fails/],
    ["of a control", /control fails, as it must<\/span> <code>/, "control fails, as it must", "control holds too", /the control of .* is shown as holds/],
  ];
  for (const [where, place, from, to, said] of cases) {
    const [whole] = html.match(place);
    const turned = where === "in its card" ? whole.replace(/fails">$/, 'holds">') : whole.replace(from, to);
    const found = await selfCheck(tampered(whole, turned));
    assert.equal(found.state, "bad", where);
    assert.match(found.text, said, where);
  }
});

test("a copy of which a part cannot be read any more says so, and not that it matches", async () => {
  for (const [name, text, said] of [
    ["a record", html.match(/data-record="figure-1" data-digest="[0-9a-f]{64}">\{/)[0], /figure-1: its text is not JSON any more/],
    ["how it was made", html.match(/id="edition">\{/)[0], /how this page was made cannot be read/],
  ]) {
    const found = await selfCheck(tampered(text, text.slice(0, -1)));
    assert.equal(found.state, "bad", name);
    assert.match(found.text, said);
    assert.match(found.head, /does not match itself/);
  }
  const figures = await selfCheck(tampered('id="figures">{', 'id="figures">'));
  assert.equal(figures.state, "good", "the figures' own data are no record, and the check does not hang on them");
});

test("a copy that pretends to depart from what is pinned is not believed", async () => {
  const found = await selfCheck(tampered('"departures":[]', '"departures":["figure-1.sigma=0.2"]'));
  assert.equal(found.state, "bad");
  assert.match(found.text, /the head says that all is as pinned/);
});

test("a number whose place is misspelt, and a word in place of another, are found", async () => {
  const place = html.match(/title="figure-1 › ensemble\.reaches = /)[0];
  assert.match((await selfCheck(tampered(place, place.replace("reaches", "reached")))).text, /the record has nothing of this name/);
  const word = html.match(/value="rank-one"[^>]*>rank-one/)[0];
  assert.match((await selfCheck(tampered(word, word.replace(/rank-one$/, "diverged")))).text, /is rank-one and is shown as diverged/);
});
