use std::ops::Range;

use super::chain::Fate;
use super::draws::{BLOCK, Draws, Shape};
use super::kernel::{LANES, Lanes, Steps};
use super::label_noise::LabelNoise;
use crate::network::{Activation, Dataset, Network, Pointwise};
use crate::random::Stream;
use crate::vector::Kernel;

/// Up to eight runs of label noise SGD side by side, each with its own data: every one the same, bit for bit, as a
/// [`Chain`](super::Chain) of its own.
pub struct Batch {
    dimension: usize,
    theta: Vec<Lanes>,
    slopes: Vec<Lanes>,
    examples: Vec<Lanes>,
    streams: [Stream; LANES],
    activation: Activation,
    sgd: LabelNoise,
    kernel: Kernel,
    draws: Box<Draws<LANES>>,
    step: u64,
    fates: Vec<Fate>,
}

/// What a run starts from.
pub struct Start<'a> {
    /// The network at step 0.
    pub network: Network,
    /// Its data.
    pub data: &'a Dataset,
    /// Where its noise comes from.
    pub stream: Stream,
}

impl Batch {
    /// Most runs that a batch holds.
    pub const LANES: usize = LANES;

    /// The runs at step 0; all of one activation and of the same sizes, at least one and at most eight.
    ///
    /// # Panics
    ///
    /// With [`Kernel::SCALAR`], which is a [`Chain`](super::Chain)'s.
    pub fn new(starts: &[Start], sgd: LabelNoise, kernel: Kernel) -> Self {
        assert!(kernel != Kernel::SCALAR, "the reference makes one chain at a time");
        let first = &starts[0];
        let (neurons, dimension, points) = (first.network.neurons(), first.data.dimension, first.data.len());
        // Lanes without a run of their own go along with the first one.
        let start = |lane: usize| starts.get(lane).unwrap_or(first);
        let gather = |entry: &dyn Fn(&Start) -> f64| Lanes(std::array::from_fn(|lane| entry(start(lane))));
        let fate = |start: &Start| if start.network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running };
        let mut batch = Self {
            dimension,
            theta: (0..neurons * dimension).map(|k| gather(&|start| start.network.theta[k])).collect(),
            slopes: vec![Lanes::splat(0.0); neurons],
            examples: (0..points)
                .flat_map(|i| (0..=dimension).map(move |k| (i, k)))
                .map(|(i, k)| gather(&|start| start.data.point(i).get(k).copied().unwrap_or(start.data.labels[i])))
                .collect(),
            streams: std::array::from_fn(|lane| start(lane).stream.clone()),
            activation: first.network.activation,
            sgd,
            kernel,
            draws: Box::new(Draws::new()),
            step: 0,
            fates: starts.iter().map(fate).collect(),
        };
        for (lane, stream) in batch.streams.iter_mut().enumerate() {
            batch.draws.draw_all(lane, stream);
        }
        batch
    }

    /// Number of runs.
    pub fn len(&self) -> usize {
        self.fates.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fates.is_empty()
    }

    /// What has become of a run so far.
    pub fn fate(&self, lane: usize) -> Fate {
        self.fates[lane]
    }

    /// A run's network as it is now.
    pub fn network(&self, lane: usize) -> Network {
        Network {
            activation: self.activation,
            dimension: self.dimension,
            theta: self.theta.iter().map(|entry| entry.0[lane]).collect(),
        }
    }

    /// Runs on to step `target`, which must be even: two steps share their random numbers.
    pub fn advance_to(&mut self, target: u64) {
        debug_assert!(target.is_multiple_of(2), "two steps share their random numbers");
        while self.step < target {
            let from = (self.step % BLOCK as u64) as usize;
            if from == 0 {
                let points = self.examples.len() / (self.dimension + 1);
                self.kernel.run(Shape { draws: &mut self.draws, points, sgd: self.sgd });
            }
            let to = BLOCK.min(from + (target - self.step).min(BLOCK as u64) as usize);
            match self.activation {
                Activation::Cubic(phi) => self.steps(from..to, phi),
                Activation::Sinh(phi) => self.steps(from..to, phi),
                Activation::Tanh(phi) => self.steps(from..to, phi),
            }
            self.step += (to - from) as u64;
            self.look();
        }
    }

    fn steps(&mut self, span: Range<usize>, phi: impl Pointwise) {
        self.kernel.run(Steps {
            phi,
            rate: self.sgd.rate,
            dimension: self.dimension,
            theta: &mut self.theta,
            slopes: &mut self.slopes,
            examples: &self.examples,
            streams: &mut self.streams,
            draws: &mut self.draws,
            span,
        });
    }

    /// Looks at what has become of each run.
    fn look(&mut self) {
        let (entries, d) = (self.theta.len(), self.dimension);
        for (lane, fate) in self.fates.iter_mut().enumerate() {
            let entry = |k: usize| self.theta[k].0[lane];
            if matches!(fate, Fate::Diverged { .. }) {
            } else if !(0..entries).all(|k| entry(k).is_finite()) {
                *fate = Fate::Diverged { step: self.step };
            } else if *fate == Fate::Running && (d..entries).all(|k| entry(k).to_bits() == entry(k % d).to_bits()) {
                *fate = Fate::Merged { step: self.step };
            }
        }
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.kernel.bear_witness(self.step * self.len() as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{Chain, NoiseLaw};
    use crate::network::{Cubic, Sinh};

    /// Networks, data and streams of some runs, of the given sizes.
    fn runs(count: usize, phi: Activation, m: usize, d: usize, n: usize) -> Vec<(Network, Dataset, Stream)> {
        let run = |lane: usize| {
            let stream = |what: &str| Stream::new(7, &format!("{lane}/{what}"));
            let mut data = stream("data");
            let points = (0..n * d).map(|_| data.uniform()).collect();
            let labels = (0..n).map(|_| data.uniform()).collect();
            let theta = stream("start").normals(m * d).into_iter().map(|x| 0.1 * x).collect();
            let network = Network { activation: phi, dimension: d, theta };
            (network, Dataset { dimension: d, points, labels }, stream("noise"))
        };
        (0..count).map(run).collect()
    }

    /// Every lane of every kernel against a chain of its own, at steps that split blocks.
    fn lanes_equal_chains(count: usize, phi: Activation, sizes: (usize, usize, usize), sgd: LabelNoise) -> Vec<Fate> {
        let runs = runs(count, phi, sizes.0, sizes.1, sizes.2);
        let mut fates = Vec::new();
        for kernel in Kernel::available().into_iter().filter(|kernel| *kernel != Kernel::SCALAR) {
            let starts: Vec<Start> = (runs.iter())
                .map(|(network, data, stream)| Start { network: network.clone(), data, stream: stream.clone() })
                .collect();
            let mut batch = Batch::new(&starts, sgd, kernel);
            let mut chains: Vec<Chain> = (runs.iter())
                .map(|(network, data, stream)| Chain::new(network, data, sgd, stream.clone(), Kernel::SCALAR))
                .collect();
            for target in [2, 10, 64, 70, 500, 512, 2_000] {
                batch.advance_to(target);
                for (lane, chain) in chains.iter_mut().enumerate() {
                    chain.advance_to(target);
                    let fate = chain.fate();
                    assert_eq!(batch.fate(lane), fate, "{kernel}, lane {lane}, step {target}");
                    if !matches!(fate, Fate::Diverged { .. }) {
                        let bits = |network: &Network| network.theta.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                        assert_eq!(
                            bits(&batch.network(lane)),
                            bits(&chain.network()),
                            "{kernel}, lane {lane}, {target}"
                        );
                    }
                }
            }
            fates = (0..batch.len()).map(|lane| batch.fate(lane)).collect();
        }
        fates
    }

    const CUBIC: Activation = Activation::Cubic(Cubic { nu: 1.0 });

    #[test]
    fn every_lane_of_every_instruction_set_is_the_chain_of_its_own_to_the_bit() {
        for phi in [CUBIC, Activation::Cubic(Cubic { nu: 0.1 }), Activation::Sinh(Sinh)] {
            for law in [NoiseLaw::Gaussian, NoiseLaw::PlusMinus, NoiseLaw::None] {
                lanes_equal_chains(8, phi, (10, 3, 3), LabelNoise { rate: 0.05, deviation: 0.03, law });
            }
        }
    }

    #[test]
    fn so_it_is_at_any_batch_size_and_any_sizes_of_the_network() {
        let sgd = LabelNoise { rate: 0.01, deviation: 0.1, law: NoiseLaw::Gaussian };
        for count in 1..=Batch::LANES {
            lanes_equal_chains(count, CUBIC, (10, 3, 3), sgd);
        }
        for sizes in [(1, 1, 1), (2, 3, 1), (5, 2, 7), (17, 3, 20), (10, 3, 4), (10, 4, 4), (9, 5, 3), (6, 40, 5)] {
            lanes_equal_chains(3, CUBIC, sizes, sgd);
        }
    }

    #[test]
    fn diverging_and_merging_lanes_leave_the_others_alone() {
        let wild = LabelNoise { rate: 0.1, deviation: 0.5, law: NoiseLaw::Gaussian };
        let fates = lanes_equal_chains(8, CUBIC, (10, 3, 3), wild);
        let diverged = fates.iter().filter(|fate| matches!(fate, Fate::Diverged { .. })).count();
        assert!((1..8).contains(&diverged), "{fates:?}");
        let merged = lanes_equal_chains(2, CUBIC, (1, 3, 3), LabelNoise { rate: 0.01, ..wild });
        assert_eq!(merged, [Fate::Merged { step: 0 }; 2]);
    }
}
