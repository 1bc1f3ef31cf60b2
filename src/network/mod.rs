//! The two-layer network and what is said of it: outputs, loss, sharpness, the spectrum of its features.

mod activation;
mod curvature;
mod curve;
mod dataset;
mod hyper_dual;
mod network;
mod span;
mod spectrum;

pub use activation::{Activation, Cubic, Pointwise, Sinh, Tanh};
pub use curvature::{loss_second, loss_trace};
pub use curve::Curve;
pub use dataset::Dataset;
pub(crate) use dataset::dot;
pub use network::Network;
pub use span::Span;
pub use spectrum::{Rows, gram_eigenvalues};
