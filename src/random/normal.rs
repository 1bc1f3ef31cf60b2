use crate::vector::{Vector, polynomial};

// Own sampler: the one of rand_distr calls the platform's exp and ln as soon as any crate of the build asks for
// num-traits' `std`, and those differ in the last bits. This is Box and Muller's with fixed polynomials in + - * / sqrt,
// near-minimax ones, interpolating at Chebyshev's points.

// [normal]
/// Two independent standard normals from two independent uniform words (Box and Muller 1958), both of which are bits of
/// lanes: `sqrt(-2 ln u)` times the cosine and the sine of a uniform angle.
#[inline(always)]
pub fn normal_pair<V: Vector>(first: V, second: V) -> (V, V) {
    let radius = minus_two_ln(middle_of_unit(first)).sqrt();
    let (sine, cosine) = sine_and_cosine(second);
    (radius * cosine, radius * sine)
}
// [/normal]

/// `2^-53 + k 2^-52` of the 52 high bits `k` of a word: the middles of equal parts of `(0, 1)`, all exact.
#[inline(always)]
fn middle_of_unit<V: Vector>(bits: V) -> V {
    bits.shift_right(12).or(V::splat(1.0)) - V::splat(1.0 - f64::EPSILON / 2.0)
}

/// `-2 ln u` for `u` in `(0, 1)`: `u = m 2^e` with `m` in `[sqrt(1/2), sqrt(2))`, and `-2 ln m = -4 artanh f` at
/// `f = (m - 1)/(m + 1)`, whose ratio to `f` is a polynomial in `f^2` to a relative 1e-17.
#[inline(always)]
fn minus_two_ln<V: Vector>(u: V) -> V {
    const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const MANTISSA: u64 = (1 << 52) - 1;
    /// Added to an exponent, so that it is not negative, and taken away again from the number that its bits make.
    const EXCESS: u64 = 1 << 10;
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    let shifted = u.minus_bits(V::splat_bits(SQRT_HALF));
    let exponent = shifted.plus_bits(V::splat_bits(EXCESS << 52)).shift_right(52).or(V::splat(WHOLE))
        - V::splat(WHOLE + EXCESS as f64);
    let m = shifted.and(V::splat_bits(MANTISSA)).plus_bits(V::splat_bits(SQRT_HALF));
    let f = (m - V::splat(1.0)) / (m + V::splat(1.0));
    exponent * V::splat(-2.0 * std::f64::consts::LN_2) + f * polynomial(f * f, &MINUS_FOUR_ARTANH)
}

/// Sine and cosine of a uniform angle: the two high bits of `bits` choose the quarter turn, the next 52 the angle in it,
/// from minus to plus an eighth of a turn; polynomials to an absolute 3e-17.
#[inline(always)]
fn sine_and_cosine<V: Vector>(bits: V) -> (V, V) {
    const MANTISSA: u64 = (1 << 52) - 1;
    let sign = V::splat_bits(1 << 63);
    let quarter = bits.shift_right(10).and(V::splat_bits(MANTISSA)).or(V::splat(1.0)) - V::splat(1.5);
    let a = quarter * V::splat(std::f64::consts::FRAC_PI_2);
    let w = a * a;
    let (s, c) = (polynomial(w, &SIN) * a, polynomial(w, &COS));
    // A quarter turn swaps them, and each sign is a bit: without branches, so that lanes can do it side by side.
    let swap = V::splat_bits(0).minus_bits(bits.shift_right(62).and(V::splat_bits(1)));
    let exchanged = s.xor(c).and(swap);
    let (sine, cosine) = (s.xor(exchanged), c.xor(exchanged));
    (sine.xor(bits.and(sign)), cosine.xor(bits.xor(bits.shift_left(1)).and(sign)))
}

/// `-4 artanh f / f` in powers of `f^2`, for `|f| <= (sqrt 2 - 1)/(sqrt 2 + 1)`.
const MINUS_FOUR_ARTANH: [f64; 8] = [
    -0.296_194_207_244_547_65,
    -0.306_250_562_964_277_3,
    -0.363_672_633_604_698_8,
    -0.444_443_941_134_518_85,
    -0.571_428_575_212_833_6,
    -0.799_999_999_986_046_8,
    -1.333_333_333_333_353,
    -4.0,
];

/// `sin a / a` in powers of `a^2`, for `|a| <= pi/4`.
const SIN: [f64; 7] = [
    1.591_812_929_486_660_8e-10,
    -2.505_113_184_500_362_4e-8,
    2.755_731_610_255_244e-6,
    -1.984_126_983_675_885_7e-4,
    8.333_333_333_330_948e-3,
    -0.166_666_666_666_666_66,
    1.0,
];

/// `cos a` in powers of `a^2`, for `|a| <= pi/4`.
const COS: [f64; 8] = [
    -1.136_799_865_402_249_4e-11,
    2.087_588_673_804_705_2e-9,
    -2.755_731_556_634_189_5e-7,
    2.480_158_729_369_346e-5,
    -1.388_888_888_888_077_5e-3,
    4.166_666_666_666_664e-2,
    -0.5,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn the_unit_is_open_at_both_ends() {
        assert_eq!(middle_of_unit(f64::from_bits(0)), f64::EPSILON / 2.0);
        assert_eq!(middle_of_unit(f64::from_bits(u64::MAX)), 1.0 - f64::EPSILON / 2.0);
    }

    #[test]
    fn the_logarithm_is_right_to_its_last_bits() {
        let mut stream = Stream::new(1, "logarithm");
        for shift in 0..53 {
            for _ in 0..200 {
                let u = middle_of_unit(f64::from_bits(stream.bits() >> shift));
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
            let (sine, cosine) = sine_and_cosine(f64::from_bits(bits));
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
