use serde::{Deserialize, Serialize};

use crate::record::Datum;

/// What a predicate says of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The claim is true of this record.
    Holds,
    /// The claim is false of this record.
    Fails,
    /// The record cannot tell.
    Undecided {
        /// Why not.
        reason: String,
        /// What run would tell.
        decides: String,
    },
}

impl Verdict {
    /// The verdict without its reasons, as the lock pins it.
    pub fn word(&self) -> Word {
        match self {
            Self::Holds => Word::Holds,
            Self::Fails => Word::Fails,
            Self::Undecided { .. } => Word::Undecided,
        }
    }
}

impl From<bool> for Verdict {
    /// Of a record that can tell.
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    /// True.
    Holds,
    /// False.
    Fails,
    /// The record cannot tell.
    Undecided,
}

impl Word {
    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::Undecided => "undecided",
        }
    }
}

/// A verdict and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The values it was reached by, in the order of the argument.
    pub evidence: Vec<Evidence>,
}

/// One value that a verdict rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it is.
    pub what: String,
    /// The value.
    pub value: Datum,
    /// What the predicate asks of it, if it asks something of this very value: `at least 1`.
    pub asked: Option<String>,
}
