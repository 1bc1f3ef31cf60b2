//! `verify`: a report holds together or it is said what does not; what is not a report is refused in a sentence.

mod support;

use std::collections::BTreeMap;

use simplicity_bias::document::{Told, embedded_edition, embedded_lock, embedded_records};
use simplicity_bias::pipeline::{Frame, Lock, Options, Pins, edition, files, plan};
use simplicity_bias::record::{Datum, Record, canonical, digest, from_canonical};
use simplicity_bias::sources::Sources;
use support::{Test, records};

const FOLDER: &str = "target/report/quick";
const PAGE: &str = "target/report/quick/index.html";
const SOUND: &str = "the report is what its records make it";

/// A pinned project with the report of a run.
fn with_report() -> Test {
    let test = Test::new().pinned();
    test.run("run --scale quick --quiet").code(0);
    test
}

/// Puts another digit in place of the first digit behind a text.
fn change_digit_behind(test: &Test, path: &str, marks: &[&str]) {
    let text = test.read(path);
    let mut at = 0;
    for mark in marks {
        at += text[at..].find(mark).unwrap_or_else(|| panic!("{path} has no {mark:?}")) + mark.len();
    }
    at += text[at..].find(|character: char| character.is_ascii_digit()).unwrap();
    let other = if text.as_bytes()[at] == b'7' { "3" } else { "7" };
    test.write(path, format!("{}{other}{}", &text[..at], &text[at + 1..]));
}

#[test]
fn a_page_of_a_run_verifies_as_a_file_and_as_a_folder() {
    let test = with_report();
    let before = test.files("");
    let page = test.run(&format!("verify {PAGE}")).code(0).stdout_has(SOUND).stdout_has("its lock is this checkout's");
    let page = page.stdout_has("its text, numbers and figures are what its records make them");
    for name in records() {
        assert!(page.stdout.lines().any(|line| line.starts_with(&format!("ok     {name}: "))), "{name}");
    }
    let folder = test.run(&format!("verify {FOLDER}")).code(0).stdout_has(SOUND);
    let files = test.files(FOLDER).len() - 1;
    folder.stdout_has(&format!("the {files} files beside it are what its records make them"));
    test.run(&format!("verify --quiet {FOLDER}")).code(0).stdout_is("").stderr_is("");
    assert_eq!(before, test.files(""), "verify writes nothing");
}

#[test]
fn a_page_verifies_where_there_is_nothing_but_the_page() {
    let page = with_report().read(PAGE);
    let elsewhere = Test::new();
    elsewhere.write("anything.html", page);
    let run = elsewhere.run("verify anything.html").code(0).stdout_has(SOUND);
    run.stdout_has("there is no checkout here to compare it with");
}

#[test]
fn the_committed_report_is_the_locks() {
    let committed = Test::new().copied("report").copied("templates");
    let run = committed.run("verify report").code(0).stdout_has(SOUND).stdout_has("its lock is this checkout's");
    run.stdout_has("figure-1 (standard): its file is as pinned").stdout_has("figure-1 (quick): its file is as pinned");
}

#[test]
fn a_changed_digit_of_an_embedded_record_is_found_and_the_record_named() {
    for record in ["figure-1", "figure-1/no-label-noise"] {
        let test = with_report();
        change_digit_behind(&test, PAGE, &[&format!("data-record=\"{record}\""), "\"draw_0.draw\"", "\"value\":"]);
        let run = test.run(&format!("verify {PAGE}")).code(1).stdout_has("the report does not hold together");
        let failed = run.stdout.lines().find(|line| line.starts_with(&format!("FAILED {record}: "))).unwrap();
        assert!(failed.contains("but the page's lock pins"), "{failed}");
    }
}

#[test]
fn an_embedded_record_that_is_not_canonical_is_found() {
    let test = with_report();
    test.replace(PAGE, "{\"experiment\":\"figure-1\"", "{\"experiment\": \"figure-1\"");
    let run = test.run(&format!("verify {PAGE}")).code(1);
    run.stdout_has("FAILED the record of figure-1 in").stdout_has("is not in canonical form");
}

#[test]
fn a_removed_record_is_found() {
    let test = with_report();
    test.replace(PAGE, "id=\"record-figure-1-limit-flow\"", "id=\"removed\"");
    let run = test.run(&format!("verify {PAGE}")).code(1);
    run.stdout_has("FAILED the page cannot be made again").stdout_has("figure-1/limit-flow");
}

