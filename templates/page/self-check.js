// Shows what the page found when it hashed itself: a line at the head, a list by experiment where it says whether it matches.

/** An element with a class and content: texts and other elements, nothing that is parsed. */
function make(tag, name, ...content) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content.filter((part) => part !== undefined));
  return element;
}

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** The records by experiment: its own and those of its variants. */
function byExperiment(records) {
  const groups = new Map();
  for (const record of records) {
    const experiment = record.name.split("/")[0];
    groups.set(experiment, [...(groups.get(experiment) ?? []), record]);
  }
  return groups;
}

/** What was found, in a state and a sentence. A run whose head says that it differs from the pins is not called a forgery for it. */
function summarised({ records, others, comparable, differs, traced, numbers }) {
  const wrong = records.filter((record) => record.wrong || (record.moved && !differs));
  const all = plural(records.length, "record");
  if (wrong.length || others.length) {
    const places = [wrong.length && `${wrong.length} of ${all}`, others.length && plural(others.length, "other place")].filter(Boolean);
    return { state: "bad", sentence: `This copy does not match itself: ${places.join(" and ")}.` };
  }
  const read = `It has also compared ${plural(traced, "number")} in the text with their records, and ${numbers - traced} more with the full value that stands beside each`;
  const moved = records.filter((record) => record.moved).length;
  if (moved) return { state: "moved", sentence: `Your browser has hashed ${all} again: each has the digest that stands beside it, and ${moved} of them not the one that is pinned, as the head says. ${read}.` };
  if (!comparable) return { state: "apart", sentence: `Your browser has hashed ${all} again: each has the digest that stands beside it. Nothing is pinned for a run like this, so they were compared with no lock. ${read}.` };
  return { state: "good", sentence: `Your browser has hashed ${all} again: each has the digest that is pinned. ${read}, and the verdicts of all claims and controls with the pinned ones.` };
}

/** The look of a state: that of the page's own standing. */
const STANDING = { good: "matches", apart: "departs", moved: "differs", bad: "differs" };

function showSelfCheck(place, found) {
  const { state, sentence } = summarised(found);
  const good = state === "good";
  const list = make("ul", "self-check-list");
  for (const [experiment, records] of byExperiment(found.records)) {
    const bad = records.filter((record) => record.wrong ?? record.moved);
    const word = bad.length ? "✗" : "✓";
    const line = make("li", bad.length ? "bad" : "good", `${word} `, make("b", "", experiment), ` ${plural(records.length, "record")}`);
    for (const { name, wrong, moved } of bad) line.append(make("p", "", make("b", "", name), `: ${wrong ?? moved}`));
    list.append(line);
  }
  for (const text of found.others) list.append(make("li", "bad", `✗ ${text}`));
  const details = make("details", "", make("summary", "", "By experiment"), list);
  details.open = !good;
  const seal = make("p", "self-check-lock", "SHA-256 of the lock within: ", make("code", "hash", found.lock), ". It is to be compared with that of report/results.lock in the repository, for whoever changes a record may change the lock as well.");
  const again = make("button", "quiet", "Hash again");
  again.type = "button";
  again.addEventListener("click", () => runSelfCheck(place));
  place.replaceChildren(make("p", `standing ${STANDING[state]}`, sentence), details, seal, again);
  place.dataset.state = state;
  const badge = document.querySelector(".top .standing");
  badge.dataset.made ??= badge.textContent;
  badge.textContent = state === "bad" ? "✗ this copy does not match itself" : `${badge.dataset.made}, re-hashed here`;
  if (state === "bad") badge.className = "standing differs";
}

async function runSelfCheck(place) {
  place.dataset.state = "running";
  if (!globalThis.crypto?.subtle) {
    place.replaceChildren(make("p", "", "This browser offers no cryptography to a page at this address: open the file itself, or by https."));
    place.dataset.state = "unable";
    return;
  }
  try {
    showSelfCheck(place, await verifyPage());
  } catch (error) {
    const found = { records: [], others: [`the check itself came to an end: ${error.message}`], traced: 0, numbers: 0, lock: "" };
    showSelfCheck(place, found);
  }
}

// Before anything else of the page's scripts is started, so that a fault of theirs cannot keep it from running.
const selfCheck = document.getElementById("self-check");
if (selfCheck) (globalThis.requestIdleCallback ?? setTimeout)(() => runSelfCheck(selfCheck));
