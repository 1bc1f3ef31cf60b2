//! The approved functions of f64 beyond `+ - * /` and `sqrt`.
//!
//! The standard library's are the platform's and differ in the last bits; these come from the `libm` crate, which is
//! plain arithmetic, so they give the same bits everywhere.

use crate::vector::{Vector, polynomial};

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

/// Hyperbolic sine and cosine together, each to within a few units in the last place; lanes do it side by side (the `libm`
/// crate's are ten times as slow).
///
/// `z = r + k ln 2` with a whole number `k` and `r` in `[-ln 2 / 2, ln 2 / 2]`, where polynomials in `r^2` of the least
/// largest error give `sinh r` and `cosh r`; then, with `a = 2^(k-1)` and `b = 2^(-k-1)`,
/// `sinh z = (a - b) cosh r + (a + b) sinh r` and `cosh z = (a + b) cosh r + (a - b) sinh r`. Beyond 708, where the true
/// values are about to leave the range of `f64`, those of 708 are returned.
#[inline(always)]
pub fn sinh_cosh<V: Vector>(z: V) -> (V, V) {
    /// Whatever is within has `k = 0`, so `sinh z = sinh r` and `cosh z = cosh r` to the bit.
    const NEAR: f64 = 0.346;
    const MOST: f64 = 708.0;
    /// Adding it rounds to whole numbers, and puts them into the low bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// `ln 2` in two parts; the product of the first with a whole number up to 2^11 is exact.
    const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
    if z.all_within(NEAR) {
        return near_zero(z);
    }
    let z = z.at_most(V::splat(MOST)).at_least(V::splat(-MOST));
    let rounded = z * V::splat(std::f64::consts::LOG2_E) + V::splat(ROUND);
    let power = rounded.minus_bits(V::splat(ROUND));
    let k = rounded - V::splat(ROUND);
    let r = (z - k * V::splat(LN_2[0])) - k * V::splat(LN_2[1]);
    let (sine, cosine) = near_zero(r);
    let half = V::splat_bits(1022);
    let (a, b) = (half.plus_bits(power).shift_left(52), half.minus_bits(power).shift_left(52));
    let (sum, difference) = (a + b, a - b);
    // Zero times the cosine would lose the sign of a sine that is minus zero.
    let sine_far = (difference * cosine + sum * sine).replaced_where_equal(k, V::splat(0.0), sine);
    (sine_far, sum * cosine + difference * sine)
}

/// `sinh r` and `cosh r` for `|r| <= ln 2 / 2`: near-minimax polynomials, interpolating at Chebyshev's points; their own
/// relative errors are 3e-18 and 2e-17.
#[inline(always)]
fn near_zero<V: Vector>(r: V) -> (V, V) {
    let w = r * r;
    (polynomial(w, &SINH) * r, polynomial(w, &COSH))
}

/// `sinh r / r` in powers of `r^2`, the highest first.
const SINH: [f64; 6] = [
    2.510_037_583_265_786e-8,
    2.755_726_848_030_982e-6,
    1.984_126_986_304_054_5e-4,
    8.333_333_333_330_065e-3,
    1.666_666_666_666_666_9e-1,
    1.0,
];

/// `cosh r` in powers of `r^2`, the highest first.
const COSH: [f64; 6] = [
    2.762_007_588_010_901_4e-7,
    2.480_152_132_236_842_8e-5,
    1.388_888_891_719_671_9e-3,
    4.166_666_666_662_416_4e-2,
    0.500_000_000_000_000_1,
    1.0,
];

/// Hyperbolic sine.
pub fn sinh(z: f64) -> f64 {
    sinh_cosh(z).0
}

/// Hyperbolic cosine.
pub fn cosh(z: f64) -> f64 {
    sinh_cosh(z).1
}

/// Hyperbolic tangent.
pub fn tanh(z: f64) -> f64 {
    let (sine, cosine) = sinh_cosh(z);
    sine / cosine
}

/// Inverse hyperbolic tangent; infinite at one, no number beyond.
pub fn atanh(x: f64) -> f64 {
    libm::atanh(x)
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
