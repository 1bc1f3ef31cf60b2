// Pointer and keys on a figure.

/** Where a pointer is, in pixels of the figure. */
function figurePlaceOf(svg, { clientX, clientY }) {
  const { left, top, width } = svg.getBoundingClientRect();
  const scale = svg.viewBox.baseVal.width / width;
  return [(clientX - left) * scale, (clientY - top) * scale];
}

/** What a key does to the cursor: a step along the points, or to another series. */
function figureStep(reader, key) {
  const all = figureReadable(reader.panels);
  const { mark, at } = reader.spot ?? { ...all[0], at: -1 };
  const last = mark.points.length - 1;
  const tenth = Math.max(1, Math.round(last / 10));
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last, PageUp: at - tenth, PageDown: at + tenth }[key];
  if (to !== undefined) return { ...all.find((it) => it.mark === mark), at: Math.min(Math.max(to, 0), last) };
  const next = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (next === undefined) return undefined;
  const place = all.findIndex((it) => it.mark === mark);
  const chosen = all[(place + next + all.length) % all.length];
  const from = mark.points[Math.max(at, 0)];
  // At the same x where the series has it, within one plot.
  const near = reader.spot?.panel === chosen.panel ? figureNearest(chosen.mark.points, undefined, from.px, from.py) : 0;
  return { ...chosen, at: near };
}

function figureKey(reader, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== reader.canvas) return;
  if (event.key === "Escape") {
    figureIsolate(reader, undefined);
    figurePoint(reader, undefined);
    return;
  }
  if ((event.key === "Enter" || event.key === " ") && reader.spot) figureToggle(reader, reader.spot);
  else {
    const spot = figureStep(reader, event.key);
    if (!spot) return;
    figurePoint(reader, spot);
  }
  event.preventDefault();
}

function figureToggle(reader, { panel, mark }) {
  const series = figureSeriesOf(mark, panel.marks);
  figureIsolate(reader, reader.alone === series ? undefined : series);
}

function figureClick(reader, event) {
  const part = event.target.closest("[data-mark],[data-label],[data-key]");
  const panel = part && reader.panels[part.closest("[data-panel]").dataset.panel];
  const named = panel?.marks[part.dataset.mark ?? part.dataset.label ?? part.dataset.key];
  const spot = figureSpotAt(reader, ...figurePlaceOf(reader.svg, event));
  if (named?.points.length) figureToggle(reader, { panel, mark: named });
  else if (spot && spot.apart < 14) figureToggle(reader, spot);
  else figureIsolate(reader, undefined);
}

function figureListen(reader) {
  const { svg, canvas } = reader;
  svg.addEventListener("pointermove", (event) => figurePoint(reader, figureSpotAt(reader, ...figurePlaceOf(svg, event))));
  svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && document.activeElement !== canvas && figurePoint(reader, undefined));
  svg.addEventListener("click", (event) => figureClick(reader, event));
  canvas.addEventListener("keydown", (event) => figureKey(reader, event));
}
