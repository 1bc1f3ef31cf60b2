//! Random zero-loss manifolds, and random networks to start from: what the experiments on the geometry stand on.

use crate::dynamics::Optimum;
use crate::manifold::{descend, equal_neurons};
use crate::network::{Activation, Dataset, Network};
use crate::random::Stream;

/// Neurons, dimension, points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub m: usize,
    pub d: usize,
    pub n: usize,
}

impl Shape {
    /// Its name in cells and streams.
    pub fn name(self) -> String {
        format!("m-{}-d-{}-n-{}", self.m, self.d, self.n)
    }

    /// Looks at one point of the data that one look at all of them takes: what a step of SGD is counted as.
    pub fn look(self) -> u64 {
        self.n as u64
    }
}

// [ground]
/// Data that can be fitted whatever the activation: entries of the points uniform on `[0, 1)` from the stream `PATH/data`,
/// and labels `y_i = m phi(t_i)` with `t_i` uniform on `[-1, 1)` from `PATH/labels`. The flattest interpolator then has
/// `z_ij = t_i`.
pub fn dataset(root: u64, path: &str, Shape { m, d, n }: Shape, phi: Activation) -> Dataset {
    let mut stream = Stream::new(root, &format!("{path}/data"));
    let points = (0..n * d).map(|_| stream.uniform()).collect();
    let mut stream = Stream::new(root, &format!("{path}/labels"));
    let labels = (0..n).map(|_| m as f64 * phi.value(2.0 * stream.uniform() - 1.0)).collect();
    Dataset { dimension: d, points, labels }
}

/// A network whose weights are normals from the stream `PATH`, times a scale.
pub fn network(root: u64, path: &str, Shape { m, d, .. }: Shape, phi: Activation, scale: f64) -> Network {
    let theta = Stream::new(root, path).normals(m * d).into_iter().map(|normal| scale * normal).collect();
    Network { activation: phi, dimension: d, theta }
}

/// A point of the zero-loss manifold off the flattest interpolator: that one's weights are moved by normals from the stream
/// `PATH` times a scale, and brought back. `None` where that fails.
pub fn around(root: u64, path: &str, shape: Shape, phi: Activation, scale: f64, data: &Dataset) -> Option<Network> {
    let flattest = equal_neurons(phi, shape.m, data, &Optimum::new(data, phi, shape.m).targets)?;
    let mut moved = network(root, path, shape, phi, scale);
    moved.theta.iter_mut().zip(&flattest.theta).for_each(|(weight, equal)| *weight += equal);
    Some(descend(&moved, data).network).filter(|point| fits(point, data))
}
// [/ground]

/// Whether a network fits the data to rounding.
pub fn fits(network: &Network, data: &Dataset) -> bool {
    let scale = 1.0 + data.labels.iter().fold(0.0, |sum, y| sum + y * y);
    network.loss(data) <= 1e-22 * scale
}
