// What the noise stream decides: two steps share two words, each of which gives a step its point and, by its rest, its noise.

class Noise {
  constructor(stream, law, points) {
    this.stream = stream;
    this.law = law;
    this.points = points;
    this.rest = new Int32Array(4);
    /** Of the two steps: their points, and the noise of their labels. */
    this.point = new Int32Array(2);
    this.zeta = new Float64Array(2);
  }

  /** A word times the number of points: its index is what exceeds 64 bits, its rest the other bits. */
  choose(which) {
    const { stream, rest, points } = this;
    stream.next();
    const low = (stream.word[0] >>> 0) * points;
    const high = (stream.word[1] >>> 0) * points + Math.floor(low / 2 ** 32);
    this.point[which] = Math.floor(high / 2 ** 32);
    rest[2 * which] = low;
    rest[2 * which + 1] = high;
  }

  /** Draws for the next two steps. */
  next() {
    const { rest, zeta } = this;
    this.choose(0);
    this.choose(1);
    if (this.law === "plus-minus") {
      zeta[0] = (rest[1] >> 31) | 1;
      zeta[1] = (rest[3] >> 31) | 1;
    } else if (this.law === "gaussian") {
      normalPair(rest[1], rest[0], rest[3], rest[2], zeta);
    }
  }
}
