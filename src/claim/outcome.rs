use std::collections::BTreeSet;

use super::{Claim, Judgement, Word};

/// A claim judged on its experiment's record and on its control's.
pub struct Outcome {
    /// The claim.
    pub claim: Claim,
    /// What the predicate says of the experiment.
    pub main: Judgement,
    /// What the same predicate says of the control, where it should fail.
    pub control: Judgement,
    /// The scalars, series and tables of the experiment's record that it looked at.
    pub reads: BTreeSet<String>,
    /// What it says of the literal reading, where the experiment is run in that one too.
    pub literal: Option<Judgement>,
}

impl Outcome {
    /// Both verdicts, as the lock pins them.
    pub fn words(&self) -> (Word, Word) {
        (self.main.verdict.word(), self.control.verdict.word())
    }

    /// Whether the control shows that the claim can fail.
    pub fn control_speaks(&self) -> bool {
        self.control.verdict.word() == Word::Fails
    }
}
