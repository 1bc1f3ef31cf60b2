use crate::vector::Vector;

/// One of `count` indices, and what is left of the randomness: the high and the low word of `bits * count`.
///
/// An index comes up with probability `1/count` to within 2^-64, and the rest is uniform on 64 bits to within
/// `count / 2^64`, whatever the index is. So one draw serves a step's data point and its label noise.
#[inline(always)]
pub fn index_and_rest(bits: u64, count: usize) -> (usize, u64) {
    let product = u128::from(bits) * count as u128;
    ((product >> 64) as usize, product as u64)
}

/// The same of lanes of words, for counts below 2^32; the index comes as the number `2^52 + index`, which is the bits of the
/// index below those of [`INDEX`].
#[inline(always)]
pub fn index_and_rest_of_lanes<V: Vector>(bits: V, count: V) -> (V, V) {
    let (high, low) = (bits.shift_right(32).times_low_bits(count), bits.times_low_bits(count));
    let sum = high.plus_bits(low.shift_right(32));
    let index = sum.shift_right(32).or(V::splat(INDEX));
    (index, sum.shift_left(32).or(low.and(V::splat_bits(0xffff_ffff))))
}

/// `2^52`.
pub const INDEX: f64 = 4_503_599_627_370_496.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn lanes_have_the_index_and_the_rest_of_the_word() {
        let mut stream = Stream::new(1, "index");
        for count in [1, 2, 3, 20, 1_000, 4_294_967_295] {
            for _ in 0..1_000 {
                let bits = stream.bits();
                let (index, rest) = index_and_rest_of_lanes(f64::from_bits(bits), f64::from_bits(count as u64));
                assert_eq!((index - INDEX, rest.to_bits()), {
                    let (index, rest) = index_and_rest(bits, count);
                    (index as f64, rest)
                });
            }
        }
    }

    #[test]
    fn the_index_covers_its_range_in_equal_parts() {
        assert_eq!(index_and_rest(0, 3), (0, 0));
        assert_eq!(index_and_rest(u64::MAX, 3), (2, u64::MAX - 2));
        assert_eq!(index_and_rest(u64::MAX / 3, 3).0, 0);
        assert_eq!(index_and_rest(u64::MAX / 3 + 1, 3), (1, 2));
    }
}
