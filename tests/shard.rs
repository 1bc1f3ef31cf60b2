//! Shares of a run, computed apart and put together; and any order and company of cells: the digests are the pinned ones.

mod support;

use simplicity_bias::experiments::Scale;
use simplicity_bias::pipeline::{Options, plan};
use support::{Run, Test};

/// Cells at scale `quick` of the records whose names begin so.
fn cells_of(prefix: &str) -> usize {
    let tasks = plan(&Options { scale: Scale::Quick, ..Options::default() }).unwrap();
    tasks.iter().filter(|task| task.name.starts_with(prefix)).map(|task| task.plan.count()).sum()
}

/// Cells of all experiments.
fn all_cells() -> usize {
    cells_of("")
}

/// The values that a witness has for a name.
fn witnessed(test: &Test, name: &str) -> Vec<String> {
    let text = test.read("witness");
    text.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned)).collect()
}

/// Cells computed, and cells that came from the store.
fn cells(test: &Test) -> (usize, usize) {
    let count = |name| witnessed(test, name)[0].parse().unwrap();
    (count("computed"), count("stored"))
}

fn shard(test: &Test, index: usize, of: usize) -> Run {
    test.run(&format!("shard --scale quick --index {index} --of {of} --store cells --witness witness")).code(0)
}

const RUN: &str = "run --scale quick --store cells --witness witness";

#[test]
fn shares_computed_apart_are_put_together_without_computing_anything_again() {
    for of in [1, 2, 3, 7, 16] {
        let test = Test::new().pinned();
        let mut all = 0;
        for index in (0..of).rev() {
            let said = shard(&test, index, of);
            let (computed, stored) = cells(&test);
            assert_eq!(stored, 0, "no two shares have a cell in common");
            said.stdout_has(&format!("share {index} of {of}: {computed} of {} cells are in cells", all_cells()));
            all += computed;
        }
        assert_eq!((all, test.files("cells").len()), (all_cells(), all_cells()));
        let run = test.run(RUN).code(0).stdout_has("all results are as pinned");
        assert_eq!(cells(&test), (0, all_cells()));
        let lock = test.read("report/results.lock");
        assert!(run.digests().iter().all(|line| lock.contains(line.split_whitespace().nth(1).unwrap())));
        assert!(test.files("target/store").keys().all(|path| path.ends_with("matched-quick.json")));
    }
}

#[test]
fn what_a_missing_share_would_have_computed_is_computed() {
    let test = Test::new().pinned();
    shard(&test, 0, 3);
    shard(&test, 2, 3);
    let there = test.files("cells").len();
    assert!((1..all_cells()).contains(&there));
    test.run(RUN).code(0).stdout_has("all results are as pinned");
    assert_eq!(cells(&test), (all_cells() - there, there));
    test.run(RUN).code(0);
    assert_eq!(cells(&test), (0, all_cells()), "it has been kept with the others");
}

#[test]
fn a_share_that_is_asked_for_again_is_there_already() {
    let test = Test::new();
    shard(&test, 1, 3);
    let (computed, _) = cells(&test);
    let before = test.files("cells");
    shard(&test, 1, 3);
    assert_eq!((cells(&test), test.files("cells")), ((0, computed), before));
}

#[test]
fn shares_of_another_seed_or_parameter_are_no_part_of_the_pinned_run() {
    let test = Test::new().pinned();
    for departure in ["--seed 7", "--set figure-1.sigma=0.2"] {
        test.run(&format!("shard --scale quick --index 0 --of 1 --store cells {departure}")).code(0);
        test.run(&format!("{RUN} {departure}")).code(0).stdout_has("not compared with the lock");
        assert_eq!(cells(&test), (0, all_cells()));
    }
    test.run(RUN).code(0).stdout_has("all results are as pinned");
    let departed = cells_of("figure-1");
    assert_eq!(
        cells(&test),
        (departed, all_cells() - departed),
        "a parameter of one figure leaves the others as pinned"
    );
}

#[test]
fn any_order_and_company_of_cells_and_any_number_of_threads_gives_the_pinned_digests() {
    let test = Test::new().pinned();
    let batches = |way: &str| {
        let check = format!("check --scale quick --quiet --witness witness {way}");
        test.run(&check).code(0).stdout_is("").stderr_is("");
        assert_eq!(cells(&test), (all_cells(), 0));
        witnessed(&test, "batch")
    };
    let usual = batches("--jobs 1");
    let figure_1 = |batches: &[String]| -> Vec<String> {
        batches.iter().filter(|batch| batch.starts_with("figure-1 ")).cloned().collect()
    };
    assert_eq!((figure_1(&usual), usual.len() < all_cells()), (vec!["figure-1 0 1 2 3 4 5".to_owned()], true));
    assert_eq!(batches("--jobs 1 --batch 1").len(), all_cells());
    assert_eq!(figure_1(&batches("--jobs 1 --batch 4")), ["figure-1 0 1 2 3", "figure-1 4 5"]);
    let shuffled: Vec<Vec<String>> =
        (1..4).map(|seed| batches(&format!("--jobs 1 --batch 3 --shuffle {seed}"))).collect();
    assert!(shuffled[0] != shuffled[1] && shuffled[1] != shuffled[2], "{shuffled:?}");
    assert!(shuffled.iter().flatten().all(|batch| batch != "figure-1 0 1 2"), "{shuffled:?}");
    for jobs in [1, 2, 8] {
        assert_eq!(batches(&format!("--jobs {jobs} --batch 1 --shuffle 5")).len(), all_cells());
        assert_eq!(witnessed(&test, "threads"), [jobs.to_string()]);
    }
}
