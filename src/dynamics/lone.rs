//! One chain by itself: lane = neuron, in fours, the partial sums of [`step`](super::step()) being four as well. It serves
//! what no batch fits: a single run, and networks so wide that one fills the caches.

use super::kernel::BLOCK;
use super::label_noise::{Draw, LabelNoise, NoiseLaw};
use crate::network::{Dataset, Pointwise};
use crate::random::{Stream, index_and_rest, normal_pair};

/// Neurons side by side.
const FOUR: usize = 4;
type Four = [f64; FOUR];

/// Fours of neurons looked at together: a sum over the entries of a neuron waits for itself, so others go on meanwhile.
const TOGETHER: usize = 4;

/// The neurons in fours, `theta[c d + k]` being entry `k` of neurons `4 c .. 4 c + 4`; the last four is filled up with zeros,
/// which no step moves.
pub struct Fours {
    theta: Vec<Four>,
    slopes: Vec<Four>,
    neurons: usize,
    dimension: usize,
    pulled: Vec<f64>,
}

impl Fours {
    /// From rows, `m x d`.
    pub fn new(rows: &[f64], dimension: usize) -> Self {
        let neurons = rows.len() / dimension;
        let fours = neurons.div_ceil(FOUR);
        let mut theta = vec![[0.0; FOUR]; fours * dimension];
        for (j, row) in rows.chunks_exact(dimension).enumerate() {
            for (k, entry) in row.iter().enumerate() {
                theta[j / FOUR * dimension + k][j % FOUR] = *entry;
            }
        }
        Self { theta, slopes: vec![[0.0; FOUR]; fours], neurons, dimension, pulled: vec![0.0; dimension] }
    }

    /// Back to rows, `m x d`.
    pub fn rows(&self) -> Vec<f64> {
        let entry = |j: usize, k: usize| self.theta[j / FOUR * self.dimension + k][j % FOUR];
        (0..self.neurons).flat_map(|j| (0..self.dimension).map(move |k| entry(j, k))).collect()
    }

    /// Whether every entry is a finite number.
    pub fn is_finite(&self) -> bool {
        self.theta.as_flattened().iter().all(|entry| entry.is_finite())
    }

    /// Whether all neurons are the same to the bit.
    pub fn is_merged(&self) -> bool {
        let bits = |j: usize, k: usize| self.theta[j / FOUR * self.dimension + k][j % FOUR].to_bits();
        (1..self.neurons).all(|j| (0..self.dimension).all(|k| bits(j, k) == bits(0, k)))
    }
}

/// The draws of a block of steps.
#[inline(always)]
pub fn draw(draws: &mut [Draw; BLOCK], stream: &mut Stream, law: NoiseLaw, points: usize) {
    match law {
        NoiseLaw::Gaussian => draw_with(draws, stream, points, normal_pair),
        other => draw_with(draws, stream, points, |first, second| other.pair(first, second)),
    }
}

#[inline(always)]
fn draw_with(draws: &mut [Draw; BLOCK], stream: &mut Stream, points: usize, pair: impl Fn(u64, u64) -> (f64, f64)) {
    let mut rest = [0; BLOCK];
    for (draw, rest) in draws.iter_mut().zip(&mut rest) {
        (draw.point, *rest) = index_and_rest(stream.bits(), points);
    }
    let (mut first, mut second) = ([0.0; BLOCK / 2], [0.0; BLOCK / 2]);
    for at in 0..BLOCK / 2 {
        (first[at], second[at]) = pair(rest[2 * at], rest[2 * at + 1]);
    }
    for at in 0..BLOCK / 2 {
        draws[2 * at].noise = first[at];
        draws[2 * at + 1].noise = second[at];
    }
}

/// Makes the steps of `draws`.
#[inline(always)]
pub fn steps<A: Pointwise>(fours: &mut Fours, phi: A, data: &Dataset, sgd: LabelNoise, draws: &[Draw]) {
    // The paper's sizes, with lengths that the compiler knows: it then keeps the neurons in registers.
    if (fours.neurons, fours.dimension) == (10, 3) {
        let (mut theta, mut slopes, mut pulled) = ([[0.0; FOUR]; 9], [[0.0; FOUR]; 3], [0.0; 3]);
        theta.copy_from_slice(&fours.theta);
        for draw in draws {
            let x = &data.points[draw.point * 3..][..3];
            step(&mut theta, &mut slopes, &mut pulled, 10, phi, x, data.labels[draw.point], sgd, draw.noise);
        }
        fours.theta.copy_from_slice(&theta);
    } else {
        let Fours { theta, slopes, neurons, pulled, .. } = fours;
        for draw in draws {
            let (x, y) = (data.point(draw.point), data.labels[draw.point]);
            step(theta, slopes, pulled, *neurons, phi, x, y, sgd, draw.noise);
        }
    }
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn step<A: Pointwise>(
    theta: &mut [Four],
    slopes: &mut [Four],
    pulled: &mut [f64],
    neurons: usize,
    phi: A,
    x: &[f64],
    y: f64,
    sgd: LabelNoise,
    zeta: f64,
) {
    let d = pulled.len();
    let mut partial = [0.0; FOUR];
    let (together, alone) = slopes.split_at_mut(if d > 8 { slopes.len() / TOGETHER * TOGETHER } else { 0 });
    let split = together.len() * d;
    for (theta, slopes) in theta[..split].chunks_exact(TOGETHER * d).zip(together.chunks_exact_mut(TOGETHER)) {
        look::<A, TOGETHER>(theta, d, x, phi, &mut partial, slopes);
    }
    for (theta, slopes) in theta[split..].chunks_exact(d).zip(alone.chunks_exact_mut(1)) {
        look::<A, 1>(theta, d, x, phi, &mut partial, slopes);
    }
    for slope in slopes.as_flattened_mut().iter_mut().skip(neurons) {
        *slope = 0.0;
    }
    let output = (partial[0] + partial[2]) + (partial[1] + partial[3]);
    let pull = sgd.rate * (output + (sgd.deviation * zeta - y));
    for (pulled, x) in pulled.iter_mut().zip(x) {
        *pulled = pull * x;
    }
    for (four, slope) in theta.chunks_exact_mut(d).zip(slopes.iter()) {
        for (entry, pulled) in four.iter_mut().zip(pulled.iter()) {
            *entry = std::array::from_fn(|lane| entry[lane] - slope[lane] * pulled);
        }
    }
}

/// Some fours of neurons' parts of the output, and their slopes there.
#[inline(always)]
fn look<A: Pointwise, const G: usize>(
    theta: &[Four],
    d: usize,
    x: &[f64],
    phi: A,
    partial: &mut Four,
    slopes: &mut [Four],
) {
    let mut z = [[0.0; FOUR]; G];
    for g in 0..G {
        for lane in 0..FOUR {
            z[g][lane] = theta[g * d][lane] * x[0];
        }
    }
    for k in 1..d {
        for g in 0..G {
            for lane in 0..FOUR {
                z[g][lane] += theta[g * d + k][lane] * x[k];
            }
        }
    }
    for g in 0..G {
        let mut slope = [0.0; FOUR];
        for lane in 0..FOUR {
            let value;
            (value, slope[lane]) = phi.value_and_slope(z[g][lane]);
            partial[lane] += value;
        }
        slopes[g] = slope;
    }
}
