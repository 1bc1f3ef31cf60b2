//! The limit of a vanishing learning rate: label noise SGD against the limit flow at `t = k eta^2`, with nothing fitted.

mod assemble;
mod claims;
mod figures;
mod run;

use serde::{Deserialize, Serialize};

use super::ground::Shape;
use super::parameter::{Range, check, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant, ladder};
use crate::dynamics::{LabelNoise, NoiseLaw};
use crate::record::{Parameters, Record};

/// A ladder of learning rates, each a half of the one before, down which chains run four times as long.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "The limit of a vanishing learning rate",
    item: "the limit flow of label noise SGD near the zero-loss manifold",
    source: "src/experiments/learning_rates/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "twice-as-fast",
        description: "both flows run twice as fast as derived; a rung less",
        adjust: |mut parameters| {
            parameters.insert("speed".into(), 2.0.into());
            if let Some(rungs) = parameters.get("rungs").and_then(serde_json::Value::as_u64) {
                parameters.insert("rungs".into(), (rungs - 1).max(3).into());
            }
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(LearningRates { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "learning-rates";

/// Label noise, and number of points: as many as dimensions, or fewer.
pub const CASES: [(NoiseLaw, &str, usize); 4] = [
    (NoiseLaw::Gaussian, "gaussian-n-3", 3),
    (NoiseLaw::PlusMinus, "plus-minus-n-3", 3),
    (NoiseLaw::Gaussian, "gaussian-n-2", 2),
    (NoiseLaw::PlusMinus, "plus-minus-n-2", 2),
];

/// Everything that the experiment is a function of, beside the root seed and the cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub rate: f64,
    pub rungs: u64,
    pub deviation: f64,
    pub steps: u64,
    pub draws: u64,
    pub start: f64,
    pub speed: f64,
    pub tolerance: f64,
}

impl Setting {
    /// The process on a rung of the ladder.
    pub fn sgd(&self, rung: u64, law: NoiseLaw) -> LabelNoise {
        LabelNoise { rate: ladder::rate(self.rate, rung), deviation: self.deviation, law }
    }

    /// Steps on a rung.
    pub fn steps(&self, rung: u64) -> u64 {
        ladder::steps(self.steps, rung)
    }

    pub fn shape(&self, points: usize) -> Shape {
        Shape { m: self.neurons, d: self.dimension, n: points }
    }

    /// Activation and labels are those of the literal reading.
    pub fn reading(&self) -> Reading {
        Reading { start: self.start, ..Reading::LITERAL }
    }
}

const INFOS: &[Info] = &[
    Info::recorded("neurons", 10.0, Range::Whole(2, 100), "neurons m"),
    Info::recorded("dimension", 3.0, Range::Whole(3, 100), "entries d of a data point and of a neuron"),
    Info::open(
        "rate",
        Range::Real(1e-6, 10.0),
        "the largest cη: the paper's learning rate 0.05 with c = 2, or 0.1 with c = 1",
    ),
    Info::open("rungs", Range::Whole(3, 8), "learning rates, each a half of the one before"),
    Info::open("deviation", Range::Real(1e-6, 10.0), "standard deviation s of the label noise"),
    Info::open(
        "steps",
        Range::Even(16, 1 << 30),
        "steps k at the largest learning rate; four times as many a rung further down",
    ),
    Info::open("draws", Range::Whole(1, 64), "draws of data, start and noise"),
    Info::open(
        "start",
        Range::Real(0.0, 10.0),
        "each neuron starts at this times a standard normal, from where the gradient of the loss leads to the manifold",
    ),
    Info::open("speed", Range::Real(0.1, 10.0), "flows run this many times as fast as derived"),
    Info::open("tolerance", Range::Real(1e-13, 1e-2), "relative error of a flow, a round of its integration"),
];

fn defaults(scale: Scale) -> Parameters {
    let (rungs, steps, draws) = match scale {
        Scale::Quick => (3, 2_000, 4),
        Scale::Standard => (5, 40_000, 8),
        Scale::Full => (7, 40_000, 64),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        rate: 0.1,
        rungs,
        deviation: 0.1,
        steps,
        draws,
        start: 0.1,
        speed: 1.0,
        tolerance: 1e-9,
    })
}

/// The experiment at given parameters; a cell is a rung of one case, with all its draws.
struct LearningRates {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl LearningRates {
    fn case_and_rung(&self, index: usize) -> (usize, u64) {
        (index / self.setting.rungs as usize, index as u64 % self.setting.rungs)
    }
}

impl Plan for LearningRates {
    fn count(&self) -> usize {
        CASES.len() * self.setting.rungs as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (case, rung) = self.case_and_rung(index);
        let mut parameters = self.parameters.clone();
        parameters.remove("rungs");
        let chain_steps = self.setting.steps(rung).saturating_mul(self.setting.draws);
        Cell { name: format!("{}/rung-{rung}", CASES[case].1), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        (0..self.count()).fold(0, |sum, index| u64::saturating_add(sum, self.cell(index).chain_steps))
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let one = |index: &usize| {
            let (case, rung) = self.case_and_rung(*index);
            run::compute(&self.cell(*index), &self.setting, CASES[case], rung, root)
        };
        cells.iter().map(one).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
