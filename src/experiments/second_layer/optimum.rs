use crate::experiments::reading::Phi;
use crate::float::{asinh, ln};
use crate::network::{Activation, Cubic};

// [second-optimum]
/// The one stationary point of `sum_j a_j^2 phi'(z_j)^2` where `sum_j a_j phi(z_j) = y`: there `a_j phi''(z_j) = c` for all
/// neurons, with the `c` that fits the label. `None` where there is none.
pub fn optimum(kind: Kind, nu: f64, second: &[f64], y: f64) -> Option<Vec<f64>> {
    let m = second.len() as f64;
    match kind {
        // z_j = c / (6 a_j), and then y = sum_j (c^3 / (216 a_j^2) + nu c / 6).
        Kind::Odd(Phi::Cubic) => {
            let mut cube = 0.0;
            for a in second {
                cube += 1.0 / (216.0 * a * a);
            }
            let c = Activation::Cubic(Cubic { nu: nu * m / (6.0 * cube) }).inverse(y / cube);
            Some(second.iter().map(|a| c / (6.0 * a)).collect())
        }
        // a_j phi(z_j) = a_j phi''(z_j) = c, so c = y / m.
        Kind::Odd(_) => Some(second.iter().map(|a| asinh(y / m / a)).collect()),
        Kind::Exp => second.iter().map(|a| Some(y / m / a).filter(|slope| *slope > 0.0).map(ln)).collect(),
    }
}
// [/second-optimum]

/// An activation for which it is known: `z^3 + nu z` and sinh, or `e^z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Odd: the second derivative has both signs.
    Odd(Phi),
    /// The second derivative is above zero.
    Exp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::OnePoint;
    use crate::network::{Curve, Sinh};

    #[test]
    fn it_fits_the_label_and_is_stationary_and_with_exp_one_sign_must_be_enough() {
        let kinds = [
            (Kind::Odd(Phi::Cubic), Curve::Of(Activation::Cubic(Cubic { nu: 0.7 }))),
            (Kind::Odd(Phi::Sinh), Curve::Of(Activation::Sinh(Sinh))),
            (Kind::Exp, Curve::Exp),
        ];
        for (kind, phi) in kinds {
            for second in [vec![0.5, 1.0, 2.0], vec![0.5, -1.0, 2.0]] {
                let found = optimum(kind, 0.7, &second, 1.3);
                assert_eq!(found.is_some(), kind != Kind::Exp || second[1] > 0.0);
                let Some(z) = found else { continue };
                let problem = OnePoint { phi, second, label: 1.3 };
                assert!((problem.output(&z) - 1.3).abs() < 1e-13 && problem.residual(&z) < 1e-14, "{kind:?}");
            }
        }
    }
}
