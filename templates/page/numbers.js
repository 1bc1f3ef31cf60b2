// The numbers in the text: where each comes from, and whether it is shown rightly.

/** Where a number comes from, as its title says: `figure-1 › draw_0.final.loss = 1.2e-7`. None where it names no record. */
function source(element) {
  const [path] = (element.dataset.title ?? element.title).split(" = ");
  const [name, ...rest] = path.split(" › ");
  return rest.length && carried.has(name) ? { name, path: rest.join(" › "), rest } : undefined;
}

/** The value at a place in a record: a scalar, either end of a series, a parameter. `undefined` where it holds none. */
function valueAt({ name, rest }) {
  const found = record(name);
  if (!found) return undefined;
  if (rest[0] === "digest") return carried.get(name).digest;
  if (rest[0] === "parameters") return found.parameters?.[rest[1]];
  if (rest.length === 1) return found.scalars?.[rest[0]]?.value;
  const values = found.series?.[rest[0]]?.values;
  return values?.at(rest[1] === "first" ? 0 : -1);
}

/** The number that a text shows, and half a unit of its last digit: `1.2 × 10⁻⁷` is 1.2e-7 and 0.05e-7. */
function shownNumber(element) {
  const power = element.querySelector("sup");
  const plain = (text) => text.replace(/[\u202f\s]/g, "").replace("\u2212", "-");
  const text = plain(power ? element.firstChild.data : element.textContent);
  const match = text.match(/^(-?\d+)(?:\.(\d+))?(?:×10)?(%?)$/);
  if (!match) return undefined;
  const scale = (power ? Number(plain(power.textContent)) : 0) - (match[3] ? 2 : 0);
  const decimals = match[2]?.length ?? 0;
  return { value: Number(`${match[1]}.${match[2] ?? 0}e${scale}`), within: 0.5 * 10 ** (scale - decimals) };
}

/** How a value that is no number is written. */
const WORDS = { merged: "exactly 0 (merged)", null: "not defined" };

/** Whether a text shows a value rightly: a number to half a unit of its last digit, anything else word for word. */
function showsRightly(element, exact) {
  const value = Number(exact);
  if (exact === "" || !Number.isFinite(value)) return element.textContent === (WORDS[exact] ?? exact);
  const shown = shownNumber(element);
  return shown !== undefined && Math.abs(shown.value - value) <= shown.within * (1 + 1e-6) + 1e-12 * Math.abs(value);
}

/** What is told of a record beside what it holds, and the steps counted behind it. */
const OUTSIDE = /^(the paper's record of |root seed$|scale$|claims$)/;

/** What there is to say of a number: `{ traced }`, whether a record was asked, and `{ wrong }`, why it is not what it says. */
function judgeNumber(element) {
  const exact = element.getAttribute("value");
  const from = source(element);
  const title = (element.dataset.title ?? element.title).split(" = ")[0];
  const counted = from?.rest[0] === "chain-steps";
  const name = from ? `${from.name} › ${from.path}` : "a number";
  let wrong;
  if (from && !counted) {
    const value = valueAt(from);
    if (value === undefined) wrong = `${name} is named in the text, and the record has nothing of this name`;
    else if (String(value ?? "null") !== exact && Number(exact) !== value) wrong = `${name} is ${value} in the record and ${exact} in the text`;
  } else if (!from && title.includes(" › ") && !OUTSIDE.test(title)) {
    wrong = `${title} is named in the text, and there is no such record`;
  }
  if (!showsRightly(element, exact)) wrong ??= `${name} is ${exact} and is shown as ${element.textContent}`;
  return { traced: Boolean(from) && !counted, wrong };
}
