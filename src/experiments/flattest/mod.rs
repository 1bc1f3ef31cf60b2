//! The flattest interpolators: where does gradient descent of the sharpness along the zero-loss manifold end?

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

/// Riemannian gradient descent from many random points.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "The flattest interpolators",
    item: "the structure of the flattest interpolators",
    source: "src/experiments/flattest/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "tanh",
        description: "the same with tanh, whose third derivative changes sign",
        adjust: |mut parameters| {
            parameters.insert("activation".into(), "tanh".into());
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(Flattest { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "flattest";

/// From the paper's size upwards; in the second there are fewer points than dimensions.
const SHAPES: [Shape; 4] = [
    Shape { m: 10, d: 3, n: 3 },
    Shape { m: 10, d: 5, n: 3 },
    Shape { m: 20, d: 10, n: 10 },
    Shape { m: 50, d: 20, n: 20 },
];

/// A round is about so many looks at the data: gradient, projection, a few of Newton's rounds.
const LOOKS: u64 = 12;

/// Everything that the experiment is a function of, beside the root seed and the shapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub activation: Phi,
    pub nu: f64,
    pub start: f64,
    pub rounds: u64,
    pub residual: f64,
    pub starts: u64,
    pub draws: u64,
}

const INFOS: &[Info] = &[
    Info::open("activation", Range::Word(&["cubic", "sinh", "tanh"]), "activation φ(z): z³ + νz, sinh z or tanh z"),
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open("start", Range::Real(0.0, 10.0), "networks to bring to the manifold have this times standard normals"),
    Info::open("rounds", Range::Whole(1, 1_000_000), "rounds of a descent, at most"),
    Info::open("residual", Range::Real(1e-14, 1.0), "a descent has arrived where |P ∇F| is this times |∇F|"),
    Info::open("starts", Range::Whole(1, 1_000), "starts on each manifold"),
    Info::open("draws", Range::Whole(1, 10_000), "draws of data, and so of manifolds, for each shape"),
];

fn defaults(scale: Scale) -> Parameters {
    let (draws, starts, rounds) = match scale {
        Scale::Quick => (1, 1, 60),
        Scale::Standard => (4, 4, 500),
        Scale::Full => (64, 16, 2_000),
    };
    map(&Setting { activation: Phi::Cubic, nu: 1.0, start: 0.5, rounds, residual: 1e-11, starts, draws })
}

/// The experiment at given parameters; a cell is a manifold: a draw of data of one shape.
struct Flattest {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Flattest {
    fn shape_and_draw(&self, index: usize) -> (Shape, u64) {
        (SHAPES[index / self.setting.draws as usize], index as u64 % self.setting.draws)
    }
}

impl Plan for Flattest {
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
        let chain_steps = self.setting.starts * self.setting.rounds * LOOKS * shape.look();
        Cell { name: format!("{}/draw-{draw}", shape.name()), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        (0..SHAPES.len())
            .map(|shape| self.cell(shape * self.setting.draws as usize).chain_steps.saturating_mul(self.setting.draws))
            .fold(0, u64::saturating_add)
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let one = |index: &usize| run::compute(self.shape_and_draw(*index).0, &self.cell(*index), &self.setting, root);
        cells.iter().map(one).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
