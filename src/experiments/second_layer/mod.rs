//! A fixed second layer: does the image of the feature matrix under `phi''` have rank one at the flattest interpolator, and
//! the feature matrix itself?

mod assemble;
mod case;
mod claims;
mod figures;
mod optimum;
mod run;
mod sgd;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, map, read};
use super::reading::Phi;
use super::{Cell, Experiment, Info, Plan, Scale, Variant};
use crate::dynamics::NoiseLaw;
use crate::record::{Parameters, Record};
use case::Case;
use optimum::Kind;

/// Descents of the sharpness, and SGD itself, with second layers of one sign and of both.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "A fixed second layer",
    item: "the remark on second layers: the second derivative's image of the feature matrix has rank one",
    source: "src/experiments/second_layer/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[
        Variant {
            name: "features",
            description: "the same descents, with the feature matrix itself looked at in place of its image",
            adjust: |parameters| changed(parameters, &[("matrix", "features")], "chains"),
        },
        Variant {
            name: "ones",
            description: "all weights of the second layer have size one",
            adjust: |parameters| changed(parameters, &[("second", "ones")], "chains"),
        },
        Variant {
            name: "signed-exp",
            description: "second layers of both signs are those of networks with exp, whose second derivative has one",
            adjust: |parameters| changed(parameters, &[("signed", "exp")], "chains"),
        },
        Variant {
            name: "no-label-noise",
            description: "SGD without label noise",
            adjust: |mut parameters| {
                parameters.insert("chains".into(), 1.into());
                changed(parameters, &[("noise", "none")], "draws")
            },
        },
    ],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(SecondLayer { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "second-layer";

/// Parameters with other words, and without the part of the work that the control does not look at.
fn changed(mut parameters: Parameters, words: &[(&str, &str)], without: &str) -> Parameters {
    parameters.extend(words.iter().map(|(name, word)| ((*name).into(), (*word).into())));
    parameters.insert(without.into(), 0.into());
    parameters
}

/// A round is about so many looks at a point: gradient, sharpness, a few of Newton's rounds.
const LOOKS: u64 = 6;

/// The matrix whose singular values are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matrix {
    /// `phi''(z_ij)`.
    Image,
    /// `z_ij`.
    Features,
}

/// Sizes of the second layer's weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Second {
    /// At random.
    Random,
    /// All one.
    Ones,
}

/// Networks whose second layers have both signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signed {
    /// Those with odd activations.
    Odd,
    /// Those with exp.
    Exp,
}

/// Everything that the experiment is a function of, beside the root seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub points: usize,
    pub nu: f64,
    pub label: f64,
    pub second: Second,
    pub signed: Signed,
    pub matrix: Matrix,
    pub start: f64,
    pub weights: f64,
    pub rounds: u64,
    pub residual: f64,
    pub starts: u64,
    pub draws: u64,
    pub chains: u64,
    pub steps: u64,
    pub rate: f64,
    pub deviation: f64,
    pub noise: NoiseLaw,
}

const INFOS: &[Info] = &[
    Info::open("neurons", Range::Whole(2, 100), "neurons m"),
    Info::open("dimension", Range::Whole(2, 100), "dimension d"),
    Info::open("points", Range::Whole(2, 100), "data points n"),
    Info::open("nu", Range::Real(1e-3, 1e3), "linear coefficient ν of the cubic activation"),
    Info::open("label", Range::Real(0.0, 10.0), "labels are φ(t) Σ |aⱼ| with t uniform between this and its negative"),
    Info::open(
        "second",
        Range::Word(&["random", "ones"]),
        "sizes of the second layer's weights aⱼ: uniform on [1/4, 2), or one",
    ),
    Info::open(
        "signed",
        Range::Word(&["odd", "exp"]),
        "networks with a second layer of both signs: those with odd activations, or with exp",
    ),
    Info::open("matrix", Range::Word(&["image", "features"]), "matrix whose rank is asked for: φ″(z_ij) or z_ij"),
    Info::open(
        "start",
        Range::Real(0.0, 10.0),
        "descents start at this times standard normals, pushed to the manifold",
    ),
    Info::open("weights", Range::Real(0.0, 10.0), "chains start with weights of this times standard normals"),
    Info::open("rounds", Range::Whole(1, 1_000_000), "rounds of a descent, at most"),
    Info::open("residual", Range::Real(1e-14, 1.0), "a descent has arrived where the residual is this"),
    Info::open("starts", Range::Whole(1, 10_000), "descents for each draw"),
    Info::open(
        "draws",
        Range::Whole(0, 10_000),
        "draws of data and second layer for descents, for each activation and signs",
    ),
    Info::open("chains", Range::Whole(0, 10_000), "draws for SGD with sinh, for each kind of signs"),
    Info::open("steps", Range::Even(200, 1 << 53), "steps of SGD"),
    Info::open("rate", Range::Real(0.0, 10.0), "learning rate c η of SGD"),
    Info::open("deviation", Range::Real(0.0, 10.0), "standard deviation s of the label noise"),
    Info::open("noise", Range::Word(&["gaussian", "plus-minus", "none"]), "law of the label noise"),
];

