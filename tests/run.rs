//! `run`: what it computes, keeps, compares and writes.

mod support;

use std::path::PathBuf;

use support::{Run, Test, file_stem, records};

const PAGE: &str = "target/report/quick/index.html";

/// The files of the store that hold cells.
fn cells(test: &Test) -> Vec<PathBuf> {
    let is_cell = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy();
        path.extension().is_some_and(|extension| extension == "json") && !name.starts_with("matched-")
    };
    let assembled = test.path(ASSEMBLED);
    test.files("target/store").into_keys().filter(|path| is_cell(path) && !path.starts_with(&assembled)).collect()
}

/// Where the store keeps records that are put together already: with these a run reads no cell.
const ASSEMBLED: &str = "target/store/assembled";

fn from_the_store(run: &Run) -> usize {
    let line = run.stderr.lines().find(|line| line.contains("from the store")).unwrap();
    line.split(' ').nth(3).unwrap().parse().unwrap()
}

#[test]
fn a_pinned_project_runs_as_pinned_and_gets_its_page() {
    let test = Test::new().pinned();
    let before = test.files("report");
    let run = test.run("run --scale quick").code(0);
    let run = run.stdout_has("all results are as pinned").stdout_has("report: target/report/quick/index.html");
    assert_eq!(run.digests().len(), records().len());
    assert!(test.read(PAGE).contains("matches the pinned results"));
    assert!(test.read("target/report/quick/REPORT.md").contains("matches the pinned results"));
    assert_eq!(before, test.files("report"), "only the pinned standard run may touch report/");
}

#[test]
fn the_word_run_may_be_left_out() {
    Test::new().pinned().run("--scale quick").code(0).stdout_has("all results are as pinned");
}

#[test]
fn an_empty_store_a_warm_store_and_any_number_of_jobs_give_the_same_digests() {
    let test = Test::new().pinned();
    let empty = test.run("run --scale quick --jobs 1").code(0);
    assert_eq!(from_the_store(&empty), 0);
    let page = test.read(PAGE);
    let warm = test.run("run --scale quick --jobs 2").code(0);
    assert_eq!(from_the_store(&warm), cells(&test).len());
    assert_eq!(empty.stdout, warm.stdout);
    assert_eq!(page, test.read(PAGE));

    let other = Test::new().pinned();
    assert_eq!(other.run("run --scale quick --jobs 2").code(0).digests(), empty.digests());
    assert_eq!(page, other.read(PAGE), "the page depends on the folder or on the number of jobs");
}

#[test]
fn the_printed_digests_are_the_locks() {
    let test = Test::new().pinned();
    let lock = test.read("report/results.lock");
    for line in test.run("run --scale quick").code(0).digests() {
        let digest = line.split_whitespace().nth(1).unwrap();
        assert!(lock.contains(digest), "{line}");
    }
}

#[test]
fn without_pins_a_run_says_so_and_leaves_its_records_pending() {
    let test = Test::new();
    let run = test.run("run --scale quick").code(1).stdout_has("nothing is pinned yet");
    let run = run
        .stdout_has(&format!("{} records are not as pinned; `accept` would pin what this run found", records().len()));
    let pending: Vec<PathBuf> = test.files("report/pending/quick").into_keys().collect();
    let mut expected: Vec<String> = records().iter().map(|name| format!("{}.json", file_stem(name))).collect();
    expected.push("found.json".into());
    expected.sort();
    assert_eq!(pending, expected.iter().map(|name| test.path("report/pending/quick").join(name)).collect::<Vec<_>>());
    assert!(test.read(PAGE).contains("not pinned yet"));
    assert!(!test.path("report/results.lock").exists(), "only accept pins");
    assert_eq!(run.digests().len(), records().len());
}

