//! A literate, self-checking reproducibility report.

pub mod claim;
pub mod cli;
pub mod document;
pub mod dynamics;
mod error;
pub mod experiments;
pub mod figure;
pub mod float;
pub mod manifold;
pub mod network;
pub mod pipeline;
pub mod random;
pub mod record;
pub mod sources;

pub use error::Error;
