use super::label_noise::{Draw, LabelNoise};
use crate::network::{Dataset, Pointwise};

/// Neurons whose slopes a step keeps at hand; wider networks use the heap.
const AT_HAND: usize = 16;

// [step]
/// One step of label noise SGD on data point `i`, in place on `theta` (`m x d`, row by row):
///
/// ```text
/// theta_j <- theta_j - c eta (r_i - y_i + s zeta) phi'(z_ij) x_i        for every j
/// ```
///
/// The order of every sum is part of the result: `z_ij` from the left; `r_i` in four partial sums over `j mod 4`, added
/// as `(p0 + p2) + (p1 + p3)`, so that neurons can be lanes of a vector.
#[inline]
pub fn step<A: Pointwise>(
    theta: &mut [f64],
    slopes: &mut [f64],
    phi: A,
    x: &[f64],
    y: f64,
    sgd: LabelNoise,
    zeta: f64,
) {
    let mut partial = [0.0; 4];
    for (j, neuron) in theta.chunks_exact(x.len()).enumerate() {
        let mut z = neuron[0] * x[0];
        for k in 1..x.len() {
            z += neuron[k] * x[k];
        }
        let (value, slope) = phi.value_and_slope(z);
        partial[j % 4] += value;
        slopes[j] = slope;
    }
    let output = (partial[0] + partial[2]) + (partial[1] + partial[3]);
    let pull = sgd.rate * (output + (sgd.deviation * zeta - y));
    for (j, neuron) in theta.chunks_exact_mut(x.len()).enumerate() {
        for k in 0..x.len() {
            neuron[k] -= slopes[j] * (pull * x[k]);
        }
    }
}
// [/step]

/// The steps of `draws`, one after the other.
pub(super) fn steps<A: Pointwise>(theta: &mut [f64], phi: A, data: &Dataset, sgd: LabelNoise, draws: &[Draw]) {
    // Figure 1's size with both lengths known to the compiler is four times as fast; the operations are the same.
    if let (Ok(theta), 3) = (<&mut [f64; 30]>::try_from(&mut *theta), data.dimension) {
        let mut slopes = [0.0; 10];
        for draw in draws {
            let x: &[f64; 3] = data.points[draw.point * 3..][..3].try_into().expect("three entries");
            step(theta, &mut slopes, phi, x, data.labels[draw.point], sgd, draw.noise);
        }
    } else {
        let neurons = theta.len() / data.dimension;
        let (mut at_hand, mut heap) = ([0.0; AT_HAND], Vec::new());
        let slopes = if neurons <= AT_HAND {
            &mut at_hand[..]
        } else {
            heap.resize(neurons, 0.0);
            &mut heap[..]
        };
        for draw in draws {
            step(theta, slopes, phi, data.point(draw.point), data.labels[draw.point], sgd, draw.noise);
        }
    }
}
