use super::retract;
use crate::network::{Dataset, Network, Pointwise as _, dot};

/// Where a network comes to the zero-loss manifold, and the largest curvature that it meets on the way.
#[derive(Clone, Debug)]
pub struct Landing {
    /// The network there; where the descent ended if it did not get that far.
    pub network: Network,
    /// The largest `max_i |x_i|^2 sum_j phi'(z_ij)^2` from the start to there (derivation, section 2).
    pub curvature: f64,
}

/// Follows the gradient of the loss down, in steps that are short against its curvature, until most of the loss is gone;
/// from there Newton's method does the rest. (From the start itself Newton's method can land far away: where `phi'` is
/// small its first step is long.)
pub fn descend(start: &Network, data: &Dataset) -> Landing {
    const ROUNDS: usize = 300;
    const NEAR: f64 = 1e-2;
    let (m, n) = (start.neurons(), data.len());
    let mut network = start.clone();
    let mut curvature = network.largest_curvature(data);
    let scale = 1e-6 + data.labels.iter().fold(0.0, |sum, y| sum + y * y);
    let mut slopes = vec![0.0; m];
    for _ in 0..ROUNDS {
        let loss = network.loss(data);
        if loss.is_nan() || loss <= NEAR * scale {
            break;
        }
        // A step of one over the trace of `J J^T` is short of one over its largest eigenvalue.
        let rate = 1.0 / network.sharpness(data);
        let mut next = network.clone();
        for i in 0..n {
            let mut residual = -data.labels[i];
            for (j, slope) in slopes.iter_mut().enumerate() {
                let (value, derivative) = network.activation.value_and_slope(dot(network.neuron(j), data.point(i)));
                residual += value;
                *slope = derivative;
            }
            for (neuron, slope) in next.theta.chunks_exact_mut(data.dimension).zip(&slopes) {
                for (entry, x) in neuron.iter_mut().zip(data.point(i)) {
                    *entry -= rate * residual * slope * x;
                }
            }
        }
        // Where even that is too long, the descent is over.
        let lower = next.loss(data);
        if lower.is_nan() || lower >= loss {
            break;
        }
        network = next;
        curvature = curvature.max(network.largest_curvature(data));
    }
    let network = retract(&network, data).unwrap_or(network);
    let curvature = curvature.max(network.largest_curvature(data));
    Landing { network, curvature }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Cubic};
    use crate::random::Stream;

    #[test]
    fn it_comes_to_the_manifold_near_the_start_where_newton_alone_goes_far() {
        let mut stream = Stream::new(1, "descent");
        let points = (0..9).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 3, points, labels: vec![0.3, 0.9, 0.1] };
        let theta = stream.normals(30).iter().map(|x| 0.1 * x).collect();
        let start = Network { activation: Activation::Cubic(Cubic { nu: 0.1 }), dimension: 3, theta };
        let landing = descend(&start, &data);
        assert!(landing.network.loss(&data) < 1e-24, "{:e}", landing.network.loss(&data));
        let newton = retract(&start, &data).unwrap();
        assert!(landing.network.sharpness(&data) < newton.sharpness(&data));
        assert!(landing.curvature >= landing.network.largest_curvature(&data));
        assert!(landing.curvature >= start.largest_curvature(&data));
    }
}
