// A number tells where it comes from: record, place, full value, digest, and the claims that looked at it.

/** The claims that read a name of an experiment's record, as the cards list it. */
function claimsReading({ name, rest }) {
  const [experiment, variant] = name.split("/");
  const cards = [...document.querySelectorAll("article.claim")].filter((card) => {
    const id = card.querySelector(".claim-head > code").textContent;
    const names = [...card.querySelectorAll(".reads > code")].map((code) => code.textContent);
    const control = card.querySelector(".control > code:last-of-type")?.textContent;
    return id.startsWith(`${experiment}/`) && names.includes(rest[0]) && (!variant || variant === control || variant === "literal");
  });
  return cards.map((card) => ({ id: card.id, name: card.querySelector(".claim-head > code").textContent }));
}

const panel = make("aside", "trace");
panel.setAttribute("aria-label", "Where this number comes from");
panel.id = "trace";
panel.hidden = true;
document.body.append(panel);
let traced;

function link(id, text) {
  const anchor = make("a", "", text);
  anchor.href = `#${id}`;
  return anchor;
}

function row(term, ...content) {
  return [make("dt", "", term), make("dd", "", ...content)];
}

function showTrace(element) {
  traced?.classList.remove("chosen");
  traced = element;
  element.classList.add("chosen");
  const from = source(element);
  const rows = [...row("Full value", make("code", "", element.getAttribute("value")))];
  if (from) {
    const digest = carried.get(from.name).digest;
    const scalar = from.rest.length === 1 ? record(from.name).scalars[from.path] : record(from.name).series[from.rest[0]];
    if (scalar) rows.push(...row("What it is", scalar.description));
    rows.push(...row("Record", link(`digest-${from.name.replace(/\W+/g, "-")}`, from.name)), ...row("Place", make("code", "", from.path)), ...row("Digest", make("code", "hash", digest)));
    const claims = claimsReading(from);
    if (claims.length) rows.push(...row("Read by", ...claims.flatMap(({ id, name }, index) => [index ? ", " : "", link(id, name)])));
  } else {
    const card = element.closest("article.claim");
    const [path] = (element.dataset.title ?? "").split(" = ");
    if (card) rows.push(...row("Evidence of", link(card.id, card.querySelector(".claim-head > code").textContent)));
    else if (path && path !== element.getAttribute("value")) rows.push(...row("Place", path));
  }
  panel.replaceChildren(make("dl", "", ...rows));
  panel.hidden = false;
  place(element);
}

/** Below the number where there is room, else above; never over the edge. */
function place(element) {
  const at = element.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8));
  const below = at.bottom + 6 + size.height < innerHeight;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${(below ? at.bottom + 6 : at.top - size.height - 6) + scrollY}px`;
}

function hideTrace() {
  traced?.classList.remove("chosen");
  traced = undefined;
  panel.hidden = true;
}

// One stop of the tabulator key in each paragraph, table or list; from there arrows go from number to number.
const numbers = [...document.querySelectorAll("data.num")];
let block;
for (const element of numbers) {
  if (element.title) {
    element.dataset.title = element.title;
    element.removeAttribute("title");
  }
  const around = element.closest("p, table, ul, dl, figcaption");
  element.tabIndex = around === block ? -1 : 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-describedby", "trace");
  block = around;
}

/** The number that an event is about. */
const numberOf = (event) => event.target.closest?.("data.num");

document.addEventListener("pointerover", (event) => {
  const element = numberOf(event);
  if (element && event.pointerType === "mouse") showTrace(element);
  else if (traced && document.activeElement !== traced && !panel.contains(event.target)) hideTrace();
});
document.addEventListener("focusin", (event) => {
  const element = numberOf(event);
  if (element) showTrace(element);
  else if (!panel.contains(event.target)) hideTrace();
});
document.addEventListener("click", (event) => {
  const element = numberOf(event);
  if (element) element.focus();
  else if (!panel.contains(event.target)) hideTrace();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (panel.contains(document.activeElement)) traced.focus();
    hideTrace();
    return;
  }
  const element = numberOf(event);
  if (!element) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    // Those in closed details cannot be reached.
    let at = numbers.indexOf(element) + step;
    while (numbers[at] && !numbers[at].checkVisibility()) at += step;
    numbers[at]?.focus();
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    panel.querySelector("a")?.focus();
  }
});
