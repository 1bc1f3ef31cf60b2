// The steps that are recorded, and those at which one looks what became of the chain. All are even.

/** In rising order: two hundred at equal distances, and others, each a fifteenth part further on than the last. */
function recordedSteps(steps) {
  const even = (step) => step - (step % 2);
  const found = new Set();
  // steps * i / 200, rounded down, in whole numbers that a double holds.
  for (let i = 0; i <= 200; i++) found.add(even(Math.floor(steps / 200) * i + Math.floor(((steps % 200) * i) / 200)));
  for (let s = 2; s < steps; s = Math.max(s + 2, even(s + Math.floor(s / 14)))) found.add(s);
  return Float64Array.from(found).sort();
}

/** The next step to look at: a multiple of 64, or one that is recorded. */
const nextLook = (step, recorded) => Math.min(step - (step % 64) + 64, recorded);
