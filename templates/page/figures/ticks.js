// Round values along an axis, chosen as src/figure/ticks.rs and log_ticks.rs do: `{ at, text }`, no text at a minor tick.

const figureSigned = (number) => String(number).replace("-", "−");

/** `digits` × 10^`exponent`, written out after division by 10^`power`: `0.5`, `−20`, `12,000`. */
function figureDecimal(digits, exponent, power = 0) {
  if (digits === 0) return "0";
  const shift = exponent - power;
  const all = String(Math.abs(digits)) + "0".repeat(Math.max(shift, 0));
  const padded = all.padStart(1 - shift, "0");
  let whole = shift < 0 ? padded.slice(0, shift) : padded;
  if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (digits < 0 ? "−" : "") + whole + (shift < 0 ? `.${padded.slice(shift)}` : "");
}

const figureNumber = ({ digits, exponent }) => Number(`${digits}e${exponent}`);

/** Decimals 1, 2 or 5 times a power of ten apart, at most `most` of them. */
function figureRound(low, high, most) {
  let exponent = Math.floor(Math.log10((high - low) / most));
  for (let tries = 0; tries < 3; tries += 1, exponent += 1) {
    for (const step of [1, 2, 5]) {
      const size = figureNumber({ digits: step, exponent });
      const [first, last] = [Math.ceil(low / size - 1e-3), Math.floor(high / size + 1e-3)];
      if (last - first < most) {
        return Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => ({ digits: (first + k) * step, exponent }));
      }
    }
  }
  return [];
}

function figureLinearTicks([low, high], most) {
  const values = figureRound(low, high, most);
  const orders = values.filter(({ digits }) => digits).map(({ digits, exponent }) => exponent + String(Math.abs(digits)).length - 1);
  const order = Math.max(...orders);
  const power = orders.length && (order < -3 || order >= 5) ? 3 * Math.floor(order / 3) : 0;
  const ticks = values.map((value) => ({ at: figureNumber(value), text: figureDecimal(value.digits, value.exponent, power) }));
  return { ticks, power };
}

function figureLogTicks([low, high], most) {
  const [first, last] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
  const powers = Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => first + k);
  const inside = (at) => at >= low - 1e-9 && at <= high + 1e-9;
  const multiples = [Math.floor(low), ...powers].flatMap((power) => [2, 3, 4, 5, 6, 7, 8, 9].map((digit) => Math.log10(digit) + power));
  const minor = [...new Set(multiples)].filter(inside).map((at) => ({ at }));
  if (powers.length < 3) return { ticks: figureWithin([low, high], most, inside, minor), power: 0 };
  const stride = [1, 2, 3, 4, 5, 10, 20, 50, 100].find((k) => powers.filter((power) => power % k === 0).length <= most) ?? 200;
  const labelled = powers.filter((power) => power % stride === 0);
  const plain = labelled.every((power) => power >= -2 && power <= 3);
  const ticks = labelled.map((at) => ({ at, text: plain ? figureDecimal(1, at) : `10^{${figureSigned(at)}}` }));
  if (stride > 1 && stride <= 5) ticks.push(...powers.filter((power) => power % stride).map((at) => ({ at })));
  else if (stride === 1 && powers.length <= 5) ticks.push(...minor);
  return { ticks, power: 0 };
}

/** Over less than two decades: 1, 2 and 5 times powers of ten, or round values. */
function figureWithin([low, high], most, inside, minor) {
  const [least, greatest] = [Math.floor(low), Math.floor(high + 1e-9)];
  const powers = Array.from({ length: greatest - least + 1 }, (_, k) => least + k);
  let values = powers.flatMap((exponent) => [1, 2, 5].map((digits) => ({ digits, exponent })));
  values = values.filter((value) => inside(Math.log10(figureNumber(value))));
  if (values.length < 3) values = figureRound(10 ** low, 10 ** high, most).filter(({ digits }) => digits > 0);
  else if (values.length > most + 1) values = values.filter(({ digits }) => digits === 1);
  const plain = values.every((value) => figureNumber(value) >= 1e-3 && figureNumber(value) < 1e4);
  const word = ({ digits, exponent }) => {
    if (plain) return figureDecimal(digits, exponent);
    const [mantissa, power] = figureNumber({ digits, exponent }).toExponential().split("e");
    return `${mantissa === "1" ? "" : `${mantissa}×`}10^{${figureSigned(Number(power))}}`;
  };
  const ticks = values.map((value) => ({ at: Math.log10(figureNumber(value)), text: word(value) }));
  const free = ({ at }) => ticks.every((tick) => Math.abs(tick.at - at) > 1e-9);
  return high - low > 0.6 ? [...ticks, ...minor.filter(free)] : ticks;
}

/** The ticks of an axis that has room for `most` labels. */
function figureTicks({ log, range, names }, most) {
  if (names) return { ticks: names.map((text, at) => ({ at, text })), power: 0 };
  return log ? figureLogTicks(range, most) : figureLinearTicks(range, most);
}

/** What is written at an axis: label, unit and the power of ten taken out of its labels. */
function figureHeading({ label, unit }, power) {
  if (!power) return unit ? `${label} (${unit})` : label;
  return unit ? `${label} (10^{${figureSigned(power)}} ${unit})` : `${label} (×10^{${figureSigned(power)}})`;
}
