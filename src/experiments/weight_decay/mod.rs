//! Weight decay, a reviewer's question: does it bring all neurons to a single vector from any start?

mod assemble;
mod claims;
mod figures;
mod run;

use serde::{Deserialize, Serialize};

use super::ground::Shape;
use super::parameter::{Range, check, fewer_draws, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant};
use crate::dynamics::{LabelNoise, NoiseLaw};
use crate::record::{Parameters, Record};

/// Label noise SGD with weight decay, where theory says that it helps and where it says that it hurts.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Weight decay",
    item: "a question of the public reviews: does weight decay bring all neurons to a single vector?",
    source: "src/experiments/weight_decay/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "undecayed",
            description: "the same draws, run without the weight decay that theory reckons with (a quarter of them)",
            adjust: |mut parameters| {
                parameters.insert("applied".into(), 0.0.into());
                fewer_draws(&mut parameters, 4, 1);
                parameters
            },
        },
        Variant {
            name: "shrinking",
            description: "theory leaves out the pull of the residuals, so that decay only shrinks (a quarter of the draws)",
            adjust: |mut parameters| {
                parameters.insert("theory".into(), "shrinking".into());
                fewer_draws(&mut parameters, 4, 1);
                parameters
            },
        },
    ],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(WeightDecay { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "weight-decay";

/// Fewer points than dimensions, and as many.
const SHAPES: [Shape; 2] = [Shape { m: 10, d: 3, n: 2 }, Shape { m: 10, d: 3, n: 3 }];
/// Linear coefficients of the cubic: with the first decay favours equal neurons in most draws, with the second hardly ever.
const NUS: [f64; 2] = [1.0, 0.1];
/// Decays from starts anywhere, over the one that theory is asked about.
const LADDER: [(&str, f64); 3] = [("none", 0.0), ("whole", 1.0), ("tenfold", 10.0)];

/// What theory the exponents are predicted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// Decay shrinks, and the residuals that it leaves pull.
    Whole,
    /// Decay shrinks.
    Shrinking,
}

/// Everything that the experiment is a function of, beside the root seed, shapes and activations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub rate: f64,
    pub deviation: f64,
    pub decay: f64,
    pub applied: f64,
    pub start: f64,
    pub near: f64,
    pub theory: Theory,
    pub steps: u64,
    pub foretold: u64,
    pub draws: u64,
}

impl Setting {
    fn sgd(&self) -> LabelNoise {
        LabelNoise { rate: self.rate, deviation: self.deviation, law: NoiseLaw::Gaussian }
    }

    /// Data and starts are those of the literal reading.
    fn reading(&self, nu: f64) -> Reading {
        Reading { nu, start: self.start, ..Reading::LITERAL }
    }
}

const INFOS: &[Info] = &[
    Info::open("rate", Range::Real(1e-12, 1e3), "cη, update factor times learning rate"),
    Info::open("deviation", Range::Real(0.0, 1e3), "standard deviation s of the label noise, which is Gaussian"),
    Info::open("decay", Range::Real(0.0, 1.0), "weight decay β: after each step weights shrink by 1 − cηβ"),
    Info::open("applied", Range::Real(0.0, 1.0), "runs decay by this times what theory reckons with: all"),
    Info::open("start", Range::Real(0.0, 1e3), "each neuron starts at this times a standard normal"),
    Info::open("near", Range::Real(0.0, 1.0), "starts near equal neurons are off by this times standard normals"),
    Info::open(
        "theory",
        Range::Word(&["whole", "shrinking"]),
        "what theory says decay does: shrink and pull, or shrink",
    ),
    Info::open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
    Info::open("foretold", Range::Whole(1, 10_000), "draws that are predicted, for each one that is run"),
    Info::open("draws", Range::Whole(1, 10_000), "draws of data, start and noise, for each shape and ν"),
];

fn defaults(scale: Scale) -> Parameters {
    // At `quick` decay is stronger, so that short runs get somewhere.
    let (decay, steps, foretold, draws) = match scale {
        Scale::Quick => (0.03, 10_000, 4, 1),
        Scale::Standard => (0.01, 100_000, 32, 10),
        Scale::Full => (0.01, 1_000_000, 32, 64),
    };
    map(&Setting {
        rate: 0.05,
        deviation: 0.1,
        decay,
        applied: 1.0,
        start: 0.1,
        near: 1e-6,
        theory: Theory::Whole,
        steps,
        foretold,
        draws,
    })
}

/// The experiment at given parameters; a cell is a draw of one shape and activation.
struct WeightDecay {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl WeightDecay {
    /// Number of draws, cases being `nu` by `nu` and in it shape by shape.
    fn case(&self, index: usize) -> (f64, Shape, u64) {
        let (case, draw) = (index / self.setting.draws as usize, index as u64 % self.setting.draws);
        (NUS[case / SHAPES.len()], SHAPES[case % SHAPES.len()], draw)
    }
}

impl Plan for WeightDecay {
    fn count(&self) -> usize {
        NUS.len() * SHAPES.len() * self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (nu, shape, draw) = self.case(index);
        let mut parameters = self.parameters.clone();
        parameters.extend([
            ("nu".into(), nu.into()),
            ("neurons".into(), shape.m.into()),
            ("dimension".into(), shape.d.into()),
            ("points".into(), shape.n.into()),
        ]);
        // A run from near equal neurons, and one from anywhere for each decay.
        let chain_steps = self.setting.steps.saturating_mul(1 + LADDER.len() as u64);
        Cell { name: format!("nu-{nu}/{}/draw-{draw}", shape.name()), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        self.cell(0).chain_steps.saturating_mul(self.count() as u64)
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let one = |index: &usize| run::compute(self.case(*index), &self.cell(*index), &self.setting, root);
        cells.iter().map(one).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
