//! Eight chains side by side: lane = chain, so that no sum is reordered and each lane equals [`step`](super::step()) to the
//! bit, on whatever instruction set this is compiled for.

use std::ops::Range;

use super::draws::{Draws, point_of};
use crate::network::Pointwise;
use crate::random::{INDEX, Stream};
use crate::vector::{InstructionSet, Vector, Work};

/// Chains in a batch: one register of the widest instruction set.
pub const LANES: usize = 8;

/// One number of each chain.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

impl Lanes {
    /// The same in every lane.
    pub const fn splat(value: f64) -> Self {
        Self([value; LANES])
    }
}

impl AsRef<[f64]> for Lanes {
    #[inline(always)]
    fn as_ref(&self) -> &[f64] {
        &self.0
    }
}

impl AsMut<[f64]> for Lanes {
    #[inline(always)]
    fn as_mut(&mut self) -> &mut [f64] {
        &mut self.0
    }
}

/// Some steps of a block of eight chains.
pub struct Steps<'a, A> {
    /// The activation.
    pub phi: A,
    /// `c eta`.
    pub rate: f64,
    /// Entries of a neuron.
    pub dimension: usize,
    /// `Theta`, `m x d`, row by row.
    pub theta: &'a mut [Lanes],
    /// Slopes of the activation, `m`: nothing that outlives a span.
    pub slopes: &'a mut [Lanes],
    /// The data, `n x (d + 1)`, row by row: a point, and after it its label.
    pub examples: &'a [Lanes],
    /// Where the noise comes from.
    pub streams: &'a mut [Stream; LANES],
    /// The block's draws, whose words are replaced by those of the next one.
    pub draws: &'a mut Draws<LANES>,
    /// Which steps of the block.
    pub span: Range<usize>,
}

impl<A: Pointwise> Work for Steps<'_, A> {
    #[inline(always)]
    fn run<S: InstructionSet>(self) {
        // With a dimension that the compiler knows, a data point stays in registers.
        match self.dimension {
            2 => self.sized::<S::Eight, 2>(),
            3 => self.sized::<S::Eight, 3>(),
            4 => self.sized::<S::Eight, 4>(),
            d => {
                let zero = S::Eight::splat(0.0);
                self.steps::<S::Eight, TOGETHER>(d, &mut vec![zero; d], &mut vec![zero; d]);
            }
        }
    }
}

/// Neurons, or fours of them, looked at together where the dimension is large: a sum over the entries of a neuron waits for
/// itself, so others go on meanwhile.
pub const TOGETHER: usize = 4;

impl<A: Pointwise> Steps<'_, A> {
    #[inline(always)]
    fn sized<V: Vector, const D: usize>(self) {
        self.steps::<V, 2>(D, &mut [V::splat(0.0); D], &mut [V::splat(0.0); D]);
    }

    // [steps]
    /// Makes the steps. A neuron is moved by one step and looked at for the next one in a single visit, so a step costs its
    /// arithmetic and little else. On the way the next block's words are drawn, of two chains and four steps in each step:
    /// that is integer work, the rest is floating-point work, and a processor does both at a time.
    #[inline(always)]
    fn steps<V: Vector, const G: usize>(self, d: usize, x: &mut [V], pulled: &mut [V]) {
        let Self { phi, rate, theta, slopes, examples, streams, draws, span, .. } = self;
        let rate = V::splat(rate);
        // The step before the first one moves nothing.
        slopes.fill(Lanes::splat(0.0));
        for at in span {
            let noise = V::load(draws.noise(at)) - pick(examples, draws.index(at), x);
            draws.draw(at % 4 * 2, at / 4, &mut streams[at % 4 * 2]);
            let mut partial = [V::splat(0.0); 4];
            let (fours, rest) = theta.split_at_mut(slopes.len() / 4 * 4 * d);
            let (slopes_of_fours, slopes_of_rest) = slopes.split_at_mut(slopes.len() / 4 * 4);
            for (four, slopes) in fours.chunks_exact_mut(4 * d).zip(slopes_of_fours.chunks_exact_mut(4)) {
                for g in (0..4).step_by(G) {
                    visit::<V, A, _, G>(&mut four[g * d..], &mut slopes[g..], pulled, x, phi, &mut partial[g..]);
                }
            }
            for ((neuron, slope), partial) in
                rest.chunks_exact_mut(d).zip(slopes_of_rest.chunks_exact_mut(1)).zip(&mut partial)
            {
                visit::<V, A, _, 1>(neuron, slope, pulled, x, phi, std::slice::from_mut(partial));
            }
            draws.draw(at % 4 * 2 + 1, at / 4, &mut streams[at % 4 * 2 + 1]);
            let output = (partial[0] + partial[2]) + (partial[1] + partial[3]);
            let pull = rate * (output + noise);
            for (pulled, x) in pulled.iter_mut().zip(x.iter()) {
                *pulled = pull * *x;
            }
        }
        settle(theta, slopes, pulled);
    }
    // [/steps]
}