#[test]
fn a_folder_that_was_asked_for_keeps_what_else_is_in_it() {
    let test = Test::new().pinned();
    test.write("mine/figures/drawing.svg", "mine");
    test.write("mine/data/thesis/chapter.csv", "mine");
    test.run("run --scale quick --output mine").code(0);
    assert_eq!(
        (test.read("mine/figures/drawing.svg"), test.read("mine/data/thesis/chapter.csv")),
        ("mine".into(), "mine".into())
    );
    assert!(test.path("mine/index.html").exists());
}

#[test]
fn a_store_that_cannot_be_written_costs_a_warning_and_nothing_else() {
    let test = Test::new().pinned();
    test.write("target/store", "a file where a folder should be");
    let run = test.run("run --scale quick").code(0).stdout_has("all results are as pinned");
    run.stderr_has("warning: cannot create").stderr_has("what is computed will not be kept");
}

#[test]
fn setting_what_is_so_anyway_departs_from_nothing() {
    let test = Test::new().pinned();
    test.run("run --scale quick --set figure-1.learning_rate=5e-2").code(0).stdout_has("all results are as pinned");
}

#[test]
fn pending_records_are_forgotten_once_a_run_is_as_pinned() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    assert!(test.path("report/pending").exists());
    let test = test.pinned();
    test.run("run --scale quick").code(0);
    assert!(!test.path("report/pending").exists());
}

#[test]
fn a_departing_run_is_not_compared_and_says_so() {
    for departure in ["--set figure-1.sigma=0.2", "--seed 7"] {
        let test = Test::new().pinned();
        let run = test.run(&format!("run --scale quick {departure}")).code(0);
        run.stdout_has("not compared with the lock").stdout_has("report: target/report/quick-departing/index.html");
        assert!(test.read("target/report/quick-departing/index.html").contains("departs from the pinned settings"));
        assert!(!test.path("target/report/quick").exists());
        assert!(!test.path("report/pending").exists());
    }
}

#[test]
fn another_seed_or_parameter_gives_other_digests_and_the_pinned_seed_departs_from_nothing() {
    let test = Test::new().pinned();
    let pinned = test.run("run --scale quick --seed 241016401").code(0).stdout_has("all results are as pinned");
    for departure in ["--set figure-1.sigma=0.2", "--seed 7"] {
        let run = test.run(&format!("run --scale quick {departure}")).code(0);
        let digests = run.digests();
        assert_eq!(digests.len(), records().len());
        let moved = digests.iter().filter(|line| !pinned.digests().contains(line)).count();
        assert_eq!(moved, if departure.contains("seed") { digests.len() } else { 4 }, "{departure}");
    }
}

#[test]
fn a_report_can_go_to_another_folder() {
    let test = Test::new().pinned();
    test.run("run --scale quick --output elsewhere/deep").code(0).stdout_has("report: elsewhere/deep/index.html");
    for path in ["index.html", "REPORT.md", "figures/figure-1-draw-0.svg", "data/figure-1-draw-0.csv"] {
        assert!(test.path("elsewhere/deep").join(path).exists(), "{path}");
    }
    assert!(!test.path("target/report").exists());
}

#[test]
fn a_page_of_which_a_part_was_run_says_so_and_verifies() {
    let test = Test::new().pinned();
    let run = test.run("run --scale quick --only controls").code(0);
    run.stdout_has("figure-1/literal             not run; the report shows the pinned record");
    let page = test.read(PAGE);
    assert!(page.contains("a part of the experiments was run"));
    assert!(page.contains("figure-1/literal: not run, shown as pinned"));
    assert!(!page.contains("controls/lifted: not run"));
    test.run("verify target/report/quick").code(0);
    test.run("run --scale quick").code(0);
    assert!(!test.read(PAGE).contains("not run, shown as pinned"));
}

#[test]
fn a_folder_that_cannot_be_one_is_named() {
    let test = Test::new().pinned();
    test.write("taken", "a file");
    test.run("run --scale quick --output taken").code(2).stderr_has("error: cannot create").stderr_has("taken");
    assert_eq!(test.read("taken"), "a file");
}

