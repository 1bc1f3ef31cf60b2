//! The sharpness: is the trace of the Hessian of the loss what the formula says, on the zero-loss manifold and off it?

mod assemble;
mod claims;
mod run;

use serde::{Deserialize, Serialize};

use super::ground::Shape;
use super::parameter::{Range, check, map, read};
use super::reading::Phi;
use super::{Cell, Experiment, Info, Plan, Scale, Variant};
use crate::record::{Parameters, Record};

/// The sharpness against an exact Hessian.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "Sharpness against an exact Hessian",
    item: "the sharpness that the theorem is about",
    source: "src/experiments/hessian_trace/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "exchanged",
        description: "what is looked at as on the manifold is off it, and the other way round",
        adjust: |mut parameters| {
            let (on, off) = (parameters["on"].clone(), parameters["off"].clone());
            parameters.extend([("on".into(), off), ("off".into(), on)]);
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(HessianTrace { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: |_, _| Vec::new(),
};

const ID: &str = "hessian-trace";

/// As many points as dimensions, fewer, and more of everything.
const SHAPES: [Shape; 3] = [Shape { m: 10, d: 3, n: 3 }, Shape { m: 10, d: 5, n: 3 }, Shape { m: 20, d: 10, n: 10 }];

/// The formula asks nothing of the activation.
const ACTIVATIONS: [(Phi, &str); 3] = [(Phi::Cubic, "cubic"), (Phi::Sinh, "sinh"), (Phi::Tanh, "tanh")];

/// Everything that the experiment is a function of, beside the root seed, shapes and activations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub nu: f64,
    pub start: f64,
    pub on: f64,
    pub off: f64,
    pub draws: u64,
}

const INFOS: &[Info] = &[
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open(
        "start",
        Range::Real(0.0, 10.0),
        "points are off the flattest interpolator by this times standard normals, brought back to the manifold",
    ),
    Info::open(
        "on",
        Range::Real(0.0, 10.0),
        "points on the manifold are moved by this times standard normals: not at all",
    ),
    Info::open(
        "off",
        Range::Real(0.0, 10.0),
        "points off the manifold are moved from it by this times standard normals",
    ),
    Info::open("draws", Range::Whole(1, 10_000), "draws of data and network, for each shape and activation"),
];

fn defaults(scale: Scale) -> Parameters {
    let draws = match scale {
        Scale::Quick => 1,
        Scale::Standard => 12,
        Scale::Full => 256,
    };
    map(&Setting { nu: 1.0, start: 0.3, on: 0.0, off: 0.1, draws })
}

/// The experiment at given parameters; a cell is a draw of a shape and an activation.
struct HessianTrace {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl HessianTrace {
    fn case(&self, index: usize) -> (Shape, (Phi, &'static str), u64) {
        let (case, draw) = (index / self.setting.draws as usize, index as u64 % self.setting.draws);
        (SHAPES[case / ACTIVATIONS.len()], ACTIVATIONS[case % ACTIVATIONS.len()], draw)
    }
}

impl Plan for HessianTrace {
    fn count(&self) -> usize {
        SHAPES.len() * ACTIVATIONS.len() * self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (shape, (_, word), draw) = self.case(index);
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        parameters.extend([
            ("activation".into(), word.into()),
            ("neurons".into(), shape.m.into()),
            ("dimension".into(), shape.d.into()),
            ("points".into(), shape.n.into()),
        ]);
        // One look at the data for each entry of the diagonal, on the manifold and off it.
        let looks = 2 * (shape.m * shape.d) as u64;
        Cell { name: format!("{word}/{}/draw-{draw}", shape.name()), parameters, chain_steps: looks * shape.look() }
    }

    fn chain_steps(&self) -> u64 {
        (0..SHAPES.len() * ACTIVATIONS.len())
            .map(|case| self.cell(case * self.setting.draws as usize).chain_steps * self.setting.draws)
            .sum()
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let one = |index: &usize| {
            let (shape, (phi, _), _) = self.case(*index);
            run::compute(shape, phi, &self.cell(*index), &self.setting, root)
        };
        cells.iter().map(one).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
