/// The steps at which a run of `steps` steps is recorded: 0, about 200 spaced like a geometric series (a fourteenth more
/// each time, by whole numbers), and 200 evenly spaced, so that a curve looks right on both kinds of axis. All even.
pub fn recorded_steps(steps: u64) -> Vec<u64> {
    let mut recorded: Vec<u64> = (0..=200).map(|i| steps * i / 200 / 2 * 2).collect();
    let mut step = 2;
    while step < steps {
        recorded.push(step);
        step = (step + 2).max(step * 15 / 14 / 2 * 2);
    }
    recorded.sort_unstable();
    recorded.dedup();
    recorded
}

/// Every so many of them, from the first on, and the last.
pub fn recorded_every(stride: usize, steps: u64) -> Vec<u64> {
    let mut recorded: Vec<u64> = recorded_steps(steps).into_iter().step_by(stride).collect();
    if recorded.last() != Some(&steps) {
        recorded.push(steps);
    }
    recorded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_is_there_once_whether_the_stride_meets_it_or_not() {
        for steps in [400, 2_000, 6_000_000] {
            for stride in 1..6 {
                let recorded = recorded_every(stride, steps);
                assert_eq!((recorded[0], recorded[recorded.len() - 1]), (0, steps));
                assert!(recorded.windows(2).all(|pair| pair[0] < pair[1]), "{steps} by {stride}");
            }
        }
    }

    #[test]
    fn both_kinds_of_axis_are_well_covered() {
        let steps = recorded_steps(10_000_000);
        assert!((390..=430).contains(&steps.len()), "{}", steps.len());
        assert_eq!((steps[0], steps[1], *steps.last().unwrap()), (0, 2, 10_000_000));
        assert!(steps.iter().all(|step| step % 2 == 0));
        for pair in steps.windows(2) {
            assert!(pair[1] - pair[0] <= 50_000 && pair[0] < pair[1]);
            assert!(pair[1] <= pair[0] * 8 / 7 + 2, "{pair:?}");
        }
    }
}
