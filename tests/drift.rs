//! `check`: whatever is not as pinned is found, named with its place and size, and nothing is written.

mod support;

use serde_json::Value;
use simplicity_bias::claim::Word;
use simplicity_bias::pipeline::Pin;
use simplicity_bias::record::{Datum, Record, Series};
use support::{Run, Test, records};

const SERIES: &str = "draw_0.lambda_2";
const INDEX: usize = 70;

/// Runs `check` in each format, sees that none writes anything, and that the machine formats say what the text says.
fn check(test: &Test) -> (Run, Value) {
    check_only(test, "figure-1")
}

fn check_only(test: &Test, experiment: &str) -> (Run, Value) {
    let before = test.files("");
    let check = format!("check --scale quick --only {experiment}");
    let text = test.run(&check).code(1);
    let json = test.run(&format!("{check} --format json")).code(1);
    let github = test.run(&format!("{check} --format github")).code(1);
    assert_eq!(before, test.files(""), "check writes nothing");
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["as_pinned"], false);
    for line in github.stdout.lines() {
        assert!(line.starts_with("::error file=report/results.lock,title="), "{line}");
    }
    let found = json["drifts"].as_array().unwrap().len() + json["stale"].as_array().unwrap().len();
    assert_eq!(github.stdout.lines().count(), found, "{}", github.stdout);
    let unescaped = github.stdout.replace("%0A", "\n").replace("%25", "%");
    let (findings, _) = text.stdout.trim_end().rsplit_once('\n').unwrap();
    for finding in findings.split("\n\n") {
        assert!(unescaped.contains(finding.trim().trim_end_matches("; `accept` drops it")), "{finding}");
    }
    (text, json)
}

fn series(record: &mut Record) -> &mut Series {
    record.series.get_mut(SERIES).unwrap()
}

fn number(record: &Record, index: usize) -> f64 {
    record.values(SERIES)[index].as_number().unwrap()
}

fn times(datum: &mut Datum, factor: f64) {
    *datum = Datum::Number(datum.as_number().unwrap() * factor);
}

#[test]
fn an_untouched_project_is_as_pinned_in_every_format() {
    let test = Test::new().pinned().variable("GITHUB_STEP_SUMMARY", "summary.md");
    let before = test.files("");
    let all = records().len();
    test.run("check --scale quick").code(0).stdout_is(&format!("{all} of {all} records (quick) are as pinned\n"));
    let json: Value = serde_json::from_str(&test.run("check --scale quick --format json").code(0).stdout).unwrap();
    assert_eq!(json["as_pinned"], true);
    assert_eq!(json["scale"], "quick");
    let mut sorted = records();
    sorted.sort();
    assert_eq!(json["checked"], serde_json::json!(sorted));
    assert_eq!((&json["drifts"], &json["stale"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(before, test.files(""), "check writes nothing");
    let github = test.run("check --scale quick --format github").code(0);
    github.stdout_is(&format!("::notice title=Results as pinned::{all} records (quick)\n"));
    assert!(test.read("summary.md").contains("Results are as pinned"));
}

#[test]
fn a_changed_value_of_a_series_is_found_with_its_index_and_step() {
    let test = Test::new().pinned();
    let was = test.change_record("figure-1", |record| times(&mut series(record).values[INDEX], 2.0));
    let step = was.values("step")[INDEX].as_number().unwrap();
    let (text, json) = check(&test);
    let (pinned, new) = (2.0 * number(&was, INDEX), number(&was, INDEX));
    let text = text.stdout_has(&format!(
        "figure-1 (quick): values differ; 1 values in 1 places, first at step {step}, largest relative change 5.0e-1"
    ));
    let place = format!("series.{SERIES}[{INDEX}] at step {step}: pinned {pinned:?}, now {new:?}");
    let text = text.stdout_has(&format!("{place} (relative 5.0e-1, {} ulps)", 1_u64 << 52));
    let text = text.stdout_has("the lock's record digest").stdout_has("3 of 4 records (quick) are as pinned");
    text.stdout_has("inputs   code, toolchain, platform: unknown");

    let drift = &json["drifts"][0];
    assert_eq!(
        (&drift["record"], &drift["scale"], &drift["kind"]),
        (&"figure-1".into(), &"quick".into(), &"values".into())
    );
    assert_eq!(drift["first_step"].as_f64(), Some(step));
    let change = &drift["changes"][0];
    assert_eq!(change["path"], format!("series.{SERIES}"));
    assert_eq!((change["index"].as_u64(), change["step"].as_f64()), (Some(INDEX as u64), Some(step)));
    assert_eq!((change["pinned"].as_f64(), change["new"].as_f64()), (Some(pinned), Some(new)));
    assert_eq!((change["relative"].as_f64(), change["ulps"].as_u64()), (Some(0.5), Some(1 << 52)));
    assert_eq!(json["drifts"].as_array().unwrap().len(), 1);
}

#[test]
fn the_last_bit_of_one_value_is_found_and_called_rounding() {
    let test = Test::new().pinned();
    let was = test.change_pinned("figure-1", |record| {
        let value = &mut series(record).values[INDEX];
        *value = Datum::Number(value.as_number().unwrap().next_up());
    });
    let (text, json) = check(&test);
    let text = text.stdout_has("figure-1 (quick): bits differ, by rounding only; 1 values in 1 places");
    let new = number(&was, INDEX);
    text.stdout_has(&format!("pinned {:?}, now {new:?} (relative", new.next_up())).stdout_has(", 1 ulps)");
    assert_eq!(json["drifts"][0]["kind"], "rounding");
    assert_eq!(json["drifts"][0]["changes"][0]["ulps"], 1);
}

#[test]
fn a_rounding_that_flips_a_verdict_is_called_a_flip() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", |record| {
        let value = &mut series(record).values[INDEX];
        *value = Datum::Number(value.as_number().unwrap().next_up());
    });
    test.change_lock(|lock| {
        let pin = lock.scales.get_mut("quick").unwrap().get_mut("figure-1").unwrap();
        assert_ne!(pin.verdicts.insert("figure-1/reaches".into(), Word::Holds), Some(Word::Holds));
    });
    let (text, json) = check(&test);
    text.stdout_has("figure-1 (quick): a verdict flips; 1 values in 1 places");
    assert_eq!(json["drifts"][0]["kind"], "verdict");
}

