// The axes of a panel on another scale, in the look of src/figure/paint_axes.rs.

/** About how wide a tick's label is, in pixels. */
const figureTickWidth = (text = "") => figureRuns(text).reduce((sum, { text: run, level }) => sum + run.length * (level ? 6.7 : 9.3), 0);

const figureWidest = ({ ticks }) => Math.max(0, ...ticks.map(({ text }) => figureTickWidth(text)));

const figureRoom = (length, each, most) => Math.trunc(Math.min(Math.max(length / each, 2), most));

function figureTicksUp({ y, area: [, top, , bottom] }) {
  return figureTicks(y, figureRoom(bottom - top, 36, 7));
}

function figureTicksAcross({ x, area: [left, , right] }) {
  let most = figureRoom(right - left, x.log ? 58 : 48, 8);
  let ticks = figureTicks(x, most);
  // Fewer, until neighbours stand well apart.
  const crowded = () => ticks.ticks.filter(({ text }) => text).length * (figureWidest(ticks) + 18) > right - left;
  while (most > 2 && crowded()) ticks = figureTicks(x, (most -= 1));
  return ticks;
}

/** Ticks that stand within the plot, with their place in pixels. */
function figureStanding({ ticks }, range, [from, to]) {
  const pixel = (at) => figureTenth(from + ((at - range[0]) / (range[1] - range[0])) * (to - from));
  const reach = 1e-6 * (range[1] - range[0]);
  return ticks.filter(({ at }) => at >= range[0] - reach && at <= range[1] + reach).map(({ at, text }) => ({ pixel: pixel(at), text }));
}

function figureTickTexts(ticks, place, anchor) {
  const texts = ticks.filter(({ text }) => text).map((tick) => figureElement("text", place(tick.pixel), ...figureSpanned(tick.text, 16)));
  return figureElement("g", { class: "fig-tick fig-text", "text-anchor": anchor }, ...texts);
}

function figureAxisLine(path) {
  return figureElement("path", { class: "fig-axis fig-muted", d: path });
}

/** Fills the group of the y axis anew; its heading stays, but for the power of ten. */
function figureAxisUp(group, panel) {
  const [left, top, right, bottom] = panel.area;
  const found = figureTicksUp(panel);
  const ticks = figureStanding(found, panel.y.range, [bottom, top]);
  const heading = group.querySelector(".fig-heading");
  heading?.replaceChildren(...figureSpanned(figureHeading(panel.y, found.power), 17));
  const grid = ticks.filter(({ text }) => text).map(({ pixel }) => `M${left} ${pixel}H${right}`).join("");
  const line = ticks.map(({ pixel, text }) => `M${left - (text ? 5 : 3)} ${pixel}H${left}`).join("");
  group.replaceChildren(
    figureElement("path", { class: "fig-rule fig-grid", d: grid }),
    figureAxisLine(`M${left} ${top}V${bottom}${line}`),
    figureTickTexts(ticks, (pixel) => ({ x: left - 9, y: figureTenth(pixel + 5.5) }), "end"),
    ...(heading ? [heading] : []),
  );
}

/** Fills the group of the x axis anew. */
function figureAxisAcross(group, panel) {
  const [left, , right, bottom] = panel.area;
  const found = figureTicksAcross(panel);
  const ticks = figureStanding(found, panel.x.range, [left, right]);
  const heading = group.querySelector(".fig-heading");
  heading?.replaceChildren(...figureSpanned(figureHeading(panel.x, found.power), 17));
  const line = ticks.map(({ pixel, text }) => `M${pixel} ${bottom}v${text ? 5 : 3}`).join("");
  group.replaceChildren(
    figureAxisLine(`M${left} ${bottom}H${right}${line}`),
    figureTickTexts(ticks, (pixel) => ({ x: pixel, y: figureTenth(bottom + 23) }), "middle"),
    ...(heading ? [heading] : []),
  );
}
