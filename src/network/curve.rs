use super::Activation;
use crate::float::{atanh, exp, ln, tanh};

/// An activation as a function of one real number, with its derivatives and its inverse: those of [`Activation`], and some
/// that no kernel of SGD runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Curve {
    /// One of those that SGD runs with.
    Of(Activation),
    /// `e^z`.
    Exp,
    /// `1 / (1 + e^-z)`.
    Sigmoid,
    /// `ln(1 + e^z)`.
    Softplus,
    /// `(z + sqrt(z^2 + 4)) / 2`, a smooth `ReLU` without exponentials.
    Squareplus,
}

// [curve]
impl Curve {
    /// `phi(z)`.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Of(phi) => phi.value(z),
            Self::Exp => exp(z),
            Self::Sigmoid => {
                let e = exp(-z.abs());
                if z < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
            }
            // ln(1 + e) = 2 artanh(e / (2 + e)), without loss for small e.
            Self::Softplus => {
                let e = exp(-z.abs());
                z.max(0.0) + 2.0 * atanh(e / (2.0 + e))
            }
            Self::Squareplus => {
                let root = (z * z + 4.0).sqrt();
                if z < 0.0 { 2.0 / (root - z) } else { 0.5 * (z + root) }
            }
        }
    }

    /// `phi'(z)`.
    pub fn slope(self, z: f64) -> f64 {
        match self {
            Self::Of(phi) => phi.slope(z),
            Self::Exp => exp(z),
            Self::Sigmoid => {
                let e = exp(-z.abs());
                e / ((1.0 + e) * (1.0 + e))
            }
            Self::Softplus => Self::Sigmoid.value(z),
            Self::Squareplus => self.value(z) / (z * z + 4.0).sqrt(),
        }
    }

    /// `phi''(z)`.
    pub fn second(self, z: f64) -> f64 {
        match self {
            Self::Of(phi) => phi.second(z),
            Self::Exp => exp(z),
            Self::Sigmoid => -self.slope(z) * tanh(0.5 * z),
            Self::Softplus => Self::Sigmoid.slope(z),
            Self::Squareplus => {
                let square = z * z + 4.0;
                2.0 / (square * square.sqrt())
            }
        }
    }

    /// `phi'''(z)`.
    pub fn third(self, z: f64) -> f64 {
        match self {
            Self::Of(phi) => phi.third(z),
            Self::Exp => exp(z),
            Self::Sigmoid => {
                let slope = self.slope(z);
                slope * (1.0 - 6.0 * slope)
            }
            Self::Softplus => Self::Sigmoid.second(z),
            Self::Squareplus => {
                let square = z * z + 4.0;
                -6.0 * z / (square * square * square.sqrt())
            }
        }
    }

    /// `phi^{-1}(w)`, for a `w` within the range.
    pub fn inverse(self, w: f64) -> f64 {
        match self {
            Self::Of(phi) => phi.inverse(w),
            Self::Exp => ln(w),
            Self::Sigmoid => ln(w) - ln(1.0 - w),
            // 1 - e^-w = 2 t / (1 + t) with t = tanh(w / 2), without loss for small w.
            Self::Softplus => {
                let t = tanh(0.5 * w);
                w + ln(2.0 * t / (1.0 + t))
            }
            Self::Squareplus => w - 1.0 / w,
        }
    }

    /// The ends of the range: no neuron's output reaches them.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Of(Activation::Cubic(_) | Activation::Sinh(_)) => (f64::NEG_INFINITY, f64::INFINITY),
            Self::Of(Activation::Tanh(_)) => (-1.0, 1.0),
            Self::Exp | Self::Softplus | Self::Squareplus => (0.0, f64::INFINITY),
            Self::Sigmoid => (0.0, 1.0),
        }
    }

    /// `g(w) = phi'(phi^{-1}(w))^2`, what a neuron adds to the sharpness as a function of what it adds to the output; at a
    /// finite end of the range its limit, which is zero for all activations here.
    pub fn flatness(self, w: f64) -> f64 {
        let slope = match self {
            Self::Of(Activation::Tanh(_)) => 1.0 - w * w,
            Self::Of(phi) => phi.slope(phi.inverse(w)),
            Self::Exp => w,
            Self::Sigmoid => w * (1.0 - w),
            Self::Softplus => {
                let t = tanh(0.5 * w);
                2.0 * t / (1.0 + t)
            }
            Self::Squareplus => w * w / (1.0 + w * w),
        };
        slope * slope
    }
}
// [/curve]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Cubic, Sinh, Tanh};

    const ALL: [Curve; 7] = [
        Curve::Of(Activation::Cubic(Cubic { nu: 1.0 })),
        Curve::Of(Activation::Sinh(Sinh)),
        Curve::Of(Activation::Tanh(Tanh)),
        Curve::Exp,
        Curve::Sigmoid,
        Curve::Softplus,
        Curve::Squareplus,
    ];

    #[test]
    fn each_derivative_is_the_slope_of_the_one_before() {
        let h = 1e-5;
        for phi in ALL {
            for z in [-2.0, -0.3, 0.1, 0.7, 1.9] {
                let slope = |f: fn(Curve, f64) -> f64| (f(phi, z + h) - f(phi, z - h)) / (2.0 * h);
                for (found, right) in [
                    (phi.slope(z), slope(Curve::value)),
                    (phi.second(z), slope(Curve::slope)),
                    (phi.third(z), slope(Curve::second)),
                ] {
                    assert!((found - right).abs() < 1e-8 * (1.0 + right.abs()), "{phi:?} at {z}: {found} {right}");
                }
            }
        }
    }

    #[test]
    fn the_inverse_undoes_the_activation_in_its_tails_too() {
        for phi in ALL {
            for z in [-9.0, -2.0, -1e-3, 0.4, 6.0] {
                // Where the activation is flat, a rounding of its value is a long way in z.
                let loss = 4.0 * f64::EPSILON * (1.0 + phi.value(z).abs()) / phi.slope(z);
                let back = phi.inverse(phi.value(z));
                assert!((back - z).abs() <= 1e-14 * z.abs() + loss, "{phi:?}: {z} came back as {back}");
            }
        }
    }

    #[test]
    fn the_flatness_is_the_slope_squared_and_ends_at_zero_with_a_finite_range() {
        for phi in ALL {
            for z in [-3.0, -0.3, 0.1, 1.9] {
                let (found, slope) = (phi.flatness(phi.value(z)), phi.slope(z));
                assert!((found / (slope * slope) - 1.0).abs() < 1e-11, "{phi:?} at {z}");
            }
            let (low, high) = phi.range();
            assert!([low, high].into_iter().filter(|end| end.is_finite()).all(|end| phi.flatness(end) == 0.0));
        }
    }

    #[test]
    fn where_the_third_derivative_changes_sign_is_where_the_flatness_inflects() {
        let at = [(Curve::Softplus, std::f64::consts::LN_2), (Curve::Squareplus, 1.0)];
        for (phi, w) in at {
            assert!(phi.third(phi.inverse(w - 1e-6)) > 0.0 && phi.third(phi.inverse(w + 1e-6)) < 0.0);
        }
        let low = 0.5 - 0.5 / 3.0_f64.sqrt();
        assert!(Curve::Sigmoid.third(Curve::Sigmoid.inverse(low - 1e-6)) > 0.0);
        assert!(Curve::Sigmoid.third(Curve::Sigmoid.inverse(low + 1e-6)) < 0.0);
        // The paper's condition holds everywhere for these.
        assert!([-3.0, 0.0, 2.0].iter().all(|z| ALL[0].third(*z) > 0.0 && Curve::Exp.third(*z) > 0.0));
    }
}
