// Labels beside their marks after a switch of scale.

/** Heights `gap` apart within `[low, high]`, in order, none moved further than the ones before it push. */
function figureSpread(wished, gap, [low, high]) {
  const order = wished.map((_, at) => at).sort((a, b) => wished[a] - wished[b]);
  const placed = [];
  order.forEach((index, rank) => {
    placed[index] = Math.max(wished[index], rank ? placed[order[rank - 1]] + gap : low);
  });
  let ceiling = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index], ceiling);
    ceiling = placed[index] - gap;
  }
  return placed;
}

/** Where a mark's label is tied: at its last point seen, or at the one nearest to a given x. */
function figureTie(mark, frame) {
  const { x, y } = mark.columns;
  if (mark.kind === "level") return [mark.at ? frame.across(mark.at[0]) : frame.right, frame.up(y[0])];
  if (mark.kind === "upright") return [frame.across(x[0]), mark.at ? frame.top : frame.bottom];
  const seen = x
    .map((at, row) => [frame.across(at), y ? frame.up(y[row]) : frame.limit(mark.columns.high[row])])
    .filter(([px, py]) => frame.holds(px, py));
  if (!mark.at) return seen.at(-1);
  const wanted = frame.across(mark.at[0]);
  return seen.reduce((best, point) => (!best || Math.abs(point[0] - wanted) < Math.abs(best[0] - wanted) ? point : best), undefined);
}

function figureTiedLabel(text, [px, py], side, frame) {
  const room = text.getComputedTextLength();
  const [left, baseline] = {
    above: [px - room / 2, py - 9],
    below: [px - room / 2, py + 21],
    left: [px - 11 - room, py + 6],
    right: [px + 11, py + 6],
  }[side];
  text.setAttribute("x", figureTenth(Math.max(left, frame.left + 5)));
  text.setAttribute("y", figureTenth(Math.max(Math.min(baseline, frame.bottom - 6), frame.top + 12)));
}

/** Moves the labels of a panel to where their marks are now; one whose mark is not seen goes. */
function figureMoveLabels(groups, marks, frame) {
  const ends = [];
  for (const group of groups) {
    const mark = marks[group.dataset.label];
    const tie = figureTie(mark, frame);
    const text = group.querySelector("text");
    group.querySelector("path")?.remove();
    if (!tie) group.replaceChildren();
    else if (mark.at) figureTiedLabel(text, tie, mark.at[1], frame);
    else ends.push({ group, text, tie });
  }
  const placed = figureSpread(ends.map(({ tie }) => tie[1]), 20, [frame.top, frame.bottom - 8]);
  ends.forEach(({ group, text, tie }, at) => {
    const share = (tie[0] - frame.left) / (frame.right - frame.left);
    const left = (share > 0.97 ? frame.right : tie[0]) + 12;
    // A group of one text carries the text's classes itself.
    group.classList.remove("fig-label");
    text.setAttribute("class", "fig-label");
    text.setAttribute("x", figureTenth(left));
    text.setAttribute("y", figureTenth(placed[at] + 6));
    if (Math.abs(placed[at] - tie[1]) > 6) {
      const d = `M${figureTenth(tie[0] + 1.5)} ${figureTenth(tie[1])}L${figureTenth(left - 3)} ${figureTenth(placed[at])}`;
      group.prepend(figureElement("path", { class: "fig-leader", d }));
    }
  });
}
