//! The paper's figures: the eigenvalues of `Theta^T Theta` under label noise SGD, one run as the paper shows it and an
//! ensemble of runs on other draws of the data. One kind of experiment; the figures differ in learning rate and sigma.
//!
//! All of them take draw `K` from the streams `figure-1/draw-K/...`: common random numbers, so that what differs between
//! two figures, or two readings, is the figure or the reading and not the luck of the draw.

mod assemble;
mod claims;
mod draw;
mod figures;
mod outcome;
mod setting;

use super::{Cell, Experiment, Info, Plan, Reading, Variant, parameter};
use crate::Error;
use crate::dynamics::Batch;
use crate::record::{Parameters, Record};
pub use assemble::FIRST;
pub use draw::DRAWS;
use setting::{Setting, defaults, infos};

static INFOS_1: [Info; 16] = infos(0.05, 0.03);
static INFOS_2: [Info; 16] = infos(0.05, 0.2);
static INFOS_3: [Info; 16] = infos(0.1, 0.2);

/// Figure 1.
pub static FIGURE_1: Experiment = Experiment {
    id: "figure-1",
    title: "Eigenvalues under label noise SGD",
    item: "Figure 1 and Theorem 3.3",
    source: "src/experiments/eigenvalues/draw.rs",
    parameters: &INFOS_1,
    defaults: |scale| defaults(scale, 0.05, 0.03, (0.03, 100_000)),
    variants: &[LITERAL, NO_LABEL_NOISE, LIMIT_FLOW],
    plan,
    claims: || claims::claims(&claims::FIGURE_1),
    figures: figures::all,
};

/// The figure with the same learning rate and a larger sigma.
pub static FIGURE_2: Experiment = Experiment {
    id: "figure-2",
    title: "Eigenvalues under stronger label noise",
    item: "the figure with learning rate 0.05 and sigma 0.2",
    parameters: &INFOS_2,
    defaults: |scale| defaults(scale, 0.05, 0.2, (0.2, 50_000)),
    variants: &[LITERAL, NO_LABEL_NOISE],
    claims: || claims::claims(&claims::FIGURE_2),
    figures: figures::ensemble_only,
    ..FIGURE_1
};

/// The figure with a larger learning rate too.
pub static FIGURE_3: Experiment = Experiment {
    id: "figure-3",
    title: "Eigenvalues at a larger learning rate",
    item: "the figure with learning rate 0.1 and sigma 0.2",
    parameters: &INFOS_3,
    defaults: |scale| defaults(scale, 0.1, 0.2, (0.2, 200_000)),
    variants: &[LITERAL, NO_LABEL_NOISE],
    claims: || claims::claims(&claims::FIGURE_3),
    figures: figures::ensemble_only,
    ..FIGURE_1
};

/// Learning rate and sigma of each figure, as the paper's record states them.
pub const STATED: [(&str, f64, f64); 3] = [("figure_1", 0.05, 0.03), ("figure_2", 0.05, 0.2), ("figure_3", 0.1, 0.2)];

const LITERAL: Variant = Variant {
    name: "literal",
    description: "the literal reading, on the same draws",
    adjust: |parameters| {
        let mut literal = parameters;
        literal.extend(parameter::map(&Reading::LITERAL));
        literal
    },
};

const NO_LABEL_NOISE: Variant = Variant {
    name: "no-label-noise",
    description: "the same draws and starts without label noise",
    adjust: |parameters| fewer_draws_with(parameters, "noise", "none"),
};

const LIMIT_FLOW: Variant = Variant {
    name: "limit-flow",
    description: "the same process, its late slopes compared with the limit flow instead",
    adjust: |parameters| fewer_draws_with(parameters, "theory", "limit-flow"),
};

/// A control changes one thing, and needs an eighth of the draws; but six: of fewer no interval can say that most miss.
fn fewer_draws_with(mut parameters: Parameters, name: &str, value: &str) -> Parameters {
    parameters.insert(name.into(), value.into());
    parameter::fewer_draws(&mut parameters, 8, 6);
    parameters
}

fn plan(name: &str, parameters: &Parameters) -> Result<Box<dyn Plan>, Error> {
    let id = name.split('/').next().unwrap_or(name);
    parameter::check(id, &INFOS_1, parameters)?;
    let setting = Setting::read(id, parameters)?;
    Ok(Box::new(Eigenvalues { name: name.into(), setting, parameters: parameters.clone() }))
}

/// A figure at given parameters; a cell is a draw of data, start and noise.
struct Eigenvalues {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Plan for Eigenvalues {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::Scale;

    #[test]
    fn every_parameter_is_documented_and_in_range_at_every_scale() {
        for figure in [&FIGURE_1, &FIGURE_2, &FIGURE_3] {
            for scale in Scale::ALL {
                for (name, parameters) in figure.runs(&(figure.defaults)(scale)) {
                    assert!((figure.plan)(&name, &parameters).is_ok());
                    let setting = Setting::read(figure.id, &parameters).unwrap();
                    assert_eq!(parameter::map(&setting), parameters);
                }
            }
        }
    }

    #[test]
    fn at_the_scale_of_the_report_the_figures_are_at_the_stated_values_and_differ_in_nothing_else() {
        for (figure, (_, learning_rate, sigma)) in [&FIGURE_1, &FIGURE_2, &FIGURE_3].into_iter().zip(STATED) {
            let mut parameters = (figure.defaults)(Scale::Standard);
            assert_eq!(parameters.insert("learning_rate".into(), 0.05.into()), Some(learning_rate.into()));
            assert_eq!(parameters.insert("sigma".into(), 0.03.into()), Some(sigma.into()));
            assert_eq!(parameters, (FIGURE_1.defaults)(Scale::Standard));
            for info in figure.parameters {
                let stated = match info.name {
                    "learning_rate" => Some(learning_rate),
                    "sigma" => Some(sigma),
                    _ => continue,
                };
                assert_eq!(info.recorded, stated);
            }
        }
    }
}
