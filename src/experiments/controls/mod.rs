//! Controls: settings in which theory says exactly what must happen, and what did.

mod assemble;
mod claims;
mod figures;
mod kind;
mod run;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant};
use crate::dynamics::LabelNoise;
use crate::record::{Parameters, Record};
use kind::Kind;

/// Controls of the dynamics.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Controls",
    item: "nothing of the paper: what must happen by theory",
    source: "src/experiments/controls/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "lifted",
        description: "the same draws under ordinary label noise SGD from the ordinary start: the conditions are lifted",
        adjust: |mut parameters| {
            parameters.insert("conditions".into(), "lifted".into());
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Controls { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "controls";

/// Whether the conditions of the controls are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conditions {
    /// They are.
    Applied,
    /// They are not: every control is an ordinary run.
    Lifted,
}

/// Everything that the experiment is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub learning_rate: f64,
    pub sigma: f64,
    pub kick: f64,
    pub steps: u64,
    pub draws: u64,
    pub conditions: Conditions,
    #[serde(flatten)]
    pub reading: Reading,
}

impl Setting {
    pub fn sgd(&self) -> LabelNoise {
        self.reading.sgd(self.learning_rate, self.sigma)
    }
}

const INFOS: &[Info] = &[
    Info::recorded("neurons", 10.0, Range::Whole(2, 1_000), "neurons m"),
    Info::recorded("dimension", 3.0, Range::Whole(1, 100), "entries d of a data point and of a neuron"),
    Info::recorded("points", 3.0, Range::Whole(1, 100), "data points n"),
    Info::recorded("learning_rate", 0.05, Range::Real(1e-12, 1e3), "learning rate η"),
    Info::open("sigma", Range::Real(0.0, 1e3), "label noise σ, where there is any"),
    Info::open("kick", Range::Real(0.0, 1.0), "the kick to a start of rank one: this times a standard normal"),
    Info::open("activation", Range::Word(&["cubic", "sinh"]), "activation φ(z): z³ + νz, or sinh z"),
    Info::open("nu", Range::Real(0.0, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open("labels", Range::Word(&["uniform", "normal", "teacher"]), "law of the labels y"),
    Info::open("start", Range::Real(0.0, 1e3), "each neuron starts at this times a standard normal"),
    Info::open(
        "factor",
        Range::Real(1e-12, 1e3),
        "update factor c: 2 for the square as written, 1 with a factor one half",
    ),
    Info::open("noise", Range::Word(&["gaussian", "plus-minus", "none"]), "law of the label noise ζ"),
    Info::open("sigma_is", Range::Word(&["standard-deviation", "variance"]), "what σ is of the label noise"),
    Info::open("matrix", Range::Word(&["neurons", "features"]), "rows of the matrix whose Gram eigenvalues are shown"),
    Info::open("steps", Range::Even(400, 1 << 50), "steps k of each chain"),
    Info::open("draws", Range::Whole(1, 100_000), "draws of data, start and noise, for each control"),
    Info::open("conditions", Range::Word(&["applied", "lifted"]), "whether the conditions of the controls are there"),
];

/// In the literal reading, which the theory covers best: its terms beyond the square of the noise are small.
fn defaults(scale: Scale) -> Parameters {
    let (steps, draws) = match scale {
        Scale::Quick => (20_000, 2),
        Scale::Standard => (6_000_000, 6),
        Scale::Full => (40_000_000, 64),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        learning_rate: 0.05,
        sigma: 0.2,
        kick: 1e-6,
        steps,
        draws,
        conditions: Conditions::Applied,
        reading: Reading { factor: 1.0, ..Reading::LITERAL },
    })
}

/// The experiment at given parameters; a cell is a draw of a control.
struct Controls {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Plan for Controls {
    fn count(&self) -> usize {
        Kind::ALL.len() * self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (kind, draw) = (Kind::ALL[index / self.setting.draws as usize], index as u64 % self.setting.draws);
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        parameters.insert("control".into(), kind.word().into());
        Cell { name: format!("{}/draw-{draw}", kind.word()), parameters, chain_steps: self.setting.steps }
    }

    fn chain_steps(&self) -> u64 {
        (Kind::ALL.len() as u64).saturating_mul(self.setting.draws).saturating_mul(self.setting.steps)
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let kind = |index: &usize| Kind::ALL[index / self.setting.draws as usize];
        cells.iter().map(|index| run::compute(kind(index), &self.cell(*index), &self.setting, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
