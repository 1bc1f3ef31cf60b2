//! Figure 1: the eigenvalues of `Theta^T Theta` under label noise SGD, one run as the paper shows it and an ensemble of
//! runs on other draws of the data.

mod assemble;
mod claims;
mod draw;
mod figures;
mod late_slope;
mod outcome;
mod quantile;
mod setting;

use serde_json::Value;

use super::{Cell, Experiment, Plan, Variant};
use crate::dynamics::Batch;
use crate::record::{Parameters, Record};
use setting::{INFOS, Setting, defaults};

/// Figure 1.
pub static EXPERIMENT: Experiment = Experiment {
    id: "figure-1",
    title: "Eigenvalues under label noise SGD",
    item: "Figure 1 and Theorem 3.3",
    source: "src/experiments/figure_1/draw.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "no-label-noise",
            description: "the same draws and starts without label noise",
            adjust: |parameters| fewer_draws_with(parameters, "noise", "none"),
        },
        Variant {
            name: "limit-flow",
            description: "the same process, its late slopes compared with the limit flow instead",
            adjust: |parameters| fewer_draws_with(parameters, "theory", "limit-flow"),
        },
    ],
    plan: |name, parameters| {
        super::parameter::check(EXPERIMENT_ID, INFOS, parameters)?;
        Ok(Box::new(Figure1 { name: name.into(), setting: Setting::read(parameters)?, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const EXPERIMENT_ID: &str = "figure-1";

/// A control changes one thing, and needs a quarter of the draws.
fn fewer_draws_with(mut parameters: Parameters, name: &str, value: &str) -> Parameters {
    parameters.insert(name.into(), value.into());
    if let Some(draws) = parameters.get("draws").and_then(Value::as_u64) {
        parameters.insert("draws".into(), draws.div_ceil(4).into());
    }
    parameters
}

/// The experiment at given parameters; a cell is a draw of data, start and noise.
struct Figure1 {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Plan for Figure1 {
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
