use std::ops::{Add, Div, Mul, Sub};

use super::{Activation, Cubic};
use crate::float::exp;

/// A hyper-dual number `a + b e_1 + c e_2 + d e_1 e_2` with `e_1^2 = e_2^2 = 0` (Fike and Alonso 2011): a function of
/// `x + e_1 + e_2` carries its second derivative at `e_1 e_2`, exact but for the rounding of each operation. No difference
/// is taken, and no formula of a derivative is needed beyond those of `1/x` and `exp x`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HyperDual {
    /// `a`.
    pub real: f64,
    /// `b`: the derivative along the first direction.
    pub first: f64,
    /// `c`: the derivative along the second.
    pub second: f64,
    /// `d`: the derivative along both.
    pub both: f64,
}

// [hyper-dual]
impl Mul for HyperDual {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self {
            real: self.real * other.real,
            first: self.real * other.first + self.first * other.real,
            second: self.real * other.second + self.second * other.real,
            both: self.real * other.both
                + self.first * other.second
                + self.second * other.first
                + self.both * other.real,
        }
    }
}

impl HyperDual {
    /// A function of it, from the function's value and first two derivatives at the real part.
    fn through(self, value: f64, slope: f64, bend: f64) -> Self {
        Self {
            real: value,
            first: slope * self.first,
            second: slope * self.second,
            both: slope * self.both + bend * self.first * self.second,
        }
    }

    fn exp(self) -> Self {
        let value = exp(self.real);
        self.through(value, value, value)
    }

    /// The activation by its definition; its derivatives come out of the arithmetic.
    pub fn activated(self, phi: Activation) -> Self {
        let both = || (self.exp(), (Self::from(0.0) - self).exp());
        match phi {
            Activation::Cubic(Cubic { nu }) => self * self * self + Self::from(nu) * self,
            Activation::Sinh(_) => {
                let (rising, falling) = both();
                (rising - falling) * Self::from(0.5)
            }
            Activation::Tanh(_) => {
                let (rising, falling) = both();
                (rising - falling) / (rising + falling)
            }
        }
    }
}
// [/hyper-dual]

impl From<f64> for HyperDual {
    fn from(real: f64) -> Self {
        Self { real, first: 0.0, second: 0.0, both: 0.0 }
    }
}

impl Add for HyperDual {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            real: self.real + other.real,
            first: self.first + other.first,
            second: self.second + other.second,
            both: self.both + other.both,
        }
    }
}

impl Sub for HyperDual {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            real: self.real - other.real,
            first: self.first - other.first,
            second: self.second - other.second,
            both: self.both - other.both,
        }
    }
}

impl Div for HyperDual {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let inverse = 1.0 / other.real;
        let square = inverse * inverse;
        self * other.through(inverse, -square, 2.0 * (square * inverse))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Sinh, Tanh};

    #[test]
    fn derivatives_come_out_of_the_arithmetic() {
        for phi in [Activation::Cubic(Cubic { nu: 0.3 }), Activation::Sinh(Sinh), Activation::Tanh(Tanh)] {
            for z in [-1.3, -0.2, 0.0, 0.4, 2.0] {
                // z + 2 e_1 + 3 e_2
                let found = HyperDual { first: 2.0, second: 3.0, ..HyperDual::from(z) }.activated(phi);
                for (found, right) in [
                    (found.real, phi.value(z)),
                    (found.first, 2.0 * phi.slope(z)),
                    (found.second, 3.0 * phi.slope(z)),
                    (found.both, 6.0 * phi.second(z)),
                ] {
                    assert!((found - right).abs() < 4e-15 * (1.0 + right.abs()), "{phi:?} at {z}: {found} {right}");
                }
            }
        }
    }
}
