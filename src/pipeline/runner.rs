use std::sync::Once;

use rayon::prelude::*;

use super::{Progress, Store, Task};
use crate::experiments::Cell;
use crate::record::Record;

/// A computed record.
pub struct Result {
    /// What it is the record of.
    pub task: Task,
    /// The record.
    pub record: Record,
}

/// Computes the records of all tasks, in batches of like cells on all cores; what comes out does not depend on how many
/// there are, on their order, on who shares a batch, or on which cells the store knows already. Without a store everything
/// is computed.
pub fn compute(tasks: Vec<Task>, root: u64, store: Option<&Store>, progress: &Progress) -> Vec<Result> {
    let cells: Vec<Vec<Cell>> =
        tasks.iter().map(|task| (0..task.plan.count()).map(|index| task.plan.cell(index)).collect()).collect();
    let chain_steps = tasks.iter().fold(0_u64, |steps, task| steps.saturating_add(task.plan.chain_steps()));
    progress.start(cells.iter().map(Vec::len).sum(), chain_steps);

    let mut records: Vec<Vec<Option<Record>>> = (tasks.iter().zip(&cells))
        .map(|(task, cells)| cells.par_iter().map(|cell| load(store, task, cell, root, progress)).collect())
        .collect();
    let mut batches = Vec::new();
    for (at, task) in tasks.iter().enumerate() {
        let missing: Vec<usize> = (0..cells[at].len()).filter(|index| records[at][*index].is_none()).collect();
        batches.extend(missing.chunks(task.plan.batch()).map(|batch| (at, batch.to_vec())));
    }
    let unstored = Once::new();
    let computed: Vec<Vec<Record>> = batches
        .par_iter()
        .with_max_len(1)
        .map(|(at, batch)| {
            let computed = tasks[*at].plan.compute(batch, root);
            for (index, record) in batch.iter().zip(&computed) {
                let cell = &cells[*at][*index];
                if let Some(Err(error)) = store.map(|store| store.save(tasks[*at].experiment.id, cell, root, record)) {
                    unstored.call_once(|| progress.warn(&format!("{error}; what is computed will not be kept")));
                }
                progress.finish(cell.chain_steps, false);
            }
            computed
        })
        .collect();
    for ((at, batch), computed) in batches.iter().zip(computed) {
        for (index, record) in batch.iter().zip(computed) {
            records[*at][*index] = Some(record);
        }
    }
    progress.end();
    let assemble = |(task, records): (Task, Vec<Option<Record>>)| {
        let records: Vec<Record> = records.into_iter().flatten().collect();
        let record = task.plan.assemble(&records, root);
        Result { task, record }
    };
    tasks.into_iter().zip(records).map(assemble).collect()
}

/// The record of a cell, if the store has it and it is sound.
fn load(store: Option<&Store>, task: &Task, cell: &Cell, root: u64, progress: &Progress) -> Option<Record> {
    let record = store?.load(task.experiment.id, cell, root).unwrap_or_else(|error| {
        progress.warn(&format!("{error}; it is computed again"));
        None
    })?;
    progress.finish(cell.chain_steps, true);
    Some(record)
}
