// A small plot of curves that grow: steps across, a logarithmic axis up. In the inks of the figures.

const AREA = { left: 62, right: 600, top: 16, bottom: 250, width: 660, height: 300 };

/** The decades that hold all positive numbers: at least two, at most from 1e-34 on. */
function decades(curves) {
  let [low, high] = [Infinity, -Infinity];
  for (const { points } of curves) {
    for (const [, y] of points) {
      if (!(y > 0) || !Number.isFinite(y)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  if (high < low) return [-2, 1];
  const top = Math.ceil(Math.log10(high) + 1e-9);
  return [Math.min(Math.max(Math.floor(Math.log10(low)), -34), top - 2), top];
}

/** Lines through points; one that is no positive number leaves a gap. */
function path(points, x, y) {
  let text = "";
  let pen = "M";
  for (const [step, value] of points) {
    if (value > 0 && Number.isFinite(value)) {
      text += `${pen}${x(step).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    } else {
      pen = "M";
    }
  }
  return text;
}

/** Draws `curves`, each `{ label, ink, dashed, points: [[step, value]] }`, over `steps` steps, in place of what was there. */
function plot(place, title, steps, curves) {
  const [low, high] = decades(curves);
  const x = (step) => AREA.left + ((AREA.right - AREA.left) * step) / steps;
  const y = (value) => AREA.bottom - ((AREA.bottom - AREA.top) * (Math.log10(value) - low)) / (high - low);
  const svg = figureElement("svg", { class: "fig", viewBox: `0 0 ${AREA.width} ${AREA.height}`, role: "img", "aria-label": title });
  const stride = Math.ceil((high - low) / 6);
  for (let power = high; power >= low; power -= stride) {
    const at = y(10 ** power);
    svg.append(figureElement("path", { class: "fig-rule fig-grid", d: `M${AREA.left} ${at}H${AREA.right}` }));
    const exponent = figureElement("tspan", { dy: -5, "font-size": 11 }, figureSigned(power));
    svg.append(figureElement("text", { class: "fig-tick fig-text", x: AREA.left - 8, y: at + 5, "text-anchor": "end" }, "10", exponent));
  }
  for (let part = 0; part <= 4; part += 1) {
    const step = (steps * part) / 4;
    svg.append(figureElement("path", { class: "fig-axis fig-muted", d: `M${x(step)} ${AREA.bottom}v5` }));
    svg.append(figureElement("text", { class: "fig-tick fig-text", x: x(step), y: AREA.bottom + 22, "text-anchor": "middle" }, brief(step)));
  }
  svg.append(figureElement("path", { class: "fig-axis fig-muted", d: `M${AREA.left} ${AREA.top}V${AREA.bottom}H${AREA.right}` }));
  svg.append(figureElement("text", { class: "fig-heading fig-text", x: (AREA.left + AREA.right) / 2, y: AREA.height - 6, "text-anchor": "middle" }, "step"));
  let least = -Infinity;
  const labels = [];
  for (const { label, ink, dashed, points } of curves) {
    svg.append(figureElement("path", { class: `fig-line fig-${ink}${dashed ? " fig-dashed" : ""}`, d: path(points, x, y) }));
    const last = points.findLast(([, value]) => value > 0 && Number.isFinite(value));
    if (last && label) labels.push({ label, ink, at: x(last[0]) + 8, height: y(last[1]) + 5 });
  }
  // From the top down, none nearer to the one above than a line.
  for (const { label, ink, at, height } of labels.sort((a, b) => a.height - b.height)) {
    least = Math.max(height, least + 18);
    svg.append(figureElement("text", { class: `fig-label fig-${ink}`, x: Math.min(at, AREA.right + 8), y: least }, label));
  }
  place.replaceChildren(svg);
}

/** A number of steps in few signs: 2500000 is 2.5 million. */
function brief(steps) {
  if (steps >= 1e6) return `${steps / 1e6} million`;
  return steps >= 1e4 ? steps.toLocaleString("en").replaceAll(",", "\u202f") : String(steps);
}
