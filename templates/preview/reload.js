"use strict";
// Waits until the page served is another one, then loads it. A preview that was ended is asked for until it is back.
const shown = document.currentScript.dataset.version;
const ask = async () => {
  try {
    const answer = await fetch(`preview-version?not=${shown}`);
    if (!answer.ok) throw new Error(answer.statusText);
    if ((await answer.text()) !== shown) return location.reload();
  } catch {
    await new Promise((later) => setTimeout(later, 1000));
  }
  return ask();
};
ask();
