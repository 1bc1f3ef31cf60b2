//! Label noise SGD, and what theory says of it.

mod batch;
mod chain;
mod decay;
mod decayed;
mod draws;
mod ensemble;
mod exponents;
mod full_batch;
mod kernel;
mod label_noise;
mod lone;
mod step;

pub use batch::{Batch, Start};
pub use chain::{Chain, Fate};
pub use decay::DecayingChain;
pub use decayed::Decayed;
pub use ensemble::Ensemble;
pub use exponents::{Exponents, Optimum};
pub use full_batch::FullBatch;
pub use label_noise::{LabelNoise, NoiseLaw};
pub use step::step;

pub use crate::vector::Kernel;
