//! What chance decides of a block of steps, made for many of them at once.

use super::label_noise::{LabelNoise, NoiseLaw};
use crate::random::{INDEX, Stream, index_and_rest_of_lanes};
use crate::vector::{InstructionSet, Vector, Work};

/// Steps between two looks at whether a chain has diverged or merged; also the size of a block of draws.
pub const BLOCK: usize = 64;

const PAIRS: usize = BLOCK / 2;

/// The draws of a block of steps of `C` chains. Two steps share their random words: the first ones of all pairs stand
/// together, and so do the second ones.
#[repr(align(64))]
pub struct Draws<const C: usize> {
    words: [[[u64; C]; PAIRS]; 2],
    index: [[[f64; C]; PAIRS]; 2],
    noise: [[[f64; C]; PAIRS]; 2],
}

impl<const C: usize> Draws<C> {
    pub fn new() -> Self {
        Self { words: [[[0; C]; PAIRS]; 2], index: [[[INDEX; C]; PAIRS]; 2], noise: [[[0.0; C]; PAIRS]; 2] }
    }

    /// Draws a chain's words of steps `4 four .. 4 four + 4`.
    #[inline(always)]
    pub fn draw(&mut self, chain: usize, four: usize, stream: &mut Stream) {
        let [first, second] = &mut self.words;
        for pair in 0..2 {
            // What is asked for is below; the remainder tells the compiler.
            let pair = (2 * four + pair) % PAIRS;
            first[pair][chain] = stream.bits();
            second[pair][chain] = stream.bits();
        }
    }

    /// Draws a chain's words of all steps.
    pub fn draw_all(&mut self, chain: usize, stream: &mut Stream) {
        for four in 0..BLOCK / 4 {
            self.draw(chain, four, stream);
        }
    }

    /// Each chain's data point at a step, as the number `2^52` plus its index.
    #[inline(always)]
    pub fn index(&self, step: usize) -> &[f64; C] {
        &self.index[step % 2][step / 2 % PAIRS]
    }

    /// Each chain's label noise at a step, `s zeta`.
    #[inline(always)]
    pub fn noise(&self, step: usize) -> &[f64; C] {
        &self.noise[step % 2][step / 2 % PAIRS]
    }
}

/// The index that stands in a number `2^52 + index`.
#[inline(always)]
pub fn point_of(number: f64) -> usize {
    number.to_bits() as u32 as usize
}

/// Turns the words of a block into data points and noise.
pub struct Shape<'a, const C: usize> {
    pub draws: &'a mut Draws<C>,
    pub points: usize,
    pub sgd: LabelNoise,
}

impl<const C: usize> Work for Shape<'_, C> {
    #[inline(always)]
    fn run<S: InstructionSet>(self) {
        // The law is looked at once, or the loop would not be compiled for each.
        match self.sgd.law {
            NoiseLaw::Gaussian => self.shape::<S::Many>(NoiseLaw::Gaussian),
            NoiseLaw::PlusMinus => self.shape::<S::Many>(NoiseLaw::PlusMinus),
            NoiseLaw::None => self.shape::<S::Many>(NoiseLaw::None),
        }
    }
}

impl<const C: usize> Shape<'_, C> {
    #[inline(always)]
    fn shape<V: Vector>(self, law: NoiseLaw) {
        let Draws { words, index, noise } = self.draws;
        let [first, second] = words.each_ref().map(|words| words.as_flattened());
        let [i, k] = index.each_mut().map(|index| index.as_flattened_mut());
        let [zeta, xi] = noise.each_mut().map(|noise| noise.as_flattened_mut());
        let (points, deviation) = (V::splat_bits(self.points as u64), V::splat(self.sgd.deviation));
        for at in (0..first.len()).step_by(V::LANES) {
            let (index, first) = index_and_rest_of_lanes(V::load_bits(&first[at..]), points);
            index.store(&mut i[at..]);
            let (index, second) = index_and_rest_of_lanes(V::load_bits(&second[at..]), points);
            index.store(&mut k[at..]);
            let (a, b) = law.pair(first, second);
            (deviation * a).store(&mut zeta[at..]);
            (deviation * b).store(&mut xi[at..]);
        }
    }
}
