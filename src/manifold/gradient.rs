use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use super::TangentSpace;
use super::jacobian::at_features;
use crate::network::{Activation, Dataset, Network, dot};

/// The gradient of the sharpness along the zero-loss manifold.
pub struct Gradient {
    /// `P_T grad F`, an entry a weight.
    pub along: Vec<f64>,
    /// `lambda = (J J^T)^{-1} J grad F`: at a stationary point, the Lagrange multipliers.
    pub multipliers: DVector<f64>,
    /// `|grad F|`, with what stands across the manifold.
    whole: f64,
}

impl Gradient {
    /// `|P_T grad F|`.
    pub fn norm(&self) -> f64 {
        dot(&self.along, &self.along).sqrt()
    }

    /// The residual of the conditions of Karush, Kuhn and Tucker, `|P_T grad F| / |grad F|`: zero at a stationary point, one
    /// where the manifold is no obstacle.
    pub fn residual(&self) -> f64 {
        self.norm() / self.whole
    }
}

// [gradient]
/// The gradient of the sharpness among all weights: block `j` is `sum_i 2 |x_i|^2 phi'(z_ij) phi''(z_ij) x_i`
/// (derivation, section 4).
pub fn sharpness_gradient(network: &Network, data: &Dataset) -> Vec<f64> {
    let mut gradient = vec![0.0; network.theta.len()];
    for (j, block) in gradient.chunks_exact_mut(network.dimension).enumerate() {
        for i in 0..data.len() {
            let z = dot(network.neuron(j), data.point(i));
            let pull = 2.0 * data.inner(i, i) * network.activation.slope(z) * network.activation.second(z);
            for (entry, x) in block.iter_mut().zip(data.point(i)) {
                *entry += pull * x;
            }
        }
    }
    gradient
}

/// The Riemannian gradient of the sharpness: the projection of the gradient onto the tangent space (Absil, Mahony and
/// Sepulchre 2008, section 3.6.1). The limit flow of label noise SGD goes down along it (derivation, section 4).
pub fn riemannian_gradient(network: &Network, data: &Dataset) -> Option<Gradient> {
    let whole = sharpness_gradient(network, data);
    let (along, multipliers) = TangentSpace::new(network, data)?.project(&whole);
    Some(Gradient { along, multipliers, whole: dot(&whole, &whole).sqrt() })
}
// [/gradient]

/// The gradient of the sharpness along the manifold in the metric of the features, `|u|^2 = sum_ij (u_j . x_i)^2`.
///
/// Which directions are tangent, and where the gradient vanishes, is the same in every metric; but in this one points that
/// lie close together do not slow a descent. It falls apart into one problem a point of the data.
pub struct FeatureGradient {
    /// By how much features go, `phi'(z_ij) (2 |x_i|^2 phi''(z_ij) - lambda_i)` with the `lambda_i` for which outputs stay,
    /// `n x m`.
    pub features: DMatrix<f64>,
}

impl FeatureGradient {
    /// At a network.
    pub fn new(network: &Network, data: &Dataset) -> Self {
        let slopes = at_features(network, data, Activation::slope);
        let mut features = at_features(network, data, Activation::second);
        for i in 0..data.len() {
            let (mut along, mut whole) = (0.0, 0.0);
            for j in 0..network.neurons() {
                let square = slopes[(i, j)] * slopes[(i, j)];
                along += square * features[(i, j)];
                whole += square;
            }
            for j in 0..network.neurons() {
                features[(i, j)] = 2.0 * data.inner(i, i) * (slopes[(i, j)] * (features[(i, j)] - along / whole));
            }
        }
        Self { features }
    }

    /// By how much weights go for that: `g_j = X^T K^{-1} v_j`, an entry a weight.
    pub fn weights(&self, data: &Dataset, inverse: &Cholesky<f64, Dyn>) -> Vec<f64> {
        let solved = inverse.solve(&self.features);
        let mut weights = vec![0.0; data.dimension * self.features.ncols()];
        for (j, block) in weights.chunks_exact_mut(data.dimension).enumerate() {
            for i in 0..data.len() {
                block.iter_mut().zip(data.point(i)).for_each(|(entry, x)| *entry += solved[(i, j)] * x);
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::{retract, sample};
    use crate::network::Tanh;
    use crate::random::Stream;

    #[test]
    fn it_is_the_slope_of_the_sharpness_along_retracted_curves() {
        for (network, data) in sample::points() {
            let space = TangentSpace::new(&network, &data).unwrap();
            let (u, _) = space.project(&Stream::new(1, "gradient").normals(network.theta.len()));
            let at = |t: f64| {
                let mut moved = network.clone();
                moved.theta.iter_mut().zip(&u).for_each(|(weight, u)| *weight += t * u);
                retract(&moved, &data).unwrap().sharpness(&data)
            };
            let h = 1e-5;
            let (found, right) =
                (dot(&riemannian_gradient(&network, &data).unwrap().along, &u), (at(h) - at(-h)) / (2.0 * h));
            assert!((found - right).abs() < 1e-6 * (1.0 + found.abs()), "{found} {right}");
        }
    }

    #[test]
    fn in_the_metric_of_the_features_it_is_tangent_and_has_the_slope_of_the_sharpness_along_itself() {
        for (network, data) in sample::points() {
            let inverse = DMatrix::from_fn(data.len(), data.len(), |i, k| data.inner(i, k)).cholesky().unwrap();
            let gradient = FeatureGradient::new(&network, &data);
            let g = gradient.weights(&data, &inverse);
            let space = TangentSpace::new(&network, &data).unwrap();
            assert!(space.jacobian().times(&g).amax() < 1e-11 * gradient.features.norm());
            let (found, right) = (dot(&sharpness_gradient(&network, &data), &g), gradient.features.norm_squared());
            assert!((found / right - 1.0).abs() < 1e-11, "{found} {right}");
        }
    }

    #[test]
    fn with_tanh_it_vanishes_where_neurons_differ_too() {
        // phi'' is equal at two pre-activations: w - w^3 has one value at w = tanh z = 0.3 and at a larger w.
        let small: f64 = 0.3;
        let large = 0.5 * ((4.0 - 3.0 * small * small).sqrt() - small);
        let phi = Activation::Tanh(Tanh);
        let theta = [small, large, large, large].map(|w| phi.inverse(w)).to_vec();
        let data = Dataset { dimension: 1, points: vec![1.0], labels: vec![small + 3.0 * large] };
        let network = Network { activation: phi, dimension: 1, theta };
        assert!(network.loss(&data) < 1e-28 && network.spread(&data) > 0.1);
        assert!(riemannian_gradient(&network, &data).unwrap().residual() < 1e-14);
    }

    #[test]
    fn it_vanishes_where_all_neurons_are_equal_and_nowhere_else_that_one_looks() {
        for (network, data) in sample::points() {
            let equal = sample::equal(&network, &data);
            assert!(riemannian_gradient(&equal, &data).unwrap().residual() < 1e-13);
            assert!(riemannian_gradient(&network, &data).unwrap().residual() > 1e-3);
        }
    }
}
