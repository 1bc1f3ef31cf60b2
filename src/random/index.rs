/// One of `count` indices, and what is left of the randomness: the high and the low word of `bits * count`.
///
/// An index comes up with probability `1/count` to within 2^-64, and the rest is uniform on 64 bits to within
/// `count / 2^64`, whatever the index is. So one draw serves a step's data point and its label noise.
#[inline(always)]
pub fn index_and_rest(bits: u64, count: usize) -> (usize, u64) {
    let product = u128::from(bits) * count as u128;
    ((product >> 64) as usize, product as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_covers_its_range_in_equal_parts() {
        assert_eq!(index_and_rest(0, 3), (0, 0));
        assert_eq!(index_and_rest(u64::MAX, 3), (2, u64::MAX - 2));
        assert_eq!(index_and_rest(u64::MAX / 3, 3).0, 0);
        assert_eq!(index_and_rest(u64::MAX / 3 + 1, 3), (1, 2));
    }
}
