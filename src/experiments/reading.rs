use serde::{Deserialize, Serialize};

use super::parameter::{Info, Range};
use crate::dynamics::{LabelNoise, NoiseLaw};
use crate::network::{Activation, Cubic, Dataset, Network, Pointwise as _, Rows, Sinh, Tanh, dot, gram_eigenvalues};
use crate::random::Stream;
use crate::record::Datum;

/// What the paper's record leaves open about its figures, fixed (derivation, section 8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The activation's kind.
    pub activation: Phi,
    /// `nu` of `z^3 + nu z`; nothing to `sinh z`.
    pub nu: f64,
    /// The law of the labels.
    pub labels: Labels,
    /// The neurons start at this times a standard normal.
    pub start: f64,
    /// `c`: 2 for the square as written, 1 with a factor one half.
    pub factor: f64,
    /// The law of the label noise.
    pub noise: NoiseLaw,
    /// What "noise variance sigma" means.
    pub sigma_is: SigmaIs,
    /// The matrix whose eigenvalues are shown.
    pub matrix: Matrix,
}

/// Kind of activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phi {
    /// `z^3 + nu z`.
    Cubic,
    /// `sinh z`.
    Sinh,
    /// `tanh z`, which breaks the paper's assumption: for controls.
    Tanh,
}

impl Phi {
    /// The activation, with this linear coefficient where it has one.
    pub fn activation(self, nu: f64) -> Activation {
        match self {
            Self::Cubic => Activation::Cubic(Cubic { nu }),
            Self::Sinh => Activation::Sinh(Sinh),
            Self::Tanh => Activation::Tanh(Tanh),
        }
    }
}

/// Law of the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Labels {
    /// Uniform on `[0, 1)`.
    Uniform,
    /// Standard normal.
    Normal,
    /// Outputs of a network of the same shape whose neurons are standard normal.
    Teacher,
}

/// Meaning of sigma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SigmaIs {
    /// `s = sigma`.
    StandardDeviation,
    /// `s^2 = sigma`.
    Variance,
}

/// Matrix whose eigenvalues are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matrix {
    /// `Theta^T Theta`, `d x d`.
    Neurons,
    /// `(Theta X^T)^T (Theta X^T)`, `n x n`.
    Features,
}

impl Matrix {
    /// The eigenvalues of its rows' Gram matrix, from the largest down.
    pub fn eigenvalues(self, network: &Network, data: &Dataset) -> Vec<f64> {
        let rows = Rows::neurons(network);
        gram_eigenvalues(&match self {
            Self::Neurons => rows,
            Self::Features => rows.features(data),
        })
    }

    /// The first three of them, as recorded: absent where there is none, exactly zero but for the first where the network
    /// is merged.
    pub fn three(self, network: &Network, data: &Dataset) -> [Datum; 3] {
        let eigenvalues = self.eigenvalues(network, data);
        [0, 1, 2].map(|k| match eigenvalues.get(k) {
            Some(_) if k > 0 && network.is_merged() => Datum::Merged,
            value => Datum::optional(value.copied()),
        })
    }
}

impl Reading {
    /// The literal reading: symbols as they are usually meant (sigma is a standard deviation, the loss is the square as
    /// written, the matrix is that of the parameters), and the plainest choice where nothing is said.
    pub const LITERAL: Self = Self {
        activation: Phi::Cubic,
        nu: 1.0,
        labels: Labels::Uniform,
        start: 0.1,
        factor: 2.0,
        noise: NoiseLaw::Gaussian,
        sigma_is: SigmaIs::StandardDeviation,
        matrix: Matrix::Neurons,
    };

    /// The reference reading: the one that the multiverse's rule chooses, pinned here; a claim checks that it does.
    pub const REFERENCE: Self =
        Self { nu: 0.1, factor: 1.0, noise: NoiseLaw::PlusMinus, sigma_is: SigmaIs::Variance, ..Self::LITERAL };

    /// What its parameters are.
    pub const INFOS: [Info; 8] = [
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
        Info::open(
            "matrix",
            Range::Word(&["neurons", "features"]),
            "rows of the matrix whose Gram eigenvalues are shown",
        ),
    ];

    /// The activation.
    pub fn phi(&self) -> Activation {
        self.activation.activation(self.nu)
    }

    /// Standard deviation of the label noise.
    pub fn deviation(&self, sigma: f64) -> f64 {
        match self.sigma_is {
            SigmaIs::StandardDeviation => sigma,
            SigmaIs::Variance => sigma.sqrt(),
        }
    }

    /// Label noise SGD at a learning rate and a sigma as the paper states them.
    pub fn sgd(&self, learning_rate: f64, sigma: f64) -> LabelNoise {
        LabelNoise { rate: self.factor * learning_rate, deviation: self.deviation(sigma), law: self.noise }
    }

    // [draw]
    /// The data of a draw, `n x d` with every entry uniform on `[0, 1)`, and its labels: from the streams `PATH/data` and
    /// `PATH/labels` (a teacher's neurons, row by row, from the latter).
    pub fn dataset(&self, root: u64, path: &str, points: usize, dimension: usize, neurons: usize) -> Dataset {
        let mut stream = Stream::new(root, &format!("{path}/data"));
        let entries = (0..points * dimension).map(|_| stream.uniform()).collect();
        let mut data = Dataset { dimension, points: entries, labels: Vec::new() };
        let mut stream = Stream::new(root, &format!("{path}/labels"));
        data.labels = match self.labels {
            Labels::Uniform => (0..points).map(|_| stream.uniform()).collect(),
            Labels::Normal => stream.normals(points),
            Labels::Teacher => {
                let teacher = stream.normals(neurons * dimension);
                let output = |i| {
                    let mut sum = 0.0;
                    for neuron in teacher.chunks_exact(dimension) {
                        sum += self
                            .phi()
                            .value_and_slope(dot(neuron, data.points[i * dimension..][..dimension].as_ref()))
                            .0;
                    }
                    sum
                };
                (0..points).map(output).collect()
            }
        };
        data
    }

    /// The network at step 0: normals from the stream `PATH/start`, row by row, times the scale of the start.
    pub fn start(&self, root: u64, path: &str, neurons: usize, dimension: usize) -> Network {
        let normals = Stream::new(root, &format!("{path}/start")).normals(neurons * dimension);
        let theta = normals.into_iter().map(|normal| self.start * normal).collect();
        Network { activation: self.phi(), dimension, theta }
    }
    // [/draw]
}
