use std::path::PathBuf;

use clap::Args;
use clap::value_parser;

use crate::Error;
use crate::pipeline::{Progress, Style, Way, witness, write_atomically};

/// How cells are computed; nothing of it changes a result.
#[derive(Args, Clone, Debug)]
pub struct Work {
    /// Cells computed at a time; as many as there are cores if not given.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Show no progress, and nothing that is as it should be.
    #[arg(long)]
    pub quiet: bool,
    /// Compute the cells in an order shuffled by this seed.
    #[arg(long, value_name = "SEED", hide_short_help = true)]
    shuffle: Option<u64>,
    /// Cells computed side by side; as many as fill the lanes of a vector if not given.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024), hide_short_help = true)]
    batch: Option<u16>,
    /// File to write down in what has computed: platform, instruction set, threads, batches.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    witness: Option<PathBuf>,
}

impl Work {
    /// Does a job on as many threads as were asked for.
    pub fn go<T: Send>(&self, job: impl FnOnce(Way, &Progress) -> T + Send) -> Result<T, Error> {
        let threads = self.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Error::Threads { threads, reason: error.to_string() })?;
        let way = Way { shuffle: self.shuffle, batch: self.batch.map(usize::from) };
        let progress = Progress::new(if self.quiet { Style::Quiet } else { Style::Auto });
        let done = pool.install(|| job(way, &progress));
        if let Some(path) = &self.witness {
            write_atomically(path, witness(&progress, pool.current_num_threads()).as_bytes())?;
        }
        Ok(done)
    }
}
