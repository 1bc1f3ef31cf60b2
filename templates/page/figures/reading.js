// Values to be read: the points of marks where they are drawn, the nearest of them, and what is said of them.

/** A mark's points that can be pointed at, from left to right; guides have none. */
function figurePoints({ kind = "line", columns, x: written }, frame) {
  const { x, y, low, high } = columns;
  if (["segment", "level", "upright"].includes(kind)) return [];
  // A stroke of a specification curve stands under whole numbers, and these are what is read.
  const places = written?.runs ? figureWhole(written.runs).map((at) => ({ x: at, y: y[0] })) : x.map((at, row) => (
    low ? { x: at, low: low[row], high: high[row] } : { x: at, y: y[row] }
  ));
  const placed = places.map((point) => ({
    ...point,
    px: frame.across(point.x),
    py: low ? (frame.limit(point.low) + frame.limit(point.high)) / 2 : frame.up(point.y),
  }));
  return placed.filter(({ px, py }) => frame.holds(px, py)).sort((a, b) => a.px - b.px);
}

const figureScatters = (kind) => !["line", "band", undefined].includes(kind);

/** The place in `points` nearest to a place in the plot: across only for lines, both ways for single points. */
function figureNearest(points, kind, px, py) {
  const apart = (point) => (figureScatters(kind) ? Math.hypot(point.px - px, point.py - py) : Math.abs(point.px - px));
  return points.reduce((best, point, at) => (best < 0 || apart(point) < apart(points[best]) ? at : best), -1);
}

/** How far a place is from a point, a band being near all between its limits. */
function figureApart(point, frame, px, py) {
  const [top, bottom] = point.low === undefined ? [point.py, point.py] : [frame.limit(point.high), frame.limit(point.low)];
  return Math.hypot(point.px - px, Math.max(top - py, 0, py - bottom) + (point.low === undefined ? 0 : 4));
}

/** A number to four digits: `2,300,000`, `0.1534`, `1.534×10⁻⁶`. */
function figureSensible(value) {
  if (Math.abs(value) === Number.MAX_VALUE) return "diverged";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return figureDecimal(value, 0);
  if (size >= 1e-3 && size < 1e5) return figureSigned(Number(value.toPrecision(4)));
  const [mantissa, power] = value.toExponential(3).split("e");
  const raised = power.replace("+", "").replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));
  return `${figureSigned(Number(mantissa))}×10${raised}`;
}

/** The same to its last digit, as the data files have it. */
const figureExact = (value) => (Math.abs(value) === Number.MAX_VALUE ? "diverged" : figureDigits(value));

/** A value along an axis in words: its name where the axis has names. */
const figureAt = (axis, value, words) => (axis.names ? figurePlain(axis.names[value] ?? String(value)) : words(value));

/** What a point says, with numbers written by `words`. */
function figureSays(point, axis, words) {
  if (point.low === undefined) return figureAt(axis, point.y, words);
  return `${figureAt(axis, point.low, words)} to ${figureAt(axis, point.high, words)}`;
}
