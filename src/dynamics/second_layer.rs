use super::label_noise::LabelNoise;
use crate::network::Pointwise;

// [step-second]
/// One step of label noise SGD on a network with a fixed second layer, `r(x) = sum_j a_j phi(theta_j . x)`, in place on
/// `theta` (`m x d`, row by row); only the first layer moves:
///
/// ```text
/// theta_j <- theta_j - c eta (r_i - y_i + s zeta) a_j phi'(z_ij) x_i        for every j
/// ```
///
/// Sums are in the order of [`step`](super::step()).
#[expect(clippy::too_many_arguments, reason = "those of `step`, and the second layer")]
pub fn step_with_second_layer<A: Pointwise>(
    theta: &mut [f64],
    slopes: &mut [f64],
    phi: A,
    second: &[f64],
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
        partial[j % 4] += second[j] * value;
        slopes[j] = second[j] * slope;
    }
    let output = (partial[0] + partial[2]) + (partial[1] + partial[3]);
    let pull = sgd.rate * (output + (sgd.deviation * zeta - y));
    for (j, neuron) in theta.chunks_exact_mut(x.len()).enumerate() {
        for k in 0..x.len() {
            neuron[k] -= slopes[j] * (pull * x[k]);
        }
    }
}
// [/step-second]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{NoiseLaw, step};
    use crate::network::{Activation, Sinh};
    use crate::random::Stream;

    const PHI: Activation = Activation::Sinh(Sinh);
    const SGD: LabelNoise = LabelNoise { rate: 0.05, deviation: 0.3, law: NoiseLaw::Gaussian };
    const X: [f64; 3] = [0.3, 0.9, 0.4];

    fn moved(second: &[f64], deviation: f64, zeta: f64) -> Vec<f64> {
        let mut theta = Stream::new(1, "second-layer").normals(3 * second.len());
        let sgd = LabelNoise { deviation, ..SGD };
        step_with_second_layer(&mut theta, &mut vec![0.0; second.len()], PHI, second, &X, 0.5, sgd, zeta);
        theta
    }

    #[test]
    fn with_a_second_layer_of_ones_it_is_the_step_without_one_to_the_bit() {
        let mut right = Stream::new(1, "second-layer").normals(18);
        step(&mut right, &mut [0.0; 6], PHI, &X, 0.5, SGD, 1.0);
        assert_eq!(moved(&[1.0; 6], 0.3, 1.0), right);
        assert_ne!(moved(&[1.0, 1.0, 1.0, 1.0, 1.0, 0.5], 0.3, 1.0), right);
    }

    #[test]
    fn without_noise_it_goes_down_the_loss_whatever_the_signs() {
        let second = [0.5, -1.0, 2.0, -0.25];
        let residual = |theta: &[f64]| {
            let z = |j: usize| theta[3 * j] * X[0] + theta[3 * j + 1] * X[1] + theta[3 * j + 2] * X[2];
            (0..4).map(|j| second[j] * PHI.value(z(j))).sum::<f64>() - 0.5
        };
        let start = Stream::new(1, "second-layer").normals(12);
        assert!(residual(&moved(&second, 0.0, 0.0)).abs() < residual(&start).abs());
    }
}
