use super::Task;
use crate::Error;

/// One of several parts of the cells of a run, to be computed apart from the others: on another machine, say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    index: u64,
    of: u64,
}

impl Share {
    /// Share `index`, counted from 0, of `of`.
    pub fn new(index: u64, of: u64) -> Result<Self, Error> {
        if index < of { Ok(Self { index, of }) } else { Err(Error::Share { index, of }) }
    }

    /// Its cells of each task. Neighbours stay together, for they fill batches; every share has about as many chain-steps,
    /// and every cell is in the share of its first one.
    pub fn cells(self, tasks: &[Task]) -> Vec<Vec<usize>> {
        let steps = |task: &Task, index: usize| u128::from(task.plan.cell(index).chain_steps.max(1));
        let all = |task: &Task| (0..task.plan.count()).map(|index| steps(task, index)).sum::<u128>();
        let total: u128 = tasks.iter().map(all).sum();
        let mut before = 0;
        let mut share_of = |task: &Task, index: usize| {
            let share = before * u128::from(self.of) / total;
            before += steps(task, index);
            share
        };
        tasks
            .iter()
            .map(|task| {
                (0..task.plan.count()).filter(|index| share_of(task, *index) == u128::from(self.index)).collect()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::Scale;
    use crate::pipeline::{Options, plan};

    #[test]
    fn every_cell_is_in_one_share_and_shares_are_alike() {
        for scale in [Scale::Quick, Scale::Standard] {
            let tasks = plan(&Options { scale, ..Options::default() }).unwrap();
            let cells: usize = tasks.iter().map(|task| task.plan.count()).sum();
            let total: u64 = tasks.iter().map(|task| task.plan.chain_steps()).sum();
            let each =
                |task: &Task| (0..task.plan.count()).map(|index| task.plan.cell(index).chain_steps).max().unwrap();
            let longest = tasks.iter().map(each).max().unwrap();
            for of in [1, 2, 3, 5, 7, 10, 1_000] {
                let mut times = tasks.iter().map(|task| vec![0; task.plan.count()]).collect::<Vec<_>>();
                for index in 0..of {
                    let mut steps = 0;
                    for (at, cells) in Share::new(index, of).unwrap().cells(&tasks).iter().enumerate() {
                        for cell in cells {
                            times[at][*cell] += 1;
                            steps += tasks[at].plan.cell(*cell).chain_steps;
                        }
                    }
                    assert!(steps.abs_diff(total / of) <= longest, "share {index} of {of}: {steps} of {total}");
                }
                assert_eq!(times.concat(), vec![1; cells], "{of} shares");
            }
        }
    }

    #[test]
    fn a_share_that_does_not_exist_is_refused_with_those_that_do() {
        let message = |index, of| Share::new(index, of).unwrap_err().to_string();
        assert_eq!(message(3, 3), "there is no share 3 of 3: shares are counted from 0, so --index goes from 0 to 2");
        assert_eq!(message(1, 1), "there is no share 1 of 1: shares are counted from 0, so --index goes from 0 to 0");
        assert_eq!(message(0, 0), "there is no share 0 of 0: --of must be at least 1");
    }
}
