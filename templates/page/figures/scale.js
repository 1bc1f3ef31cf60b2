// Where values lie: axes in their own coordinate (decimal logarithms on a logarithmic axis), and the plot in pixels.

/** A value in an axis' own coordinate; NaN where it has no place. */
function figurePlace(log, value) {
  if (!Number.isFinite(value) || (log && value <= 0)) return NaN;
  return log ? Math.log10(value) : Math.min(Math.max(value, -1e300), 1e300);
}

/** A panel's axes over its plot: what is where, in pixels of the figure. */
function figureFrame({ area: [left, top, right, bottom], x, y }) {
  const share = (axis, value) => (figurePlace(axis.log, value) - axis.range[0]) / (axis.range[1] - axis.range[0]);
  return {
    left, top, right, bottom,
    across: (value) => left + share(x, value) * (right - left),
    up: (value) => bottom - share(y, value) * (bottom - top),
    /** Where a band's limit lies: within the plot, at its foot if a logarithmic axis has no place for it. */
    limit(value) {
      const pixels = y.log && value <= 0 ? bottom : this.up(value);
      return Math.min(Math.max(pixels, top), bottom);
    },
    holds: (px, py) => px >= left - 0.1 && px <= right + 0.1 && py >= top - 0.1 && py <= bottom + 0.1,
  };
}

/** All values that marks have along one axis. */
function figureAlong(marks, axis) {
  const names = axis === "x" ? ["x"] : ["y", "low", "high"];
  return marks.flatMap(({ columns }) => names.flatMap((name) => columns[name] ?? [])).filter(Number.isFinite);
}

/**
 * Whether an axis can show all it shows on the other scale: names cannot, what is not positive has no logarithm, and
 * what was drawn at the edge for want of a place (a clamped column) would seem to have one.
 */
function figureCanSwitch(panel, name) {
  const axis = panel[name];
  const values = figureAlong(panel.marks, name);
  const clamped = panel.marks.some(({ x, y, low, high }) => [x, y, low, high].some((column) => column?.clamp));
  if (axis.names || clamped || !values.length) return false;
  return axis.log ? axis.range[1] < 300 : values.every((value) => value > 0);
}

/** An axis on the other scale, showing the same data; guides do not stretch it. */
function figureSwitched(axis, marks, name) {
  const values = figureAlong(marks.filter(({ kind }) => kind !== "segment"), name);
  const [low, high] = axis.log ? axis.range.map((power) => 10 ** power) : axis.range;
  const shown = values.filter((value) => value >= low && value <= high);
  const [least, most] = [shown.reduce((a, b) => Math.min(a, b), high), shown.reduce((a, b) => Math.max(a, b), low)];
  if (axis.log) {
    // The room left beyond the data was a share of many decades.
    const above = Math.min(high, most + 0.04 * (most - least));
    return { ...axis, log: false, range: [least < 0.25 * above ? 0 : Math.max(low, least - 0.04 * (most - least)), above] };
  }
  const air = 0.04 * Math.log10(high / least);
  return { ...axis, log: true, range: [low > 0 && low === least ? Math.log10(low) : Math.log10(least) - air, Math.log10(high)] };
}
