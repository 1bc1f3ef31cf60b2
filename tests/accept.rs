//! `accept`: shows what it pins, pins it, and is the only command that does.

mod support;

use simplicity_bias::claim::Word;
use simplicity_bias::pipeline::{Lock, Pin};
use simplicity_bias::record::{Datum, Record, digest, from_canonical};
use support::{Test, file_stem, records, repository};

fn double_the_loss(record: &mut Record) {
    let value = &mut record.scalars.get_mut("draw_0.final.loss").unwrap().value;
    *value = Datum::Number(2.0 * value.as_number().unwrap());
}

#[test]
fn what_a_run_found_is_pinned_and_the_next_run_is_as_pinned() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    let accept = test.run("accept").code(0).stdout_has("figure-1 (quick): nothing is pinned yet");
    accept
        .stdout_has(&format!("{} records pinned", records().len()))
        .stdout_has("not every experiment is pinned at scale standard yet");
    assert!(!test.path("report/pending").exists());
    let lock = Lock::read("results.lock", &test.read("report/results.lock")).unwrap();
    assert_eq!(lock.write(), test.read("report/results.lock"));
    for (name, pin) in &lock.scales["quick"] {
        let path = format!("report/records/quick/{}.json", name.replace('/', "."));
        let record: Record = from_canonical(&path, test.read(&path).as_bytes()).unwrap();
        assert_eq!((digest(&record), digest(&record.parameters)), (pin.record.clone(), pin.parameters.clone()));
    }
    test.run("run --scale quick").code(0).stdout_has("all results are as pinned");
    test.run("check --scale quick").code(0);
}

#[test]
fn pinning_from_nothing_gives_the_repositorys_own_pins() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    test.run("accept").code(0);
    let theirs = std::fs::read_to_string(repository().join("report/results.lock")).unwrap();
    let theirs = Lock::read("results.lock", &theirs).unwrap();
    let ours = Lock::read("results.lock", &test.read("report/results.lock")).unwrap();
    assert_eq!(ours.scales["quick"], theirs.scales["quick"]);
    for name in records() {
        let path = format!("report/records/quick/{}.json", file_stem(&name));
        assert_eq!(test.read(&path), std::fs::read_to_string(repository().join(&path)).unwrap(), "{name}");
    }
}

#[test]
fn with_nothing_pending_it_says_so_and_changes_nothing() {
    let test = Test::new().pinned();
    let before = test.files("");
    test.run("accept").code(0).stdout_is("nothing is pending: everything that was run is as pinned\n");
    assert_eq!(before, test.files(""));
}

#[test]
fn with_nothing_pending_and_nothing_pinned_it_says_so_too() {
    Test::new().run("accept").code(0).stdout_has("nothing is pending");
}

#[test]
fn an_unknown_experiment_is_refused_with_the_nearest_one() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    let before = test.files("");
    let refused = test.run("accept figure-4").code(2).stdout_is("");
    refused.stderr_is("error: there is no experiment \"figure-4\"; did you mean \"figure-3\"?\n");
    assert_eq!(before, test.files(""));
}

#[test]
fn an_experiment_can_be_accepted_by_name_with_its_controls() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    test.run("accept figure-1").code(0).stdout_has("4 records pinned");
    test.run("check --scale quick --only figure-1").code(0);
}

#[test]
fn a_departing_run_leaves_nothing_to_accept() {
    let test = Test::new().pinned();
    let before = test.files("report");
    test.run("run --scale quick --set figure-1.sigma=0.2").code(0);
    test.run("accept").code(0).stdout_has("nothing is pending");
    assert_eq!(before, test.files("report"));
}

#[test]
fn a_drift_is_shown_before_it_is_pinned() {
    let test = Test::new().pinned();
    let was = test.change_pinned("figure-1", double_the_loss);
    test.run("run --scale quick").code(1);
    let loss = was.number("draw_0.final.loss").unwrap();
    let accept = test.run("accept").code(0).stdout_has("figure-1 (quick): values differ");
    let accept = accept.stdout_has(&format!("scalars.draw_0.final.loss: pinned {:?}, now {loss:?}", 2.0 * loss));
    let accept = accept.stdout_has("1 record pinned").stdout_has("report: report/index.html");
    assert!(accept.stdout.find("values differ") < accept.stdout.find("1 record pinned"));
    test.run("check --scale quick").code(0);
}

