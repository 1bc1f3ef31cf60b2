//! One chain by itself: lane = neuron, in fours, the partial sums of [`step`](super::step()) being four as well. It serves
//! what no batch fits: a single run, and networks so wide that one fills the caches.

use std::ops::Range;

use super::draws::{Draws, point_of};
use super::kernel::{TOGETHER, settle, visit};
use crate::network::{Dataset, Pointwise};
use crate::vector::{Four, InstructionSet, Vector as _, Work};

/// Neurons side by side.
const FOUR: usize = 4;

/// One number of each of four neurons.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub struct Fourfold([f64; FOUR]);

impl AsRef<[f64]> for Fourfold {
    #[inline(always)]
    fn as_ref(&self) -> &[f64] {
        &self.0
    }
}

impl AsMut<[f64]> for Fourfold {
    #[inline(always)]
    fn as_mut(&mut self) -> &mut [f64] {
        &mut self.0
    }
}

const ZERO: Fourfold = Fourfold([0.0; FOUR]);

/// The neurons in fours, `theta[c d + k]` being entry `k` of neurons `4 c .. 4 c + 4`; the last four is filled up with zeros,
/// which no step moves.
pub struct Fours {
    theta: Vec<Fourfold>,
    slopes: Vec<Fourfold>,
    neurons: usize,
    dimension: usize,
}

impl Fours {
    /// From rows, `m x d`.
    pub fn new(rows: &[f64], dimension: usize) -> Self {
        let neurons = rows.len() / dimension;
        let fours = neurons.div_ceil(FOUR);
        let mut theta = vec![ZERO; fours * dimension];
        for (j, row) in rows.chunks_exact(dimension).enumerate() {
            for (k, entry) in row.iter().enumerate() {
                theta[j / FOUR * dimension + k].0[j % FOUR] = *entry;
            }
        }
        Self { theta, slopes: vec![ZERO; fours], neurons, dimension }
    }

    /// Back to rows, `m x d`.
    pub fn rows(&self) -> Vec<f64> {
        let entry = |j: usize, k: usize| self.theta[j / FOUR * self.dimension + k].0[j % FOUR];
        (0..self.neurons).flat_map(|j| (0..self.dimension).map(move |k| entry(j, k))).collect()
    }

    /// Whether every entry is a finite number.
    pub fn is_finite(&self) -> bool {
        self.theta.iter().all(|four| four.0.iter().all(|entry| entry.is_finite()))
    }

    /// Whether all neurons are the same to the bit.
    pub fn is_merged(&self) -> bool {
        let bits = |j: usize, k: usize| self.theta[j / FOUR * self.dimension + k].0[j % FOUR].to_bits();
        (1..self.neurons).all(|j| (0..self.dimension).all(|k| bits(j, k) == bits(0, k)))
    }
}

/// Some steps of a block of one chain.
pub struct StepsAlone<'a, A> {
    /// The activation.
    pub phi: A,
    /// `c eta`.
    pub rate: f64,
    /// The neurons.
    pub fours: &'a mut Fours,
    /// The data.
    pub data: &'a Dataset,
    /// The block's draws.
    pub draws: &'a Draws<1>,
    /// Which steps of the block.
    pub span: Range<usize>,
}

impl<A: Pointwise> Work for StepsAlone<'_, A> {
    #[inline(always)]
    fn run<S: InstructionSet>(self) {
        let zero = S::Four::splat(0.0);
        let Fours { theta, slopes, neurons, dimension } = &mut *self.fours;
        let (m, d) = (*neurons, *dimension);
        let go = Go { phi: self.phi, rate: self.rate, data: self.data, draws: self.draws, neurons: m };
        if (m, d) == (10, 3) {
            // The paper's sizes, with lengths that the compiler knows: it then keeps the neurons in registers.
            let mut local = [ZERO; 9];
            local.copy_from_slice(theta);
            go.steps::<S::Four, 1>(self.span, &mut local, &mut [ZERO; 3], &mut [zero; 3], &mut [zero; 3]);
            theta.copy_from_slice(&local);
        } else if d <= 8 {
            go.steps::<S::Four, 1>(self.span, theta, slopes, &mut vec![zero; d], &mut vec![zero; d]);
        } else {
            go.steps::<S::Four, TOGETHER>(self.span, theta, slopes, &mut vec![zero; d], &mut vec![zero; d]);
        }
    }
}

/// What does not change from step to step.
struct Go<'a, A> {
    phi: A,
    rate: f64,
    data: &'a Dataset,
    draws: &'a Draws<1>,
    neurons: usize,
}

impl<A: Pointwise> Go<'_, A> {
    /// Makes the steps; as in a batch, a neuron is moved by one step and looked at for the next one in a single visit.
    #[inline(always)]
    fn steps<V: Four, const G: usize>(
        self,
        span: Range<usize>,
        theta: &mut [Fourfold],
        slopes: &mut [Fourfold],
        x: &mut [V],
        pulled: &mut [V],
    ) {
        let d = x.len();
        let rate = V::splat(self.rate);
        // Only the neurons that there are have a slope.
        let mut last = [0; FOUR];
        last[..=(self.neurons - 1) % FOUR].fill(u64::MAX);
        let last = V::load_bits(&last);
        slopes.fill(ZERO);
        for at in span {
            let point = point_of(self.draws.index(at)[0]);
            for (to, from) in x.iter_mut().zip(self.data.point(point)) {
                *to = V::splat(*from);
            }
            let noise = V::splat(self.draws.noise(at)[0] - self.data.labels[point]);
            let mut partial = V::splat(0.0);
            let mut groups = theta.chunks_exact_mut(G * d);
            let mut slopes_of_groups = slopes.chunks_exact_mut(G);
            for (neurons, slopes) in (&mut groups).zip(&mut slopes_of_groups) {
                let mut values = [V::splat(0.0); G];
                visit::<V, A, _, G>(neurons, slopes, pulled, x, self.phi, &mut values);
                for value in values {
                    partial = partial + value;
                }
            }
            let rest = slopes_of_groups.into_remainder();
            for (neurons, slope) in groups.into_remainder().chunks_exact_mut(d).zip(rest.chunks_exact_mut(1)) {
                let mut value = [V::splat(0.0)];
                visit::<V, A, _, 1>(neurons, slope, pulled, x, self.phi, &mut value);
                partial = partial + value[0];
            }
            let filled = slopes.len() - 1;
            V::load(&slopes[filled].0).and(last).store(&mut slopes[filled].0);
            let pull = rate * (V::splat(partial.sum()) + noise);
            for (pulled, x) in pulled.iter_mut().zip(x.iter()) {
                *pulled = pull * *x;
            }
        }
        settle(theta, slopes, pulled);
    }
}
