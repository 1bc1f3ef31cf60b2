// A figure's cell, from its name to its record: `await FigureCell.start({ draw, seed, parameters })`, `advance(steps)` until it
// is finished, `record()`. Parameters are all those of the specification's section 6, without `draws`.

class FigureCell {
  static async start(request) {
    check(request);
    return new FigureCell(request, await drawOf(request));
  }

  constructor(request, { problem, theta, noise }) {
    const { parameters } = request;
    const reading = readingOf(parameters);
    this.request = request;
    this.steps = parameters.steps;
    this.problem = problem;
    this.optimum = optimum(problem, parameters.neurons);
    this.network = rowsOf(theta, parameters.dimension);
    this.chain = chainOf(problem, reading, theta, noise);
    /** What is known before any step, under the names of the record. */
    this.theory = this.foreseen(reading);
    this.recorded = recordedSteps(this.steps);
    /** The data of every recorded step so far. */
    this.points = [];
    /** The steps made so far, and what became of the chain. */
    this.step = 0;
    this.become = areMerged(this.network) ? { fate: "merged-exactly", step: 0 } : { fate: "running", step: null };
    this.append();
  }

  foreseen(reading) {
    const { points } = this.problem;
    const landed = landing(this.problem, this.network);
    const found = {
      ...theoryOf(this.optimum, reading),
      "excess.landing": this.excess(landed),
      "spread.landing": spreadOf(this.problem, landed),
      mu: gramEigenvalues(points)[Math.min(points.length, reading.dimension) - 1],
    };
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, datum(value)]));
  }

  excess(network) {
    return sharpnessOf(this.problem, network) / this.optimum.leastSharpness - 1;
  }

  /** Makes so many further steps, one more of an odd number, and none beyond the end. Returns whether the end is reached. */
  advance(steps) {
    refuseUnless("steps", steps, whole(1, Number.MAX_SAFE_INTEGER));
    const goal = Math.min(this.steps, this.step + steps + (steps % 2));
    while (this.step < goal) {
      const recorded = this.recorded[this.points.length];
      if (this.become.fate === "diverged-at") {
        // It has stopped, and what would still be recorded is known.
        this.step = recorded;
      } else {
        const look = nextLook(this.step, recorded);
        const next = Math.min(look, goal);
        this.chain.run((next - this.step) / 2);
        this.step = next;
        if (next === look) this.become = fateAfter(this.become, next, this.network);
      }
      if (this.step === recorded) this.append();
    }
    return this.step === this.steps;
  }

  append() {
    const { z } = this.optimum;
    const data = this.request.parameters.matrix === "features" ? this.problem.points : undefined;
    this.points.push(pointOf(this.step, this.problem, this.network, { z, data, fate: this.become.fate }));
  }

  /** What is known at the end only. */
  ended() {
    const { fate, step } = this.become;
    const losses = this.points.map(({ loss }) => loss).filter(Number.isFinite);
    const diverged = fate === "diverged-at";
    const reached = diverged ? undefined : retraction(this.problem, this.network);
    return {
      fate,
      fate_step: step,
      last_finite_loss: losses.at(-1),
      "excess.end": diverged ? "diverged" : reached && this.excess(reached),
      "spread.end": diverged ? "diverged" : spreadOf(this.problem, this.network),
    };
  }

  record() {
    if (this.step !== this.steps) throw new Error(`there is no record yet: ${this.step} of ${this.steps} steps are made`);
    return recordOf(this.request, this.points, { ...this.theory, ...this.ended() });
  }
}
