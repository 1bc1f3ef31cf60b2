use super::open_unit;

// Own sampler: the one of rand_distr calls the platform's exp and ln as soon as any crate of the build asks for
// num-traits' `std`, and those differ in the last bits. This is Box and Muller's with fixed polynomials in + - * / sqrt.

// [normal]
/// Two independent standard normals from two independent uniform words (Box and Muller 1958):
/// `sqrt(-2 ln u)` times the cosine and the sine of a uniform angle.
#[inline(always)]
pub fn normal_pair(first: u64, second: u64) -> (f64, f64) {
    let radius = minus_two_ln(open_unit(first)).sqrt();
    let (sine, cosine) = sine_and_cosine(second);
    (radius * cosine, radius * sine)
}
// [/normal]

/// `-2 ln u` for `u` in `[2^-53, 1]`: `u = m 2^e` with `m` in `[sqrt(1/2), sqrt(2))`, and
/// `ln m = 2 (f + f^3/3 + f^5/5 + ...)` at `f = (m - 1)/(m + 1)`, up to `f^19/19`: relative error below 3e-16.
#[inline(always)]
fn minus_two_ln(u: f64) -> f64 {
    const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const MANTISSA: u64 = (1 << 52) - 1;
    let shifted = u.to_bits().wrapping_sub(SQRT_HALF);
    let exponent = (shifted.cast_signed() >> 52) as f64;
    let m = f64::from_bits((shifted & MANTISSA) + SQRT_HALF);
    let f = (m - 1.0) / (m + 1.0);
    let w = f * f;
    let mut p = 1.0 / 19.0;
    for odd in [17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        p = p * w + 1.0 / odd;
    }
    exponent * (-2.0 * std::f64::consts::LN_2) + (f * -4.0) * p
}

/// Sine and cosine of a uniform angle: the two high bits of `bits` choose the quarter turn, the next 52 the angle in it,
/// from minus to plus an eighth of a turn; Taylor polynomials of degree 15 and 16: absolute error below 3e-16.
#[inline(always)]
fn sine_and_cosine(bits: u64) -> (f64, f64) {
    const ONE: u64 = 0x3ff0_0000_0000_0000;
    const MANTISSA: u64 = (1 << 52) - 1;
    const SIGN: u64 = 1 << 63;
    let quarter = f64::from_bits(ONE | ((bits >> 10) & MANTISSA)) - 1.5;
    let a = quarter * std::f64::consts::FRAC_PI_2;
    let w = a * a;
    let mut s = -1.0 / 1_307_674_368_000.0;
    for factorial in [6_227_020_800.0, -39_916_800.0, 362_880.0, -5_040.0, 120.0, -6.0, 1.0] {
        s = s * w + 1.0 / factorial;
    }
    let s = s * a;
    let mut c = 1.0 / 20_922_789_888_000.0;
    for factorial in [-87_178_291_200.0, 479_001_600.0, -3_628_800.0, 40_320.0, -720.0, 24.0, -2.0, 1.0] {
        c = c * w + 1.0 / factorial;
    }
    // A quarter turn swaps them, and each sign is a bit: without branches, so that lanes can do it side by side.
    let swap = (bits >> 62 & 1).wrapping_neg();
    let (s, c) = (s.to_bits(), c.to_bits());
    let (sine, cosine) = ((s & !swap) | (c & swap), (c & !swap) | (s & swap));
    let (minus_sine, minus_cosine) = (bits & SIGN, (bits ^ bits << 1) & SIGN);
    (f64::from_bits(sine ^ minus_sine), f64::from_bits(cosine ^ minus_cosine))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn the_logarithm_is_right_to_its_last_bits() {
        let mut stream = Stream::new(1, "logarithm");
        for shift in 0..53 {
            for _ in 0..200 {
                let u = open_unit(stream.bits() >> shift);
                let (found, right) = (minus_two_ln(u), -2.0 * libm::log(u));
                assert!((found - right).abs() <= 4e-16 * right, "{u:e}: {found:e} against {right:e}");
            }
        }
    }

    #[test]
    fn sine_and_cosine_are_right_in_every_quarter() {
        let mut stream = Stream::new(1, "angle");
        for _ in 0..10_000 {
            let bits = stream.bits();
            let turn = (bits >> 62) as f64 + f64::from_bits(0x3ff0 << 48 | (bits >> 10) & ((1 << 52) - 1)) - 1.5;
            let angle = turn * std::f64::consts::FRAC_PI_2;
            let (sine, cosine) = sine_and_cosine(bits);
            // The angle itself, up to 6, is only known to a bit below 2e-15.
            assert!((sine - libm::sin(angle)).abs() < 2e-15, "sine of {angle}");
            assert!((cosine - libm::cos(angle)).abs() < 2e-15, "cosine of {angle}");
            assert!((sine * sine + cosine * cosine - 1.0).abs() < 5e-16, "circle at {angle}");
        }
    }

    #[test]
    fn the_normals_have_the_moments_of_a_standard_normal() {
        let count = 400_000;
        let normals = Stream::new(1, "moments").normals(count);
        let moment = |power: u32| {
            normals.iter().map(|x| (0..power).fold(1.0, |product, _| product * x)).sum::<f64>()
                / f64::from(count as u32)
        };
        // Six standard errors: sqrt(1, 2, 15, 96) / sqrt(count) for the first four moments.
        for (power, right, error) in [(1, 0.0, 1.0), (2, 1.0, 1.414), (3, 0.0, 3.873), (4, 3.0, 9.798)] {
            let allowed = 6.0 * error / f64::from(count as u32).sqrt();
            assert!((moment(power) - right).abs() < allowed, "moment {power}: {}", moment(power));
        }
    }
}