#[test]
fn a_changed_shown_number_is_found_and_its_place_named() {
    let test = with_report();
    change_digit_behind(&test, PAGE, &["title=\"figure-1 › draw_0.stability = ", ">"]);
    let run = test.run(&format!("verify {PAGE}")).code(1);
    run.stdout_has("FAILED the page says figure-1 › draw_0.stability as ").stdout_has("its records make it");
}

#[test]
fn a_changed_coordinate_word_style_or_reference_of_the_page_is_found_with_its_line() {
    let changes: [&[&str]; 4] =
        [&["<figure ", " d=\"m"], &["<h2", ">"], &["@font-face", "base64,"], &["id=\"figures\">", ":draw_0.lambda_"]];
    for marks in changes {
        let test = with_report();
        let text = test.read(PAGE);
        let at = marks.iter().fold(0, |at, mark| at + text[at..].find(mark).unwrap() + mark.len());
        let other = if text.as_bytes()[at] == b'9' { "8" } else { "9" };
        let line = text[..at].split('\n').count();
        test.write(PAGE, format!("{}{other}{}", &text[..at], &text[at + 1..]));
        let run = test.run(&format!("verify {PAGE}")).code(1).stdout_lacks("FAILED figure-1");
        run.stdout_has(&format!("FAILED {PAGE}:{line}: the page has "));
    }
}

#[test]
fn what_is_added_or_cut_at_the_end_is_found() {
    let test = with_report();
    let text = test.read(PAGE);
    test.write(PAGE, format!("{text}<p>more</p>"));
    test.run(&format!("verify {PAGE}")).code(1);
    test.write(PAGE, text.trim_end().strip_suffix("</html>").unwrap());
    test.run(&format!("verify {PAGE}")).code(1);
}

#[test]
fn a_changed_file_beside_the_page_is_found_and_named() {
    for path in ["data/figure-1-slopes.csv", "figures/figure-1-decay.svg", "REPORT.md"] {
        let test = with_report();
        change_digit_behind(&test, &format!("{FOLDER}/{path}"), &["\n", "\n"]);
        let run = test.run(&format!("verify {FOLDER}")).code(1);
        run.stdout_has(&format!("FAILED {path} is missing, or not what the records make it"));
        test.run(&format!("verify {PAGE}")).code(0);
    }
    let test = with_report();
    std::fs::remove_file(test.path(FOLDER).join("data/figure-1-slopes.csv")).unwrap();
    test.run(&format!("verify {FOLDER}")).code(1).stdout_has("FAILED data/figure-1-slopes.csv is missing");
}

#[test]
fn a_changed_pinned_record_in_the_folder_is_found() {
    let test = Test::new().copied("report").copied("templates");
    test.change_record("figure-1", |record| record.seed.push('0'));
    test.run("verify report").code(1).stdout_has("FAILED figure-1 (quick): its file has digest ");
}

/// A page that is sound in itself, made from a record in which one value is another.
fn forged(page: &str) -> String {
    let mut records: BTreeMap<String, Record> = embedded_records(page)
        .unwrap()
        .into_iter()
        .map(|(name, bytes)| (name.clone(), from_canonical(&name, &bytes).unwrap()))
        .collect();
    let record = records.get_mut("figure-1").unwrap();
    record.scalars.get_mut("draw_0.final.loss").unwrap().value = Datum::Number(0.125);
    let digest = digest(record);
    let mut lock = Lock::read("lock", &embedded_lock(page).unwrap()).unwrap();
    lock.scales.get_mut("quick").unwrap().get_mut("figure-1").unwrap().record = digest;
    let told: Told = embedded_edition(page).unwrap();
    let edition = edition(&records, &Frame { told, lock: lock.write() }).unwrap();
    files(&edition, &Sources::embedded(), &Pins::default()).unwrap().remove("index.html").unwrap()
}

