use std::ops::{Add, Div, Mul, Sub};

use super::{Four, Vector};

/// Several registers as one that is wider.
#[derive(Clone, Copy)]
pub struct Pack<V, const N: usize>(pub [V; N]);

/// Entry by entry. Not `array::from_fn`: what is not inlined is not compiled for the instruction set.
macro_rules! each {
    ($count:ident, |$at:ident| $entry:expr) => {{
        let mut all = [V::splat(0.0); $count];
        let mut $at = 0;
        while $at < $count {
            all[$at] = $entry;
            $at += 1;
        }
        Pack(all)
    }};
}

macro_rules! operator {
    ($($trait:ident $name:ident $sign:tt),*) => {$(
        impl<V: Vector, const N: usize> $trait for Pack<V, N> {
            type Output = Self;
            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                each!(N, |at| self.0[at] $sign other.0[at])
            }
        }
    )*};
}
operator!(Add add +, Sub sub -, Mul mul *, Div div /);

macro_rules! of_one {
    ($($name:ident($($value:ident: $type:ty),*)),*) => {$(
        #[inline(always)]
        fn $name(self, $($value: $type),*) -> Self {
            each!(N, |at| self.0[at].$name($($value),*))
        }
    )*};
}

macro_rules! of_two {
    ($($name:ident),*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> Self {
            each!(N, |at| self.0[at].$name(other.0[at]))
        }
    )*};
}

impl<V: Vector, const N: usize> Vector for Pack<V, N> {
    const LANES: usize = N * V::LANES;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self([V::splat(value); N])
    }
    #[inline(always)]
    fn splat_bits(bits: u64) -> Self {
        Self([V::splat_bits(bits); N])
    }
    #[inline(always)]
    fn load(from: &[f64]) -> Self {
        each!(N, |at| V::load(&from[at * V::LANES..]))
    }
    #[inline(always)]
    fn load_bits(from: &[u64]) -> Self {
        each!(N, |at| V::load_bits(&from[at * V::LANES..]))
    }
    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        for at in 0..N {
            self.0[at].store(&mut to[at * V::LANES..]);
        }
    }
    #[inline(always)]
    fn replaced_where_equal(self, a: Self, b: Self, other: Self) -> Self {
        each!(N, |at| self.0[at].replaced_where_equal(a.0[at], b.0[at], other.0[at]))
    }
    #[inline(always)]
    fn all_within(self, bound: f64) -> bool {
        let mut all = true;
        for at in 0..N {
            all &= self.0[at].all_within(bound);
        }
        all
    }
    of_one!(sqrt(), shift_left(by: u32), shift_right(by: u32));
    of_two!(at_most, at_least, and, or, xor, plus_bits, minus_bits, times_low_bits);
}

impl Four for Pack<f64, 4> {
    #[inline(always)]
    fn sum(self) -> f64 {
        let [a, b, c, d] = self.0;
        (a + c) + (b + d)
    }
}
