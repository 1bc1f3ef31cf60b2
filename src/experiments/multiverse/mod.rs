//! The multiverse: every combination of what the paper's record leaves open, for each of its three figures, on common
//! draws of the data.

mod assemble;
mod choices;
mod claims;
mod effects;
mod figures;
mod prediction;
mod rule;
mod run;
mod setting;
mod simulation;

use super::{Cell, Experiment, Plan, Variant, parameter};
use crate::Error;
use crate::record::{Parameters, Record};
use setting::{INFOS, Setting, defaults};
use simulation::{Simulation, simulations};

/// Every reading.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Every reading of the record",
    item: "all three figures, under every reading",
    source: "src/experiments/multiverse/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "no-label-noise",
            description: "the same draws and readings without label noise, for a tenth of the steps",
            adjust: |parameters| shorter_with(parameters, "label_noise", "none"),
        },
        Variant {
            name: "limit-flow",
            description: "outcomes predicted by the limit flow, in which nothing diverges, for a tenth of the steps",
            adjust: |parameters| shorter_with(parameters, "theory", "limit-flow"),
        },
    ],
    plan: |name, parameters| {
        parameter::check(ID, INFOS, parameters)?;
        Ok(Box::new(Multiverse::new(name, parameters)?))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "multiverse";

/// Simulations in a batch: those that differ in labels and start.
const BESIDE: usize = 9;

fn shorter_with(mut parameters: Parameters, name: &str, value: &str) -> Parameters {
    parameters.insert(name.into(), value.into());
    if let Some(steps) = parameters.get("steps").and_then(serde_json::Value::as_u64) {
        parameters.insert("steps".into(), (steps / 20 * 2).max(40).into());
    }
    parameters
}

/// The multiverse at given parameters; a cell is a simulation, over all draws.
struct Multiverse {
    name: String,
    setting: Setting,
    parameters: Parameters,
    simulations: Vec<Simulation>,
    map: Vec<[usize; 3]>,
    landings: run::Landings,
}

impl Multiverse {
    fn new(name: &str, parameters: &Parameters) -> Result<Self, Error> {
        let setting: Setting = parameter::read(ID, parameters)?;
        let (simulations, map) = simulations(&setting);
        let landings = run::Landings::default();
        Ok(Self { name: name.into(), setting, parameters: parameters.clone(), simulations, map, landings })
    }
}

impl Plan for Multiverse {
    fn count(&self) -> usize {
        self.simulations.len()
    }

    fn cell(&self, index: usize) -> Cell {
        let mut parameters = self.parameters.clone();
        for name in ["horizon", "label_noise"] {
            parameters.remove(name);
        }
        parameters.extend(parameter::map(&self.simulations[index]));
        let chain_steps = self.setting.draws.saturating_mul(self.setting.steps);
        Cell { name: format!("simulation-{index}"), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        (self.count() as u64).saturating_mul(self.setting.draws).saturating_mul(self.setting.steps)
    }

    fn batch(&self) -> usize {
        BESIDE
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let cells: Vec<(&Simulation, Cell)> =
            cells.iter().map(|index| (&self.simulations[*index], self.cell(*index))).collect();
        let beside = cells.chunk_by(|(one, _), (other, _)| one.is_beside(other));
        beside.flat_map(|cells| run::compute(cells, &self.setting, &self.landings, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, &self.map, cells, root)
    }
}
