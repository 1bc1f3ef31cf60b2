use super::label_noise::LabelNoise;
use crate::network::Pointwise;

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
