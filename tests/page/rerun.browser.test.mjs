// "Run it here": the real cell, all its steps, in a worker of the browser, by the second implementation.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PAGE, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("the browser computes the displayed draw's cell, all its steps, and comes to the pinned digest", async () => {
  const { page, context, troubles } = await open(browser);
  const pinned = await page.evaluate(() => JSON.parse(document.querySelector('script[data-record="figure-1"]').textContent).scalars["draw_0.cell"].value);
  await page.locator("#rerun button.primary").click();
  await page.waitForSelector("#rerun progress[value]");
  await page.waitForSelector("#rerun[data-state=same], #rerun[data-state=different], #rerun[data-state=error]", { timeout: 240_000 });
  const text = await page.locator("#rerun").innerText();
  assert.equal(await page.getAttribute("#rerun", "data-state"), "same", text);
  assert.equal(text.split(pinned).length, 3, "both digests are shown");
  assert.match(text, /10 million steps in/);
  assert.ok((await page.locator("#rerun .plot path.fig-second").getAttribute("d")).length > 500);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a copy that pins another digest for the cell is found out", async () => {
  const { page, context } = await open(browser);
  // Fewer steps than the record says: another cell, so another digest, and sooner.
  await page.evaluate(() => {
    const place = document.getElementById("rerun");
    const words = document.createElement("p");
    record("figure-1").parameters.steps = 20_000;
    place.replaceChildren(words);
    offerRerun(place);
  });
  await page.locator("#rerun button.primary").click();
  await page.waitForSelector("#rerun[data-state=different]", { timeout: 60_000 });
  assert.match(await page.locator("#rerun").innerText(), /another digest/);
  await context.close();
});

test("a run can be cancelled, and then started again", async () => {
  const { page, context, troubles } = await open(browser);
  await page.locator("#rerun button.primary").click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForSelector("#rerun[data-state=cancelled]");
  assert.equal(await page.locator("#rerun button.primary").isEnabled(), true);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("play runs with the reader's parameters beside theory, and names what is wrong with one", async () => {
  const { page, context, troubles } = await open(browser);
  await page.getByText("Play with it").click();
  await page.locator("#rerun").getByLabel("learning rate").fill("0.1");
  await page.locator("#rerun").getByLabel("activation").selectOption("sinh");
  await page.locator("#rerun").getByLabel(/^steps/).selectOption("100000");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.waitForSelector("#rerun .playground .stage[data-state=done]", { timeout: 60_000 });
  assert.ok((await page.locator(".playground .plot path.fig-dashed").first().getAttribute("d")).length > 10);
  await page.locator("#rerun").getByLabel("label noise").fill("much");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.waitForSelector("#rerun .playground .stage[data-state=error]");
  assert.match(await page.locator(".playground .said[role=status]").innerText(), /sigma.*much/);
  assert.deepEqual(troubles, []);
  await context.close();
});
