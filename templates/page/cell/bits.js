// The bits of a double, in two halves of 32: `asDouble[0]` is made of `asBits[LOW]` and `asBits[HIGH]`, and the other way round.

const asDouble = new Float64Array(1);
const asBits = new Int32Array(asDouble.buffer);

const LOW = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/** The double that two halves make. */
function fromBits(high, low) {
  asBits[HIGH] = high;
  asBits[LOW] = low;
  return asDouble[0];
}
