//! Random numbers: named streams, and what is drawn from them, to the bit.

mod index;
mod normal;
mod stream;
mod uniform;

pub use index::{INDEX, index_and_rest, index_and_rest_of_lanes};
pub use normal::normal_pair;
pub use stream::{ROOT_SEED, Stream};
pub use uniform::unit;
