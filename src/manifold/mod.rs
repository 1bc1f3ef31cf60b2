//! The zero-loss manifold `M = { Theta : r_i = y_i for all i }`.

mod descent;
mod retraction;

pub use descent::{Landing, descend};
pub use retraction::{RetractionFailed, retract};
