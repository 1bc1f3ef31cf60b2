// The figures' own scales and ticks are those of the drawings, and what is read is written well.

import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, from, read } from "./figures.support.mjs";

const it = from(
  ["columns", "csv", "markup", "scale", "ticks", "paths", "reading", "axes", "labels"],
  [
    "figureCalled", "figureCanSwitch", "figureColumns", "figureFrame", "figureHeading", "figureNearest", "figurePath", "figurePlain", "figurePoints",
    "figureSensible", "figureSpread", "figureStanding", "figureSwitched", "figureTicks", "figureTicksAcross", "figureTicksUp",
  ],
);
const { figures, records } = carried();

/** Panels with their data, and the group of each in the drawing. */
function* panels() {
  for (const [id, figure] of Object.entries(figures)) {
    const groups = read(`figures/${id}.svg`).split("<g data-panel=").slice(1);
    const held = figure.records.map((name) => records[name]);
    for (const [index, panel] of figure.panels.entries()) {
      const marks = panel.marks.map((mark) => ({ ...mark, columns: it.figureColumns(mark, held) }));
      yield { id: `${id} ${index}`, panel: { ...panel, marks }, group: groups[index] };
    }
  }
}

const plain = (html) => html.replace(/<[^>]*>/g, "");

test("the ticks that the script finds are those of every drawing", () => {
  let count = 0;
  for (const { id, panel, group } of panels()) {
    for (const [name, ticks] of [["x", it.figureTicksAcross(panel)], ["y", it.figureTicksUp(panel)]]) {
      const axis = group.split(`<g data-axis="${name}">`)[1].split("<path class=\"fig-axis")[1];
      const texts = [...axis.split("</g>")[0].matchAll(/<text x="([^"]*)" y="([^"]*)">(.*?)<\/text>/g)];
      const drawn = texts.map(([, , , text]) => plain(text));
      const found = ticks.ticks.filter(({ text }) => text).map(({ text }) => it.figurePlain(text).replace("^", ""));
      if (texts.length < 2) continue;
      assert.equal(found.join(" "), drawn.join(" "), `${id} ${name}`);
      count += 1;
    }
  }
  assert.ok(count > 80, String(count));
});

test("points stand where the drawings have them, to a tenth of a pixel", () => {
  let count = 0;
  for (const { id, panel, group } of panels()) {
    const frame = it.figureFrame(panel);
    panel.marks.forEach((mark, at) => {
      const path = group.split(`<g data-mark="${at}"`)[1].match(/ d="([^"]*)"/)[1];
      if (!path || mark.kind !== "disc") return;
      const [, px, py] = it.figurePath(mark, frame).match(/^M([\d.]+) ([\d.]+)/);
      const [x, y] = path.slice(1).match(/-?\d*\.?\d+/g).map(Number);
      assert.ok(Math.abs(px - x) < 0.15 && Math.abs(py - y) < 0.15, `${id} ${mark.name}: ${px} ${py}, drawn at ${x} ${y}`);
      count += 1;
    });
  }
  assert.ok(count > 10, String(count));
});

test("a logarithmic scale is offered only where all is positive, and none where names stand", () => {
  const panel = (values, axis) => ({ y: { range: [0, 1], ...axis }, marks: [{ columns: { x: [1, 2], y: values } }] });
  assert.equal(it.figureCanSwitch(panel([0.1, 1], {}), "y"), true);
  assert.equal(it.figureCanSwitch(panel([0, 1], {}), "y"), false);
  assert.equal(it.figureCanSwitch(panel([0, 1], { log: true }), "y"), true);
  assert.equal(it.figureCanSwitch(panel([0.1, 1], { names: ["a", "b"] }), "y"), false);
});

test("the other scale holds all data that were shown, and no guide stretches it", () => {
  const guide = { kind: "segment", columns: { x: [1e-9, 1e9], y: [1e-9, 1e9] } };
  const mark = { columns: { x: [1, 2, 3], y: [0.001, 5, 9] } };
  const other = it.figureSwitched({ range: [0, 10] }, [mark, guide], "y");
  assert.ok(other.log && other.range[0] < -3 && other.range[0] > -4 && other.range[1] === 1);
  const back = it.figureSwitched({ log: true, range: [-5, 3] }, [mark, guide], "y");
  assert.ok(!back.log && back.range[0] === 0 && back.range[1] >= 9 && back.range[1] < 10);
});