#[test]
fn a_page_forged_with_its_lock_is_found_by_a_checkout_and_by_computing_again() {
    let test = with_report();
    test.write("forged.html", forged(&test.read(PAGE)));
    let run = test.run("verify forged.html").code(1).stdout_has("the report does not hold together");
    let run = run.stdout_has("FAILED its lock is not this checkout's");
    assert_eq!(run.stdout.matches("FAILED").count(), 1, "but for its lock the page is sound: {}", run.stdout);

    let elsewhere = Test::new();
    elsewhere.write("forged.html", test.read("forged.html"));
    elsewhere.run("verify forged.html").code(0).stdout_has("there is no checkout here to compare it with");
    let run = elsewhere.run("verify forged.html --rerun").code(1);
    let run = run.stdout_has("FAILED figure-1: computed again, ").stdout_has(", but the page has ");
    assert_eq!(run.stdout.matches("FAILED").count(), 1, "{}", run.stdout);
}

#[test]
fn a_page_can_be_computed_again_anywhere() {
    let page = with_report().read(PAGE);
    let elsewhere = Test::new();
    elsewhere.write("index.html", page);
    let run = elsewhere.run("verify index.html --rerun --jobs 2").code(0).stdout_has(SOUND);
    assert_eq!(run.stdout.matches(": computed again, ").count(), records().len());
    assert_eq!(elsewhere.files("").len(), 1, "verify writes nothing");
}

#[test]
fn the_page_of_a_departing_run_verifies_and_is_not_called_pinned() {
    let test = Test::new().pinned();
    test.run("run --scale quick --seed 7 --quiet").code(0);
    let run = test.run("verify target/report/quick-departing --rerun").code(0).stdout_has(SOUND);
    run.stdout_has("this run departs from the lock on purpose").stdout_lacks("as the page's lock pins it");
}

#[test]
fn computing_again_costs_no_more_than_allowed() {
    let test = with_report();
    let scale = simplicity_bias::experiments::Scale::Quick;
    let tasks = plan(&Options { scale, ..Options::default() }).unwrap();
    let (needed, most) = tasks
        .iter()
        .map(|task| task.plan.chain_steps())
        .fold((0, 0), |(sum, most), steps| (sum + steps, steps.max(most)));
    let run = test.run(&format!("verify {PAGE} --rerun --budget 1000")).code(2);
    let run = run.stderr_has(&format!("error: running this report again takes {:.1e} chain-steps", needed as f64));
    run.stderr_has("more than the 1.0e3 allowed; raise --budget");
    // Each record alone would fit.
    test.run(&format!("verify {PAGE} --rerun --budget {most}")).code(2).stderr_has("chain-steps, more than the ");
    test.run(&format!("verify {PAGE} --rerun --budget {needed}")).code(0);
}

#[test]
fn a_page_that_asks_for_more_steps_than_can_be_counted_is_over_budget() {
    let test = with_report();
    let page = test.read(PAGE);
    let huge = with_record(&page, "figure-1", |record| {
        record.parameters.insert("draws".into(), 16_384.into());
        record.parameters.insert("steps".into(), 1_125_899_906_842_624_u64.into());
    });
    test.write(PAGE, huge);
    let run = test.run(&format!("verify {PAGE} --rerun")).code(2);
    run.stderr_has("error: running this report again takes 1.8e19 chain-steps");
}

#[test]
fn what_is_not_a_report_is_refused_in_a_sentence() {
    let test = with_report();
    let page = test.read(PAGE);
    let lockless = page.replace("<script type=\"text/plain\" id=\"lock\">", "<script type=\"text/plain\">");
    let unclosed = &page[..page.find("\"draw_0.final.loss\"").unwrap()];
    let elsewhere = Test::new();
    elsewhere.write("empty.html", "");
    elsewhere.write("binary.html", [0, 159, 146, 150]);
    elsewhere.write("other.html", "<!doctype html><title>Something else</title>");
    elsewhere.write("lockless.html", lockless);
    elsewhere.write("unclosed.html", unclosed);
    elsewhere.write("folder/note.txt", "nothing here");
    let cases = [
        ("empty.html", "error: empty.html is not a report: it carries no records\n"),
        ("binary.html", "error: binary.html is not a report: it is not UTF-8 text\n"),
        ("other.html", "error: other.html is not a report: it carries no records\n"),
        ("lockless.html", "error: lockless.html is not a report: the page is not a record: it carries no lock\n"),
        (
            "unclosed.html",
            "error: unclosed.html is not a report: an embedded record is not a record: its element is not closed\n",
        ),
    ];
    for (name, message) in cases {
        elsewhere.run(&format!("verify {name}")).code(2).stdout_is("").stderr_is(message);
    }
    for name in ["missing.html", "folder"] {
        elsewhere
            .run(&format!("verify {name}"))
            .code(2)
            .stdout_is("")
            .stderr_has(&format!("error: cannot read {name}"));
    }
    elsewhere.run("verify").code(2).stderr_has("<PATH>");
}

