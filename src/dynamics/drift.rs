use nalgebra::DMatrix;
use serde::{Deserialize, Serialize};

use super::LabelNoise;
use super::kicks::{kicks, limit_kicks};
use crate::manifold::TangentSpace;
use crate::network::{Dataset, Network, dot};

/// The vector field on the zero-loss manifold that a flow follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// What label noise SGD does on average at its own learning rate (derivation, section 5).
    FiniteStep,
    /// What is left of it as the learning rate vanishes: down the sharpness (derivation, section 4).
    LimitFlow,
    /// Up the sharpness, at the same speed: for controls.
    Uphill,
}

/// The slow drift of label noise SGD along the zero-loss manifold, per step.
#[derive(Clone, Copy, Debug)]
pub struct Drift<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The process.
    pub sgd: LabelNoise,
    /// What of it is kept.
    pub field: Field,
}

impl Drift<'_> {
    // [drift]
    /// The drift at a network, an entry a weight (derivation, section 5):
    ///
    /// ```text
    /// d theta_j / dk = P_T sum_ik W_ik phi''(z_ij) phi'(z_kj) x_i        W = K o T
    /// ```
    ///
    /// with the kicks `T` of these finite steps, or of the limit, where it is `-kappa eta^2 P_T grad F` (section 4). `None`
    /// where single-sample steps are not stable, or the gradients of the outputs linearly dependent.
    pub fn at(&self, network: &Network) -> Option<Vec<f64>> {
        let space = TangentSpace::new(network, self.data)?;
        let gram = space.jacobian().gram();
        let kicks = match self.field {
            Field::FiniteStep => kicks(&gram, self.sgd)?,
            Field::LimitFlow => limit_kicks(self.data.len(), self.sgd),
            Field::Uphill => -limit_kicks(self.data.len(), self.sgd),
        };
        let slopes = space.jacobian().slopes();
        let felt = DMatrix::from_fn(slopes.nrows(), slopes.ncols(), |i, j| {
            (0..slopes.nrows()).fold(0.0, |sum, k| sum + (self.data.inner(i, k) * kicks[(i, k)]) * slopes[(k, j)])
        });
        let mut pull = vec![0.0; network.theta.len()];
        for (j, block) in pull.chunks_exact_mut(network.dimension).enumerate() {
            for i in 0..self.data.len() {
                let x = self.data.point(i);
                let weight = felt[(i, j)] * network.activation.second(dot(network.neuron(j), x));
                block.iter_mut().zip(x).for_each(|(entry, x)| *entry += weight * x);
            }
        }
        Some(space.project(&pull).0)
    }
    // [/drift]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{NoiseLaw, Optimum};
    use crate::manifold::{equal_neurons, retract, riemannian_gradient};
    use crate::network::{Activation, Cubic, Sinh};
    use crate::random::Stream;

    const SGD: LabelNoise = LabelNoise { rate: 0.1, deviation: 0.03, law: NoiseLaw::Gaussian };

    fn case(phi: Activation) -> (Network, Dataset) {
        let mut stream = Stream::new(1, "drift");
        let points = (0..9).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 3, points, labels: vec![0.3, 0.9, 0.1] };
        let theta = stream.normals(30).iter().map(|x| 0.1 * x).collect();
        (retract(&Network { activation: phi, dimension: 3, theta }, &data).unwrap(), data)
    }

    #[test]
    fn the_limit_is_down_the_riemannian_gradient_of_the_sharpness_and_uphill_is_up() {
        let (network, data) = case(Activation::Sinh(Sinh));
        let along = riemannian_gradient(&network, &data).unwrap().along;
        let kappa = SGD.rate * SGD.rate * SGD.deviation * SGD.deviation / (4.0 * 3.0);
        let drift = |field| Drift { data: &data, sgd: SGD, field }.at(&network).unwrap();
        for ((down, up), right) in drift(Field::LimitFlow).iter().zip(drift(Field::Uphill)).zip(&along) {
            assert!((down + kappa * right).abs() < 1e-12 * kappa, "{down:e} {right:e}");
            assert_eq!(*down, -up);
        }
    }

    #[test]
    fn finite_steps_drift_like_the_limit_as_the_learning_rate_vanishes_and_not_before() {
        let (network, data) = case(Activation::Cubic(Cubic { nu: 1.0 }));
        let off = |rate: f64| {
            let sgd = LabelNoise { rate, ..SGD };
            let drift = |field| Drift { data: &data, sgd, field }.at(&network).unwrap();
            let (finite, limit) = (drift(Field::FiniteStep), drift(Field::LimitFlow));
            let apart: Vec<f64> = finite.iter().zip(&limit).map(|(a, b)| a - b).collect();
            (dot(&apart, &apart) / dot(&limit, &limit)).sqrt()
        };
        assert!(off(1e-4) < 1e-2 && (off(2e-4) / off(1e-4) - 2.0).abs() < 0.02, "{} {}", off(2e-4), off(1e-4));
        assert!(off(0.1) > 0.2, "{}", off(0.1));
    }

    #[test]
    fn near_equal_neurons_differences_shrink_at_the_predicted_exponents() {
        let phi = Activation::Cubic(Cubic { nu: 1.0 });
        let (_, data) = case(phi);
        let optimum = Optimum::new(&data, phi, 10);
        let equal = equal_neurons(phi, 10, &data, &optimum.targets).unwrap();
        // The trace of the linear map by which differences are moved: the sum of the exponents.
        let drift = Drift { data: &data, sgd: SGD, field: Field::FiniteStep };
        let mut trace = 0.0;
        for k in 0..3 {
            let mut apart = equal.clone();
            // Two neurons move apart, so that outputs stay to first order.
            apart.theta[k] += 1e-5;
            apart.theta[3 + k] -= 1e-5;
            let moved = drift.at(&apart).unwrap();
            trace += (moved[k] - moved[3 + k]) / 2e-5;
        }
        let sum: f64 = optimum.finite_step(SGD).unwrap().gamma.iter().fold(0.0, |sum, gamma| sum + gamma);
        assert!((trace / sum - 1.0).abs() < 1e-4, "{trace:e} {sum:e}");
    }
}
