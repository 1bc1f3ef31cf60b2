// One series alone: the others faint.

/** What a mark belongs to: marks of one label, and unlabelled bands and bars with the labelled mark of their ink. */
function figureSeriesOf(mark, marks) {
  const own = figureCalled(mark);
  if (mark.label || !["band", "intervals"].includes(mark.kind)) return own;
  return marks.find((other) => other.label && other.ink === mark.ink)?.label ?? own;
}

/** The series of a figure that can be isolated, each once: its name and an ink. */
function figureSeries(panels) {
  const all = new Map();
  for (const { marks } of panels) {
    for (const mark of marks.filter(({ points }) => points.length)) {
      const series = figureSeriesOf(mark, marks);
      if (!all.has(series)) all.set(series, mark.ink);
    }
  }
  return all;
}

/** Shows one series alone; all of them where it is none. */
function figureIsolate(reader, series) {
  reader.alone = series;
  for (const { group, marks } of reader.panels) {
    for (const part of group.querySelectorAll("[data-mark],[data-label],[data-key]")) {
      const mark = marks[part.dataset.mark ?? part.dataset.label ?? part.dataset.key];
      part.classList.toggle("fig-faint", series !== undefined && mark.points.length > 0 && figureSeriesOf(mark, marks) !== series);
    }
  }
  for (const button of reader.list.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.figureSeries === series));
  }
}
