// What becomes of a chain: it runs, its neurons merge, or it diverges.

/** Whether all neurons have the same bits. A zero and its negative are apart. */
function areMerged(theta, neurons) {
  const bits = new Int32Array(theta.buffer, theta.byteOffset, 2 * theta.length);
  const length = bits.length / neurons;
  return bits.every((half, k) => half === bits[k % length]);
}

/** The fate of a chain that was looked at: `{ fate, step }`, with the step at which it was first seen. */
function fateAfter(before, step, theta, neurons) {
  if (!theta.every(Number.isFinite)) return { fate: "diverged-at", step };
  return before.fate === "running" && areMerged(theta, neurons) ? { fate: "merged-exactly", step } : before;
}
