//! Numbers side by side: what the numerics ask of a vector register, and the instruction sets that have one.
//!
//! A formula written over [`Vector`] is one text for a single `f64` and for lanes of any width, so no lane can differ from
//! the reference. The compiler's own vectorisation of plain arrays is as fast where it happens, but whether it happens
//! changes with every edit (`docs/performance.md`).

mod kernel;
mod pack;
mod polynomial;
mod registers;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::{Add, Div, Mul, Sub};

pub use kernel::Kernel;
pub use pack::Pack;
pub use polynomial::polynomial;

/// Numbers side by side, each of which goes its own way. Every operation is the correctly rounded one of IEEE 754 on each
/// lane; none is fused, none adds over lanes. Where a name speaks of bits, a lane is taken as 64 bits.
#[allow(clippy::return_self_not_must_use)]
pub trait Vector: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    /// How many.
    const LANES: usize;

    /// The same in every lane.
    fn splat(value: f64) -> Self;
    /// Lanes from memory.
    fn load(from: &[f64]) -> Self;
    /// Lanes to memory.
    fn store(self, to: &mut [f64]);
    /// Square root.
    fn sqrt(self) -> Self;
    /// `bound` where that is less, `self` elsewhere: what is no number stays so.
    fn at_most(self, bound: Self) -> Self;
    /// `bound` where that is greater, `self` elsewhere.
    fn at_least(self, bound: Self) -> Self;
    /// `other` where `a` equals `b`, `self` elsewhere.
    fn replaced_where_equal(self, a: Self, b: Self, other: Self) -> Self;
    /// Whether every lane is greater than `-bound` and less than `bound`.
    fn all_within(self, bound: f64) -> bool;

    /// The same bits in every lane.
    fn splat_bits(bits: u64) -> Self;
    /// Bits from memory.
    fn load_bits(from: &[u64]) -> Self;
    /// Bits of both.
    fn and(self, other: Self) -> Self;
    /// Bits of either.
    fn or(self, other: Self) -> Self;
    /// Bits of one but not of both.
    fn xor(self, other: Self) -> Self;
    /// Sum modulo 2^64.
    fn plus_bits(self, other: Self) -> Self;
    /// Difference modulo 2^64.
    fn minus_bits(self, other: Self) -> Self;
    /// Product of the low 32 bits of both.
    fn times_low_bits(self, other: Self) -> Self;
    /// Bits moved up.
    fn shift_left(self, by: u32) -> Self;
    /// Bits moved down, zeros coming after.
    fn shift_right(self, by: u32) -> Self;
}

/// Four numbers which can be added.
pub trait Four: Vector {
    /// `(a + c) + (b + d)`: how a register is folded.
    fn sum(self) -> f64;
}

/// Widths that the kernels ask for, in the registers of an instruction set.
pub trait InstructionSet {
    /// Four lanes.
    type Four: Four;
    /// Eight lanes.
    type Eight: Vector;
    /// So many lanes, up to 32, that the steps of a long formula need not wait for each other.
    type Many: Vector;
}

/// What [`Kernel::run`] compiles for every instruction set.
pub trait Work {
    /// Does it in the registers of `S`.
    fn run<S: InstructionSet>(self);
}
