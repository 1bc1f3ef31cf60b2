//! Eight chains side by side: lane = chain, so that no sum is reordered and each lane equals [`step`](super::step()) to the
//! bit, on whatever instruction set this is compiled for.

use std::ops::Range;

use super::label_noise::NoiseLaw;
use crate::network::Pointwise;
use crate::random::{Stream, index_and_rest, normal_pair};

/// Chains in a batch: one vector of the widest instruction set; twice as many spill more than they hide.
pub const LANES: usize = 8;

/// Steps between two looks at whether a chain has diverged or merged; also the size of a block of draws.
pub const BLOCK: usize = 64;

/// One number of each chain.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Lanes<T>(pub [T; LANES]);

impl<T: Copy> Lanes<T> {
    /// The same in every lane.
    #[inline(always)]
    pub fn splat(value: T) -> Self {
        Self([value; LANES])
    }
}

/// What chance decides of a block of steps.
pub struct Block {
    /// Index of the data point.
    index: [Lanes<u64>; BLOCK],
    /// The random bits left, for the noise.
    rest: [Lanes<u64>; BLOCK],
    /// `s zeta`.
    noise: [Lanes<f64>; BLOCK],
}

impl Block {
    pub fn new() -> Box<Self> {
        Box::new(Self {
            index: [Lanes::splat(0); BLOCK],
            rest: [Lanes::splat(0); BLOCK],
            noise: [Lanes::splat(0.0); BLOCK],
        })
    }

    /// Draws what step `at` of the block needs.
    #[inline(always)]
    pub fn draw(&mut self, at: usize, streams: &mut [Stream; LANES], points: usize) {
        for (lane, stream) in streams.iter_mut().enumerate() {
            let (index, rest) = index_and_rest(stream.bits(), points);
            self.index[at].0[lane] = index as u64;
            self.rest[at].0[lane] = rest;
        }
    }

    /// Turns the bits left of each pair of steps into noise.
    #[inline(always)]
    pub fn shape(&mut self, law: NoiseLaw, deviation: f64) {
        match law {
            NoiseLaw::Gaussian => self.shape_with(deviation, normal_pair),
            other => self.shape_with(deviation, |first, second| other.pair(first, second)),
        }
    }

    #[inline(always)]
    fn shape_with(&mut self, deviation: f64, pair: impl Fn(u64, u64) -> (f64, f64)) {
        for at in 0..BLOCK / 2 {
            let (first, second) = (self.rest[2 * at], self.rest[2 * at + 1]);
            let (mut zeta, mut xi) = (Lanes::splat(0.0), Lanes::splat(0.0));
            for lane in 0..LANES {
                let (a, b) = pair(first.0[lane], second.0[lane]);
                zeta.0[lane] = deviation * a;
                xi.0[lane] = deviation * b;
            }
            self.noise[2 * at] = zeta;
            self.noise[2 * at + 1] = xi;
        }
    }
}

/// What a step reads and writes.
pub struct Room<'a> {
    /// `Theta`, `m x d`, row by row.
    pub theta: &'a mut [Lanes<f64>],
    /// Slopes of the activation, `m`: nothing that outlives a step.
    pub slopes: &'a mut [Lanes<f64>],
    /// The data point of each lane, `d`: nothing that outlives a step.
    pub x: &'a mut [Lanes<f64>],
    /// The data, `n x d`, row by row.
    pub points: &'a [Lanes<f64>],
    /// The labels, `n`.
    pub labels: &'a [Lanes<f64>],
    /// Where the noise comes from.
    pub streams: &'a mut [Stream; LANES],
}

/// Some steps of a block.
pub struct Span<'a> {
    /// The block.
    pub now: &'a Block,
    /// The one after it.
    pub next: &'a mut Block,
    /// The steps.
    pub steps: Range<usize>,
}

// [steps]
/// Makes the steps of a span, and on the way the draws of the same steps of the next block: these are integer work, the
/// steps floating-point work, and a processor does both at a time.
#[inline(always)]
pub fn steps<A: Pointwise>(room: &mut Room, span: &mut Span, phi: A, rate: f64) {
    let (theta, slopes, x) = (&mut *room.theta, &mut *room.slopes, &mut *room.x);
    let (now, next) = (span.now, &mut *span.next);
    let (neurons, dimension, points) = (slopes.len(), x.len(), room.labels.len());
    for at in span.steps.clone() {
        next.draw(at, room.streams, points);
        let index = &now.index[at];
        for (k, x) in x.iter_mut().enumerate() {
            *x = pick(room.points, dimension, k, points, index);
        }
        let y = pick(room.labels, 1, 0, points, index);
        let mut partial = [Lanes::splat(0.0); 4];
        for j in 0..neurons {
            let neuron = &theta[j * dimension..][..dimension];
            for lane in 0..LANES {
                let mut z = neuron[0].0[lane] * x[0].0[lane];
                for k in 1..dimension {
                    z += neuron[k].0[lane] * x[k].0[lane];
                }
                let (value, slope) = phi.value_and_slope(z);
                partial[j % 4].0[lane] += value;
                slopes[j].0[lane] = slope;
            }
        }
        let mut pull = Lanes::splat(0.0);
        for lane in 0..LANES {
            let output = (partial[0].0[lane] + partial[2].0[lane]) + (partial[1].0[lane] + partial[3].0[lane]);
            pull.0[lane] = rate * (output + (now.noise[at].0[lane] - y.0[lane]));
        }
        for x in x.iter_mut() {
            for lane in 0..LANES {
                x.0[lane] *= pull.0[lane];
            }
        }
        for j in 0..neurons {
            for k in 0..dimension {
                for lane in 0..LANES {
                    theta[j * dimension + k].0[lane] -= slopes[j].0[lane] * x[k].0[lane];
                }
            }
        }
    }
}

// [/steps]

/// Entry `k` of the data point that each lane has drawn.
#[inline(always)]
fn pick(table: &[Lanes<f64>], width: usize, k: usize, points: usize, index: &Lanes<u64>) -> Lanes<f64> {
    /// Up to here, looking at every point in turn is faster than fetching the right one.
    const FEW: usize = 4;
    let mut picked = table[k];
    if points <= FEW {
        for i in 1..points {
            for lane in 0..LANES {
                // All bits of one or of the other, rather than a choice of numbers: it compiles to one instruction.
                let mask = u64::from(index.0[lane] == i as u64).wrapping_neg();
                let (no, yes) = (picked.0[lane].to_bits(), table[i * width + k].0[lane].to_bits());
                picked.0[lane] = f64::from_bits((no & !mask) | (yes & mask));
            }
        }
    } else {
        for lane in 0..LANES {
            picked.0[lane] = table[index.0[lane] as usize * width + k].0[lane];
        }
    }
    picked
}
