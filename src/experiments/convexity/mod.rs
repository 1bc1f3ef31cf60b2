//! Local geodesic convexity: where is the Hessian of the sharpness along the zero-loss manifold positive?

mod assemble;
mod claims;
mod figures;
mod run;

use serde::{Deserialize, Serialize};

use super::ground::Shape;
use super::parameter::{Range, check, map, read};
use super::reading::Phi;
use super::{Cell, Experiment, Info, Plan, Scale, Variant};
use crate::record::{Parameters, Record};

/// The Riemannian Hessian at points near the flattest interpolator and far from it.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Local geodesic convexity",
    item: "local geodesic convexity of the sharpness, on which the rate rests",
    source: "src/experiments/convexity/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "tanh",
            description: "the same with tanh, whose third derivative changes sign",
            adjust: |mut parameters| {
                parameters.insert("activation".into(), "tanh".into());
                parameters
            },
        },
        Variant {
            name: "straight",
            description: "differences are taken along straight lines, which leave the manifold",
            adjust: |mut parameters| {
                parameters.insert("curve".into(), "straight".into());
                parameters
            },
        },
    ],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Convexity { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "convexity";

/// The curve along which differences are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Curve {
    /// Brought back to the manifold.
    Retracted,
    /// Not.
    Straight,
}

/// Everything that the experiment is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub activation: Phi,
    pub nu: f64,
    pub nearest: f64,
    pub farthest: f64,
    pub difference: f64,
    pub curve: Curve,
    pub samples: u64,
    pub draws: u64,
}

impl Setting {
    pub fn shape(&self) -> Shape {
        Shape { m: self.neurons, d: self.dimension, n: self.points }
    }
}

const INFOS: &[Info] = &[
    Info::recorded("neurons", 10.0, Range::Whole(2, 100), "neurons m"),
    Info::recorded("dimension", 3.0, Range::Whole(1, 100), "entries d of a data point and of a neuron"),
    Info::recorded("points", 3.0, Range::Whole(1, 20), "data points n, at most d"),
    Info::open("activation", Range::Word(&["cubic", "sinh", "tanh"]), "activation φ(z): z³ + νz, sinh z or tanh z"),
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open("nearest", Range::Real(1e-9, 10.0), "points are off the flattest by normals times this at least"),
    Info::open("farthest", Range::Real(1e-9, 10.0), "and this at most, spread evenly in its logarithm"),
    Info::open("difference", Range::Real(1e-6, 1.0), "length of the largest of the differences"),
    Info::open("curve", Range::Word(&["retracted", "straight"]), "the curve along which differences are taken"),
    Info::open("samples", Range::Whole(1, 10_000), "points on each manifold"),
    Info::open("draws", Range::Whole(1, 10_000), "draws of data, and so of manifolds"),
];

fn defaults(scale: Scale) -> Parameters {
    let (draws, samples) = match scale {
        Scale::Quick => (2, 32),
        Scale::Standard => (64, 64),
        Scale::Full => (1_024, 256),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        activation: Phi::Cubic,
        nu: 1.0,
        nearest: 1e-4,
        farthest: 2.0,
        difference: 1e-2,
        curve: Curve::Retracted,
        samples,
        draws,
    })
}

/// The experiment at given parameters; a cell is a manifold: a draw of data.
struct Convexity {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Plan for Convexity {
    fn count(&self) -> usize {
        self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        // The eigenvalues of a matrix of `n m` rows, and some looks at the data.
        let Shape { m, n, .. } = self.setting.shape();
        let rows = (n * m) as u64;
        let work = rows * rows * rows / 3 + 100 * self.setting.shape().look();
        Cell { name: format!("draw-{index}"), parameters, chain_steps: self.setting.samples.saturating_mul(work) }
    }

    fn chain_steps(&self) -> u64 {
        self.cell(0).chain_steps.saturating_mul(self.setting.draws)
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        cells.iter().map(|index| run::compute(&self.cell(*index), &self.setting, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
