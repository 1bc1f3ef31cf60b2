//! The exponential rate: measured late slopes, down a ladder of learning rates, against theory and the guaranteed bound.

mod assemble;
mod claims;
mod draw;
mod figures;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, fewer_draws, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant, ladder};
use crate::dynamics::{Batch, LabelNoise};
use crate::record::{Parameters, Record};

/// Late slopes of the second and third eigenvalue, over draws and learning rates.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "The exponential rate",
    item: "Theorem 3.3: exponential convergence, at a rate bounded below",
    source: "src/experiments/rate/draw.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "miscalculated",
        description: "each theory with the error that is easily made: the residual's variance added to the noise's point by point, the limit's constant doubled, the largest singular value in place of the smallest; a quarter of the draws",
        adjust: |mut parameters| {
            parameters.insert("theory".into(), "miscalculated".into());
            fewer_draws(&mut parameters, 4, 8);
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Rate { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "rate";

/// What slopes are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// What is derived.
    Derived,
    /// What is easily taken for it: for controls.
    Miscalculated,
}

/// Everything that the experiment is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub rate: f64,
    pub rungs: u64,
    pub deviation: f64,
    pub steps: u64,
    pub draws: u64,
    pub apart: f64,
    pub theory: Theory,
}

impl Setting {
    /// The process on a rung of the ladder.
    pub fn sgd(&self, rung: u64) -> LabelNoise {
        LabelNoise { rate: ladder::rate(self.rate, rung), deviation: self.deviation, law: Reading::LITERAL.noise }
    }

    /// Steps on a rung.
    pub fn steps(&self, rung: u64) -> u64 {
        ladder::steps(self.steps, rung)
    }
}

const INFOS: &[Info] = &[
    Info::recorded("neurons", 10.0, Range::Whole(2, 100), "neurons m"),
    Info::recorded("dimension", 3.0, Range::Whole(2, 100), "entries d of a data point and of a neuron"),
    Info::recorded("points", 3.0, Range::Whole(2, 24), "data points n, at most d"),
    Info::open(
        "rate",
        Range::Real(1e-6, 10.0),
        "the largest cη: the paper's learning rate 0.05 with c = 2, or 0.1 with c = 1",
    ),
    Info::open("rungs", Range::Whole(2, 8), "learning rates, each a half of the one before"),
    Info::open("deviation", Range::Real(1e-6, 10.0), "standard deviation s of the label noise"),
    Info::open(
        "steps",
        Range::Even(400, 1 << 30),
        "steps k at the largest learning rate; four times as many a rung further down",
    ),
    Info::open("draws", Range::Whole(1, 100_000), "draws of data, start and noise"),
    Info::open(
        "apart",
        Range::Real(1e-9, 1.0),
        "neurons start this times a standard normal off the flattest interpolator",
    ),
    Info::open("theory", Range::Word(&["derived", "miscalculated"]), "what the slopes are compared with"),
];

fn defaults(scale: Scale) -> Parameters {
    // Louder where it is short, or nothing would be late.
    let (rungs, steps, draws, deviation) = match scale {
        Scale::Quick => (2, 10_000, 8, 1.0),
        Scale::Standard => (4, 300_000, 64, 0.2),
        Scale::Full => (6, 1_000_000, 1_024, 0.2),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        rate: 0.1,
        rungs,
        deviation,
        steps,
        draws,
        apart: 0.05,
        theory: Theory::Derived,
    })
}

/// The experiment at given parameters; a cell is a draw on a rung.
struct Rate {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Rate {
    fn rung_and_draw(&self, index: usize) -> (u64, u64) {
        (index as u64 / self.setting.draws, index as u64 % self.setting.draws)
    }
}

impl Plan for Rate {
    fn count(&self) -> usize {
        (self.setting.rungs * self.setting.draws) as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (rung, draw) = self.rung_and_draw(index);
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        parameters.remove("rungs");
        Cell { name: format!("rung-{rung}/draw-{draw}"), parameters, chain_steps: self.setting.steps(rung) }
    }

    fn chain_steps(&self) -> u64 {
        (0..self.setting.rungs)
            .map(|rung| self.setting.steps(rung).saturating_mul(self.setting.draws))
            .fold(0, u64::saturating_add)
    }

    fn batch(&self) -> usize {
        Batch::LANES
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        // Chains side by side share a learning rate.
        let rungs = cells.chunk_by(|a, b| self.rung_and_draw(*a).0 == self.rung_and_draw(*b).0);
        rungs
            .flat_map(|cells| cells.chunks(Batch::LANES))
            .flat_map(|indices| {
                let (rung, _) = self.rung_and_draw(indices[0]);
                let draws: Vec<u64> = indices.iter().map(|index| self.rung_and_draw(*index).1).collect();
                let cells: Vec<Cell> = indices.iter().map(|index| self.cell(*index)).collect();
                draw::compute(&cells, &draws, rung, &self.setting, root)
            })
            .collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
