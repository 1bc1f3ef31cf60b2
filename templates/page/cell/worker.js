// The worker's side: runs the cell that it is told, and says what it knows, how far it is, and what it came to.

/** How long to run between two messages, in milliseconds. */
const PACE = 100;

async function runCell(request, post) {
  const started = performance.now();
  const cell = await FigureCell.start(request);
  post({ kind: "theory", theory: cell.theory });
  let posted = 0;
  let chunk = 1024;
  for (let finished = false; !finished; ) {
    const before = performance.now();
    finished = cell.advance(chunk);
    const took = performance.now() - before;
    if (took < PACE / 2) chunk *= 2;
    else if (took > 2 * PACE && chunk > 2) chunk /= 2;
    post({ kind: "progress", step: cell.step, steps: cell.steps, points: cell.points.slice(posted) });
    posted = cell.points.length;
  }
  const text = canonical(cell.record());
  post({ kind: "done", canonical: text, digest: await sha256(text), seconds: (performance.now() - started) / 1000 });
}

globalThis.onmessage = async ({ data }) => {
  const post = (message) => globalThis.postMessage(message);
  try {
    await runCell(data, post);
  } catch (error) {
    post({ kind: "error", message: error.message });
  }
};