#[test]
fn figures_that_a_report_no_longer_has_are_removed() {
    let test = Test::new().pinned();
    test.write("target/report/quick/figures/figure-0-old.svg", "<svg/>");
    test.write("target/report/quick/notes.txt", "mine");
    test.run("run --scale quick").code(0);
    assert!(!test.path("target/report/quick/figures/figure-0-old.svg").exists());
    assert_eq!(test.read("target/report/quick/notes.txt"), "mine");
}

#[test]
fn quiet_prints_nothing_when_all_is_as_pinned() {
    let test = Test::new().pinned();
    test.run("run --scale quick --quiet").code(0).stdout_is("").stderr_is("");
    test.run("check --scale quick --quiet").code(0).stdout_is("").stderr_is("");
}

#[test]
fn a_damaged_file_of_the_store_is_named_and_recomputed() {
    let test = Test::new().pinned();
    let first = test.run("run --scale quick").code(0);
    let cells = cells(&test);
    let text = std::fs::read_to_string(&cells[0]).unwrap();
    let digit = text.rfind(|character: char| character.is_ascii_digit()).unwrap();
    let other = if &text[digit..=digit] == "1" { "2" } else { "1" };
    let wrong_digit = format!("{}{other}{}", &text[..digit], &text[digit + 1..]);
    let foreign = std::fs::read_to_string(&cells[1]).unwrap();
    for damaged in [&text[..text.len() / 2], "", &wrong_digit, &foreign] {
        std::fs::write(&cells[0], damaged).unwrap();
        std::fs::remove_dir_all(test.path(ASSEMBLED)).unwrap();
        let again = test.run("run --scale quick").code(0);
        let name = cells[0].file_name().unwrap().to_str().unwrap();
        let again = again.stderr_has("warning: ").stderr_has(name).stderr_has("it is computed again");
        assert_eq!(from_the_store(&again), cells.len() - 1);
        assert_eq!(again.digests(), first.digests());
        assert_eq!(std::fs::read_to_string(&cells[0]).unwrap(), text, "the sound cell is stored again");
    }
}

#[test]
fn a_warm_run_reads_no_cell_and_puts_a_damaged_record_together_again() {
    let test = Test::new().pinned();
    let first = test.run("run --scale quick").code(0);
    let count = cells(&test).len();
    let kept: Vec<PathBuf> = test.files(ASSEMBLED).into_keys().collect();
    assert_eq!(kept.len(), records().len());
    std::fs::write(&kept[0], "{}").unwrap();
    let again = test.run("run --scale quick").code(0);
    let name = kept[0].file_name().unwrap().to_str().unwrap();
    let again = again.stderr_has("warning: ").stderr_has(name).stderr_has("it is computed again");
    assert_eq!((from_the_store(&again), again.digests()), (count, first.digests()));

    for path in cells(&test) {
        std::fs::remove_file(path).unwrap();
    }
    let again = test.run("run --scale quick").code(0);
    assert_eq!((from_the_store(&again), again.digests()), (count, first.digests()));
    assert_eq!(cells(&test).len(), 0);
}

#[test]
fn a_forged_cell_with_a_fitting_digest_misleads_run_but_not_check() {
    let test = Test::new().pinned();
    test.run("run --scale quick --only figure-1").code(0);
    std::fs::remove_dir_all(test.path(ASSEMBLED)).unwrap();
    for path in cells(&test) {
        let mut cell: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        cell["record"]["series"]["lambda_1"]["values"][8] = 12.into();
        cell["digest"] = simplicity_bias::record::digest(&cell["record"]).into();
        std::fs::write(&path, simplicity_bias::record::canonical(&cell)).unwrap();
    }
    test.run("run --scale quick --only figure-1").code(1).stdout_has("values differ");
    test.run("check --scale quick --only figure-1").code(0).stdout_has("4 of 4 records (quick) are as pinned");
}

