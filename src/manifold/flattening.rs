use std::collections::VecDeque;

use nalgebra::{Cholesky, DMatrix, Dyn};

use super::gradient::FeatureGradient;
use super::jacobian::features;
use super::retract;
use crate::network::{Dataset, Network};

/// A descent of the sharpness along the zero-loss manifold, one round at a time.
pub struct Flattening<'a> {
    data: &'a Dataset,
    /// Of `K = X X^T`.
    inverse: Cholesky<f64, Dyn>,
    network: Network,
    features: DMatrix<f64>,
    gradient: FeatureGradient,
    sharpness: f64,
    /// The sharpness of the last rounds.
    recent: VecDeque<f64>,
    rate: f64,
}

impl<'a> Flattening<'a> {
    /// From a network on the manifold; `None` where the points are linearly dependent.
    pub fn new(start: Network, data: &'a Dataset) -> Option<Self> {
        let inverse = DMatrix::from_fn(data.len(), data.len(), |i, k| data.inner(i, k)).cholesky()?;
        let gradient = FeatureGradient::new(&start, data);
        let features = features(&start, data);
        let sharpness = start.sharpness(data);
        // A tenth of the sharpness would go, were it linear.
        let rate = 0.1 * sharpness / gradient.features.norm_squared().max(f64::MIN_POSITIVE);
        Some(Self {
            data,
            inverse,
            network: start,
            features,
            gradient,
            sharpness,
            recent: VecDeque::from([sharpness]),
            rate,
        })
    }

    /// Where it is.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The norm of the gradient in the metric of the features.
    pub fn slope(&self) -> f64 {
        self.gradient.features.norm()
    }

    // [round]
    /// One round of Riemannian gradient descent, `theta <- R(theta - rate g)` with `R` the retraction (Absil, Mahony and
    /// Sepulchre 2008, section 4.2) and `g` the gradient in the metric of the features. The rate is `<s, s> / <s, y>`, `s` and
    /// `y` the last changes of features and gradient (Barzilai and Borwein 1988; on manifolds Iannazzo and Porcelli 2018),
    /// and a quarter of that until the sharpness falls below the highest of the last ten. `false` where no step does: it
    /// has arrived, to rounding.
    pub fn round(&mut self) -> bool {
        const DEMANDED: f64 = 1e-4;
        const REMEMBERED: usize = 10;
        const TRIES: usize = 30;
        let direction = self.gradient.weights(self.data, &self.inverse);
        let highest = self.recent.iter().copied().fold(0.0, f64::max) * (1.0 + 4.0 * f64::EPSILON);
        for _ in 0..TRIES {
            let mut moved = self.network.clone();
            moved.theta.iter_mut().zip(&direction).for_each(|(weight, g)| *weight -= self.rate * g);
            if let Ok(moved) = retract(&moved, self.data)
                && let sharpness = moved.sharpness(self.data)
                && sharpness <= highest - DEMANDED * self.rate * self.gradient.features.norm_squared()
            {
                let gradient = FeatureGradient::new(&moved, self.data);
                let features = features(&moved, self.data);
                let (s, y) = (&features - &self.features, &gradient.features - &self.gradient.features);
                let bend = s.dot(&y);
                self.rate = if bend > 0.0 { s.norm_squared() / bend } else { 4.0 * self.rate };
                self.recent.push_back(sharpness);
                if self.recent.len() > REMEMBERED {
                    self.recent.pop_front();
                }
                (self.network, self.features, self.gradient, self.sharpness) = (moved, features, gradient, sharpness);
                return true;
            }
            self.rate *= 0.25;
        }
        false
    }
    // [/round]

    /// The sharpness where it is.
    pub fn sharpness(&self) -> f64 {
        self.sharpness
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::{riemannian_gradient, sample};

    #[test]
    fn it_ends_where_all_neurons_are_equal_and_stays_on_the_manifold() {
        for (network, data) in sample::points() {
            let equal = sample::equal(&network, &data);
            let mut descent = Flattening::new(network, &data).unwrap();
            let mut rounds = 0;
            let residual = |descent: &Flattening| riemannian_gradient(descent.network(), &data).unwrap().residual();
            while residual(&descent) > 1e-10 && descent.round() {
                rounds += 1;
                assert!(rounds < 200, "{:e}", descent.slope());
            }
            assert!(residual(&descent) <= 1e-10);
            assert!(descent.network().spread(&data) < 1e-7, "{:e}", descent.network().spread(&data));
            assert!(descent.network().loss(&data) < 1e-22);
            assert!((descent.sharpness() / equal.sharpness(&data) - 1.0).abs() < 1e-12);
        }
    }
}
