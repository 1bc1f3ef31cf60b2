use super::Vector;

/// One number: the reference.
impl Vector for f64 {
    const LANES: usize = 1;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        value
    }
    #[inline(always)]
    fn load(from: &[f64]) -> Self {
        from[0]
    }
    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        to[0] = self;
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    #[inline(always)]
    fn at_most(self, bound: Self) -> Self {
        if bound < self { bound } else { self }
    }
    #[inline(always)]
    fn at_least(self, bound: Self) -> Self {
        if bound > self { bound } else { self }
    }
    #[inline(always)]
    fn replaced_where_equal(self, a: Self, b: Self, other: Self) -> Self {
        if a == b { other } else { self }
    }
    #[inline(always)]
    fn all_within(self, bound: f64) -> bool {
        -bound < self && self < bound
    }
    #[inline(always)]
    fn splat_bits(bits: u64) -> Self {
        f64::from_bits(bits)
    }
    #[inline(always)]
    fn load_bits(from: &[u64]) -> Self {
        f64::from_bits(from[0])
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        f64::from_bits(self.to_bits() & other.to_bits())
    }
    #[inline(always)]
    fn or(self, other: Self) -> Self {
        f64::from_bits(self.to_bits() | other.to_bits())
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        f64::from_bits(self.to_bits() ^ other.to_bits())
    }
    #[inline(always)]
    fn plus_bits(self, other: Self) -> Self {
        f64::from_bits(self.to_bits().wrapping_add(other.to_bits()))
    }
    #[inline(always)]
    fn minus_bits(self, other: Self) -> Self {
        f64::from_bits(self.to_bits().wrapping_sub(other.to_bits()))
    }
    #[inline(always)]
    fn times_low_bits(self, other: Self) -> Self {
        const LOW: u64 = 0xffff_ffff;
        f64::from_bits((self.to_bits() & LOW) * (other.to_bits() & LOW))
    }
    #[inline(always)]
    fn shift_left(self, by: u32) -> Self {
        f64::from_bits(self.to_bits() << by)
    }
    #[inline(always)]
    fn shift_right(self, by: u32) -> Self {
        f64::from_bits(self.to_bits() >> by)
    }
}
