/// The 53 high bits of `bits` as a multiple of 2^-53 in `[0, 1)`.
#[inline(always)]
pub fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 * STEP
}

const STEP: f64 = 1.0 / (1_u64 << 53) as f64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_interval_has_zero_and_not_one() {
        assert_eq!(unit(0), 0.0);
        assert_eq!(unit(u64::MAX), 1.0 - STEP);
    }
}
