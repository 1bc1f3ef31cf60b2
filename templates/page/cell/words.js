// Streams of 64-bit words: the generator PCG XSL RR 128/64. JavaScript's numbers are doubles, and its big integers are slow: a
// 128-bit number is kept as six limbs of 22 bits, whose products and sums of products are exact. A word is two halves of 32 bits.

const LIMB = 2 ** 22;

const limbsOf = (whole) => Array.from({ length: 6 }, (_, k) => Number(BigInt.asUintN(22, whole >> BigInt(22 * k))));

const [M0, M1, M2, M3, M4, M5] = limbsOf(0x2360ed051fc65da44385df649fccf645n);

class Stream {
  constructor(state, increment) {
    this.limbs = Int32Array.from(limbsOf(state));
    this.increment = Int32Array.from(limbsOf(increment));
    /** The word drawn last: its low half, its high half. */
    this.word = new Int32Array(2);
    this.advance();
  }

  /** The stream of a name, `241016401/figure-1/draw-0/noise`: the SHA-256 of it are state and increment. */
  static async named(name) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name)));
    const whole = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const increment = whole(hash.subarray(16)) | 1n;
    return new Stream(whole(hash.subarray(0, 16)) + increment, increment);
  }

  /** `state = state * multiplier + increment`. The highest limb holds four bits too many, which nobody looks at. */
  advance() {
    const { limbs, increment } = this;
    const s0 = limbs[0], s1 = limbs[1], s2 = limbs[2], s3 = limbs[3], s4 = limbs[4], s5 = limbs[5];
    const t0 = increment[0] + s0 * M0;
    const t1 = increment[1] + s0 * M1 + s1 * M0;
    const t2 = increment[2] + s0 * M2 + s1 * M1 + s2 * M0;
    const t3 = increment[3] + s0 * M3 + s1 * M2 + s2 * M1 + s3 * M0;
    const t4 = increment[4] + s0 * M4 + s1 * M3 + s2 * M2 + s3 * M1 + s4 * M0;
    const t5 = increment[5] + s0 * M5 + s1 * M4 + s2 * M3 + s3 * M2 + s4 * M1 + s5 * M0;
    // What exceeds a limb is carried to the next: first all at once, in doubles; what this leaves, below 2^26, in turn.
    const c0 = Math.floor(t0 / LIMB), c1 = Math.floor(t1 / LIMB), c2 = Math.floor(t2 / LIMB);
    const c3 = Math.floor(t3 / LIMB), c4 = Math.floor(t4 / LIMB);
    const mask = LIMB - 1;
    const u0 = t0 & mask;
    const u1 = (t1 & mask) + (c0 | 0);
    const u2 = (t2 & mask) + (c1 | 0) + (u1 >> 22);
    const u3 = (t3 & mask) + (c2 | 0) + (u2 >> 22);
    const u4 = (t4 & mask) + (c3 | 0) + (u3 >> 22);
    const u5 = (t5 & mask) + (c4 | 0) + (u4 >> 22);
    limbs[0] = u0;
    limbs[1] = u1 & mask;
    limbs[2] = u2 & mask;
    limbs[3] = u3 & mask;
    limbs[4] = u4 & mask;
    limbs[5] = u5 & mask;
  }

  /** Draws the next word into `word`: both halves of the state, one over the other, rotated. */
  next() {
    this.advance();
    const { limbs, word } = this;
    const s1 = limbs[1], s2 = limbs[2], s4 = limbs[4], s5 = limbs[5];
    const top = (s4 >>> 8) | (s5 << 14);
    let low = ((s2 >>> 20) | (limbs[3] << 2) | (s4 << 24)) ^ (limbs[0] | (s1 << 22));
    let high = top ^ ((s1 >>> 10) | (s2 << 12));
    // A rotation by 32 or more is one of its halves' exchange, then by the rest. No branch: nobody could foretell it.
    const exchanged = (low ^ high) & -(top >>> 31);
    low ^= exchanged;
    high ^= exchanged;
    const by = (top >>> 26) & 31;
    word[0] = (low >>> by) | ((high << 1) << (31 - by));
    word[1] = (high >>> by) | ((low << 1) << (31 - by));
  }
}
