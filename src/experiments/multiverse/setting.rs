use serde::{Deserialize, Serialize};

use crate::experiments::Scale;
use crate::experiments::eigenvalues::FIRST;
use crate::experiments::parameter::{Info, Range, map};
use crate::record::Parameters;

/// What the multiverse is a function of, beside the readings themselves and the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub steps: u64,
    pub draws: u64,
    pub horizon: u64,
    pub label_noise: Noise,
    pub theory: Theory,
}

/// Whether the runs have label noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noise {
    /// As the reading says.
    AsRead,
    /// None at all, whatever the reading says.
    None,
}

/// What the runs' outcomes are predicted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// All orders in the learning rate, and the bound on learning rate times curvature.
    FiniteStep,
    /// The limit of a vanishing learning rate, in which nothing diverges.
    LimitFlow,
}

pub const INFOS: &[Info] = &[
    Info::recorded("neurons", 10.0, Range::Whole(1, 100), "neurons m"),
    Info::recorded("dimension", 3.0, Range::Whole(1, 20), "entries d of a data point and of a neuron"),
    Info::recorded("points", 3.0, Range::Whole(1, 20), "data points n"),
    Info::open("steps", Range::Even(40, 1 << 50), "steps k of each chain"),
    Info::open("draws", Range::Whole(1, 10_000), "draws of data, start and noise, the same in every reading"),
    Info::open("horizon", Range::Even(40, 1 << 50), "steps within which an arrival that theory predicts counts as one"),
    Info::open("label_noise", Range::Word(&["as-read", "none"]), "label noise: as the reading says, or none"),
    Info::open("theory", Range::Word(&["finite-step", "limit-flow"]), "theory that outcomes are predicted by"),
];

pub fn defaults(scale: Scale) -> Parameters {
    let (steps, draws, horizon) = match scale {
        Scale::Quick => (800, 3, 10_000_000),
        Scale::Standard => (1_000_000, FIRST as u64, 10_000_000),
        Scale::Full => (10_000_000, 256, 100_000_000),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        steps,
        draws,
        horizon,
        label_noise: Noise::AsRead,
        theory: Theory::FiniteStep,
    })
}
