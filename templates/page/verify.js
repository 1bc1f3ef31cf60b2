// The page proves itself: every record is hashed again, by the reader's browser, and compared with what the lock pins.

/** One record: whether its text is canonical, has the digest that stands beside it, and the one that the lock pins. */
async function verifyRecord(name, { text, digest }, pinned) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "its text is not JSON any more";
  }
  if (canonical(parsed) !== text) return "its text is not in canonical form";
  if (parsed.experiment !== name) return `its text is that of the record ${parsed.experiment}`;
  const hash = await sha256(text);
  if (hash !== digest) return `it hashes to ${hash}, but ${digest} stands beside it`;
  if (pinned && hash !== pinned.record) return `it hashes to ${hash}, but the lock pins ${pinned.record}`;
  return undefined;
}

/** Verdicts on the page that are not those that the lock pins. */
function wrongVerdicts(pins) {
  const pinned = Object.assign({}, ...Object.values(pins).map((pin) => pin.verdicts));
  const wrong = [];
  for (const card of document.querySelectorAll("article.claim")) {
    const claim = card.querySelector(".claim-head > code").textContent;
    const shown = [...card.querySelector(".claim-head .verdict").classList].find((name) => name !== "verdict");
    if (pinned[claim] !== shown) wrong.push(`the claim ${claim} is shown as ${shown}, but the lock pins ${pinned[claim] ?? "nothing"}`);
  }
  return wrong;
}

/** Everything that the page can say of itself: `{ records: [{ name, wrong }], others: [text], numbers, seconds }`. */
async function verifyPage() {
  const start = performance.now();
  const lock = document.getElementById("lock").textContent;
  const pins = readLock(lock)[edition.scale] ?? {};
  // A run with other parameters or another seed is not what is pinned, and says so at its head.
  const comparable = edition.departures.length === 0;
  const records = [];
  for (const [name, held] of carried) {
    const pinned = comparable ? pins[name] : undefined;
    const missing = comparable && !pinned ? "the lock pins nothing of this name" : undefined;
    records.push({ name, wrong: (await verifyRecord(name, held, pinned)) ?? missing });
  }
  const missing = comparable ? Object.keys(pins).filter((name) => !carried.has(name)) : [];
  const numbers = [...document.querySelectorAll("data.num")];
  const others = [
    ...missing.map((name) => `the record ${name} is pinned and not in the page`),
    ...(comparable ? wrongVerdicts(pins) : []),
    ...numbers.map(wrongNumber).filter(Boolean),
  ];
  return { records, others, numbers: numbers.length, lock: await sha256(lock), seconds: (performance.now() - start) / 1000 };
}
