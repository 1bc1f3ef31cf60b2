//! What never moves: with fewer points than dimensions, the part of every neuron across the data stays where it started.

mod assemble;
mod claims;
mod figures;
mod run;

use serde::{Deserialize, Serialize};

use super::ground::Shape;
use super::parameter::{Range, check, fewer_draws, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant};
use crate::dynamics::{Batch, LabelNoise, NoiseLaw};
use crate::record::{Parameters, Record};

/// Label noise SGD from starts anywhere and from starts within the span of the data.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "What never moves",
    item: "neurons that compute the same feature, with fewer points than dimensions",
    source: "src/experiments/frozen/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "decayed",
            description: "the same with weight decay, which moves every weight (a quarter of the draws)",
            adjust: |mut parameters| {
                parameters.insert("decay".into(), 1e-5.into());
                fewer_draws(&mut parameters, 4, 1);
                parameters
            },
        },
        Variant {
            name: "exchanged",
            description: "what is called a start within the span is one anywhere, and the other way round (a quarter of the draws)",
            adjust: |mut parameters| {
                let (general, span) = (parameters["general"].clone(), parameters["span"].clone());
                parameters.extend([("general".into(), span), ("span".into(), general)]);
                fewer_draws(&mut parameters, 4, 1);
                parameters
            },
        },
    ],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Frozen { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "frozen";

/// Fewer points than dimensions, and as many for comparison.
const SHAPES: [Shape; 3] = [Shape { m: 10, d: 3, n: 2 }, Shape { m: 10, d: 5, n: 3 }, Shape { m: 10, d: 3, n: 3 }];

/// The two kinds of start.
const STARTS: [(&str, &str); 2] = [("general", "start anywhere"), ("span", "start within the span of the data")];

/// Everything that the experiment is a function of, beside the root seed and the shapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub rate: f64,
    pub deviation: f64,
    pub nu: f64,
    pub start: f64,
    pub general: f64,
    pub span: f64,
    pub decay: f64,
    pub steps: u64,
    pub draws: u64,
}

impl Setting {
    fn sgd(&self) -> LabelNoise {
        LabelNoise { rate: self.rate, deviation: self.deviation, law: NoiseLaw::Gaussian }
    }

    /// Data and starts are those of the literal reading.
    fn reading(&self) -> Reading {
        Reading { nu: self.nu, start: self.start, ..Reading::LITERAL }
    }

    /// The share that each start keeps of its part across the data.
    fn keeps(&self) -> [f64; STARTS.len()] {
        [self.general, self.span]
    }
}

const INFOS: &[Info] = &[
    Info::open("rate", Range::Real(1e-12, 1e3), "cη, update factor times learning rate"),
    Info::open("deviation", Range::Real(0.0, 1e3), "standard deviation s of the label noise, which is Gaussian"),
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation z³ + νz"),
    Info::open("start", Range::Real(0.0, 1e3), "each neuron starts at this times a standard normal"),
    Info::open("general", Range::Real(0.0, 1.0), "starts anywhere keep this much of their part across the data: all"),
    Info::open("span", Range::Real(0.0, 1.0), "starts within the span of the data keep this much of it: nothing"),
    Info::open("decay", Range::Real(0.0, 1.0), "weight decay β: after each step weights shrink by 1 − cηβ"),
    Info::open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
    Info::open("draws", Range::Whole(1, 100_000), "draws of data, start and noise, for each shape"),
];

fn defaults(scale: Scale) -> Parameters {
    // At `quick` label noise is stronger, so that short runs get somewhere.
    let (deviation, steps, draws) = match scale {
        Scale::Quick => (0.6, 20_000, 1),
        Scale::Standard => (0.2, 1_000_000, 12),
        Scale::Full => (0.2, 30_000_000, 64),
    };
    map(&Setting { rate: 0.05, deviation, nu: 1.0, start: 0.1, general: 1.0, span: 0.0, decay: 0.0, steps, draws })
}

/// The experiment at given parameters; a cell is a draw of one shape, from both starts.
struct Frozen {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Frozen {
    fn shape_and_draw(&self, index: usize) -> (Shape, u64) {
        (SHAPES[index / self.setting.draws as usize], index as u64 % self.setting.draws)
    }
}

impl Plan for Frozen {
    fn count(&self) -> usize {
        SHAPES.len() * self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (shape, draw) = self.shape_and_draw(index);
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        parameters.extend([
            ("neurons".into(), shape.m.into()),
            ("dimension".into(), shape.d.into()),
            ("points".into(), shape.n.into()),
        ]);
        let chain_steps = self.setting.steps.saturating_mul(STARTS.len() as u64);
        Cell { name: format!("{}/draw-{draw}", shape.name()), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        self.cell(0).chain_steps.saturating_mul(self.count() as u64)
    }

    fn batch(&self) -> usize {
        Batch::LANES / STARTS.len()
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let cells: Vec<(Shape, Cell)> =
            cells.iter().map(|index| (self.shape_and_draw(*index).0, self.cell(*index))).collect();
        let like = cells.chunk_by(|(one, _), (other, _)| one == other).flat_map(|cells| cells.chunks(self.batch()));
        like.flat_map(|cells| run::compute(cells[0].0, cells, &self.setting, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
