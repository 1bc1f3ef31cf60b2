//! The zero-loss manifold `M = { Theta : r_i = y_i for all i }`.

mod retraction;

pub use retraction::{RetractionFailed, retract};