fn defaults(scale: Scale) -> Parameters {
    let (draws, starts, rounds, chains, steps) = match scale {
        Scale::Quick => (1, 1, 300, 1, 100_000),
        Scale::Standard => (6, 4, 2_000, 2, 3_000_000),
        Scale::Full => (64, 16, 10_000, 32, 20_000_000),
    };
    let setting = Setting {
        neurons: 10,
        dimension: 3,
        points: 3,
        nu: 1.0,
        label: 1.0,
        second: Second::Random,
        signed: Signed::Odd,
        matrix: Matrix::Image,
        start: 1.0,
        weights: 0.1,
        rounds,
        residual: 1e-11,
        starts,
        draws,
        chains,
        steps,
        rate: 0.0025,
        deviation: 2.0,
        noise: NoiseLaw::Gaussian,
    };
    map(&setting)
}

/// The experiment at given parameters; a cell is a draw of data and second layer, for descents or for SGD.
struct SecondLayer {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl Setting {
    /// What descents are made with.
    pub fn cases(&self) -> Vec<Case> {
        let case = |signed| move |kind| Case { kind, signed };
        let odd = [Kind::Odd(Phi::Cubic), Kind::Odd(Phi::Sinh)];
        let signed = if self.signed == Signed::Odd { odd.to_vec() } else { vec![Kind::Exp] };
        odd.into_iter().chain([Kind::Exp]).map(case(false)).chain(signed.into_iter().map(case(true))).collect()
    }

    /// What SGD is run with.
    pub const CHAINS: [Case; 2] =
        [Case { kind: Kind::Odd(Phi::Sinh), signed: false }, Case { kind: Kind::Odd(Phi::Sinh), signed: true }];
}

impl SecondLayer {
    fn descents(&self) -> usize {
        self.setting.cases().len() * self.setting.draws as usize
    }

    /// The case of a cell, its draw, and whether it is one of SGD.
    fn case(&self, index: usize) -> (Case, usize, bool) {
        let (draws, chains) = (self.setting.draws as usize, self.setting.chains as usize);
        match index.checked_sub(self.descents()) {
            None => (self.setting.cases()[index / draws], index % draws, false),
            Some(chain) => (Setting::CHAINS[chain / chains], chain % chains, true),
        }
    }
}

impl Plan for SecondLayer {
    fn count(&self) -> usize {
        self.descents() + Setting::CHAINS.len() * self.setting.chains as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (case, draw, chain) = self.case(index);
        let mut parameters = self.parameters.clone();
        let others = ["draws", "chains"];
        let unused: &[&str] = if chain {
            &["start", "starts", "rounds", "residual"]
        } else {
            &["weights", "steps", "rate", "deviation", "noise"]
        };
        others.iter().chain(unused).for_each(|name| drop(parameters.remove(*name)));
        parameters.insert("case".into(), case.name().into());
        let points = self.setting.points as u64;
        let descents = self.setting.starts.saturating_mul(self.setting.rounds).saturating_mul(LOOKS * points);
        let (kind, chain_steps) = if chain { ("sgd", self.setting.steps) } else { ("descents", descents) };
        Cell { name: format!("{kind}/{}/draw-{draw}", case.name()), parameters, chain_steps }
    }

    fn chain_steps(&self) -> u64 {
        let of = |first: usize, count: usize| {
            if count > 0 { self.cell(first).chain_steps.saturating_mul(count as u64) } else { 0 }
        };
        of(0, self.descents()).saturating_add(of(self.descents(), self.count() - self.descents()))
    }

    fn batch(&self) -> usize {
        1
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let one = |index: &usize| {
            let (case, _, chain) = self.case(*index);
            let compute = if chain { sgd::compute } else { run::compute };
            compute(case, &self.cell(*index), &self.setting, root)
        };
        cells.iter().map(one).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
