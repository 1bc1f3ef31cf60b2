// The figures in a real browser: values by pointer and by keys, scales there and back, one series alone, files, and
// nothing for axe to find.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { REPORT, carried, from, read } from "./figures.support.mjs";

const axe = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
const { figureColumns, figureDigits } = from(["columns", "csv"], ["figureColumns", "figureDigits"]);
const { figures, records } = carried();

let browser;
const complaints = [];

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  assert.deepEqual(complaints, []);
});

/** The page with a figure in view and made readable. */
async function opened(id, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.stack));
  page.on("request", (request) => !/^(file|blob|data):/.test(request.url()) && complaints.push(`asked for ${request.url()}`));
  await page.goto(pathToFileURL(join(REPORT, "index.html")).href);
  const figure = page.locator(`[id="${id}"]`);
  await figure.scrollIntoViewIfNeeded();
  await figure.locator(".tools").waitFor();
  const press = async (...keys) => {
    await figure.locator(".canvas").focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  const told = () => figure.locator(".told").textContent();
  const svg = () => figure.locator("svg").evaluate((element) => element.outerHTML);
  const saved = async (word) => {
    const [download] = await Promise.all([page.waitForEvent("download"), figure.getByRole("button", { name: `Download ${word}` }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  return { page, figure, press, told, svg, saved };
}

const data = (id, panel, mark) => {
  const figure = figures[id];
  return figureColumns(figure.panels[panel].marks[mark], figure.records.map((name) => records[name]));
};

test("keys read the first and the last value to the last digit, and step between series", async () => {
  const { page, press, told } = await opened("figure-1-draw-0");
  const second = data("figure-1-draw-0", 0, 1);
  await press("End", "ArrowDown");
  assert.ok((await told()).includes(`λ2 ${figureDigits(second.y.at(-1))}`), await told());
  await press("Home");
  assert.ok((await told()).includes(`λ2 ${figureDigits(second.y[0])}`), await told());
  await press("ArrowRight");
  assert.ok((await told()).includes(`λ2 ${figureDigits(second.y[1])}`), await told());
  await page.close();
});

test("the pointer reads the point it is on", async () => {
  const { page, figure, told } = await opened("figure-1-draw-0");
  const first = data("figure-1-draw-0", 0, 0);
  const row = first.x.length - 10;
  const { area: [left, top, right, bottom], x, y } = figures["figure-1-draw-0"].panels[0];
  const box = await figure.locator("svg").boundingBox();
  const scale = box.width / 720;
  const px = left + ((first.x[row] - x.range[0]) / (x.range[1] - x.range[0])) * (right - left);
  const py = bottom - ((first.y[row] - y.range[0]) / (y.range[1] - y.range[0])) * (bottom - top);
  await page.mouse.move(box.x + px * scale, box.y + py * scale);
  assert.ok((await told()).includes(`λ1 ${figureDigits(first.y[row])}`), await told());
  assert.ok(await figure.locator(".fig-here").count() >= 3);
  await page.mouse.move(2, 2);
  assert.match(await told(), /^Point at/);
  await page.close();
});

test("single points are read one by one, each with its own x and y", async () => {
  const { page, press, told } = await opened("figure-1-slopes");
  const { x, y } = data("figure-1-slopes", 0, 1);
  await press("Home");
  const least = x.indexOf(Math.min(...x));
  assert.ok((await told()).includes(figureDigits(y[least])), await told());
  await page.close();
});

test("a scale there and back leaves every figure as it was, to the last byte", async () => {
  for (const id of Object.keys(figures)) {
    const { page, figure, svg } = await opened(id);
    const was = await svg();
    const switches = await figure.locator(".tools button[aria-pressed]").all();
    for (const button of switches) await button.click();
    const other = await svg();
    assert.ok(!/NaN|Infinity|undefined/.test(other), id);
    if (switches.length) assert.notEqual(other, was, id);
    for (const button of switches) await button.click();
    assert.equal(await svg(), was, id);
    await page.close();
  }
});

test("values are the same on the other scale", async () => {
  const { page, figure, press, told } = await opened("figure-1-draw-0");
  await press("ArrowDown", "End");
  const was = await told();
  await figure.getByRole("button", { name: "log y" }).click();
  await press("ArrowDown", "End");
  assert.equal(await told(), was);
  await page.close();
});

test("a specification curve, whose clamped values have no place on another scale, is offered none", async () => {
  const { page, figure } = await opened("multiverse-figure-1");
  assert.equal(await figure.locator(".tools button[aria-pressed]").count(), 0);
  await page.close();
});

test("a series is shown alone by key, by click and by its button, and all of them again", async () => {
  const { page, figure, press } = await opened("figure-1-draw-0");
  const faint = () => figure.locator("[data-mark].fig-faint").count();
  await press("End", "Enter");
  assert.equal(await faint(), 4);
  await press("Enter");
  assert.equal(await faint(), 0);
  await figure.locator('[data-panel="0"] [data-label="1"] text').click();
  assert.equal(await faint(), 4);
  await figure.getByRole("button", { name: "Series" }).click();
  const second = figure.locator(".series button").nth(1);
  assert.equal(await second.getAttribute("aria-pressed"), "true");
  await second.click();
  assert.equal(await faint(), 0);
  await second.press("Space");
  assert.equal(await faint(), 4);
  await press("Escape");
  assert.equal(await faint(), 0);
  await page.close();
});

test("files are those of the report, byte for byte, whatever is pointed at", async () => {
  for (const id of ["figure-1-draw-0", "figure-1-slopes", "multiverse-figure-2", "activations-least"]) {
    const { page, press, saved } = await opened(id);
    await press("End", "Enter");
    assert.deepEqual(await saved("SVG"), { name: `${id}.svg`, text: read(`figures/${id}.svg`) });
    assert.deepEqual(await saved("CSV"), { name: `${id}.csv`, text: read(`data/${id}.csv`) });
    const { name, text } = await saved("JSON");
    assert.equal(name, `${id}.json`);
    const parsed = JSON.parse(text);
    const named = parsed.experiment ? { [parsed.experiment]: parsed } : parsed;
    for (const [record, value] of Object.entries(named)) assert.deepEqual(value, records[record]);
    await page.close();
  }
});

test("reading moves nothing: the room for it is there before it is", async () => {
  for (const width of [1280, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(pathToFileURL(join(REPORT, "index.html")).href);
    await page.waitForSelector("#self-check[data-state=good]");
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const was = await height();
    for (const id of Object.keys(figures)) await page.locator(`[id="${id}"]`).scrollIntoViewIfNeeded();
    await page.waitForFunction((count) => document.querySelectorAll(".tools").length === count, Object.keys(figures).length);
    assert.ok(Math.abs((await height()) - was) <= 1, `${width}: ${was} ${await height()}`);
    const canvas = page.locator(".canvas").first();
    await canvas.focus();
    for (const key of ["End", "ArrowDown", "PageUp"]) await page.keyboard.press(key);
    assert.ok(Math.abs((await height()) - was) <= 1);
    await page.close();
  }
});

test("without JavaScript every figure is there, and no tool is", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(pathToFileURL(join(REPORT, "index.html")).href);
  assert.equal(await page.locator(".canvas svg").count(), Object.keys(figures).length);
  assert.equal(await page.locator(".tools").count(), 0);
  await page.close();
});

test("axe finds nothing, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, figure, press } = await opened("figure-1-draw-0", { colorScheme, bypassCSP: true });
    await press("End", "Enter");
    await figure.getByRole("button", { name: "Series" }).click();
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => axe.run("figure.chart"));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`), [], colorScheme);
    await page.close();
  }
});
