// What is drawn from words: uniform numbers, an index and what is left of its word, normal numbers in pairs (Box and Muller).

/** A uniform number in [0, 1), of a word. */
const unit = (high, low) => (high >>> 0) * 2 ** -32 + (low >>> 11) * 2 ** -53;

/** A polynomial, its highest coefficient first. */
function polynomial(w, coefficients) {
  let p = coefficients[0];
  for (let k = 1; k < coefficients.length; k++) p = p * w + coefficients[k];
  return p;
}

const LN = Float64Array.of(
  -0.29619420724454765, -0.3062505629642773, -0.3636726336046988, -0.44444394113451885, -0.5714285752128336, -0.7999999999860468,
  -1.333333333333353, -4);
const SINE = Float64Array.of(
  1.5918129294866608e-10, -2.5051131845003624e-8, 2.755731610255244e-6, -1.9841269836758857e-4, 8.333333333330948e-3,
  -0.16666666666666666, 1);
const COSINE = Float64Array.of(
  -1.1367998654022494e-11, 2.0875886738047052e-9, -2.7557315566341895e-7, 2.480158729369346e-5, -1.3888888888880775e-3,
  4.166666666666664e-2, -0.5, 1);

/** The bits of the square root of a half, from which on a mantissa is taken. */
const ROOT_HIGH = 0x3fe6a09e, ROOT_LOW = 0x667f3bcd;

/** -2 ln u, for 0 < u < 1. */
function minusTwoLn(u) {
  asDouble[0] = u;
  const low = asBits[LOW] >>> 0;
  const shifted = asBits[HIGH] - ROOT_HIGH - (low < ROOT_LOW ? 1 : 0);
  // The low half comes back as it was; what the subtraction borrowed for it, the addition carries again.
  const m = fromBits((shifted & 0xfffff) + ROOT_HIGH + (low < ROOT_LOW ? 1 : 0), low);
  const f = (m - 1) / (m + 1);
  return (shifted >> 20) * (-2 * 0.6931471805599453) + f * polynomial(f * f, LN);
}

/** Two normal numbers, of the words a and b, into a pair. */
function normalPair(aHigh, aLow, bHigh, bLow, pair) {
  const middle = fromBits(0x3ff00000 | (aHigh >>> 12), (aHigh << 20) | (aLow >>> 12)) - (1 - 2 ** -53);
  const radius = Math.sqrt(minusTwoLn(middle));
  const quarter = fromBits(0x3ff00000 | ((bHigh >>> 10) & 0xfffff), (bHigh << 22) | (bLow >>> 10)) - 1.5;
  const a = quarter * 1.5707963267948966;
  const s = polynomial(a * a, SINE) * a;
  const c = polynomial(a * a, COSINE);
  const turned = (bHigh & 0x40000000) !== 0;
  const sine = turned ? c : s;
  const cosine = turned ? s : c;
  pair[0] = radius * (bHigh < 0 !== turned ? -cosine : cosine);
  pair[1] = radius * (bHigh < 0 ? -sine : sine);
}

/** Uniform numbers, one word each. */
function uniforms(stream, count) {
  return Float64Array.from({ length: count }, () => {
    stream.next();
    return unit(stream.word[1], stream.word[0]);
  });
}

/** A run of normal numbers, two words a pair; the last of an odd run is dropped. */
function normals(stream, count) {
  const run = new Float64Array(count + 1);
  for (let k = 0; k < count; k += 2) {
    stream.next();
    const [low, high] = stream.word;
    stream.next();
    normalPair(high, low, stream.word[1], stream.word[0], run.subarray(k, k + 2));
  }
  return run.subarray(0, count);
}
