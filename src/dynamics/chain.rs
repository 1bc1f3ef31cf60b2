use std::ops::Range;

use super::draws::{BLOCK, Draws, Shape};
use super::label_noise::LabelNoise;
use super::lone::{Fours, StepsAlone};
use super::step::step;
use crate::network::{Activation, Dataset, Network, Pointwise};
use crate::random::Stream;
use crate::vector::Kernel;

/// A run of label noise SGD by itself, the same bit for bit as [`step()`] after step: on [`Kernel::SCALAR`] it is nothing
/// else.
pub struct Chain<'a> {
    activation: Activation,
    dimension: usize,
    neurons: Neurons,
    data: &'a Dataset,
    sgd: LabelNoise,
    kernel: Kernel,
    stream: Stream,
    step: u64,
    fate: Fate,
}

enum Neurons {
    /// As the reference has them: `Theta`, and slopes that do not outlive a step.
    Rows(Vec<f64>, Vec<f64>),
    /// In registers, with the draws of a block.
    Fours(Fours, Box<Draws<1>>),
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
            neurons: if kernel == Kernel::SCALAR {
                Neurons::Rows(network.theta.clone(), vec![0.0; network.neurons()])
            } else {
                Neurons::Fours(Fours::new(&network.theta, network.dimension), Box::new(Draws::new()))
            },
            data,
            sgd,
            kernel,
            stream,
            step: 0,
            fate: if network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running },
        }
    }

    /// The network as it is now.
    pub fn network(&self) -> Network {
        let theta = match &self.neurons {
            Neurons::Rows(theta, _) => theta.clone(),
            Neurons::Fours(fours, _) => fours.rows(),
        };
        Network { activation: self.activation, dimension: self.dimension, theta }
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

    /// Makes some steps of a block.
    fn steps(&mut self, span: Range<usize>, phi: impl Pointwise) {
        let Self { data, sgd, stream, kernel, .. } = self;
        match &mut self.neurons {
            Neurons::Rows(theta, slopes) => {
                for _ in span.step_by(2) {
                    for draw in sgd.law.draw_pair(stream.bits(), stream.bits(), data.len()) {
                        let (x, y) = (data.point(draw.point), data.labels[draw.point]);
                        step(theta, slopes, phi, x, y, *sgd, draw.noise);
                    }
                }
            }
            Neurons::Fours(fours, draws) => {
                if span.start == 0 {
                    draws.draw_all(0, stream);
                    kernel.run(Shape { draws, points: data.len(), sgd: *sgd });
                }
                kernel.run(StepsAlone { phi, rate: sgd.rate, fours, data, draws, span });
            }
        }
    }

    /// Looks at what has become of the chain.
    fn look(&mut self) {
        let (finite, merged) = match &self.neurons {
            Neurons::Rows(theta, _) => (theta.iter().all(|entry| entry.is_finite()), self.network().is_merged()),
            Neurons::Fours(fours, _) => (fours.is_finite(), fours.is_merged()),
        };
        if !finite {
            self.fate = Fate::Diverged { step: self.step };
        } else if self.fate == Fate::Running && merged {
            self.fate = Fate::Merged { step: self.step };
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
    use crate::dynamics::NoiseLaw;
    use crate::network::{Cubic, Sinh, Tanh};

    #[test]
    fn a_chain_is_the_reference_step_after_step_to_the_bit_on_every_instruction_set() {
        for (m, d, n) in [(10, 3, 3), (1, 1, 1), (3, 2, 2), (23, 40, 5), (64, 9, 2), (70, 17, 30)] {
            for phi in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh), Activation::Tanh(Tanh)] {
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
                                Activation::Tanh(phi) => step(&mut right, &mut slopes, phi, x, y, sgd, draw.noise),
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
