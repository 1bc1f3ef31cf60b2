// A figure's panels: their data, their parts of the SVG, and their drawing on the scales chosen.

/** A figure's panels with their data, resolved from the records. */
function figurePanels(data, svg) {
  const records = data.records.map(record);
  return data.panels.map(({ area, x, y, marks }, index) => {
    const group = svg.querySelector(`[data-panel="${index}"]`);
    const panel = {
      index,
      group,
      drawn: [...group.childNodes],
      written: { area, x, y },
      switched: { x: false, y: false },
      marks: marks.map((mark, at) => ({
        ...mark,
        columns: figureColumns(mark, records),
        ink: group.querySelector(`[data-mark="${at}"]`).classList[0],
      })),
    };
    return figureFramed(Object.assign(panel, panel.written));
  });
}

/** Frames a panel as its axes are now, and puts its points there. */
function figureFramed(panel) {
  panel.frame = figureFrame(panel);
  for (const mark of panel.marks) mark.points = figurePoints(mark, panel.frame);
  return panel;
}

/** Draws a panel on the scales chosen: as it stands in the report if these are its own, to the last byte. */
function figureDraw(panel) {
  const { group, drawn, written, switched, marks } = panel;
  const on = (name) => (switched[name] ? figureSwitched(written[name], marks, name) : written[name]);
  Object.assign(panel, { area: written.area, x: on("x"), y: on("y") });
  if (!switched.x && !switched.y) {
    group.replaceChildren(...drawn);
    return figureFramed(panel);
  }
  // Wider labels push the plot to the right.
  const wider = figureWidest(figureTicksUp(panel)) - figureWidest(figureTicksUp({ ...panel, ...written }));
  const [left, top, right, bottom] = written.area;
  panel.area = [figureTenth(left + Math.max(wider, 0)), top, right, bottom];
  figureFramed(panel);
  group.replaceChildren(...drawn.map((node) => node.cloneNode(true)));
  figureAxisUp(group.querySelector('[data-axis="y"]'), panel);
  figureAxisAcross(group.querySelector('[data-axis="x"]'), panel);
  marks.forEach((mark, at) => {
    group.querySelector(`[data-mark="${at}"] path`).setAttribute("d", figurePath(mark, panel.frame));
  });
  figureMoveLabels(group.querySelectorAll("[data-label]"), marks, panel.frame);
  return panel;
}
