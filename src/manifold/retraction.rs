use nalgebra::{DMatrix, DVector};

use super::Jacobian;
use crate::network::{Dataset, Network, Pointwise as _, dot};

/// Newton's method did not reach the zero-loss manifold.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the retraction stopped {residual:e} away from the zero-loss manifold after {rounds} rounds")]
pub struct RetractionFailed {
    /// The largest `|r_i - y_i|` left.
    pub residual: f64,
    /// Rounds made.
    pub rounds: usize,
}

// [retraction]
/// The point of the zero-loss manifold that Newton's method reaches from `network`, moving along the gradients of the
/// outputs only: `theta <- theta - J^T (J J^T)^{-1} (r - y)`, `J = (grad r_1 ... grad r_n)^T` (derivation, section 4). It moves
/// at a right angle to the manifold, so it does not bend curves within it (Absil and Malick 2012).
///
/// It has arrived when a round no longer brings it nearer and what is left is rounding.
pub fn retract(network: &Network, data: &Dataset) -> Result<Network, RetractionFailed> {
    const ROUNDS: usize = 50;
    const ROUNDING: f64 = 1e-12;
    let (m, n) = (network.neurons(), data.len());
    let mut best = network.clone();
    let mut nearest = f64::INFINITY;
    let mut current = network.clone();
    for rounds in 0..ROUNDS {
        let mut residual = DVector::zeros(n);
        let mut slopes = DMatrix::zeros(n, m);
        for i in 0..n {
            for j in 0..m {
                let (value, slope) = current.activation.value_and_slope(dot(current.neuron(j), data.point(i)));
                residual[i] += value;
                slopes[(i, j)] = slope;
            }
            residual[i] -= data.labels[i];
        }
        let left = residual.amax();
        let scale = 1.0 + data.labels.iter().fold(0.0_f64, |largest, y| largest.max(y.abs()));
        let settled = nearest <= ROUNDING * scale;
        if left < nearest {
            nearest = left;
            best.clone_from(&current);
        } else if settled {
            return Ok(best);
        }
        let failed = RetractionFailed { residual: nearest, rounds };
        let jacobian = Jacobian::from_slopes(slopes, data);
        let pull = jacobian.gram().cholesky().ok_or(failed)?.solve(&residual);
        jacobian.take_off(&pull, &mut current.theta);
    }
    if nearest <= ROUNDING { Ok(best) } else { Err(RetractionFailed { residual: nearest, rounds: ROUNDS }) }
}
// [/retraction]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Cubic};
    use crate::random::Stream;

    fn case() -> (Network, Dataset) {
        let mut stream = Stream::new(1, "retraction");
        let points = (0..9).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 3, points, labels: vec![0.3, 0.9, 0.1] };
        let theta = stream.normals(30).iter().map(|x| 0.3 * x).collect();
        (Network { activation: Activation::Cubic(Cubic { nu: 1.0 }), dimension: 3, theta }, data)
    }

    #[test]
    fn it_lands_on_the_manifold_and_stays_there() {
        let (network, data) = case();
        assert!(network.loss(&data) > 0.1);
        let landed = retract(&network, &data).unwrap();
        assert!(landed.loss(&data) < 1e-28, "{:e}", landed.loss(&data));
        assert!(retract(&landed, &data).unwrap().loss(&data) < 1e-28);
    }

    #[test]
    fn contradictory_labels_are_a_failure_that_says_how_far_it_came() {
        let (network, mut data) = case();
        data.points = [0.5, 0.2, 0.1].repeat(3);
        let failed = retract(&network, &data).unwrap_err();
        assert!(failed.residual > 0.1, "{failed}");
    }
}
