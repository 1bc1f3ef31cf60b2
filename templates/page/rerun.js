// "Run it here": the cell behind the displayed draw, computed again in a worker by the second implementation, all steps of it.

/** A worker from the text of the second implementation, which the page carries. It loads nothing. */
function cellWorker() {
  const text = document.getElementById("cell").textContent;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}

const INKS = { lambda_1: ["λ₁", "first"], lambda_2: ["λ₂", "second"], lambda_3: ["λ₃", "third"] };

/** Runs a cell. `shown` gets each message of the worker; the promise ends with its last one, or with none if cancelled. */
function runCell(request, shown, cancel) {
  return new Promise((resolve) => {
    let worker;
    try {
      if (!globalThis.crypto?.subtle) throw new Error("this browser offers no cryptography to a page at this address: open the file itself, or by https");
      worker = cellWorker();
    } catch (error) {
      resolve({ kind: "error", message: error.message });
      return;
    }
    const end = (message) => {
      worker.terminate();
      resolve(message);
    };
    cancel.addEventListener("click", () => end(undefined), { once: true });
    worker.onmessage = ({ data }) => {
      shown(data);
      if (data.kind === "done" || data.kind === "error") end(data);
    };
    worker.onerror = (event) => end({ kind: "error", message: event.message });
    worker.postMessage(request);
  });
}

/** The line that theory predicts: its slope, from the first step at which it calls the curve late, or else from the middle. */
function predicted(points, theory, name, steps) {
  const k = name.at(-1);
  const slope = theory[`finite_step.slope_${k}`];
  const late = theory[`late_${k}`];
  if (typeof slope !== "number") return [];
  const from = typeof late === "number" && late < 0.8 * steps ? late : 0.5 * steps;
  const anchor = points.find(([step, value]) => step >= from && value > 0);
  return anchor ? points.filter(([step]) => step >= anchor[0]).map(([step]) => [step, anchor[1] * Math.exp(slope * (step - anchor[0]))]) : [];
}

/** A run with its bar, its button to cancel, and its plot. */
async function showRun(place, request, title) {
  const cancel = make("button", "", "Cancel");
  cancel.type = "button";
  const bar = make("progress");
  bar.max = request.parameters.steps;
  bar.value = 0;
  bar.setAttribute("aria-label", title);
  const said = make("span", "said", "starting");
  const ended = make("span", "said");
  ended.setAttribute("role", "status");
  const area = make("div", "plot");
  // Wider than a phone, so that it can be read there: the keyboard has to be able to move it.
  area.tabIndex = 0;
  place.replaceChildren(make("div", "run-line", bar, cancel, said, ended), area);
  const curves = Object.fromEntries(Object.keys(INKS).map((name) => [name, []]));
  let theory = {};
  const start = performance.now();
  const last = await runCell(request, (message) => {
    if (message.kind === "theory") ({ theory } = message);
    if (message.kind !== "progress") return;
    const { step, steps, points } = message;
    for (const point of points) for (const name of Object.keys(INKS)) curves[name].push([point.step, point[name]]);
    bar.value = step;
    said.textContent = `step ${brief(step)}, ${(step / (performance.now() - start) / 1000).toFixed(1)} million steps a second`;
    const drawn = Object.entries(INKS).map(([name, [label, ink]]) => ({ label, ink, points: curves[name] }));
    for (const name of ["lambda_2", "lambda_3"]) {
      drawn.push({ label: name === "lambda_2" ? "theory" : "", ink: "prediction", dashed: true, points: predicted(curves[name], theory, name, steps) });
    }
    plot(area, title, steps, drawn);
  }, cancel);
  cancel.remove();
  said.textContent = "";
  if (!last) ended.textContent = "cancelled";
  if (last?.kind === "error") ended.textContent = last.message;
  if (last?.kind === "done") {
    bar.remove();
    ended.textContent = `${brief(request.parameters.steps)} steps in ${((performance.now() - start) / 1000).toFixed(1)} seconds`;
  }
  return last;
}

function offerRerun(place) {
  const held = record("figure-1");
  const pinned = held?.scalars["draw_0.cell"]?.value;
  if (!pinned || typeof Worker === "undefined") return;
  const { draws, ...parameters } = held.parameters;
  const request = { draw: 0, seed: held.seed, parameters };
  const run = make("button", "primary", `Run all ${brief(parameters.steps)} steps here`);
  run.type = "button";
  const stage = make("div", "stage");
  const verdict = make("div", "verdict-line");
  verdict.setAttribute("role", "status");
  run.addEventListener("click", async () => {
    run.disabled = true;
    place.dataset.state = "running";
    verdict.replaceChildren();
    const last = await showRun(stage, request, "The eigenvalues of the displayed draw, as your browser computes them");
    run.disabled = false;
    place.dataset.state = last?.kind ?? "cancelled";
    if (last?.kind !== "done") return;
    const same = last.digest === pinned;
    place.dataset.state = same ? "same" : "different";
    verdict.replaceChildren(
      make("p", same ? "standing matches" : "standing differs", same ? "✓ Your browser: the same 64 hexadecimal digits." : "✗ Your browser found another digest."),
      make("dl", "", ...row("your browser", make("code", "hash", last.digest)), ...row("its record", make("code", "hash", pinned))),
    );
  });
  place.replaceChildren(make("p", "", ...place.firstElementChild.childNodes), run, stage, verdict, playground(parameters, held.seed));
}
