// Where values lie: axes in their own coordinate (decimal logarithms on a logarithmic axis), and the plot in pixels.

/** A value in an axis' own coordinate; NaN where it has no place. */
function figurePlace(log, value) {
  if (!Number.isFinite(value) || (log && value <= 0)) return NaN;
  return log ? Math.log10(value) : Math.min(Math.max(value, -1e300), 1e300);
}

/** A panel's axes over its plot: what is where, in pixels of the figure. */
function figureFrame({ area: [left, top, right, bottom], x, y }) {
  const share = (axis, value) => (figurePlace(axis.log, value) - axis.range[0]) / (axis.range[1] - axis.range[0]);
  const held = (pixels) => Math.min(Math.max(pixels, -1e5), 1e5);
  return {
    left, top, right, bottom,
    across: (value) => held(left + share(x, value) * (right - left)),
    up: (value) => held(bottom - share(y, value) * (bottom - top)),
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

/** An axis on the other scale, showing the same stretch. */
function figureSwitched(axis, values) {
  let [low, high] = axis.range;
  if (axis.log) {
    [low, high] = [10 ** low, 10 ** high];
    return { ...axis, log: false, range: [low < 0.25 * high ? 0 : low, high] };
  }
  const least = Math.min(...values);
  const air = 0.04 * Math.log10(high / Math.max(low, least));
  return { ...axis, log: true, range: [Math.log10(Math.max(low, least)) - (low < least ? air : 0), Math.log10(high)] };
}