#[test]
fn the_repaired_pins_are_the_untouched_ones_to_the_byte() {
    let test = Test::new().pinned();
    let (lock, records) = (test.read("report/results.lock"), test.files("report/records"));
    test.change_pinned("figure-1/no-label-noise", double_the_loss);
    test.change_record("figure-1", double_the_loss);
    std::fs::remove_file(test.path("report/records/quick/figure-1.limit-flow.json")).unwrap();
    test.run("run --scale quick").code(1).stdout_has("3 records are not as pinned");
    test.run("accept").code(0).stdout_has("3 records pinned");
    assert_eq!((lock, records), (test.read("report/results.lock"), test.files("report/records")));
}

#[test]
fn a_flipped_verdict_in_the_lock_is_repaired() {
    for control in [false, true] {
        let test = Test::new().pinned();
        let lock = test.read("report/results.lock");
        test.change_lock(|lock| {
            let pin = lock.scales.get_mut("quick").unwrap().get_mut("controls").unwrap();
            let verdicts = if control { &mut pin.controls } else { &mut pin.verdicts };
            verdicts.insert("controls/no-noise".into(), Word::Undecided);
        });
        test.run("run --scale quick").code(1).stdout_has("a verdict flips");
        test.run("accept").code(0).stdout_has("a verdict flips").stdout_has("pinned undecided, now ");
        assert_eq!(lock, test.read("report/results.lock"));
        test.run("run --scale quick").code(0);
    }
}

#[test]
fn stale_pins_are_dropped_with_their_records() {
    let test = Test::new().pinned();
    let lock = test.read("report/results.lock");
    test.change_lock(|lock| lock.set("quick", "figure-9/old", Pin::default()));
    test.write("report/records/quick/figure-9.old.json", "{}");
    test.run("check --scale quick").code(1).stdout_has("figure-9/old (quick): pinned, but nothing computes it");
    test.run("accept").code(0).stdout_has("figure-9/old (quick): no longer pinned");
    assert_eq!(lock, test.read("report/results.lock"));
    assert!(!test.path("report/records/quick/figure-9.old.json").exists());
    test.run("check --scale quick").code(0);
}

#[test]
fn the_committed_report_is_written_again_from_the_pinned_records() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", double_the_loss);
    test.run("run --scale quick").code(1);
    assert!(!test.path("report/index.html").exists());
    test.run("accept").code(0);
    test.run("verify report").code(0).stdout_has("its lock is this checkout's");
}

#[test]
fn a_damaged_pending_record_is_refused_and_nothing_is_pinned() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    let text = test.read("report/pending/quick/figure-1.json");
    test.write("report/pending/quick/figure-1.json", &text[..text.len() / 2]);
    test.run("accept").code(2).stderr_has("figure-1.json is not a record");
    assert!(!test.path("report/results.lock").exists());
}

#[test]
fn only_what_a_run_of_this_very_code_left_can_be_pinned() {
    let test = Test::new();
    test.run("run --scale quick").code(1);
    let left = test.files("report/pending");
    let restore = || left.iter().for_each(|(path, bytes)| std::fs::write(path, bytes).unwrap());

    test.replace("report/pending/quick/figure-1.json", r#""seed":"241016401""#, r#""seed":"241016402""#);
    test.run("accept")
        .code(2)
        .stderr_has("figure-1.json cannot be pinned: it is not what the run left there; run again");

    restore();
    test.replace("report/pending/quick/found.json", r#""code":""#, r#""code":"0"#);
    test.run("accept").code(2).stderr_has("other code found it");

    restore();
    test.write("report/pending/nonsense/figure-1.json", test.read("report/pending/quick/figure-1.json"));
    test.run("accept").code(2).stderr_has("there is no such scale or experiment");
    assert!(!test.path("report/results.lock").exists());

    std::fs::remove_dir_all(test.path("report/pending/nonsense")).unwrap();
    test.run("accept").code(0).stdout_has(&format!("{} records pinned", records().len()));
}
