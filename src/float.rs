//! The approved functions of f64 beyond `+ - * /` and `sqrt`.
//!
//! The standard library's are the platform's and differ in the last bits; these come from the `libm` crate, which is
//! plain arithmetic, so they give the same bits everywhere.

/// Exponential function.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Natural logarithm of the gamma function, for arguments above zero.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Hyperbolic sine and cosine together, each to within a few units in the last place; without branches or calls, so that
/// lanes can do it side by side (the `libm` crate's are ten times as slow).
///
/// `e^|z| - 1 = (2^k - 1) + 2^k (e^r - 1)` with `r = |z| - k ln 2` in `[-ln 2 / 2, ln 2 / 2]`, whose `e^r - 1` is a Taylor
/// polynomial of degree 13. With `t = e^|z| - 1` and `u = 1 + t`, `sinh |z| = (t + t/u) / 2` and `cosh z = (u + 1/u) / 2`:
/// nothing cancels near zero. Beyond 709, where the true values leave the range of `f64`, those of 709 are returned.
#[inline(always)]
pub fn sinh_cosh(z: f64) -> (f64, f64) {
    /// Adding it rounds to whole numbers, and puts them into the low bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// `ln 2` in two parts; the product of the first with a whole number up to 2^11 is exact.
    const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
    const MOST: f64 = 709.0;
    const SIGN: u64 = 1 << 63;
    let size = f64::from_bits(z.to_bits() & !SIGN);
    // Written so that what is no number stays so.
    let size = if size > MOST { MOST } else { size };
    let rounded = size * std::f64::consts::LOG2_E + ROUND;
    let power = f64::from_bits((rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(1023)) << 52);
    let k = rounded - ROUND;
    let r = (size - k * LN_2[0]) - k * LN_2[1];
    let mut p = 1.0 / 6_227_020_800.0;
    for factorial in
        [479_001_600.0, 39_916_800.0, 3_628_800.0, 362_880.0, 40_320.0, 5_040.0, 720.0, 120.0, 24.0, 6.0, 2.0]
    {
        p = p * r + 1.0 / factorial;
    }
    let t = (power - 1.0) + power * (r + (r * r) * p);
    let u = 1.0 + t;
    let inverse = 1.0 / u;
    let sine = 0.5 * (t + t * inverse);
    (f64::from_bits(sine.to_bits() | (z.to_bits() & SIGN)), 0.5 * (u + inverse))
}

/// Hyperbolic sine.
pub fn sinh(z: f64) -> f64 {
    sinh_cosh(z).0
}

/// Hyperbolic cosine.
pub fn cosh(z: f64) -> f64 {
    sinh_cosh(z).1
}

/// Inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    libm::asinh(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn hyperbolic_functions_are_right_to_their_last_bits() {
        let mut stream = Stream::new(1, "hyperbolic");
        for scale in [1e-300, 1e-9, 1e-3, 0.1, 0.7, 3.0, 30.0, 700.0] {
            for _ in 0..2_000 {
                let z = scale * (2.0 * stream.uniform() - 1.0);
                let (sine, cosine) = sinh_cosh(z);
                let (right_sine, right_cosine) = (libm::sinh(z), libm::cosh(z));
                assert!((sine - right_sine).abs() <= 1.2e-15 * right_sine.abs(), "sinh {z:e}: {sine:e} {right_sine:e}");
                assert!(
                    (cosine - right_cosine).abs() <= 1e-15 * right_cosine,
                    "cosh {z:e}: {cosine:e} {right_cosine:e}"
                );
            }
        }
    }

    #[test]
    fn hyperbolic_functions_keep_zeros_signs_and_what_is_no_number() {
        assert_eq!(sinh_cosh(0.0), (0.0, 1.0));
        assert_eq!(sinh_cosh(-2.0).0, -sinh_cosh(2.0).0);
        assert!(sinh_cosh(f64::NAN).0.is_nan() && sinh_cosh(f64::NAN).1.is_nan());
        assert!(sinh_cosh(f64::INFINITY).0 > 1e307 && sinh_cosh(1e9).1 > 1e307);
    }
}
