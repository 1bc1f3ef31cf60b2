//! Whole trajectories against the flows: from the raw start of Figure 1 on, with nothing fitted.

mod assemble;
mod claims;
mod draw;
mod figures;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, fewer_draws, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant};
use crate::dynamics::{Batch, Field, LabelNoise};
use crate::record::{Parameters, Record};

/// Figure 1's own draws, and the flow from where each comes to the zero-loss manifold.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Whole trajectories against the flow",
    item: "the dynamics near the zero-loss manifold, at the learning rate of Figure 1",
    source: "src/experiments/trajectories/draw.rs",
    parameters: &INFOS,
    defaults,
    variants: &[
        Variant {
            name: "limit-flow",
            description: "the flow is the limit of a vanishing learning rate; a quarter of the draws",
            adjust: |parameters| follow(parameters, "limit-flow"),
        },
        Variant {
            name: "uphill",
            description: "the flow goes up the sharpness; a quarter of the draws, a tenth of the steps",
            adjust: |parameters| {
                let mut parameters = follow(parameters, "uphill");
                if let Some(steps) = parameters.get("steps").and_then(serde_json::Value::as_u64) {
                    parameters.insert("steps".into(), (steps / 20 * 2).max(400).into());
                }
                parameters
            },
        },
    ],
    plan: |name, parameters| {
        check(ID, &INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Trajectories { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "trajectories";

fn follow(mut parameters: Parameters, field: &str) -> Parameters {
    parameters.insert("flow".into(), field.into());
    fewer_draws(&mut parameters, 4, 8);
    parameters
}

/// Everything that the experiment is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub learning_rate: f64,
    pub sigma: f64,
    pub landing: u64,
    pub steps: u64,
    pub draws: u64,
    pub flow: Field,
    pub tolerance: f64,
    #[serde(flatten)]
    pub reading: Reading,
}

impl Setting {
    /// The process that is run.
    pub fn sgd(&self) -> LabelNoise {
        self.reading.sgd(self.learning_rate, self.sigma)
    }
}

const INFOS: [Info; 18] = {
    let [activation, nu, labels, start, factor, noise, sigma_is, matrix] = Reading::INFOS;
    [
        Info::recorded("neurons", 10.0, Range::Whole(1, 1_000), "neurons m"),
        Info::recorded("dimension", 3.0, Range::Whole(1, 100), "entries d of a data point and of a neuron"),
        Info::recorded("points", 3.0, Range::Whole(1, 24), "data points n, at most d"),
        Info::recorded("learning_rate", 0.05, Range::Real(1e-12, 1e3), "learning rate η"),
        Info::recorded("sigma", 0.03, Range::Real(0.0, 1e3), "label noise σ, as the paper states it"),
        activation,
        nu,
        labels,
        start,
        factor,
        noise,
        sigma_is,
        matrix,
        Info::open(
            "landing",
            Range::Even(2, 1 << 50),
            "steps k after which the chain is put on the zero-loss manifold, and the flow begins",
        ),
        Info::open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
        Info::open("draws", Range::Whole(1, 1_000_000), "draws of data, start and noise"),
        Info::open(
            "flow",
            Range::Word(&["finite-step", "limit-flow", "uphill"]),
            "the vector field that the flow follows",
        ),
        Info::open("tolerance", Range::Real(1e-13, 1e-2), "relative error of the flow, a round of its integration"),
    ]
};

fn defaults(scale: Scale) -> Parameters {
    // At `quick`, more noise, so that short runs get somewhere.
    let (sigma, landing, steps, draws) = match scale {
        Scale::Quick => (0.3, 2_000, 60_000, 8),
        Scale::Standard => (0.03, 20_000, 20_000_000, 64),
        Scale::Full => (0.03, 20_000, 200_000_000, 1_024),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        learning_rate: 0.05,
        sigma,
        landing,
        steps,
        draws,
        flow: Field::FiniteStep,
        tolerance: 1e-9,
        reading: Reading::LITERAL,
    })
}

/// The experiment at given parameters; a cell is a draw of data, start and noise.
struct Trajectories {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Plan for Trajectories {
    fn count(&self) -> usize {
        self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        Cell { name: format!("draw-{index}"), parameters, chain_steps: self.setting.steps }
    }

    fn chain_steps(&self) -> u64 {
        self.setting.draws.saturating_mul(self.setting.steps)
    }

    fn batch(&self) -> usize {
        Batch::LANES
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let cells: Vec<Cell> = cells.iter().map(|index| self.cell(*index)).collect();
        cells.chunks(Batch::LANES).flat_map(|cells| draw::compute(cells, &self.setting, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
