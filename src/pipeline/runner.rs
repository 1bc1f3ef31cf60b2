use std::sync::{Once, OnceLock};

use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_pcg::Pcg64;
use rayon::prelude::*;

use super::{Progress, Store, Task};
use crate::Error;
use crate::experiments::Cell;
use crate::record::Record;

/// A computed record.
pub struct Result {
    /// What it is the record of.
    pub task: Task,
    /// The record.
    pub record: Record,
}

/// In which order and in which company cells are computed. What comes out does not depend on it: reviewers may try.
#[derive(Clone, Copy, Debug, Default)]
pub struct Way {
    /// Seed of a shuffle of the cells; in their own order if not given.
    pub shuffle: Option<u64>,
    /// Cells computed together; as many as each experiment likes best if not given.
    pub batch: Option<usize>,
}

/// Computes the records of all tasks, in batches of like cells on all cores; what comes out does not depend on how many
/// there are, on their order, on who shares a batch, or on which cells the store knows already. Without a store everything
/// is computed.
pub fn compute(tasks: Vec<Task>, root: u64, store: Option<&Store>, way: Way, progress: &Progress) -> Vec<Result> {
    let unstored = Once::new();
    let warn = |error| {
        unstored.call_once(|| progress.warn(&format!("{error}; what is computed will not be kept")));
    };
    let assembled = store.map(Store::assembled);
    let whole = |task: &Task| Cell { name: String::new(), parameters: task.parameters.clone(), chain_steps: 0 };
    let known: Vec<Option<Record>> =
        tasks.par_iter().map(|task| load(assembled.as_ref(), &task.name, &whole(task), root, progress)).collect();
    let mut wanted = start(&tasks, tasks.iter().map(|task| 0..task.plan.count()), progress);
    for (wanted, _) in wanted.iter_mut().zip(&known).filter(|(_, known)| known.is_some()) {
        for (_, cell) in wanted.drain(..) {
            progress.finish(cell.chain_steps, true);
        }
    }
    let records = cells(&tasks, &wanted, root, store, way, progress, &warn);
    let assemble = |((task, known), cells): ((Task, Option<Record>), Vec<Record>)| {
        let record = known.unwrap_or_else(|| {
            let record = task.plan.assemble(&cells, root);
            let kept = assembled.as_ref().map(|store| store.save(&task.name, &whole(&task), root, &record));
            if let Some(Err(error)) = kept {
                warn(error);
            }
            record
        });
        Result { task, record }
    };
    tasks.into_iter().zip(known).zip(records).map(assemble).collect()
}

/// Computes those of the wanted cells of each task that the store does not know, and keeps them there. That they cannot be
/// kept is an error.
pub fn compute_into(
    store: &Store,
    tasks: &[Task],
    wanted: &[Vec<usize>],
    root: u64,
    way: Way,
    progress: &Progress,
) -> std::result::Result<(), Error> {
    store.prepare()?;
    let unstored = OnceLock::new();
    let note = |error| drop(unstored.set(error));
    let wanted = start(tasks, wanted.iter().map(|wanted| wanted.iter().copied()), progress);
    cells(tasks, &wanted, root, Some(store), way, progress, &note);
    unstored.into_inner().map_or(Ok(()), Err)
}

/// A task's cells that are wanted: the number of each, and itself.
type Wanted = Vec<(usize, Cell)>;

/// The wanted cells of each task; says how much there is to do.
fn start(
    tasks: &[Task],
    wanted: impl Iterator<Item = impl Iterator<Item = usize>>,
    progress: &Progress,
) -> Vec<Wanted> {
    let cells = |(task, wanted): (&Task, _)| Iterator::map(wanted, |index| (index, task.plan.cell(index))).collect();
    let wanted: Vec<Wanted> = tasks.iter().zip(wanted).map(cells).collect();
    let steps = wanted.iter().flatten().fold(0_u64, |steps, (_, cell)| steps.saturating_add(cell.chain_steps));
    progress.start(wanted.iter().map(Vec::len).sum(), steps);
    wanted
}

/// The records of the wanted cells of each task, in the order wanted; from the store, or computed and kept there, where
/// `unstored` hears of what could not be.
fn cells(
    tasks: &[Task],
    wanted: &[Wanted],
    root: u64,
    store: Option<&Store>,
    way: Way,
    progress: &Progress,
    unstored: &(impl Fn(Error) + Sync),
) -> Vec<Vec<Record>> {
    let stored = |task: &Task, cell: &Cell| {
        let record = load(store, task.experiment.id, cell, root, progress)?;
        progress.finish(cell.chain_steps, true);
        Some(record)
    };
    let mut records: Vec<Vec<Option<Record>>> = (tasks.iter().zip(wanted))
        .map(|(task, wanted)| wanted.par_iter().map(|(_, cell)| stored(task, cell)).collect())
        .collect();
    let batches = batches(tasks, &records, way);
    let computed: Vec<Vec<Record>> = batches
        .par_iter()
        .with_max_len(1)
        .map(|(at, batch)| {
            let task = &tasks[*at];
            let indices: Vec<usize> = batch.iter().map(|place| wanted[*at][*place].0).collect();
            let computed = task.plan.compute(&indices, root);
            for (place, record) in batch.iter().zip(&computed) {
                let cell = &wanted[*at][*place].1;
                if let Some(Err(error)) = store.map(|store| store.save(task.experiment.id, cell, root, record)) {
                    unstored(error);
                }
                progress.finish(cell.chain_steps, false);
            }
            progress.note_batch(&task.name, &indices);
            computed
        })
        .collect();
    for ((at, batch), computed) in batches.iter().zip(computed) {
        for (place, record) in batch.iter().zip(computed) {
            records[*at][*place] = Some(record);
        }
    }
    progress.end();
    records.into_iter().map(|records| records.into_iter().flatten().collect()).collect()
}

/// Batches of the cells that have no record yet: the task of each, and the places of its cells in `records`.
fn batches(tasks: &[Task], records: &[Vec<Option<Record>>], way: Way) -> Vec<(usize, Vec<usize>)> {
    let mut random = way.shuffle.map(Pcg64::seed_from_u64);
    let mut batches = Vec::new();
    for (at, task) in tasks.iter().enumerate() {
        let mut missing: Vec<usize> = (0..records[at].len()).filter(|place| records[at][*place].is_none()).collect();
        if let Some(random) = &mut random {
            missing.shuffle(random);
        }
        let size = way.batch.unwrap_or_else(|| task.plan.batch());
        batches.extend(missing.chunks(size).map(|batch| (at, batch.to_vec())));
    }
    if let Some(random) = &mut random {
        batches.shuffle(random);
    }
    batches
}

/// The record of a cell, if the store has it and it is sound.
fn load(store: Option<&Store>, experiment: &str, cell: &Cell, root: u64, progress: &Progress) -> Option<Record> {
    store?.load(experiment, cell, root).unwrap_or_else(|error| {
        progress.warn(&format!("{error}; it is computed again"));
        None
    })
}