/// The page with another record in place of one of its own, and a lock that pins it.
fn with_record(page: &str, name: &str, change: impl FnOnce(&mut Record)) -> String {
    let (_, bytes) = embedded_records(page).unwrap().into_iter().find(|(found, _)| found == name).unwrap();
    let mut record: Record = from_canonical(name, &bytes).unwrap();
    change(&mut record);
    let text = String::from_utf8(canonical(&record)).unwrap();
    let page = page.replace(&String::from_utf8(bytes.clone()).unwrap(), &text);
    page.replace(&simplicity_bias::record::sha256(&bytes), &digest(&record))
}

type Change = Box<dyn Fn(&mut Record)>;

#[test]
fn a_record_that_makes_no_sense_is_found_and_makes_nothing_panic() {
    let each = |record: &mut Record, value: &Datum| {
        for scalar in record.scalars.values_mut() {
            scalar.value = value.clone();
        }
        for series in record.series.values_mut() {
            series.values.fill(value.clone());
        }
        for column in record.tables.values_mut().flat_map(|table| &mut table.columns) {
            column.values.fill(value.clone());
        }
    };
    let page = with_report().read(PAGE);
    let elsewhere = Test::new().pinned();
    let mut kinds: Vec<(String, Change)> = vec![
        ("no scalars".into(), Box::new(|record| record.scalars.clear())),
        ("no series".into(), Box::new(|record| record.series.clear())),
        ("no tables".into(), Box::new(|record| record.tables.clear())),
        ("empty series".into(), Box::new(|record| record.series.values_mut().for_each(|series| series.values.clear()))),
        (
            "short steps".into(),
            Box::new(|record| record.series.values_mut().take(1).for_each(|series| series.values.truncate(3))),
        ),
        ("another name".into(), Box::new(|record| record.experiment = "figure-9".into())),
        ("no parameters".into(), Box::new(|record| record.parameters.clear())),
        ("no seed".into(), Box::new(|record| record.seed = "x".into())),
    ];
    for value in [0.0, -1.0, 1e308, -1e308, 5e-324].map(Datum::Number) {
        kinds.push((format!("all {value:?}"), Box::new(move |record| each(record, &value))));
    }
    for value in [Datum::Merged, Datum::Diverged, Datum::Absent, Datum::text("x"), Datum::text("<b>&\"")] {
        kinds.push((format!("all {value:?}"), Box::new(move |record| each(record, &value))));
    }
    for name in ["figure-1", "multiverse", "controls"] {
        for (kind, change) in &kinds {
            let odd = with_record(&page, name, change);
            if odd == page {
                continue;
            }
            elsewhere.write("odd.html", odd);
            let run = elsewhere.run("verify odd.html");
            assert!(
                run.stdout.contains("does not hold together") || run.stderr.starts_with("error: "),
                "{name} with {kind}: {run:?}"
            );
        }
    }
}

#[test]
fn no_cut_and_no_foreign_byte_makes_it_panic() {
    let page = with_report().read(PAGE).into_bytes();
    let elsewhere = Test::new();
    let start = page.windows(8).position(|window| window == b"<script ").unwrap();
    for part in 0..12 {
        let at = start + (page.len() - start) * part / 12;
        elsewhere.write("cut.html", &page[..at]);
        let mut changed = page.clone();
        changed[at] ^= 1;
        elsewhere.write("changed.html", changed);
        for name in ["cut.html", "changed.html"] {
            let run = elsewhere.run(&format!("verify {name}"));
            assert!(
                run.stdout.contains("does not hold together") || run.stderr.starts_with("error: "),
                "{at}: {run:?}"
            );
        }
    }
}

#[test]
fn files_that_are_not_the_reports_and_a_missing_lock_are_found() {
    let test = Test::new().copied("report");
    test.run("verify report").code(0);
    test.write("report/figures/stray.svg", "<svg/>");
    test.run("verify report").code(1).stdout_has("FAILED figures/stray.svg does not belong to this report");
    std::fs::remove_file(test.path("report/figures/stray.svg")).unwrap();
    std::fs::remove_file(test.path("report/results.lock")).unwrap();
    test.run("verify report").code(1).stdout_has("FAILED results.lock is missing");
}
