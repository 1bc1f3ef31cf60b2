use rayon::prelude::*;

use super::{Progress, Store, Task};
use crate::Error;
use crate::record::Record;

/// A computed record.
pub struct Result {
    /// What it is the record of.
    pub task: Task,
    /// The record.
    pub record: Record,
}

/// Computes the records of all tasks, cell by cell on all cores; what comes out does not depend on how many there are, on
/// their order, or on which cells the store knows already. Without a store everything is computed.
pub fn compute(
    tasks: Vec<Task>,
    root: u64,
    store: Option<&Store>,
    progress: &Progress,
) -> std::result::Result<Vec<Result>, Error> {
    let cells: Vec<_> = tasks
        .iter()
        .flat_map(|task| (0..task.plan.count()).map(move |index| (task, index, task.plan.cell(index))))
        .collect();
    let chain_steps = tasks.iter().fold(0_u64, |steps, task| steps.saturating_add(task.plan.chain_steps()));
    let unstored = std::sync::Once::new();
    progress.start(cells.len(), chain_steps);
    let records: Vec<Record> = cells
        .into_par_iter()
        .with_max_len(1)
        .map(|(task, index, cell)| {
            let id = task.experiment.id;
            let kept = store.and_then(|store| {
                store.load(id, &cell, root).unwrap_or_else(|error| {
                    progress.warn(&format!("{error}; it is computed again"));
                    None
                })
            });
            if let Some(record) = kept {
                progress.finish(cell.chain_steps, true);
                return Ok(record);
            }
            let record = task.plan.compute(index, root);
            if let Some(Err(error)) = store.map(|store| store.save(id, &cell, root, &record)) {
                unstored.call_once(|| progress.warn(&format!("{error}; what is computed will not be kept")));
            }
            progress.finish(cell.chain_steps, false);
            Ok(record)
        })
        .collect::<std::result::Result<_, Error>>()?;
    progress.end();
    let mut records = records.into_iter();
    Ok(tasks
        .into_iter()
        .map(|task| {
            let cells: Vec<Record> = records.by_ref().take(task.plan.count()).collect();
            let record = task.plan.assemble(&cells, root);
            Result { task, record }
        })
        .collect())
}
