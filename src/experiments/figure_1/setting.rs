use serde::{Deserialize, Serialize};

use crate::Error;
use crate::dynamics::LabelNoise;
use crate::experiments::parameter::{Info, Range};
use crate::experiments::{Reading, Scale};
use crate::record::Parameters;

/// Everything that Figure 1 is a function of, beside the root seed.
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

pub const INFOS: &[Info] = &[
    recorded("neurons", 10.0, Range::Whole(1, 1_000), "neurons m"),
    recorded("dimension", 3.0, Range::Whole(1, 100), "entries d of a data point and of a neuron"),
    recorded("points", 3.0, Range::Whole(1, 100), "data points n"),
    recorded("learning_rate", 0.05, Range::Real(1e-12, 1e3), "learning rate η"),
    recorded("sigma", 0.03, Range::Real(0.0, 1e3), "label noise σ, as the paper states it"),
    open("activation", Range::Word(&["cubic", "sinh"]), "activation φ(z): z³ + νz, or sinh z"),
    open("nu", Range::Real(0.0, 1e3), "linear coefficient ν of the cubic activation"),
    open("labels", Range::Word(&["uniform", "normal", "teacher"]), "law of the labels y"),
    open("start", Range::Real(0.0, 1e3), "each neuron starts at this times a standard normal"),
    open("factor", Range::Real(1e-12, 1e3), "update factor c: 2 for the square as written, 1 with a factor one half"),
    open("noise", Range::Word(&["gaussian", "plus-minus", "none"]), "law of the label noise ζ"),
    open("sigma_is", Range::Word(&["standard-deviation", "variance"]), "what σ is of the label noise"),
    open("matrix", Range::Word(&["neurons", "features"]), "rows of the matrix whose Gram eigenvalues are shown"),
    open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
    open("draws", Range::Whole(1, 1_000_000), "draws of data, start and noise"),
    open("theory", Range::Word(&["finite-step", "limit-flow"]), "theory that the late slopes are compared with"),
];

const fn recorded(name: &'static str, value: f64, range: Range, description: &'static str) -> Info {
    Info { name, unit: "1", description, range, recorded: Some(value) }
}

const fn open(name: &'static str, range: Range, description: &'static str) -> Info {
    Info { name, unit: "1", description, range, recorded: None }
}

/// The parameters at a scale. `quick` has more label noise, so that short runs get somewhere.
pub fn defaults(scale: Scale) -> Parameters {
    let (sigma, steps, draws) = match scale {
        Scale::Quick => (0.1, 500_000, 6),
        Scale::Standard => (0.03, 10_000_000, 64),
        Scale::Full => (0.03, 100_000_000, 1024),
    };
    let value = serde_json::json!({
        "neurons": 10, "dimension": 3, "points": 3, "learning_rate": 0.05, "sigma": sigma,
        "activation": "cubic", "nu": 1.0, "labels": "uniform", "start": 0.1, "factor": 2.0, "noise": "gaussian",
        "sigma_is": "standard-deviation", "matrix": "neurons",
        "steps": steps, "draws": draws, "theory": "finite-step",
    });
    serde_json::from_value(value).expect("a map")
}

impl Setting {
    /// The setting that checked parameters describe.
    pub fn read(parameters: &Parameters) -> Result<Self, Error> {
        let value = serde_json::to_value(parameters).and_then(serde_json::from_value);
        value.map_err(|error| {
            Error::parameter("figure-1", "parameters", serde_json::json!(parameters).to_string(), error.to_string())
        })
    }

    /// The process that is run.
    pub fn sgd(&self) -> LabelNoise {
        LabelNoise {
            rate: self.reading.factor * self.learning_rate,
            deviation: self.reading.deviation(self.sigma),
            law: self.reading.noise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_documented_and_in_range_at_every_scale() {
        for scale in Scale::ALL {
            let parameters = defaults(scale);
            crate::experiments::parameter::check("figure-1", INFOS, &parameters).unwrap();
            let setting = Setting::read(&parameters).unwrap();
            assert_eq!(serde_json::to_value(setting).unwrap(), serde_json::to_value(parameters).unwrap());
        }
    }
}
