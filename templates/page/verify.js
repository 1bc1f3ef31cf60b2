// The page proves itself: every record is hashed again, by the reader's browser, and compared with what the lock pins.

/** One record: `wrong` where its text is not what it says it is, `moved` where it is not what the lock pins. */
async function verifyRecord(name, { text, digest }, pinned) {
  const found = parsed(text);
  if (!found) return { wrong: "its text is not JSON any more" };
  if (canonical(found) !== text) return { wrong: "its text is not in canonical form" };
  if (found.experiment !== name) return { wrong: `its text is that of the record ${found.experiment}` };
  const hash = await sha256(text);
  if (hash !== digest) return { wrong: `it hashes to ${hash}, but ${digest} stands beside it` };
  if (pinned && hash !== pinned.record) return { moved: `it hashes to ${hash}, but the lock pins ${pinned.record}` };
  return {};
}

const WORD = /holds|fails|undecided/;

/** A verdict as an element shows it, by its class and by its words, and why the two are not one. */
function shownVerdict(element) {
  const word = element.textContent.match(WORD)?.[0];
  const named = [...element.classList].find((name) => WORD.test(name));
  return named && named !== word ? `${named} by its colour and ${word} in words` : word;
}

/** Verdicts on the page that are not those that the lock pins: of cards and their controls, after sentences, in tables. */
function wrongVerdicts(pins) {
  const pinned = Object.assign({}, ...Object.values(pins).map((pin) => pin.verdicts));
  const controls = Object.assign({}, ...Object.values(pins).map((pin) => pin.controls));
  const wrong = [];
  const cards = new Map();
  const compare = (claim, what, shown, due) => {
    if (shown !== due) wrong.push(`${what} ${claim} is shown as ${shown}, but the lock pins ${due ?? "nothing"}`);
  };
  for (const card of document.querySelectorAll("article.claim")) {
    const claim = card.querySelector(".claim-head > code").textContent;
    cards.set(`#${card.id}`, claim);
    compare(claim, "the claim", shownVerdict(card.querySelector(".claim-head .verdict")), pinned[claim]);
    const control = [...card.querySelectorAll(".control .verdict")].at(-1);
    compare(claim, "the control of", control?.textContent.match(WORD)?.[0], controls[claim]);
  }
  for (const claim of Object.keys(pinned)) {
    if (![...cards.values()].includes(claim)) wrong.push(`the claim ${claim} is pinned and not in the page`);
  }
  for (const link of document.querySelectorAll('a[href^="#claim-"]')) {
    const claim = cards.get(link.getAttribute("href"));
    const badge = link.matches(".badge") ? link : link.querySelector(".verdict") ?? link.closest("table.verdicts tr")?.querySelector(".verdict");
    if (claim && badge) compare(claim, "after a sentence or in a table, the claim", shownVerdict(badge), pinned[claim]);
  }
  // The lock pins no verdict of the literal reading: its colour and its words have to agree.
  for (const verdict of document.querySelectorAll("table.verdicts td:nth-child(3) .verdict")) {
    const shown = shownVerdict(verdict);
    if (shown.includes(" ")) wrong.push(`a verdict of the first table is ${shown}`);
  }
  return wrong;
}

/** Everything that the page can say of itself. A run that departs from what is pinned, or of which nothing is, is compared with nothing. */
async function verifyPage() {
  const lock = document.getElementById("lock").textContent;
  const pins = readLock(lock)[edition?.scale] ?? {};
  const head = document.querySelector(".top .standing").classList;
  const comparable = edition?.departures?.length === 0 && Object.keys(pins).length > 0;
  const records = [];
  for (const [name, held] of carried) {
    const unknown = comparable && !pins[name] ? { moved: "the lock pins nothing of this name" } : {};
    records.push({ name, ...unknown, ...(await verifyRecord(name, held, comparable ? pins[name] : undefined)) });
  }
  const numbers = [...document.querySelectorAll("data.num")].map(judgeNumber);
  const gone = comparable ? Object.keys(pins).filter((name) => !carried.has(name)) : [];
  const others = [
    ...(edition ? [] : ["how this page was made cannot be read any more"]),
    ...(!comparable && head.contains("matches") ? ["the head says that all is as pinned, and the page that it departs from what is pinned"] : []),
    ...gone.map((name) => `the record ${name} is pinned and not in the page`),
    ...(comparable && !head.contains("differs") ? wrongVerdicts(pins) : []),
    ...numbers.map(({ wrong }) => wrong).filter(Boolean),
  ];
  return { records, others, comparable, differs: head.contains("differs"), traced: numbers.filter(({ traced }) => traced).length, numbers: numbers.length, lock: await sha256(lock) };
}
