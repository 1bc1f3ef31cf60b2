// The data of a mark as columns of numbers, from references into records: src/document/reference.rs says how they are written.

/** Spans of whole numbers, each `[first, last]`: `0-19,21`, and `30-38/2` for five lone ones. */
function figureSpans(text) {
  return text.split(",").flatMap((word) => {
    const [, first, last, step] = word.match(/^(\d+)(?:-(\d+)(?:\/(\d+))?)?$/);
    if (!step) return [[Number(first), Number(last ?? first)]];
    const count = (last - first) / step + 1;
    return Array.from({ length: count }, (_, k) => Number(first) + k * step).map((number) => [number, number]);
  });
}

function figureWhole(text) {
  return figureSpans(text).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => first + k));
}

/** How a datum is read: as a number or a gap, as the limit of a band, within bounds. */
const figureReadings = {
  gap: (datum) => (typeof datum === "number" ? datum : NaN),
  reach: (datum) => (typeof datum === "number" ? datum : datum === "merged" ? 0 : Number.MAX_VALUE),
  clamp: (from, to) => (datum) =>
    typeof datum === "number" ? Math.min(Math.max(datum, from), to) : datum === "diverged" ? to : from,
};

/** What a reference names: `0:step`, `-0:draws/mu`, `@0:draws/mu`, `0:least!`. */
function figureReferred(reference, records, rows, reading) {
  const [, at, minus, place, name, reach] = reference.match(/^(@?)(-?)(\d+):(.*?)(!?)$/);
  const { series, tables } = records[place];
  const [table, column] = name.split("/");
  const data = column ? tables[table].columns.find((it) => it.name === column).values : series[name].values;
  const numbers = (at ? rows.map((row) => data[row]) : data).map(reading ?? (reach ? figureReadings.reach : figureReadings.gap));
  return minus ? numbers.map((number) => -number) : numbers;
}

function figureColumn(value, x, records, rows) {
  if (typeof value === "number") return x.map((at) => (Number.isNaN(at) ? NaN : value));
  if (Array.isArray(value)) return value.map((number) => number ?? NaN);
  if (typeof value === "string") {
    return value[0] === "=" ? figureWhole(value.slice(1)) : figureReferred(value, records, rows);
  }
  if (value.clamp) return figureReferred(value.clamp, records, rows, figureReadings.clamp(value.from, value.to));
  if (value.of) return Array.from({ length: value.of - 1 }, (_, k) => (value.parts * (k + 1)) / value.of);
  if (value.runs) return figureSpans(value.runs).flatMap(([first, last]) => [first - 0.4, last + 0.4, NaN]);
  const [above, below] = value.quotient.map((reference) => figureReferred(reference, records, rows));
  return above.map((number, row) => number / below[row]).map((number) => (Number.isFinite(number) ? number : NaN));
}

/** The columns of a mark: `x`, `y`, `low`, `high`, those that it has. */
function figureColumns(mark, records) {
  const rows = mark.rows && figureWhole(mark.rows);
  const columns = {};
  for (const name of ["x", "y", "low", "high"]) {
    if (mark[name] !== undefined) columns[name] = figureColumn(mark[name], columns.x, records, rows);
  }
  return columns;
}
