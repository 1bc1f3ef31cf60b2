//! Other activations: which interpolators are the flattest where the paper's condition on `phi` does not hold?
//!
//! Where points are linearly independent, the problem falls apart into one for each, so one point is all there is to look at.

mod assemble;
mod claims;
mod figures;
mod run;
mod theory;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, map, read};
use super::{Cell, Experiment, Info, Plan, Scale, Variant};
use crate::network::{Activation, Cubic, Curve, Tanh};
use crate::record::{Parameters, Record};

/// Descents for each activation and size of the label.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Flattest interpolators of other activations",
    item: "the condition on the activation, which tanh, sigmoid and smooth ReLUs do not meet",
    source: "src/experiments/activations/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "as-if-met",
        description: "the same descents, held against what would be true if every activation met the paper's condition",
        adjust: |mut parameters| {
            parameters.insert("theory".into(), "as-if-met".into());
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Activations { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "activations";

/// What the activations are called, and the largest label over neurons that is looked at: the end of the range, or 2.
const ACTIVATIONS: [(&str, f64); 5] =
    [("cubic", 2.0), ("softplus", 2.0), ("squareplus", 2.0), ("sigmoid", 1.0), ("tanh", 1.0)];

/// A round is about so many looks at the point: gradient, sharpness, a few of Newton's rounds.
const LOOKS: u64 = 6;

/// What the descents are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// What is true of each activation.
    Own,
    /// What would be true if `phi'''` were above zero everywhere: equal neurons are the one minimum.
    AsIfMet,
}

/// An activation and a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    pub name: &'static str,
    /// `y / m`.
    pub share: f64,
}

impl Case {
    fn curve(self, nu: f64) -> Curve {
        match self.name {
            "softplus" => Curve::Softplus,
            "squareplus" => Curve::Squareplus,
            "sigmoid" => Curve::Sigmoid,
            "tanh" => Curve::Of(Activation::Tanh(Tanh)),
            _ => Curve::Of(Activation::Cubic(Cubic { nu })),
        }
    }
}

/// Everything that the experiment is a function of, beside the root seed and the activations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub nu: f64,
    pub labels: u64,
    pub start: f64,
    pub nearness: f64,
    pub rounds: u64,
    pub residual: f64,
    pub starts: u64,
    pub near: u64,
    pub theory: Theory,
}

const INFOS: &[Info] = &[
    Info::open("neurons", Range::Whole(2, 100), "neurons m"),
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open("labels", Range::Whole(1, 1_000), "sizes of the label for each activation, evenly spaced"),
    Info::open(
        "start",
        Range::Real(0.0, 10.0),
        "descents from anywhere start at this times standard normals, pushed to the manifold",
    ),
    Info::open(
        "nearness",
        Range::Real(0.0, 10.0),
        "descents from near start at equal neurons plus this times standard normals",
    ),
    Info::open("rounds", Range::Whole(1, 1_000_000), "rounds of a descent, at most"),
    Info::open("residual", Range::Real(1e-14, 1.0), "a descent has arrived where the residual is this"),
    Info::open("starts", Range::Whole(1, 10_000), "descents from anywhere, for each activation and label"),
    Info::open("near", Range::Whole(1, 10_000), "descents from near equal neurons"),
    Info::open(
        "theory",
        Range::Word(&["own", "as-if-met"]),
        "what descents are held against: what is true of each activation, or what would be if all met the paper's condition",
    ),
];

fn defaults(scale: Scale) -> Parameters {
    let (labels, starts, near, rounds) = match scale {
        Scale::Quick => (2, 8, 1, 500),
        Scale::Standard => (10, 24, 4, 2_000),
        Scale::Full => (100, 128, 16, 10_000),
    };
    let setting = Setting {
        neurons: 10,
        nu: 1.0,
        labels,
        start: 2.0,
        nearness: 0.01,
        rounds,
        residual: 1e-11,
        starts,
        near,
        theory: Theory::Own,
    };
    map(&setting)
}

/// The experiment at given parameters; a cell is an activation with a label.
struct Activations {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Activations {
    fn case(&self, index: usize) -> Case {
        let (name, most) = ACTIVATIONS[index / self.setting.labels as usize];
        let k = index % self.setting.labels as usize;
        Case { name, share: (2 * k + 1) as f64 * most / (2 * self.setting.labels) as f64 }
    }
}

impl Plan for Activations {
    fn count(&self) -> usize {
        ACTIVATIONS.len() * self.setting.labels as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let case = self.case(index);
        let mut parameters = self.parameters.clone();
        parameters.extend([("activation".into(), case.name.into()), ("share".into(), case.share.into())]);
        let chain_steps = (self.setting.starts + self.setting.near).saturating_mul(self.setting.rounds * LOOKS);
        Cell { name: format!("{}/label-{}", case.name, index as u64 % self.setting.labels), parameters, chain_steps }
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
