// The two activations: value and slope together, which steps need; higher derivatives and the inverse, which theory needs.

class Cubic {
  constructor(nu) {
    this.nu = nu;
  }

  /** phi and phi' at z, into a pair. */
  both(z, pair) {
    const s = z * z;
    pair[0] = z * (s + this.nu);
    pair[1] = 3 * s + this.nu;
  }

  /** The first three derivatives at z. */
  derivatives(z) {
    return [3 * (z * z) + this.nu, 6 * z, 6];
  }

  /** The root z of phi(z) = w, by Newton's method from above. */
  inverse(w) {
    const t = Math.abs(w);
    let z = 1 + t;
    for (;;) {
      const s = z * z;
      const next = (2 * (s * z) + t) / (3 * s + this.nu);
      if (!(next < z)) return w < 0 ? -z : z;
      z = next;
    }
  }
}

class Sinh {
  both(z, pair) {
    sinhCosh(z, pair);
  }

  derivatives(z) {
    const pair = [0, 0];
    sinhCosh(z, pair);
    const [sinh, cosh] = pair;
    return [cosh, sinh, cosh];
  }

  inverse(w) {
    return asinh(w);
  }
}
