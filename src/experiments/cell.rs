use crate::record::Parameters;

/// One independent part of an experiment: the unit of parallelism, caching, resuming and distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its name within the experiment: `draw-17`.
    pub name: String,
    /// The parameters it is a function of (beside the root seed): those of the experiment that matter to it.
    pub parameters: Parameters,
    /// Chain-steps it takes.
    pub chain_steps: u64,
}
