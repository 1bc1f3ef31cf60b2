use clap::Args;

use crate::pipeline::Options;

/// What may be asked otherwise than pinned.
#[derive(Args, Clone, Debug)]
pub struct Departures {
    /// Set a parameter otherwise, as in figure-1.sigma=0.1; may be given several times. What comes out is then not compared
    /// with the lock, and a report says so.
    #[arg(long, value_name = "ID.PARAM=VALUE")]
    set: Vec<String>,
    /// Another root seed; what comes out is then not compared with the lock.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

impl Departures {
    /// Adds them to what is asked.
    pub fn with(&self, options: Options) -> Options {
        Options { set: self.set.clone(), seed: self.seed, ..options }
    }
}
