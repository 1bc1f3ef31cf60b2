//! A literate, self-checking reproducibility report.

pub mod claim;
pub mod document;
mod error;
pub mod figure;
pub mod record;
pub mod sources;

pub use error::Error;
