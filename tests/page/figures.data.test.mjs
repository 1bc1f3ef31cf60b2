// The figures' data: references into the page's records give exactly the published CSV files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, from, read } from "./figures.support.mjs";

const { figureColumns, figureCsv, figureDigits, figureSpans } = from(
  ["columns", "csv"],
  ["figureColumns", "figureCsv", "figureDigits", "figureSpans"],
);
const { figures, records } = carried();

function csv(figure) {
  const held = figure.records.map((name) => records[name]);
  return figureCsv(
    figure.panels.map(({ marks }) => ({ marks: marks.map((mark) => ({ name: mark.name, columns: figureColumns(mark, held) })) })),
  );
}

test("every figure's references give the bytes of its CSV file", () => {
  assert.ok(Object.keys(figures).length > 20);
  for (const [id, figure] of Object.entries(figures)) assert.ok(csv(figure) === read(`data/${id}.csv`), id);
});

test("a reference to another series gives other bytes", () => {
  const figure = structuredClone(figures["figure-1-draw-0"]);
  assert.equal(figure.panels[0].marks[1].y, "0:draw_0.lambda_2");
  figure.panels[0].marks[1].y = "0:draw_0.lambda_3";
  assert.notEqual(csv(figure), read("data/figure-1-draw-0.csv"));
});

test("a reference to a record, series or row that is not there is no data", () => {
  for (const y of ["9:draw_0.lambda_2", "0:draw_0.lambda_9", "0:draws/none"]) {
    const figure = structuredClone(figures["figure-1-draw-0"]);
    figure.panels[0].marks[1].y = y;
    assert.throws(() => csv(figure), undefined, y);
  }
});

test("spans are read in order, lone numbers evenly apart too", () => {
  assert.deepEqual([...figureSpans("3,0-2,10-14/2")].map((span) => [...span]), [[3, 3], [0, 2], [10, 10], [12, 12], [14, 14]]);
});

test("numbers are written as the CSV files have them", () => {
  const written = [0, -0, 1e-4, 9.9e-5, 1e15, 12345, 5e-324, NaN, Infinity].map((value) => figureDigits(value));
  assert.deepEqual(written, ["0", "-0", "0.0001", "9.9e-5", "1e15", "12345", "5e-324", "", ""]);
});
