use crate::claim::Outcome;
use crate::figure::Figure;
use crate::record::{Datum, Record};

/// One edition of the report: everything that the page says is a function of this, the templates and the sources.
pub struct Edition {
    /// The scale of the runs: `quick`, `standard`, `full`.
    pub scale: String,
    /// The root seed, in decimal.
    pub seed: String,
    /// What a run was told to do otherwise than the lock pins (`--set`, `--seed`); empty for the pinned run.
    pub departures: Vec<String>,
    /// Records that this run did not compute and shows as they are pinned.
    pub borrowed: Vec<String>,
    /// The experiments, in the order of the registry.
    pub entries: Vec<Entry>,
    /// The lock, as the file has it: what the page's own digests are compared with.
    pub lock: String,
}

/// What an edition says of one experiment.
pub struct Entry {
    /// Its name: `figure-1`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The paper item it reproduces.
    pub item: &'static str,
    /// The source file that computes its cells.
    pub source: &'static str,
    /// Chain-steps behind the record and its variants.
    pub chain_steps: u64,
    /// The parameters, as a reader should see them.
    pub parameters: Vec<ParameterRow>,
    /// The record.
    pub record: Pinned,
    /// The records of its variants: controls, and other readings.
    pub controls: Vec<Pinned>,
    /// The claims on it, judged.
    pub outcomes: Vec<Outcome>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// A parameter with its documentation.
pub struct ParameterRow {
    /// Name: `learning_rate`.
    pub name: String,
    /// Value.
    pub value: Datum,
    /// Unit; `1` where it has none.
    pub unit: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The value that the paper's record states; none where it leaves it open, so that our reading fixes it.
    pub recorded: Option<f64>,
}

/// A record beside what the lock says of it.
pub struct Pinned {
    /// The record.
    pub record: Record,
    /// Its digest.
    pub digest: String,
    /// How it stands to the lock.
    pub standing: Standing,
    /// Chain-steps behind it.
    pub chain_steps: u64,
}

/// How a result stands to the pinned one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The digest is the pinned one.
    Matches,
    /// It is not; each line says what moved.
    Differs(Vec<String>),
    /// Nothing is pinned for it.
    Unpinned,
    /// The run departs from the pinned parameters on purpose, so it is not compared.
    Departs,
}
