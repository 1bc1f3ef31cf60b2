use std::cmp::Ordering;

use crate::float::{asinh, atanh, cosh, sinh, sinh_cosh};
use crate::vector::Vector;

/// What a step of SGD asks of an activation: `phi(z)` and `phi'(z)` together.
pub trait Pointwise: Copy {
    /// `(phi(z), phi'(z))`.
    fn value_and_slope<V: Vector>(self, z: V) -> (V, V);
}

/// `phi(z) = z^3 + nu z`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cubic {
    /// The linear coefficient, above zero for an activation whose slope is positive.
    pub nu: f64,
}

impl Pointwise for Cubic {
    #[inline(always)]
    fn value_and_slope<V: Vector>(self, z: V) -> (V, V) {
        let (square, nu) = (z * z, V::splat(self.nu));
        (z * (square + nu), V::splat(3.0) * square + nu)
    }
}

/// `phi(z) = sinh z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sinh;

impl Pointwise for Sinh {
    #[inline(always)]
    fn value_and_slope<V: Vector>(self, z: V) -> (V, V) {
        sinh_cosh(z)
    }
}

/// `phi(z) = tanh z`: its slope is positive, but `phi'''` changes sign at `tanh^2 z = 1/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tanh;

impl Pointwise for Tanh {
    #[inline(always)]
    fn value_and_slope<V: Vector>(self, z: V) -> (V, V) {
        let (sine, cosine) = sinh_cosh(z);
        (sine / cosine, V::splat(1.0) / (cosine * cosine))
    }
}

/// An activation. The paper's assumption is `phi' > 0` and `phi''' > 0`; all but tanh meet it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// `z^3 + nu z`.
    Cubic(Cubic),
    /// `sinh z`.
    Sinh(Sinh),
    /// `tanh z`, which breaks the assumption: for controls.
    Tanh(Tanh),
}

impl Activation {
    /// `phi(z)`.
    pub fn value(self, z: f64) -> f64 {
        self.value_and_slope(z).0
    }

    /// `phi'(z)`.
    pub fn slope(self, z: f64) -> f64 {
        self.value_and_slope(z).1
    }

    /// `phi''(z)`.
    pub fn second(self, z: f64) -> f64 {
        match self {
            Self::Cubic(_) => 6.0 * z,
            Self::Sinh(_) => sinh(z),
            Self::Tanh(tanh) => {
                let (value, slope) = tanh.value_and_slope(z);
                -2.0 * value * slope
            }
        }
    }

    /// `phi'''(z)`.
    pub fn third(self, z: f64) -> f64 {
        match self {
            Self::Cubic(_) => 6.0,
            Self::Sinh(_) => cosh(z),
            Self::Tanh(tanh) => {
                let (value, slope) = tanh.value_and_slope(z);
                slope * (6.0 * value * value - 2.0)
            }
        }
    }

    /// `phi^{-1}(w)`.
    pub fn inverse(self, w: f64) -> f64 {
        match self {
            Self::Sinh(_) => asinh(w),
            Self::Tanh(_) => atanh(w),
            Self::Cubic(Cubic { nu }) => cubic_root(nu, w),
        }
    }
}

impl Pointwise for Activation {
    fn value_and_slope<V: Vector>(self, z: V) -> (V, V) {
        match self {
            Self::Cubic(cubic) => cubic.value_and_slope(z),
            Self::Sinh(sinh) => sinh.value_and_slope(z),
            Self::Tanh(tanh) => tanh.value_and_slope(z),
        }
    }
}

/// The root of `z^3 + nu z = w`, by Newton's method from above: on the convex side it falls monotonically, so it has
/// arrived when it no longer falls. In this form a round has no cancellation, so tiny roots are as exact as others.
fn cubic_root(nu: f64, w: f64) -> f64 {
    let target = w.abs();
    let mut z = 1.0 + target;
    loop {
        let square = z * z;
        let next = (2.0 * (square * z) + target) / (3.0 * square + nu);
        // Not `next >= z`: that would go on for ever with what is no number.
        if !matches!(next.partial_cmp(&z), Some(Ordering::Less)) {
            break;
        }
        z = next;
    }
    if w < 0.0 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Activation; 3] =
        [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Cubic(Cubic { nu: 0.1 }), Activation::Sinh(Sinh)];

    const TANH: Activation = Activation::Tanh(Tanh);

    #[test]
    fn the_third_derivative_is_positive_but_for_that_of_tanh() {
        for z in [-2.0, -0.3, 0.0, 0.7, 1.9] {
            assert!(ALL.iter().all(|phi| phi.slope(z) > 0.0 && phi.third(z) > 0.0));
        }
        assert!(TANH.third(0.0) < 0.0 && TANH.third(1.0) > 0.0);
    }

    #[test]
    fn the_inverse_of_tanh_ends_where_its_range_does() {
        for w in [-0.9, -1e-9, 0.0, 0.3, 0.999] {
            assert!((TANH.value(TANH.inverse(w)) - w).abs() <= 1e-15 * w.abs());
        }
        assert!(TANH.inverse(1.0).is_infinite() && TANH.inverse(1.5).is_nan());
    }

    #[test]
    fn each_derivative_is_the_slope_of_the_one_before() {
        let h = 1e-5;
        for phi in ALL.into_iter().chain([TANH]) {
            for z in [-2.0, -0.3, 0.0, 0.7, 1.9] {
                let slope = |f: fn(Activation, f64) -> f64| (f(phi, z + h) - f(phi, z - h)) / (2.0 * h);
                for (found, right) in [
                    (phi.slope(z), slope(Activation::value)),
                    (phi.second(z), slope(Activation::slope)),
                    (phi.third(z), slope(Activation::second)),
                ] {
                    assert!((found - right).abs() < 1e-8 * (1.0 + right.abs()), "{phi:?} at {z}: {found} {right}");
                }
            }
        }
    }

    #[test]
    fn the_inverse_of_what_is_no_number_comes_to_an_end() {
        for phi in ALL.into_iter().chain([Activation::Cubic(Cubic { nu: 0.0 })]) {
            assert!(!phi.inverse(f64::NAN).is_infinite());
            assert!(phi.inverse(f64::INFINITY) > 0.0);
            assert!(phi.inverse(0.0).abs() < 1e-100);
        }
    }

    #[test]
    fn the_inverse_undoes_the_activation() {
        for phi in ALL {
            for w in [-30.0, -1.0, -1e-9, 0.0, 1e-300, 0.05, 1.0, 1e6] {
                let back = phi.value(phi.inverse(w));
                assert!((back - w).abs() <= 2e-15 * w.abs(), "{phi:?}: {w} came back as {back}");
            }
        }
    }
}
