use std::collections::VecDeque;

use super::{Gradient, retract, riemannian_gradient};
use crate::network::{Dataset, Network, dot};

/// A descent of the sharpness along the zero-loss manifold, one round at a time.
pub struct Flattening<'a> {
    data: &'a Dataset,
    network: Network,
    gradient: Gradient,
    sharpness: f64,
    /// The sharpness of the last rounds.
    recent: VecDeque<f64>,
    rate: f64,
}

impl<'a> Flattening<'a> {
    /// From a network on the manifold; `None` where the gradients of the outputs are linearly dependent.
    pub fn new(start: Network, data: &'a Dataset) -> Option<Self> {
        let gradient = riemannian_gradient(&start, data)?;
        let sharpness = start.sharpness(data);
        // A tenth of the sharpness would go, were it linear.
        let rate = 0.1 * sharpness / dot(&gradient.along, &gradient.along).max(f64::MIN_POSITIVE);
        Some(Self { data, network: start, gradient, sharpness, recent: VecDeque::from([sharpness]), rate })
    }

    /// Where it is.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The Riemannian gradient there.
    pub fn gradient(&self) -> &Gradient {
        &self.gradient
    }

    // [round]
    /// One round of Riemannian gradient descent, `theta <- R(theta - rate P_T grad F)` with `R` the retraction (Absil, Mahony
    /// and Sepulchre 2008, section 4.2). The rate is `<s, s> / <s, y>`, `s` and `y` the last changes of the weights and of
    /// the gradient (Barzilai and Borwein 1988; on manifolds Iannazzo and Porcelli 2018), and a quarter of that until the
    /// sharpness falls below the highest of the last ten. `false` where no step does: it has arrived, to rounding.
    pub fn round(&mut self) -> bool {
        const DEMANDED: f64 = 1e-4;
        const REMEMBERED: usize = 10;
        const TRIES: usize = 30;
        let square = dot(&self.gradient.along, &self.gradient.along);
        let highest = self.recent.iter().copied().fold(0.0, f64::max) * (1.0 + 4.0 * f64::EPSILON);
        for _ in 0..TRIES {
            let mut moved = self.network.clone();
            moved.theta.iter_mut().zip(&self.gradient.along).for_each(|(weight, g)| *weight -= self.rate * g);
            if let Ok(moved) = retract(&moved, self.data)
                && let sharpness = moved.sharpness(self.data)
                && sharpness <= highest - DEMANDED * self.rate * square
                && let Some(gradient) = riemannian_gradient(&moved, self.data)
            {
                let s: Vec<f64> = moved.theta.iter().zip(&self.network.theta).map(|(new, old)| new - old).collect();
                let y: Vec<f64> = gradient.along.iter().zip(&self.gradient.along).map(|(new, old)| new - old).collect();
                let bend = dot(&s, &y);
                self.rate = if bend > 0.0 { dot(&s, &s) / bend } else { 4.0 * self.rate };
                self.recent.push_back(sharpness);
                if self.recent.len() > REMEMBERED {
                    self.recent.pop_front();
                }
                (self.network, self.gradient, self.sharpness) = (moved, gradient, sharpness);
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
    use crate::manifold::sample;

    #[test]
    fn it_ends_where_all_neurons_are_equal_and_stays_on_the_manifold() {
        for (network, data) in sample::points() {
            let equal = sample::equal(&network, &data);
            let mut descent = Flattening::new(network, &data).unwrap();
            let mut rounds = 0;
            while descent.gradient().residual() > 1e-10 && descent.round() {
                rounds += 1;
                assert!(rounds < 5_000, "{:e}", descent.gradient().residual());
            }
            assert!(descent.network().spread(&data) < 1e-7, "{:e}", descent.network().spread(&data));
            assert!(descent.network().loss(&data) < 1e-22);
            assert!((descent.sharpness() / equal.sharpness(&data) - 1.0).abs() < 1e-12);
        }
    }
}
