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

function showSelfCheck(place, found) {
  const wrong = found.records.filter((record) => record.wrong);
  const good = wrong.length === 0 && found.others.length === 0;
  const sentence = good
    ? `Your browser has hashed ${plural(found.records.length, "record")} again: each has the digest that is pinned. It has also compared ${plural(found.numbers, "number")} in the text with what stands behind them, and every verdict with the pinned one.`
    : `This copy does not match itself: ${[wrong.length && `${wrong.length} of ${plural(found.records.length, "record")}`, found.others.length && plural(found.others.length, "other place")].filter(Boolean).join(" and ")}.`;
  const list = make("ul", "self-check-list");
  for (const [experiment, records] of byExperiment(found.records)) {
    const bad = records.filter((record) => record.wrong);
    const word = bad.length ? "✗" : "✓";
    const line = make("li", bad.length ? "bad" : "good", `${word} `, make("b", "", experiment), ` ${plural(records.length, "record")}`);
    for (const { name, wrong } of bad) line.append(make("p", "", make("b", "", name), `: ${wrong}`));
    list.append(line);
  }
  for (const text of found.others) list.append(make("li", "bad", `✗ ${text}`));
  const details = make("details", "", make("summary", "", "By experiment"), list);
  details.open = !good;
  const seal = make("p", "self-check-lock", "SHA-256 of the lock within: ", make("code", "hash", found.lock), ". It is to be compared with that of report/results.lock in the repository, for whoever changes a record may change the lock as well.");
  const again = make("button", "quiet", "Hash again");
  again.type = "button";
  again.addEventListener("click", () => runSelfCheck(place));
  place.replaceChildren(make("p", good ? "standing matches" : "standing differs", sentence), details, seal, again);
  place.dataset.state = good ? "good" : "bad";
  const badge = document.querySelector(".top .standing");
  badge.dataset.made ??= badge.textContent;
  badge.textContent = good ? `${badge.dataset.made}, re-hashed here` : "✗ this copy does not match itself";
  badge.classList.toggle("differs", !good || badge.dataset.made.startsWith("▲"));
}

async function runSelfCheck(place) {
  place.dataset.state = "running";
  if (!globalThis.crypto?.subtle) {
    place.replaceChildren(make("p", "", "This browser offers no cryptography to a page at this address: open the file itself, or by https."));
    place.dataset.state = "unable";
    return;
  }
  showSelfCheck(place, await verifyPage());
}