/// Moves `G` neurons by the step before, and looks at them for this one: adds their parts of the output to `partial`, and
/// takes their slopes. A neuron is `d` entries `E`, each as wide as a `V`.
#[inline(always)]
pub fn visit<V: Vector, A: Pointwise, E: AsRef<[f64]> + AsMut<[f64]>, const G: usize>(
    neurons: &mut [E],
    slopes: &mut [E],
    pulled: &[V],
    x: &[V],
    phi: A,
    partial: &mut [V],
) {
    let d = x.len();
    let (mut z, mut slope) = ([V::splat(0.0); G], [V::splat(0.0); G]);
    for g in 0..G {
        slope[g] = V::load(slopes[g].as_ref());
    }
    for k in 0..d {
        for g in 0..G {
            let entry = neurons[g * d + k].as_mut();
            let moved = V::load(entry) - slope[g] * pulled[k];
            moved.store(entry);
            z[g] = if k == 0 { moved * x[k] } else { z[g] + moved * x[k] };
        }
    }
    for g in 0..G {
        let (value, slope) = phi.value_and_slope(z[g]);
        partial[g] = partial[g] + value;
        slope.store(slopes[g].as_mut());
    }
}

/// Moves all neurons by the last step of a span, after which nothing looks at them.
#[inline(always)]
pub fn settle<V: Vector, E: AsRef<[f64]> + AsMut<[f64]>>(theta: &mut [E], slopes: &[E], pulled: &[V]) {
    for (neuron, slope) in theta.chunks_exact_mut(pulled.len()).zip(slopes) {
        let slope = V::load(slope.as_ref());
        for (entry, pulled) in neuron.iter_mut().zip(pulled) {
            let entry = entry.as_mut();
            (V::load(entry) - slope * *pulled).store(entry);
        }
    }
}

/// The data point `x` that each lane has drawn; returns its label.
#[inline(always)]
fn pick<V: Vector>(examples: &[Lanes], index: &[f64; LANES], x: &mut [V]) -> V {
    /// Up to here, looking at every point in turn is faster than fetching the right one.
    const FEW: usize = 4;
    let d = x.len();
    let (first, others) = examples.split_at(d + 1);
    if examples.len() <= FEW * (d + 1) {
        let index = V::load(index);
        for k in 0..d {
            x[k] = V::load(&first[k].0);
        }
        let mut label = V::load(&first[d].0);
        for (i, row) in others.chunks_exact(d + 1).enumerate() {
            let is = V::splat_bits(INDEX.to_bits() + 1 + i as u64);
            for k in 0..d {
                x[k] = x[k].replaced_where_equal(index, is, V::load(&row[k].0));
            }
            label = label.replaced_where_equal(index, is, V::load(&row[d].0));
        }
        label
    } else {
        let mut rows = [first; LANES];
        for lane in 0..LANES {
            rows[lane] = &examples[point_of(index[lane]) * (d + 1)..][..=d];
        }
        for (k, x) in x.iter_mut().enumerate() {
            *x = fetch(&rows, k);
        }
        fetch(&rows, d)
    }
}

/// Entry `k` of each lane's own row.
#[inline(always)]
fn fetch<V: Vector>(rows: &[&[Lanes]; LANES], k: usize) -> V {
    let mut fetched = [0.0; LANES];
    for lane in 0..LANES {
        fetched[lane] = rows[lane][k].0[lane];
    }
    V::load(&fetched)
}
