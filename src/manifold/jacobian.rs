use nalgebra::{DMatrix, DVector};

use crate::network::{Activation, Dataset, Network, dot};

/// The gradients of the outputs, `J = (grad r_1 ... grad r_n)^T`: entry `j d + k` of row `i` is `phi'(z_ij) x_ik`
/// (derivation, section 2). Kept as its factors, so that `J` itself, `n x m d`, is never made.
pub struct Jacobian<'a> {
    data: &'a Dataset,
    /// `phi'(z_ij)`, `n x m`.
    slopes: DMatrix<f64>,
}

impl<'a> Jacobian<'a> {
    /// At a network.
    pub fn new(network: &Network, data: &'a Dataset) -> Self {
        Self::from_slopes(at_features(network, data, Activation::slope), data)
    }

    /// Where the slopes `phi'(z_ij)`, `n x m`, are known already.
    pub fn from_slopes(slopes: DMatrix<f64>, data: &'a Dataset) -> Self {
        Self { data, slopes }
    }

    /// `phi'(z_ij)`, `n x m`.
    pub fn slopes(&self) -> &DMatrix<f64> {
        &self.slopes
    }

    /// `J J^T`: entry `ik` is `(x_i . x_k) sum_j phi'(z_ij) phi'(z_kj)`.
    pub fn gram(&self) -> DMatrix<f64> {
        let n = self.data.len();
        DMatrix::from_fn(n, n, |i, k| self.data.inner(i, k) * self.slopes.row(i).dot(&self.slopes.row(k)))
    }

    /// `J v`: by how much the outputs change along `v`, an entry a weight.
    pub fn times(&self, v: &[f64]) -> DVector<f64> {
        DVector::from_fn(self.data.len(), |i, _| {
            let mut change = 0.0;
            for (block, slope) in v.chunks_exact(self.data.dimension).zip(self.slopes.row(i).iter()) {
                change += slope * dot(block, self.data.point(i));
            }
            change
        })
    }

    /// Takes `J^T pull` off `v`: moves weights along the gradients of the outputs only.
    pub fn take_off(&self, pull: &DVector<f64>, v: &mut [f64]) {
        for (j, block) in v.chunks_exact_mut(self.data.dimension).enumerate() {
            for i in 0..self.data.len() {
                let weight = pull[i] * self.slopes[(i, j)];
                for (entry, x) in block.iter_mut().zip(self.data.point(i)) {
                    *entry -= weight * x;
                }
            }
        }
    }
}

/// A function of the activation at every pre-activation `z_ij`, `n x m`.
pub fn at_features(network: &Network, data: &Dataset, f: fn(Activation, f64) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(data.len(), network.neurons(), |i, j| f(network.activation, dot(network.neuron(j), data.point(i))))
}

/// The pre-activations `z_ij`, `n x m`.
pub fn features(network: &Network, data: &Dataset) -> DMatrix<f64> {
    at_features(network, data, |_, z| z)
}
