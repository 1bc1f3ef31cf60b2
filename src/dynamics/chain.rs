use super::dispatch::Kernel;
use super::kernel::BLOCK;
use super::label_noise::{Draw, LabelNoise};
use super::lone::Fours;
use crate::network::{Activation, Dataset, Network};
use crate::random::Stream;

/// A run of label noise SGD by itself, the same bit for bit as [`step`](super::step()) after step.
pub struct Chain<'a> {
    activation: Activation,
    dimension: usize,
    neurons: Fours,
    data: &'a Dataset,
    sgd: LabelNoise,
    kernel: Kernel,
    stream: Stream,
    draws: [Draw; BLOCK],
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
    pub fn new(network: &Network, data: &'a Dataset, sgd: LabelNoise, stream: Stream, kernel: Kernel) -> Self {
        Self {
            activation: network.activation,
            dimension: network.dimension,
            neurons: Fours::new(&network.theta, network.dimension),
            data,
            sgd,
            kernel,
            stream,
            draws: [Draw::default(); BLOCK],
            step: 0,
            fate: if network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running },
        }
    }

    /// The network as it is now.
    pub fn network(&self) -> Network {
        Network { activation: self.activation, dimension: self.dimension, theta: self.neurons.rows() }
    }

    /// What has become of the chain so far.
    pub fn fate(&self) -> Fate {
        self.fate
    }

    /// Runs on to step `target`, which must be even (two steps share their random numbers). A diverged chain does not move
    /// any more.
    pub fn advance_to(&mut self, target: u64) {
        debug_assert!(target.is_multiple_of(2), "two steps share their random numbers");
        while self.step < target && !matches!(self.fate, Fate::Diverged { .. }) {
            let from = (self.step % BLOCK as u64) as usize;
            if from == 0 {
                self.kernel.draw(&mut self.draws, &mut self.stream, self.sgd.law, self.data.len());
            }
            let to = BLOCK.min(from + (target - self.step).min(BLOCK as u64) as usize);
            self.kernel.steps_alone(&mut self.neurons, self.activation, self.data, self.sgd, &self.draws[from..to]);
            self.step += (to - from) as u64;
            if !self.neurons.is_finite() {
                self.fate = Fate::Diverged { step: self.step };
            } else if self.fate == Fate::Running && self.neurons.is_merged() {
                self.fate = Fate::Merged { step: self.step };
            }
        }
    }
}

impl Drop for Chain<'_> {
    fn drop(&mut self) {
        self.kernel.bear_witness(self.step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{NoiseLaw, step};
    use crate::network::{Cubic, Pointwise as _, Sinh};

    #[test]
    fn a_chain_is_the_reference_step_after_step_to_the_bit_on_every_instruction_set() {
        for (m, d, n) in [(10, 3, 3), (1, 1, 1), (3, 2, 2), (23, 40, 5), (64, 9, 2), (70, 17, 30)] {
            for phi in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh)] {
                for law in [NoiseLaw::Gaussian, NoiseLaw::PlusMinus, NoiseLaw::None] {
                    let stream = |what: &str| Stream::new(3, what);
                    let points = stream("data").normals(n * d).iter().map(|x| 0.3 * x).collect();
                    let data = Dataset { dimension: d, points, labels: stream("labels").normals(n) };
                    let theta: Vec<f64> = stream("start").normals(m * d).iter().map(|x| 0.1 * x).collect();
                    let sgd = LabelNoise { rate: 0.1 / (m * d) as f64, deviation: 0.1, law };

                    let (mut right, mut slopes, mut noise) = (theta.clone(), vec![0.0; m], stream("noise"));
                    for _ in 0..50 {
                        for draw in law.draw_pair(noise.bits(), noise.bits(), n) {
                            let (x, y) = (data.point(draw.point), data.labels[draw.point]);
                            match phi {
                                Activation::Cubic(phi) => step(&mut right, &mut slopes, phi, x, y, sgd, draw.noise),
                                Activation::Sinh(phi) => step(&mut right, &mut slopes, phi, x, y, sgd, draw.noise),
                            }
                        }
                    }
                    assert!(right.iter().all(|x| x.is_finite()) && right != theta);
                    for kernel in Kernel::available() {
                        let network = Network { activation: phi, dimension: d, theta: theta.clone() };
                        let mut chain = Chain::new(&network, &data, sgd, stream("noise"), kernel);
                        for target in [2, 64, 70, 100] {
                            chain.advance_to(target);
                        }
                        let bits = |theta: &[f64]| theta.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                        assert_eq!(bits(&chain.network().theta), bits(&right), "{kernel} {phi:?} {law:?} {m} {d} {n}");
                    }
                    assert!(phi.value_and_slope(0.0).0.abs() == 0.0);
                }
            }
        }
    }
}
