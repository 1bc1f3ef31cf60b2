//! Label noise SGD, and what theory says of it.

mod batch;
mod chain;
mod decay;
mod decayed;
mod draws;
mod drift;
mod ensemble;
mod exponents;
mod flow;
mod full_batch;
mod kernel;
mod kicks;
mod label_noise;
mod lone;
mod second_layer;
mod step;

pub use batch::{Batch, Start};
pub use chain::{Chain, Fate};
pub use decay::DecayingChain;
pub use decayed::Decayed;
pub use drift::{Drift, Field};
pub use ensemble::Ensemble;
pub use exponents::{Exponents, Optimum};
pub use flow::{Counts, Flow, FlowStopped};
pub use full_batch::FullBatch;
pub use label_noise::{LabelNoise, NoiseLaw};
pub use second_layer::step_with_second_layer;
pub use step::step;

pub use crate::vector::Kernel;
