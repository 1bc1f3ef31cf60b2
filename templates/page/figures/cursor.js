// The place that values are read at: a thin line, rings on the points there, and a line of text.

/** The marks that can be read, panel by panel. */
const figureReadable = (panels) => panels.flatMap((panel) => panel.marks.filter(({ points }) => points.length).map((mark) => ({ panel, mark })));

/** The points at the cursor: the active mark's own, and those of its panel that stand at the very same x. */
function figureThere({ panel, mark, at }) {
  const own = { mark, point: mark.points[at] };
  if (figureScatters(mark.kind)) return [own];
  const others = panel.marks.filter((other) => other !== mark && !figureScatters(other.kind));
  const same = others.map((other) => ({ mark: other, point: other.points.find(({ x }) => x === own.point.x) }));
  return [own, ...same.filter(({ point }) => point)];
}

/** Puts the cursor on point `at` of a mark, or takes it away. */
function figurePoint(reader, spot) {
  reader.spot = spot;
  reader.cursor?.remove();
  if (!spot) return figureTell(reader);
  const { panel, mark, at } = spot;
  const { px } = mark.points[at];
  const there = figureThere(spot);
  const dots = there.flatMap(({ mark: { ink }, point }) => {
    const heights = point.low === undefined ? [point.py] : [panel.frame.limit(point.low), panel.frame.limit(point.high)];
    return heights.map((height) => figureElement("circle", { class: `fig-here ${ink}`, cx: figureTenth(point.px), cy: figureTenth(height), r: 5 }));
  });
  const line = figureElement("path", { class: "fig-guide", d: `M${figureTenth(px)} ${panel.frame.top}V${panel.frame.bottom}` });
  reader.cursor = figureElement("g", { class: "fig-cursor", "aria-hidden": "true" }, line, ...dots.reverse());
  panel.group.append(reader.cursor);
  figureTell(reader, there);
}

/** Says what is at the cursor: x, the active series to its last digit, the others to four. */
function figureTell(reader, there) {
  if (!there) {
    reader.told.replaceChildren("Point at the figure, or use the arrow keys, to read values.");
    return;
  }
  const { panel, mark } = reader.spot;
  const said = (text, exact, ink) => {
    const value = document.createElement("data");
    Object.assign(value, { value: exact, title: exact, className: ink ?? "" });
    value.append(...text);
    return value;
  };
  const x = there[0].point.x;
  const where = [...(reader.panels.length > 1 ? [figureLetter(panel.index), " · "] : []), ...figureWords(panel.x.label || "place"), " "];
  const parts = [said([...where, figureAt(panel.x, x, figureSensible)], figureAt(panel.x, x, figureExact))];
  for (const { mark: other, point } of there.slice(0, 8)) {
    const words = figureSays(point, panel.y, other === mark ? figureExact : figureSensible);
    parts.push(said([...figureWords(figureCalled(other)), " ", words], figureSays(point, panel.y, figureExact), other.ink));
  }
  if (there.length > 8) parts.push(`and ${there.length - 8} more`);
  reader.told.replaceChildren(...parts.flatMap((part, at) => (at ? [", ", part] : [part])));
}

/** The point nearest to a place in the figure, if that is in a plot. */
function figureSpotAt(reader, px, py) {
  const near = 14;
  const inside = ({ frame }) => px > frame.left - near && px < frame.right + near && py > frame.top - near && py < frame.bottom + near;
  const panel = reader.panels.find(inside);
  const spots = (panel?.marks ?? []).filter(({ points }) => points.length).map((mark) => {
    const at = figureNearest(mark.points, mark.kind, px, py);
    return { panel, mark, at, apart: figureApart(mark.points[at], panel.frame, px, py) };
  });
  return spots.reduce((best, spot) => (!best || spot.apart < best.apart ? spot : best), undefined);
}
