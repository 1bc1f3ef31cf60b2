use std::path::PathBuf;

use clap::{Args, value_parser};

use super::departures::Departures;
use super::output::print;
use super::work::Work;
use super::{Outcome, Selection};
use crate::Error;
use crate::pipeline::{Share, Store, compute_into, plan};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Which share, from 0.
    #[arg(long, value_name = "I")]
    index: u64,
    /// How many shares there are.
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=1_000_000))]
    of: u64,
    /// Folder to keep the cells in; shares may have one between them.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    departures: Departures,
    #[command(flatten)]
    work: Work,
}

/// Computes a share of the cells into a store.
pub fn shard(arguments: &Arguments) -> Result<Outcome, Error> {
    let share = Share::new(arguments.index, arguments.of)?;
    let options = arguments.departures.with(arguments.selection.options());
    let tasks = plan(&options)?;
    let wanted = share.cells(&tasks);
    let store = Store::new(arguments.store.clone());
    let root = options.root();
    arguments.work.go(|way, progress| compute_into(&store, &tasks, &wanted, root, way, progress))??;
    if !arguments.work.quiet {
        let mine: usize = wanted.iter().map(Vec::len).sum();
        let all: usize = tasks.iter().map(|task| task.plan.count()).sum();
        print(&format!(
            "share {} of {}: {mine} of {all} cells are in {store}\n`run --store {store}` with the same options puts all shares together\n",
            arguments.index,
            arguments.of,
            store = arguments.store.display(),
        ))?;
    }
    Ok(Outcome::AsPinned)
}
