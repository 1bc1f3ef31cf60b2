// What becomes of a chain: it runs, its neurons merge, or it diverges.

/** Whether all neurons have the same bits: of finite numbers, whether they are the same, a zero and its negative being two. */
const areMerged = (network) => network.every((neuron) => neuron.every((weight, k) => Object.is(weight, network[0][k])));

/** The fate of a chain that was looked at: `{ fate, step }`, with the step at which it was first seen. */
function fateAfter(before, step, network) {
  if (!network.every((neuron) => neuron.every(Number.isFinite))) return { fate: "diverged-at", step };
  return before.fate === "running" && areMerged(network) ? { fate: "merged-exactly", step } : before;
}
