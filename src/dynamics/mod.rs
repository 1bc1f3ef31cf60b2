//! Label noise SGD, and what theory says of it.

mod chain;
mod exponents;
mod label_noise;
mod step;

pub use chain::{Chain, Fate};
pub use exponents::{Exponents, Optimum};
pub use label_noise::{LabelNoise, NoiseLaw};
pub use step::step;