#[test]
fn many_changed_values_are_counted_and_the_first_of_each_place_is_shown() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", |record| {
        for value in &mut series(record).values[INDEX..INDEX + 5] {
            times(value, 1.5);
        }
        times(&mut record.scalars.get_mut("draw_0.final.loss").unwrap().value, 3.0);
    });
    let (text, json) = check(&test);
    let text = text.stdout_has("values differ; 6 values in 2 places");
    text.stdout_has("scalars.draw_0.final.loss: pinned ")
        .stdout_has("; 5 of its values differ")
        .stdout_has("record digest: pinned ");
    assert_eq!(json["drifts"][0]["differing"], 6);
}

#[test]
fn what_differs_at_the_earliest_step_comes_first() {
    let test = Test::new().pinned();
    let was = test.change_pinned("figure-1", |record| {
        times(&mut record.scalars.get_mut("draw_0.final.loss").unwrap().value, 2.0);
        times(&mut record.series.get_mut("draw_0.lambda_1").unwrap().values[INDEX], 2.0);
        times(&mut record.series.get_mut("draw_0.lambda_3").unwrap().values[INDEX - 30], 2.0);
    });
    let step = was.values("step")[INDEX - 30].as_number().unwrap();
    let (text, json) = check(&test);
    text.stdout_has(&format!("3 values in 3 places, first at step {step},"));
    let changes = json["drifts"][0]["changes"].as_array().unwrap();
    let paths: Vec<&str> = changes.iter().map(|change| change["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["series.draw_0.lambda_3", "series.draw_0.lambda_1", "scalars.draw_0.final.loss"]);
}

#[test]
fn a_value_that_was_zero_has_no_relative_change() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", |record| {
        record.scalars.get_mut("draw_0.final.loss").unwrap().value = Datum::Number(0.0);
    });
    let (text, json) = check(&test);
    let text = text.stdout_has("scalars.draw_0.final.loss: pinned 0.0, now ").stdout_lacks("largest relative change");
    text.stdout_has(" ulps)").stdout_lacks("inf");
    let change = &json["drifts"][0]["changes"][0];
    assert!(change["relative"].is_null() && change["ulps"].is_u64(), "{change}");
}

