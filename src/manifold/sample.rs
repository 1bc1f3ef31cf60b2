//! Points of zero-loss manifolds for tests of the geometry.

use super::retract;
use crate::network::{Activation, Cubic, Dataset, Network, Sinh};
use crate::random::Stream;

/// Random points with as many points as dimensions and with fewer, for two activations.
pub fn points() -> Vec<(Network, Dataset)> {
    let mut found = Vec::new();
    for activation in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh)] {
        for (n, d) in [(3, 3), (2, 4)] {
            let mut stream = Stream::new(1, &format!("sample/{n}-{d}"));
            let points = (0..n * d).map(|_| stream.uniform()).collect();
            let data = Dataset { dimension: d, points, labels: (0..n).map(|_| 3.0 * stream.uniform()).collect() };
            let theta = stream.normals(6 * d).iter().map(|x| 0.5 * x).collect();
            let network = Network { activation, dimension: d, theta };
            found.push((retract(&network, &data).unwrap(), data));
        }
    }
    found
}

/// The network of equal neurons that fits the data: its pre-activations are `phi^{-1}(y_i / m)`.
pub fn equal(like: &Network, data: &Dataset) -> Network {
    let m = like.neurons();
    let targets: Vec<f64> = data.labels.iter().map(|y| like.activation.inverse(y / m as f64)).collect();
    super::equal_neurons(like.activation, m, data, &targets).expect("independent points")
}
