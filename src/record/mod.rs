//! Records: the canonical result of an experiment, its form to the byte, and its digest.

mod canonical;
mod datum;
mod difference;
mod lock;
mod record;

pub use canonical::{canonical, digest, from_canonical, sha256};
pub use datum::Datum;
pub use difference::{Difference, differences, parameter};
pub use lock::{Lock, Pin};
pub use record::{Column, Parameters, Record, Scalar, Series, Table};
