use serde::{Deserialize, Serialize};

use crate::random::{index_and_rest, normal_pair};
use crate::vector::Vector;

/// The law of the label noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoiseLaw {
    /// Standard normal.
    Gaussian,
    /// Plus or minus one, with equal chances.
    PlusMinus,
    /// No noise at all: plain SGD on the same sequence of data points.
    None,
}

/// Label noise SGD: its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelNoise {
    /// `c eta`: only this product matters (derivation, section 1).
    pub rate: f64,
    /// Standard deviation `s` of the label noise.
    pub deviation: f64,
    /// Its law.
    pub law: NoiseLaw,
}

/// What chance decides of one step: the data point, and the label noise in units of its standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Index of the data point.
    pub point: usize,
    /// `zeta`.
    pub noise: f64,
}

impl NoiseLaw {
    // [noise]
    /// The draws of two successive steps from two random words: a word's product with the number of points gives the
    /// index in its high word, and its low word goes into the noise.
    #[inline]
    pub fn draw_pair(self, first: u64, second: u64, points: usize) -> [Draw; 2] {
        let (i, a) = index_and_rest(first, points);
        let (k, b) = index_and_rest(second, points);
        let (zeta, xi) = self.pair(f64::from_bits(a), f64::from_bits(b));
        [Draw { point: i, noise: zeta }, Draw { point: k, noise: xi }]
    }

    /// Two independent draws of noise from two random words, both of which are bits of lanes.
    #[inline(always)]
    pub fn pair<V: Vector>(self, first: V, second: V) -> (V, V) {
        match self {
            Self::Gaussian => normal_pair(first, second),
            Self::PlusMinus => (sign(first), sign(second)),
            Self::None => (V::splat(0.0), V::splat(0.0)),
        }
    }
    // [/noise]
}

/// Minus one where the high bit is set, else one.
#[inline(always)]
fn sign<V: Vector>(bits: V) -> V {
    bits.and(V::splat_bits(1 << 63)).or(V::splat(1.0))
}
