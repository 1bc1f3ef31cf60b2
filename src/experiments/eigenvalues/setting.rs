use serde::{Deserialize, Serialize};

use crate::Error;
use crate::dynamics::LabelNoise;
use crate::experiments::parameter::{Info, Range};
use crate::experiments::{Reading, Scale};
use crate::record::Parameters;

/// Everything that a figure is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub learning_rate: f64,
    pub sigma: f64,
    pub steps: u64,
    pub draws: u64,
    pub theory: Theory,
    #[serde(flatten)]
    pub reading: Reading,
}

/// The theory whose slopes the measured ones are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// All orders in the learning rate (derivation, section 5).
    FiniteStep,
    /// The limit of a vanishing learning rate (derivation, section 4).
    LimitFlow,
}

/// The parameters of a figure whose learning rate and sigma the paper's record states.
pub const fn infos(learning_rate: f64, sigma: f64) -> [Info; 16] {
    let [activation, nu, labels, start, factor, noise, sigma_is, matrix] = Reading::INFOS;
    [
        Info::recorded("neurons", 10.0, Range::Whole(1, 1_000), "neurons m"),
        Info::recorded("dimension", 3.0, Range::Whole(1, 100), "entries d of a data point and of a neuron"),
        Info::recorded("points", 3.0, Range::Whole(1, 100), "data points n"),
        Info::recorded("learning_rate", learning_rate, Range::Real(1e-12, 1e3), "learning rate η"),
        Info::recorded("sigma", sigma, Range::Real(0.0, 1e3), "label noise σ, as the paper states it"),
        activation,
        nu,
        labels,
        start,
        factor,
        noise,
        sigma_is,
        matrix,
        Info::open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
        Info::open("draws", Range::Whole(1, 1_000_000), "draws of data, start and noise"),
        Info::open(
            "theory",
            Range::Word(&["finite-step", "limit-flow"]),
            "theory that the late slopes are compared with",
        ),
    ]
}

/// The parameters of a figure at a scale, in the reference reading. `quick` may have another sigma and other steps, so that
/// short runs get somewhere.
pub fn defaults(scale: Scale, learning_rate: f64, sigma: f64, quick: (f64, u64)) -> Parameters {
    let (sigma, steps, draws) = match scale {
        Scale::Quick => (quick.0, quick.1, 6),
        Scale::Standard => (sigma, 10_000_000, 256),
        Scale::Full => (sigma, 100_000_000, 1024),
    };
    let setting = Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        learning_rate,
        sigma,
        steps,
        draws,
        theory: Theory::FiniteStep,
        reading: Reading::REFERENCE,
    };
    super::super::parameter::map(&setting)
}

impl Setting {
    /// The setting that checked parameters describe.
    pub fn read(experiment: &str, parameters: &Parameters) -> Result<Self, Error> {
        crate::experiments::parameter::read(experiment, parameters)
    }

    /// The process that is run.
    pub fn sgd(&self) -> LabelNoise {
        self.reading.sgd(self.learning_rate, self.sigma)
    }
}
