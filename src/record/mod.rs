//! Records: the canonical result of an experiment, its form to the byte, and its digest.

mod canonical;
mod datum;
mod record;

pub use canonical::{canonical, digest, from_canonical, sha256};
pub use datum::Datum;
pub use record::{Column, Parameters, Record, Scalar, Series, Table};
