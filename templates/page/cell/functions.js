// Functions of the specification's own making, for those of JavaScript may differ from browser to browser in the last bits.

const LN2_HIGH = 6.93147180369123816490e-1, LN2_LOW = 1.90821492927058770002e-10;

/** ln(1 + f) + k ln 2, where c is what 1 + f has lost to rounding. */
function logOf(k, f, c) {
  const h = 0.5 * f * f;
  const q = f / (2 + f);
  const v = q * q;
  const w = v * v;
  const odd = v * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = odd + w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  return q * (h + r) + (k * LN2_LOW + c) - h + f + k * LN2_HIGH;
}

/** A normal x > 0 as (1 + f) 2^k, with 1 + f between the square roots of a half and of two. */
function parts(x) {
  asDouble[0] = x;
  const t = asBits[HIGH] + 0x3ff00000 - 0x3fe6a09e;
  return { k: (t >> 20) - 0x3ff, f: fromBits((t & 0xfffff) + 0x3fe6a09e, asBits[LOW]) - 1 };
}

function log(x) {
  if (x === 1) return 0;
  const { k, f } = parts(x);
  return logOf(k, f, 0);
}

/** ln(1 + x), for x >= 0. */
function log1p(x) {
  if (x < 2 ** -53) return x;
  asDouble[0] = x;
  if (asBits[HIGH] < 0x3fda827a) return logOf(0, x, 0);
  const u = 1 + x;
  const { k, f } = parts(u);
  const lost = k >= 54 ? 0 : k >= 2 ? (1 - (u - x)) / u : (x - (u - 1)) / u;
  return logOf(k, f, lost);
}

/** The inverse of sinh. */
function asinh(w) {
  const a = Math.abs(w);
  let result = a;
  if (a >= 2 ** 26) result = log(a) + 0.6931471805599453;
  else if (a >= 2) result = log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
  else if (a >= 2 ** -26) result = log1p(a + a * a / (Math.sqrt(a * a + 1) + 1));
  return w < 0 ? -result : result;
}

const SINH = Float64Array.of(
  2.510037583265786e-8, 2.755726848030982e-6, 1.9841269863040545e-4, 8.333333333330065e-3, 0.16666666666666669, 1);
const COSH = Float64Array.of(
  2.7620075880109014e-7, 2.4801521322368428e-5, 1.3888888917196719e-3, 4.1666666666624164e-2, 0.5000000000000001, 1);

/** 2^k as a double, for k from -1022 to 1023. */
const powerOfTwo = (k) => fromBits((k + 1023) << 20, 0);

/** sinh and cosh of a number, into a pair. */
function sinhCosh(number, pair) {
  const z = number > 708 ? 708 : number < -708 ? -708 : number;
  // Adding 1.5 * 2^52 and taking it away again rounds to a whole number.
  const k = z * 1.4426950408889634 + 6755399441055744 - 6755399441055744;
  const r = z - k * 6.931471803691238e-1 - k * 1.9082149292705877e-10;
  const w = r * r;
  const s = polynomial(w, SINH) * r;
  const c = polynomial(w, COSH);
  if (k === 0) {
    pair[0] = s;
    pair[1] = c;
    return;
  }
  const a = powerOfTwo(k - 1), b = powerOfTwo(-k - 1);
  const p = a + b, q = a - b;
  pair[0] = q * c + p * s;
  pair[1] = p * c + q * s;
}
