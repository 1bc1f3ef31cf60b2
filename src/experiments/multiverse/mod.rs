//! The multiverse: every combination of what the paper's record leaves open, for each of its three figures, on common
//! draws of the data.

mod assemble;
mod choices;
mod claims;
mod effects;
mod figures;
mod prediction;
mod resample;
mod rule;
mod run;
mod seen;
mod setting;
mod simulation;

use std::ops::Range;

use super::{Cell, Experiment, Plan, Variant, parameter};
use crate::Error;
use crate::record::{Parameters, Record, Table};
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
            description: "the same draws and readings without label noise",
            adjust: |parameters| with(parameters, "label_noise", "none"),
        },
        Variant {
            name: "limit-flow",
            description: "outcomes predicted by the limit flow, in which nothing diverges",
            adjust: |parameters| with(parameters, "theory", "limit-flow"),
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

/// A control changes one thing.
fn with(mut parameters: Parameters, name: &str, value: &str) -> Parameters {
    parameters.insert(name.into(), value.into());
    parameters
}

/// The multiverse at given parameters; a cell is all simulations of one process, over all draws; they differ in labels and start, and
/// can be run side by side.
struct Multiverse {
    name: String,
    setting: Setting,
    parameters: Parameters,
    simulations: Vec<Simulation>,
    cells: Vec<Range<usize>>,
    map: Vec<[usize; 3]>,
    landings: run::Landings,
}

impl Multiverse {
    fn new(name: &str, parameters: &Parameters) -> Result<Self, Error> {
        let setting: Setting = parameter::read(ID, parameters)?;
        let (simulations, map) = simulations(&setting);
        let mut cells: Vec<Range<usize>> = Vec::new();
        for beside in simulations.chunk_by(Simulation::is_beside) {
            let start = cells.last().map_or(0, |cell| cell.end);
            cells.push(start..start + beside.len());
        }
        let landings = run::Landings::default();
        Ok(Self { name: name.into(), setting, parameters: parameters.clone(), simulations, cells, map, landings })
    }
}

impl Plan for Multiverse {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, index: usize) -> Cell {
        let mut parameters = self.parameters.clone();
        for name in ["horizon", "label_noise"] {
            parameters.remove(name);
        }
        let simulations = &self.simulations[self.cells[index].clone()];
        let mut process = parameter::map(&simulations[0]);
        for name in ["labels", "start"] {
            process.remove(name);
        }
        parameters.extend(process);
        let runs = self.setting.draws.saturating_mul(simulations.len() as u64);
        Cell { name: format!("process-{index}"), parameters, chain_steps: runs.saturating_mul(self.setting.steps) }
    }

    fn chain_steps(&self) -> u64 {
        (self.simulations.len() as u64).saturating_mul(self.setting.draws).saturating_mul(self.setting.steps)
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let compute = |index: &usize| {
            let simulations = &self.simulations[self.cells[*index].clone()];
            run::compute(simulations, &self.cell(*index), &self.setting, &self.landings, root)
        };
        cells.iter().map(compute).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        let empty = Table::new("");
        let tables: Vec<&Table> = (self.cells.iter().zip(cells))
            .flat_map(|(range, cell)| {
                (0..range.len()).map(|at| cell.tables.get(&run::table_name(at)).unwrap_or(&empty))
            })
            .collect();
        assemble::assemble(&self.name, &self.parameters, &self.setting, &self.map, &tables, root)
    }
}
