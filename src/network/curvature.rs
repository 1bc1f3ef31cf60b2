use super::hyper_dual::HyperDual;
use super::{Dataset, Network};

// [loss-second]
/// The second derivative of the loss along two entries of the weights: the loss, computed as it is defined, with
/// hyper-dual numbers in place of real ones.
pub fn loss_second(network: &Network, data: &Dataset, p: usize, q: usize) -> f64 {
    let weight = |k: usize| HyperDual {
        first: f64::from(u8::from(k == p)),
        second: f64::from(u8::from(k == q)),
        ..HyperDual::from(network.theta[k])
    };
    let mut loss = HyperDual::from(0.0);
    for (i, label) in data.labels.iter().enumerate() {
        let mut residual = HyperDual::from(-label);
        for j in 0..network.neurons() {
            let mut z = HyperDual::from(0.0);
            for (k, x) in data.point(i).iter().enumerate() {
                z = z + weight(j * network.dimension + k) * HyperDual::from(*x);
            }
            residual = residual + z.activated(network.activation);
        }
        loss = loss + residual * residual;
    }
    loss.both
}

/// The trace of the Hessian of the loss.
pub fn loss_trace(network: &Network, data: &Dataset) -> f64 {
    let mut trace = 0.0;
    for p in 0..network.theta.len() {
        trace += loss_second(network, data, p, p);
    }
    trace
}
// [/loss-second]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Cubic, Sinh, Tanh};
    use crate::random::Stream;

    #[test]
    fn second_derivatives_of_the_loss_agree_with_finite_differences() {
        let mut stream = Stream::new(1, "curvature");
        let points = (0..6).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 2, points, labels: vec![0.3, 0.9, -0.4] };
        for activation in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh), Activation::Tanh(Tanh)] {
            let network = Network { activation, dimension: 2, theta: stream.normals(8) };
            let at = |p: usize, q: usize, a: f64, b: f64| {
                let mut moved = network.clone();
                moved.theta[p] += a;
                moved.theta[q] += b;
                moved.loss(&data)
            };
            let h = 1e-4;
            for (p, q) in [(0, 0), (0, 1), (2, 5), (7, 6)] {
                let right = (at(p, q, h, h) - at(p, q, h, -h) - at(p, q, -h, h) + at(p, q, -h, -h)) / (4.0 * h * h);
                let found = loss_second(&network, &data, p, q);
                assert!((found - right).abs() < 1e-5 * (1.0 + right.abs()), "{activation:?}: {found} {right}");
            }
        }
    }

    #[test]
    fn off_the_manifold_the_trace_is_that_of_the_formula_too() {
        let mut stream = Stream::new(1, "trace");
        let points = (0..6).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 2, points, labels: vec![0.3, 0.9, -0.4] };
        for activation in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh), Activation::Tanh(Tanh)] {
            let network = Network { activation, dimension: 2, theta: stream.normals(8) };
            let (found, term) = (loss_trace(&network, &data), network.off_manifold_trace(&data));
            let right = 2.0 * network.sharpness(&data) + term;
            assert!(term.abs() > 1e-3 && (found - right).abs() < 1e-13 * found.abs().max(1.0), "{found} {right}");
        }
    }
}