#[test]
fn an_edited_chapter_changes_the_page_and_no_cell_is_computed_again() {
    let test = Test::new().pinned().copied("templates");
    let first = test.run("run --scale quick").code(0);
    let page = test.read(PAGE);
    let chapter = simplicity_bias::document::CHAPTERS[0];
    test.write(chapter, format!("{}\n\nAnother sentence.\n", test.read(chapter).trim_end()));
    let again = test.run("run --scale quick").code(0);
    assert_eq!(from_the_store(&again), cells(&test).len());
    assert_eq!(first.stdout, again.stdout);
    assert_eq!(page, test.read(PAGE).replace("\n<p>Another sentence.</p>", ""));
}

#[test]
fn check_computes_everything_itself() {
    let test = Test::new().pinned();
    test.run("run --scale quick").code(0);
    let check = test
        .run("check --scale quick")
        .code(0)
        .stdout_has(&format!("{0} of {0} records (quick) are as pinned", records().len()));
    assert_eq!(from_the_store(&check), 0);
}

#[test]
fn the_project_is_found_from_a_folder_inside_it() {
    let test = Test::new().pinned();
    test.write("src/deep/file", "");
    let output = test.command("run --scale quick").current_dir(test.path("src/deep")).output().unwrap();
    Run::new("run", &output).code(0).stdout_has("all results are as pinned");
    assert!(test.path(PAGE).exists());
}

#[test]
fn a_run_and_its_control_may_share_cells_that_are_computed_at_the_same_time() {
    // Without label noise the experiment and its control without label noise are the same.
    for _ in 0..10 {
        let test = Test::new().pinned();
        let set = "--only figure-1 --set figure-1.draws=1 --set figure-1.steps=400 --set figure-1.noise=none";
        test.run(&format!("run --scale quick --jobs 2 {set}")).code(0);
        assert_eq!(cells(&test).len(), 3, "three different cells");
        assert_eq!(
            test.files("target/store").len(),
            3 + 4,
            "and four records put together of them: nothing half-written"
        );
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_the_cells_it_has_done() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let test = Test::new().pinned();
    let arguments = "run --scale quick --only figure-1 --set figure-1.draws=24 --set figure-1.steps=1000000";
    // One cell at a time, so that there are seconds left to interrupt it in.
    let mut command = test.command(&format!("{arguments} --jobs 1"));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    while cells(&test).len() < 3 {
        assert!(started.elapsed() < Duration::from_mins(1), "no cell is stored");
        std::thread::sleep(Duration::from_millis(2));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    assert!(!child.wait().unwrap().success(), "the run was over before it could be interrupted");
    let done = cells(&test);
    assert!((3..60).contains(&done.len()), "{} cells", done.len());
    for path in &done {
        let text = std::fs::read(path).unwrap();
        serde_json::from_slice::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    }

    let again = test.run(arguments).code(0);
    assert_eq!(from_the_store(&again), done.len());
    assert_eq!(cells(&test).len(), 60);
    let fresh = Test::new().pinned().run(arguments).code(0);
    assert_eq!(again.digests(), fresh.digests());
}

#[test]
fn every_instruction_set_gives_the_pinned_digests_and_says_that_it_ran() {
    let test = Test::new().pinned();
    for kernel in simplicity_bias::dynamics::Kernel::available() {
        let check = test.run(&format!("check --scale quick --kernel {kernel}")).code(0);
        // The reference makes one chain at a time and stops at the step where it diverges; a batch goes on for the others.
        let steps = if kernel == simplicity_bias::dynamics::Kernel::SCALAR { "1.1e7" } else { "1.3e7" };
        check.stderr_has(&format!("; {kernel} made {steps} chain-steps"));
    }
    test.run("check --scale quick --kernel mmx")
        .code(2)
        .stderr_has(r#"there is no kernel on this machine called "mmx"; there are: "#);
}