test("a guide far beyond the plot keeps its slope", () => {
  const frame = it.figureFrame({ area: [0, 0, 100, 100], x: { range: [0, 4] }, y: { range: [0, 2] } });
  const path = it.figurePath({ kind: "segment", columns: { x: [1e-9, 1e6], y: [1e-9, 1e6] } }, frame);
  assert.equal(path, "M0 100L50 0");
});

test("a line that leaves the plot ends at its edge and comes back as another", () => {
  const frame = it.figureFrame({ area: [0, 0, 100, 100], x: { range: [0, 1] }, y: { range: [0, 1] } });
  const path = it.figurePath({ columns: { x: [0, 0.5, 1], y: [0.5, 1.5, 0.5] } }, frame);
  assert.equal(path, "M0 50L25 0M75 0L100 50");
});

test("a gap breaks a line, a lone point is a dot, and a band down to zero reaches the foot of a logarithmic axis", () => {
  const frame = it.figureFrame({ area: [0, 0, 100, 100], x: { range: [0, 10] }, y: { log: true, range: [-2, 0] } });
  const columns = { x: [0, 1, 2, 3, 4], y: [1, 0.1, 0, NaN, 1] };
  assert.equal(it.figurePath({ columns }, frame), "M0 0L10 50M40 0h0");
  const band = { kind: "band", columns: { x: [0, 10], low: [0, 0], high: [1, 0.1] } };
  assert.equal(it.figurePath(band, frame), "M0 0L100 50L100 100L0 100z");
});

test("the nearest point of a line is nearest across, of single points nearest both ways", () => {
  const points = [{ px: 0, py: 0 }, { px: 10, py: 100 }, { px: 22, py: 0 }];
  assert.equal(it.figureNearest(points, "line", 12, 0), 1);
  assert.equal(it.figureNearest(points, "disc", 12, 0), 2);
});

test("a stroke of a specification curve is read at the readings under it", () => {
  const frame = it.figureFrame({ area: [0, 0, 100, 100], x: { range: [-1, 9] }, y: { range: [0, 4] } });
  const mark = { x: { runs: "2-3,7" }, columns: { x: [1.6, 3.4, NaN, 6.6, 7.4, NaN], y: [1, 1, NaN, 1, 1, NaN] } };
  assert.equal(it.figurePoints(mark, frame).map(({ x }) => x).join(), "2,3,7");
});

test("numbers are written to four digits, large whole ones in full, diverged ones in words", () => {
  const written = [0, 2300000, 0.1534123, -1.5339e-6, 1.0, 12345.678, Number.MAX_VALUE].map((value) => it.figureSensible(value));
  assert.deepEqual(written, ["0", "2,300,000", "0.1534", "−1.534×10⁻⁶", "1", "12350", "diverged"]);
});

test("labels keep their distance and stay within the plot", () => {
  assert.equal(it.figureSpread([50, 10, 90], 18, [0, 100]).join(), "50,10,90");
  assert.equal(it.figureSpread([99, 100], 18, [0, 100]).join(), "82,100");
  assert.equal(it.figureSpread([1, 1], 18, [5, 100]).join(), "5,23");
});

test("a heading names unit and power as the drawings do", () => {
  assert.equal(it.figureHeading({ label: "time", unit: "steps" }, 6), "time (10^{6} steps)");
  assert.equal(it.figureHeading({ label: "loss" }, -6), "loss (×10^{−6})");
});

test("a series without a label is called by its name, underscores and all", () => {
  assert.equal(it.figurePlain(it.figureCalled({ name: "finite_step.lambda_3" })), "finite_step.lambda_3");
  assert.equal(it.figurePlain(it.figureCalled({ name: "finite_step.lambda_2", label: "*λ*_2" })), "λ2");
});
