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

#[cfg(test)]
mod tests {
    use super::*;

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
