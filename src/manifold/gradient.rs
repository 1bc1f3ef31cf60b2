use nalgebra::DVector;

use super::TangentSpace;
use crate::network::{Dataset, Network, dot};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::{retract, sample};
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
    fn it_vanishes_where_all_neurons_are_equal_and_nowhere_else_that_one_looks() {
        for (network, data) in sample::points() {
            let equal = sample::equal(&network, &data);
            assert!(riemannian_gradient(&equal, &data).unwrap().residual() < 1e-13);
            assert!(riemannian_gradient(&network, &data).unwrap().residual() > 1e-3);
        }
    }
}
