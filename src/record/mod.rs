//! Records: the canonical result of an experiment, its form to the byte, its digest, and how two of them differ.

mod canonical;
mod datum;
mod difference;
mod reads;
mod record;

pub use canonical::{canonical, digest, from_canonical, sha256};
pub use datum::Datum;
pub use difference::{Difference, differences, parameter};
pub use reads::reads;
pub use record::{Column, Parameters, Record, Scalar, Series, Table};
