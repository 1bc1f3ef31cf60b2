use clap::Args;

use super::Outcome;
use super::departures::Departures;
use super::output::print_bytes;
use crate::Error;
use crate::experiments::Scale;
use crate::pipeline::{Options, plan};
use crate::record::canonical;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The cell: figure-1/draw-0, or one of a control, figure-1/no-label-noise/draw-0.
    #[arg(value_name = "ID/CELL")]
    path: String,
    /// The scale whose parameters it has.
    #[arg(long, value_enum, default_value_t)]
    scale: Scale,
    #[command(flatten)]
    departures: Departures,
}

/// Computes one cell and prints the canonical bytes of its record, with nothing before or behind them: their SHA-256 is
/// the digest.
pub fn cell(arguments: &Arguments) -> Result<Outcome, Error> {
    let options = arguments.departures.with(Options { scale: arguments.scale, ..Options::default() });
    let tasks = plan(&options)?;
    // A cell's name may hold slashes too: the record is the one with the longest name that the path begins with.
    let rest = |record: &str| arguments.path.strip_prefix(record)?.strip_prefix('/');
    let named = tasks.iter().filter(|task| rest(&task.name).is_some()).max_by_key(|task| task.name.len());
    let (record, name) = match named {
        Some(task) => (task.name.as_str(), rest(&task.name).unwrap_or_default()),
        None => arguments.path.rsplit_once('/').unwrap_or((&arguments.path, "")),
    };
    let task = tasks.iter().find(|task| task.name == record);
    let task = task.ok_or_else(|| Error::unknown("record", record, tasks.iter().map(|task| &task.name)))?;
    let count = task.plan.count();
    let index = (0..count).find(|index| task.plan.cell(*index).name == name).ok_or_else(|| {
        // There may be a million: the first and the last show how they are called.
        let ends = [task.plan.cell(0).name, "...".into(), task.plan.cell(count - 1).name];
        Error::unknown("cell", name, ends)
    })?;
    for record in task.plan.compute(&[index], options.root()) {
        print_bytes(&canonical(&record))?;
    }
    Ok(Outcome::AsPinned)
}
