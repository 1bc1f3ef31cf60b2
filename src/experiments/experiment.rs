use super::{Cell, Info, Scale};
use crate::Error;
use crate::claim::Claim;
use crate::figure::Figure;
use crate::record::{Parameters, Record};

/// An experiment as the registry knows it.
pub struct Experiment {
    /// Its name: `figure-1`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The paper item it reproduces.
    pub item: &'static str,
    /// The source file that computes its cells.
    pub source: &'static str,
    /// What its parameters are, in reading order.
    pub parameters: &'static [Info],
    /// Their values at a scale.
    pub defaults: fn(Scale) -> Parameters,
    /// The settings that its claims' controls need.
    pub variants: &'static [Variant],
    /// The experiment at given parameters; an error names the parameter that is out of range.
    pub plan: Planner,
    /// Its claims.
    pub claims: fn() -> Vec<Claim>,
    /// Its figures, drawn from its record and those of its controls.
    pub figures: fn(&Record, &[Record]) -> Vec<Figure>,
}

/// Fixes the parameters of the run called so.
pub type Planner = fn(&str, &Parameters) -> Result<Box<dyn Plan>, Error>;

/// A setting in which an experiment is run a second time, as a control.
pub struct Variant {
    /// Its name: `no-label-noise`.
    pub name: &'static str,
    /// What is different.
    pub description: &'static str,
    /// The experiment's parameters, changed.
    pub adjust: fn(Parameters) -> Parameters,
}

/// An experiment with its parameters fixed.
pub trait Plan: Send + Sync {
    /// Number of its cells.
    fn count(&self) -> usize;

    /// One of its cells, from 0.
    fn cell(&self, index: usize) -> Cell;

    /// Chain-steps that all of them take together; as many as can be counted if they are more, for a page from anyone may
    /// ask for them.
    fn chain_steps(&self) -> u64;

    /// Cells that are best computed together.
    fn batch(&self) -> usize;

    /// Computes some cells; what comes out of each depends on the parameters, its index and the root seed only, not on the
    /// company it is computed in.
    fn compute(&self, cells: &[usize], root: u64) -> Vec<Record>;

    /// Puts the cells' records, in order, together.
    fn assemble(&self, cells: &[Record], root: u64) -> Record;
}

impl Experiment {
    /// The experiment itself and its controls: name of the record, and parameters.
    pub fn runs(&self, parameters: &Parameters) -> Vec<(String, Parameters)> {
        let main = (self.id.to_owned(), parameters.clone());
        let controls = self
            .variants
            .iter()
            .map(|variant| (format!("{}/{}", self.id, variant.name), (variant.adjust)(parameters.clone())));
        std::iter::once(main).chain(controls).collect()
    }
}
