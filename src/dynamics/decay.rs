use super::chain::Fate;
use super::label_noise::LabelNoise;
use super::step::step;
use crate::network::{Activation, Dataset, Network, Pointwise};
use crate::random::Stream;

/// A run of label noise SGD with weight decay: after each [`step()`], as it is, every weight is made smaller.
pub struct DecayingChain<'a> {
    network: Network,
    slopes: Vec<f64>,
    data: &'a Dataset,
    sgd: LabelNoise,
    keep: f64,
    stream: Stream,
    step: u64,
    fate: Fate,
}

impl<'a> DecayingChain<'a> {
    /// A chain at step 0, with the decay `beta` of a loss `L / (2 n) + beta |Theta|^2 / 2` (per step, with `c = 1`).
    pub fn new(network: Network, data: &'a Dataset, sgd: LabelNoise, beta: f64, stream: Stream) -> Self {
        Self {
            slopes: vec![0.0; network.neurons()],
            fate: if network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running },
            network,
            data,
            sgd,
            keep: 1.0 - sgd.rate * beta,
            stream,
            step: 0,
        }
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What has become of the chain so far.
    pub fn fate(&self) -> Fate {
        self.fate
    }

    /// Runs on to step `target`, which must be even (two steps share their random numbers). Every 64 steps and at the end
    /// it looks at what has become of the chain; a diverged one does not move any more.
    pub fn advance_to(&mut self, target: u64) {
        const LOOK: u64 = 64;
        debug_assert!(target.is_multiple_of(2), "two steps share their random numbers");
        while self.step < target && !matches!(self.fate, Fate::Diverged { .. }) {
            let to = target.min((self.step / LOOK + 1) * LOOK);
            match self.network.activation {
                Activation::Cubic(phi) => self.steps(to - self.step, phi),
                Activation::Sinh(phi) => self.steps(to - self.step, phi),
                Activation::Tanh(phi) => self.steps(to - self.step, phi),
            }
            self.step = to;
            if !self.network.theta.iter().all(|entry| entry.is_finite()) {
                self.fate = Fate::Diverged { step: self.step };
            } else if self.fate == Fate::Running && self.network.is_merged() {
                self.fate = Fate::Merged { step: self.step };
            }
        }
    }

    // [decay]
    /// Makes some steps, each `theta_j <- (1 - c eta beta) (theta_j - c eta (r_i - y_i + s zeta) phi'(z_ij) x_i)`.
    fn steps(&mut self, count: u64, phi: impl Pointwise) {
        let Self { network, slopes, data, sgd, keep, stream, .. } = self;
        for _ in 0..count / 2 {
            for draw in sgd.law.draw_pair(stream.bits(), stream.bits(), data.len()) {
                let (x, y) = (data.point(draw.point), data.labels[draw.point]);
                step(&mut network.theta, slopes, phi, x, y, *sgd, draw.noise);
                network.theta.iter_mut().for_each(|weight| *weight *= *keep);
            }
        }
    }
    // [/decay]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{Chain, Kernel, NoiseLaw};
    use crate::network::{Cubic, Span};

    const SGD: LabelNoise = LabelNoise { rate: 0.05, deviation: 0.1, law: NoiseLaw::Gaussian };

    fn case() -> (Network, Dataset, Stream) {
        let mut stream = Stream::new(1, "decay");
        let points = (0..8).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 4, points, labels: vec![0.3, 0.8] };
        let activation = Activation::Cubic(Cubic { nu: 1.0 });
        let theta = stream.normals(20).into_iter().map(|x| 0.3 * x).collect();
        (Network { activation, dimension: 4, theta }, data, Stream::new(1, "decay/noise"))
    }

    #[test]
    fn without_decay_it_is_the_chain_to_the_bit_and_with_it_another() {
        let (network, data, stream) = case();
        let mut chain = Chain::new(&network, &data, SGD, stream.clone(), Kernel::chosen());
        chain.advance_to(1_000);
        for (beta, same) in [(0.0, true), (1e-9, false)] {
            let mut decaying = DecayingChain::new(network.clone(), &data, SGD, beta, stream.clone());
            decaying.advance_to(10);
            decaying.advance_to(1_000);
            assert_eq!(*decaying.network() == chain.network(), same);
        }
    }

    #[test]
    fn the_part_across_the_data_shrinks_like_a_geometric_series() {
        let (network, data, stream) = case();
        let span = Span::new(&data);
        let mut decaying = DecayingChain::new(network.clone(), &data, SGD, 0.02, stream);
        decaying.advance_to(1_000);
        let share = libm::exp(1_000.0 * libm::log(1.0 - 0.05 * 0.02));
        for j in 0..5 {
            let (before, after) = (span.across(network.neuron(j)), span.across(decaying.network().neuron(j)));
            for (before, after) in before.iter().zip(after) {
                assert!((after - share * before).abs() < 1e-13, "{before} {after}");
            }
        }
    }

    #[test]
    fn a_chain_that_has_diverged_stays_where_it_is() {
        let (network, data, stream) = case();
        let mut decaying = DecayingChain::new(network, &data, LabelNoise { rate: 9.0, ..SGD }, 0.0, stream);
        decaying.advance_to(1_000);
        let fate = decaying.fate();
        assert!(matches!(fate, Fate::Diverged { .. }));
        decaying.advance_to(2_000);
        assert_eq!(decaying.fate(), fate);
    }
}
