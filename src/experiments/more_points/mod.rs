//! More points than dimensions: no perfect fit of rank one exists in general, and the theorem says nothing. What becomes of
//! the loss, of the eigenvalues, of the number of distinct neurons?

mod assemble;
mod claims;
mod figures;
mod run;

use serde::{Deserialize, Serialize};

use super::parameter::{Range, check, map, read};
use super::{Cell, Experiment, Info, Plan, Reading, Scale, Variant};
use crate::dynamics::{Batch, LabelNoise};
use crate::record::{Parameters, Record};

/// More points than dimensions.
pub static EXPERIMENT: Experiment = Experiment {
    id: ID,
    title: "More points than dimensions",
    item: "experiments with more points than dimensions, as the public reviews mention them",
    source: "src/experiments/more_points/run.rs",
    parameters: INFOS,
    defaults,
    variants: &[Variant {
        name: "no-label-noise",
        description: "the same draws and starts without label noise",
        adjust: |mut parameters| {
            parameters.insert("noise".into(), "none".into());
            parameters
        },
    }],
    plan: |name, parameters| {
        check(ID, INFOS, parameters)?;
        let setting: Setting = read(ID, parameters)?;
        Ok(Box::new(MorePoints { name: name.into(), setting, parameters: parameters.clone() }))
    },
    claims: claims::claims,
    figures: figures::figures,
};

const ID: &str = "more-points";

/// Numbers of points; the first is the theorem's case, for comparison.
pub const SIZES: [usize; 6] = [3, 4, 5, 6, 10, 20];

/// Everything that the experiment is a function of, beside the root seed and the sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub neurons: usize,
    pub dimension: usize,
    pub learning_rate: f64,
    pub sigma: f64,
    pub steps: u64,
    pub draws: u64,
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
    Info::open("learning_rate", Range::Real(1e-12, 1e3), "learning rate η"),
    Info::open("sigma", Range::Real(0.0, 1e3), "label noise σ, as the paper states it"),
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
    Info::open("draws", Range::Whole(1, 100_000), "draws of data, start and noise, for each number of points"),
];

/// In the reference reading, at the larger of the paper's learning rates and sigmas.
fn defaults(scale: Scale) -> Parameters {
    let (steps, draws) = match scale {
        Scale::Quick => (20_000, 6),
        Scale::Standard => (2_000_000, 64),
        Scale::Full => (100_000_000, 256),
    };
    map(&Setting {
        neurons: 10,
        dimension: 3,
        learning_rate: 0.1,
        sigma: 0.2,
        steps,
        draws,
        reading: Reading::REFERENCE,
    })
}

/// The experiment at given parameters; a cell is a draw of data of one size, start and noise.
struct MorePoints {
    name: String,
    setting: Setting,
    parameters: Parameters,
}

impl MorePoints {
    /// Number of points and draw of a cell.
    fn size_and_draw(&self, index: usize) -> (usize, u64) {
        (SIZES[index / self.setting.draws as usize], index as u64 % self.setting.draws)
    }
}

impl Plan for MorePoints {
    fn count(&self) -> usize {
        SIZES.len() * self.setting.draws as usize
    }

    fn cell(&self, index: usize) -> Cell {
        let (points, draw) = self.size_and_draw(index);
        let mut parameters = self.parameters.clone();
        parameters.remove("draws");
        parameters.insert("points".into(), points.into());
        Cell { name: format!("points-{points}/draw-{draw}"), parameters, chain_steps: self.setting.steps }
    }

    fn chain_steps(&self) -> u64 {
        (SIZES.len() as u64).saturating_mul(self.setting.draws).saturating_mul(self.setting.steps)
    }

    fn batch(&self) -> usize {
        Batch::LANES
    }

    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record> {
        let cells: Vec<(usize, Cell)> =
            cells.iter().map(|index| (self.size_and_draw(*index).0, self.cell(*index))).collect();
        let like = cells.chunk_by(|(one, _), (other, _)| one == other).flat_map(|cells| cells.chunks(Batch::LANES));
        like.flat_map(|cells| run::compute(cells[0].0, cells, &self.setting, root)).collect()
    }

    fn assemble(&self, cells: &[Record], root: u64) -> Record {
        assemble::assemble(&self.name, &self.parameters, &self.setting, cells, root)
    }
}
