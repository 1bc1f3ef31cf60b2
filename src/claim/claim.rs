use super::{Control, Judgement};
use crate::record::Record;

/// A statement about the results, as code.
pub struct Claim {
    /// Its name within the report: `figure-1/rank-one`.
    pub id: &'static str,
    /// The experiment whose record it reads.
    pub experiment: &'static str,
    /// What is claimed, in a few words.
    pub brief: &'static str,
    /// What is claimed, in one sentence, thresholds included.
    pub statement: &'static str,
    /// Who says so.
    pub source: Source,
    /// The predicate: judges a record by what is in it and nothing else.
    pub predicate: fn(&Record) -> Judgement,
    /// A run on which the same predicate must come out false.
    pub control: Control,
    /// The figure of the report that shows it.
    pub figure: Option<&'static str>,
    /// Source file of the predicate, and the mark around it there.
    pub code: (&'static str, &'static str),
}

/// Where a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An item of the paper, as the public record names it.
    Paper(&'static str),
    /// A question of the paper's public reviews.
    Review(&'static str),
    /// Our derivation, `docs/derivation.md`, or a question of ours.
    Ours(&'static str),
}

impl Source {
    /// The item, with whose it is.
    pub fn label(self) -> String {
        match self {
            Self::Paper(item) => format!("Paper: {item}"),
            Self::Review(item) => format!("Public reviews: {item}"),
            Self::Ours(item) => format!("Ours: {item}"),
        }
    }
}
