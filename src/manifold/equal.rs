use nalgebra::{DMatrix, DVector};

use crate::network::{Activation, Dataset, Network};

/// The network of `m` equal neurons with the pre-activations `targets`, within the span of the data:
/// `theta_j = X^T K^{-1} z*`, `K = X X^T`. With `z_i* = phi^{-1}(y_i / m)` it is the flattest interpolator (derivation,
/// section 3). `None` where the points are linearly dependent.
pub fn equal_neurons(phi: Activation, m: usize, data: &Dataset, targets: &[f64]) -> Option<Network> {
    let n = data.len();
    let gram = DMatrix::from_fn(n, n, |i, k| data.inner(i, k)).cholesky()?;
    let weights = gram.solve(&DVector::from_column_slice(targets));
    let mut neuron = vec![0.0; data.dimension];
    for i in 0..n {
        neuron.iter_mut().zip(data.point(i)).for_each(|(entry, x)| *entry += weights[i] * x);
    }
    Some(Network { activation: phi, dimension: data.dimension, theta: neuron.repeat(m) })
}
