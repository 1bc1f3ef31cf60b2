// Marks as path data, in the look of src/figure/paint_mark.rs.

const figureTenth = (pixels) => Math.round(pixels * 10) / 10;

const figureCorners = {
  square: [[-3.6, -3.6], [3.6, -3.6], [3.6, 3.6], [-3.6, 3.6]],
  triangle: [[0, -5], [4.6, 3.2], [-4.6, 3.2]],
  diamond: [[0, -5.3], [5.3, 0], [0, 5.3], [-5.3, 0]],
};

/** The part of a straight line within the plot (Liang and Barsky), if there is one. */
function figureClipped([ax, ay], [bx, by], { left, top, right, bottom }) {
  const [dx, dy] = [bx - ax, by - ay];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [[-dx, ax - left], [dx, right - ax], [-dy, ay - top], [dy, bottom - ay]]) {
    if (step === 0 && room < -0.05) return undefined;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter <= leave ? [[ax + enter * dx, ay + enter * dy], [ax + leave * dx, ay + leave * dy]] : undefined;
}

/** A line's parts within the plot, a gap before each that does not start where the last one ended. */
function figureInside(points, frame) {
  const hidden = ([px, py]) => Number.isNaN(px) || Number.isNaN(py);
  return points.flatMap((point, at) => {
    const last = points[at - 1];
    if (hidden(point)) return [point];
    if (last && !hidden(last)) {
      const part = figureClipped(last, point, frame);
      if (!part) return [[NaN, NaN]];
      return part[0][0] === last[0] && part[0][1] === last[1] ? [part[1]] : [[NaN, NaN], ...part];
    }
    return [frame.holds(...point) ? point : [NaN, NaN]];
  });
}

/** A line through points in pixels; a point that has no place breaks it. */
function figureLinePath(points) {
  let path = "";
  let open = false;
  points.forEach(([px, py], at) => {
    const seen = !Number.isNaN(px) && !Number.isNaN(py);
    if (seen) {
      const next = points[at + 1];
      path += `${open ? "L" : "M"}${figureTenth(px)} ${figureTenth(py)}`;
      if (!open && (!next || Number.isNaN(next[0]) || Number.isNaN(next[1]))) path += "h0";
    }
    open = seen;
  });
  return path;
}

function figurePointPath(kind, px, py) {
  const [x, y] = [figureTenth(px), figureTenth(py)];
  if (kind === "disc") return `M${x} ${y}h0`;
  if (kind === "ring") return `M${x} ${figureTenth(py - 3.8)}a3.8 3.8 0 1 0 .1 0z`;
  if (kind === "cross") return `M${figureTenth(px - 4.5)} ${y}h9m-4.5-4.5v9`;
  return `M${figureCorners[kind].map(([dx, dy]) => `${figureTenth(px + dx)} ${figureTenth(py + dy)}`).join("L")}z`;
}

/** A band's visible runs, each there along its upper and back along its lower limit. */
function figureBandPath({ x, low, high }, frame) {
  const runs = [[]];
  x.forEach((at, row) => {
    const [px, below, above] = [frame.across(at), frame.limit(low[row]), frame.limit(high[row])];
    if ([px, below, above].some(Number.isNaN) || px < frame.left - 0.1 || px > frame.right + 0.1) runs.push([]);
    else runs.at(-1).push([px, below, above]);
  });
  const corners = (run) => [...run.map(([px, , above]) => [px, above]), ...run.map(([px, below]) => [px, below]).reverse()];
  return runs.filter((run) => run.length).map((run) => `${figureLinePath(corners(run))}z`).join("");
}

/** A mark in a frame, as far as the plot reaches. */
function figurePath({ kind = "line", columns }, frame) {
  const { x, y, low, high } = columns;
  const { left, top, right, bottom } = frame;
  if (kind === "band") return figureBandPath(columns, frame);
  if (kind === "intervals") {
    const bars = x.map((at, row) => [frame.across(at), frame.limit(low[row]), frame.limit(high[row])]);
    const seen = bars.filter((bar) => !bar.some(Number.isNaN) && bar[0] >= left - 0.1 && bar[0] <= right + 0.1);
    return seen.map(([px, below, above]) => figureLinePath([[px, below], [px, above]])).join("");
  }
  if (kind === "level") return figureLinePath([[left, frame.up(y[0])], [right, frame.up(y[0])]]);
  if (kind === "upright") return figureLinePath([[frame.across(x[0]), top], [frame.across(x[0]), bottom]]);
  const points = x.map((at, row) => [frame.across(at), frame.up(y[row])]);
  if (kind === "line" || kind === "segment") return figureLinePath(figureInside(points, frame));
  return points.filter(([px, py]) => frame.holds(px, py)).map(([px, py]) => figurePointPath(kind, px, py)).join("");
}