#[test]
fn a_changed_scalar_is_found() {
    let test = Test::new().pinned();
    let mut value = 0.0;
    test.change_record("figure-1/limit-flow", |record| {
        let scalar = &mut record.scalars.get_mut("draw_0.final.loss").unwrap().value;
        value = scalar.as_number().unwrap();
        times(scalar, 2.0);
    });
    let (text, json) = check(&test);
    let place = format!("scalars.draw_0.final.loss: pinned {:?}, now {value:?} (relative 5.0e-1", 2.0 * value);
    text.stdout_has("figure-1/limit-flow (quick): values differ").stdout_has(&place).stdout_lacks("figure-1 (quick)");
    let change = &json["drifts"][0]["changes"][0];
    assert_eq!((&change["index"], &change["step"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_changed_parameter_is_named_as_an_input() {
    let test = Test::new().pinned();
    test.change_record("figure-1", |record| {
        record.parameters.insert("sigma".into(), 0.25.into());
    });
    let (text, json) = check(&test);
    let text = text.stdout_has("inputs   parameters.sigma: pinned 0.25, now 0.03");
    text.stdout_has("the lock's parameter digest").stdout_has("values differ");
    assert_eq!(json["drifts"][0]["inputs"][0], "parameters.sigma: pinned 0.25, now 0.03");
}

#[test]
fn a_missing_series_and_a_cut_one_are_found() {
    let test = Test::new().pinned();
    test.change_record("figure-1", |record| {
        record.series.remove(SERIES);
        record.series.get_mut("draw_0.lambda_3").unwrap().values.pop();
    });
    let (text, _) = check(&test);
    let text = text.stdout_has("values differ").stdout_has(&format!("series.{SERIES}[0]"));
    text.stdout_has("pinned nothing, now ").stdout_has("series.draw_0.lambda_3[");
}

#[test]
fn a_changed_description_is_found_and_named_though_no_value_is_another() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", |record| series(record).description = "as it was".into());
    let (text, json) = check(&test);
    let text = text.stdout_has("figure-1 (quick): values differ; 1 values in 1 places");
    text.stdout_has(&format!("series.{SERIES}.description: pinned as it was, now "));
    assert_eq!(json["drifts"][0]["changes"][0]["path"], format!("series.{SERIES}.description"));
}

#[test]
fn a_deleted_record_is_named() {
    let test = Test::new().pinned();
    std::fs::remove_file(test.path("report/records/quick/figure-1.no-label-noise.json")).unwrap();
    let (text, _) = check(&test);
    let text = text.stdout_has("figure-1/no-label-noise (quick): values differ");
    text.stdout_has("the pinned record cannot be used: cannot read ").stdout_has("figure-1.no-label-noise.json");
}

#[test]
fn a_record_that_is_not_canonical_is_named_with_the_byte() {
    let test = Test::new().pinned();
    test.replace("report/records/quick/figure-1.json", r#"{"experiment":"#, r#"{"experiment": "#);
    let (text, _) = check(&test);
    text.stdout_has("figure-1 (quick): ").stdout_has("figure-1.json is not in canonical form: byte 14");
}

#[test]
fn a_damaged_record_is_named() {
    let test = Test::new().pinned();
    test.write("report/records/quick/figure-1.json", "{\"experiment\":");
    let (text, _) = check(&test);
    text.stdout_has("the pinned record cannot be used").stdout_has("figure-1.json is not a record");
}

#[test]
fn a_changed_digest_or_seed_in_the_lock_is_found_though_all_values_are_as_pinned() {
    type Change = fn(&mut Pin);
    let changes: [(&str, Change); 3] = [
        ("the lock's record digest ", |pin| pin.record.replace_range(..4, "dead")),
        ("the lock's parameter digest ", |pin| pin.parameters.replace_range(..4, "dead")),
        ("the lock's seed 7 is not that of the pinned file, 241016401", |pin| pin.seed = "7".into()),
    ];
    for (words, change) in changes {
        let test = Test::new().pinned();
        test.change_lock(|lock| change(lock.scales.get_mut("quick").unwrap().get_mut("figure-1").unwrap()));
        let (text, json) = check(&test);
        let text = text.stdout_has("figure-1 (quick): the results are as pinned, but the pins do not agree");
        text.stdout_has(words);
        assert_eq!((&json["drifts"][0]["kind"], &json["drifts"][0]["differing"]), (&"pins".into(), &0.into()));
    }
}

#[test]
fn a_changed_verdict_in_the_lock_is_a_flip_and_so_is_one_of_a_control() {
    for control in [false, true] {
        let test = Test::new().pinned();
        test.change_lock(|lock| {
            let pin = lock.scales.get_mut("quick").unwrap().get_mut("controls").unwrap();
            let verdicts = if control { &mut pin.controls } else { &mut pin.verdicts };
            verdicts.insert("controls/no-noise".into(), Word::Undecided);
        });
        let flip = if control {
            "controls/no-noise (control): pinned undecided, now fails"
        } else {
            "controls/no-noise: pinned undecided, now holds"
        };
        let (text, json) = check_only(&test, "controls");
        text.stdout_has("controls (quick): a verdict flips").stdout_has(&format!("verdict  {flip}"));
        assert_eq!(json["drifts"][0]["verdicts"], serde_json::json!([flip]));
    }
}

#[test]
fn a_verdict_that_is_missing_in_the_lock_or_of_no_claim_is_found() {
    let test = Test::new().pinned();
    test.change_lock(|lock| {
        let verdicts = &mut lock.scales.get_mut("quick").unwrap().get_mut("controls").unwrap().verdicts;
        verdicts.remove("controls/no-noise");
        verdicts.insert("controls/luck".into(), Word::Holds);
    });
    let (text, _) = check_only(&test, "controls");
    let text = text.stdout_has("controls/luck: pinned holds, now not judged");
    text.stdout_has("controls/no-noise: pinned not judged, now holds");
}

#[test]
fn a_record_that_is_not_in_the_lock_is_unpinned() {
    let test = Test::new().pinned();
    test.change_lock(|lock| {
        lock.scales.get_mut("quick").unwrap().remove("figure-1/limit-flow");
    });
    let (text, json) = check(&test);
    text.stdout_has("figure-1/limit-flow (quick): nothing is pinned yet");
    assert_eq!(json["drifts"][0]["kind"], "unpinned");
}

#[test]
fn a_stale_pin_is_found_and_named_whatever_it_is_called() {
    for name in ["figure-9", "figure-1/no-such-control", "figure\n::error::forged"] {
        let test = Test::new().pinned();
        test.change_lock(|lock| lock.set("quick", name, Pin::default()));
        let (text, json) = check(&test);
        text.stdout_has(&format!("{name} (quick): pinned, but nothing computes it any more"));
        assert_eq!(json["stale"], serde_json::json!([name]));
    }
}

#[test]
fn the_job_summary_is_appended_to_the_file_that_the_runner_names() {
    let test = Test::new().pinned().variable("GITHUB_STEP_SUMMARY", "summary.md");
    test.write("summary.md", "from a step before\n");
    test.change_record("figure-1", |record| times(&mut series(record).values[INDEX], 2.0));
    let run = test.run("check --scale quick --only figure-1 --format github").code(1);
    assert!(
        run.stdout.starts_with("::error file=report/results.lock,title=Drift in figure-1::figure-1 (quick)%3A")
            || run.stdout.starts_with("::error file=report/results.lock,title=Drift in figure-1::figure-1 (quick):")
    );
    assert_eq!(run.stdout.lines().count(), 1, "an annotation is one line");
    let summary = test.read("summary.md");
    assert!(summary.starts_with("from a step before\n## Results have drifted\n\n```text\nfigure-1 (quick): "));
    assert!(summary.contains(&format!("series.{SERIES}[{INDEX}]")) && summary.ends_with("```\n"));
}

#[test]
fn quiet_keeps_silent_about_progress_but_not_about_drift() {
    let test = Test::new().pinned();
    test.change_record("figure-1", |record| times(&mut series(record).values[INDEX], 2.0));
    test.run("check --scale quick --only figure-1 --quiet").code(1).stdout_has("values differ").stderr_is("");
}

#[test]
fn after_a_run_that_matched_the_code_and_the_machine_are_known_not_to_be_the_cause() {
    let test = Test::new().pinned();
    test.run("run --scale quick").code(0);
    test.change_record("figure-1", |record| times(&mut series(record).values[INDEX], 2.0));
    let drifted = test.run("check --scale quick --only figure-1").code(1);
    drifted.stdout_has("inputs   none: parameters, seed, code, toolchain and platform are those of the last run");

    let matched = test.read("target/store/matched-quick.json");
    let mut matched: Value = serde_json::from_str(&matched).unwrap();
    matched["build"]["toolchain"] = "rustc 1.0.0".into();
    matched["build"]["code"] = "another".into();
    test.write("target/store/matched-quick.json", matched.to_string());
    let drifted = test
        .run("check --scale quick --only figure-1")
        .code(1)
        .stdout_has("inputs   code: another in the last run here");
    drifted.stdout_has("inputs   toolchain: rustc 1.0.0 in the last run here that matched, now rustc ");
}

#[test]
fn the_report_of_a_drifted_run_says_so_at_its_head() {
    let test = Test::new().pinned();
    test.change_pinned("figure-1", |record| times(&mut series(record).values[INDEX], 2.0));
    let run = test.run("run --scale quick").code(1).stdout_has("values differ");
    run.stdout_has("1 record is not as pinned; `accept` would pin what this run found");
    let page = test.read("target/report/quick/index.html");
    assert!(page.contains("differs from the pinned results"));
    assert!(page.contains(&format!("1 of {} records differ from the pinned results", records().len())));
    assert!(test.path("report/pending/quick/figure-1.json").exists());
}
