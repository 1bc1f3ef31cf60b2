// What a reader can do with the page: with the keyboard alone, in light and dark, on a small screen, on paper, without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { PAGE, launch, open } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** What axe-core finds, a line each. The page's policy would not let it in as a script: it is evaluated. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1280, 900], [390, 800]]) {
    test(`axe finds nothing on the page, ${colorScheme}, ${width} pixels wide, with everything open`, async () => {
      const { page, context, troubles } = await open(browser, PAGE, { colorScheme, viewport: { width, height } });
      await page.waitForSelector("#self-check[data-state=good]");
      assert.deepEqual(await violations(page), []);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.locator("data.num[data-title^='figure-1 ›']").first().focus();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(troubles, []);
      await context.close();
    });
  }
}

test("a number tells record, place, full value, digest and the claims that read it, to the keyboard alone", async () => {
  const { page, context } = await open(browser);
  const number = page.locator("data.num[data-title^='figure-1 › ensemble.reaches =']").first();
  await number.focus();
  const trace = page.locator("#trace");
  const digest = await page.evaluate(() => document.querySelector('script[data-record="figure-1"]').dataset.digest);
  const text = await trace.innerText();
  for (const part of ["figure-1", "ensemble.reaches", digest, await number.getAttribute("value"), "figure-1/reaches"]) {
    assert.ok(text.includes(part), `${part} is not in: ${text}`);
  }
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.closest("#trace") !== null), true);
  await page.keyboard.press("Escape");
  assert.equal(await trace.isVisible(), false);
  await page.keyboard.press("ArrowRight");
  assert.match(await page.evaluate(() => document.activeElement.dataset.title), /^figure-2 › ensemble.reaches =/);
  await context.close();
});

test("without scripts everything is there to be read, and nothing that would not work", async () => {
  const { page, context } = await open(browser, PAGE, { javaScriptEnabled: false });
  assert.equal(await page.locator("figure.chart svg").count(), await page.locator("figure.chart").count());
  assert.equal(await page.locator("button").count(), 0);
  assert.match(await page.locator("#self-check").innerText(), /Where scripts run/);
  await context.close();
});

test("the page is painted within a second, does not shift, and does not scroll sideways on a phone", async () => {
  const { page, context } = await open(browser, PAGE, { viewport: { width: 390, height: 800 } });
  await page.waitForSelector("#self-check[data-state=good]");
  const seen = await page.evaluate(async () => {
    const shifts = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve([]), 500);
    });
    return {
      paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      shift: shifts.reduce((sum, entry) => sum + entry.value, 0),
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  assert.ok(seen.paint < 1000, `first paint after ${seen.paint} ms`);
  assert.ok(seen.shift < 0.001, `layout shift ${seen.shift}`);
  assert.equal(seen.wide, 0);
  await context.close();
});

test("on paper no script's place is left, and a figure is on one page", async () => {
  const { page, context } = await open(browser);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".widget").first().isVisible(), false);
  const breaks = await page.evaluate(() => [...document.querySelectorAll("figure.chart, article.claim")].map((it) => getComputedStyle(it).breakInside));
  assert.ok(breaks.length > 60 && breaks.every((it) => it === "avoid"));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 100_000);
  await context.close();
});
