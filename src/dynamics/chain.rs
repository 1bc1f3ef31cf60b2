use super::label_noise::{Draw, LabelNoise};
use super::step::steps;
use crate::network::{Activation, Dataset, Network};
use crate::random::Stream;

/// Steps between two looks at whether a chain has diverged or merged; also the size of a block of draws.
const BLOCK: u64 = 64;

/// A run of label noise SGD.
pub struct Chain<'a> {
    network: Network,
    data: &'a Dataset,
    sgd: LabelNoise,
    stream: Stream,
    step: u64,
    fate: Fate,
}

/// What has become of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its numbers are finite and its neurons differ.
    Running,
    /// All neurons are bit-identical from this step on (looked at every 64 steps and wherever the chain is stopped).
    Merged {
        /// The step.
        step: u64,
    },
    /// Some entry is not a finite number from this step on (looked at likewise); the chain stays here.
    Diverged {
        /// The step.
        step: u64,
    },
}

impl<'a> Chain<'a> {
    /// A chain at step 0.
    pub fn new(network: Network, data: &'a Dataset, sgd: LabelNoise, stream: Stream) -> Self {
        let fate = if network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running };
        Self { network, data, sgd, stream, step: 0, fate }
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What has become of the chain so far.
    pub fn fate(&self) -> Fate {
        self.fate
    }

    /// Runs on to step `target`, which must be even (two steps share their random numbers), and says what has become of
    /// the chain. A diverged chain does not move any more.
    pub fn advance_to(&mut self, target: u64) -> Fate {
        debug_assert!(target.is_multiple_of(2), "two steps share their random numbers");
        let mut draws = [Draw::default(); BLOCK as usize];
        while self.step < target && !matches!(self.fate, Fate::Diverged { .. }) {
            let end = target.min(self.step / BLOCK * BLOCK + BLOCK);
            let draws = &mut draws[..(end - self.step) as usize];
            for pair in draws.chunks_exact_mut(2) {
                let (first, second) = (self.stream.bits(), self.stream.bits());
                pair.copy_from_slice(&self.sgd.law.draw_pair(first, second, self.data.len()));
            }
            let theta = &mut self.network.theta;
            match self.network.activation {
                Activation::Cubic(phi) => steps(theta, phi, self.data, self.sgd, draws),
                Activation::Sinh(phi) => steps(theta, phi, self.data, self.sgd, draws),
            }
            self.step = end;
            if !self.network.is_finite() {
                self.fate = Fate::Diverged { step: end };
            } else if self.fate == Fate::Running && self.network.is_merged() {
                self.fate = Fate::Merged { step: end };
            }
        }
        self.fate
    }
}
