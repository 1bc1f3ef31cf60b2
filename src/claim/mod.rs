//! Claims: typed predicates over records, each with a control on which it must come out false.

mod claim;
mod control;
mod outcome;
mod verdict;

pub use claim::{Claim, Source};
pub use control::Control;
pub use outcome::Outcome;
pub use verdict::{Evidence, Judgement, Verdict, Word};
