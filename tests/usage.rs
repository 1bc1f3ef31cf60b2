//! The command line and the chapters: what is wrong is refused with exit code 2, its place, and what would be right.

mod support;

use simplicity_bias::document::CHAPTERS;
use support::Test;

/// What is left of a project must be what it was.
fn refused(test: &Test, arguments: &str, messages: &[&str]) {
    let before = test.files("");
    let mut run = test.run(arguments).code(2).stdout_is("");
    for message in messages {
        run = run.stderr_has(message);
    }
    assert_eq!(before, test.files(""), "a refused command writes nothing");
}

#[test]
fn a_name_that_nothing_has_is_refused_with_the_nearest_one() {
    let test = Test::new().pinned();
    let experiment = r#"error: there is no experiment "figure-4"; did you mean "figure-3"?"#;
    refused(&test, "run --scale quick --only figure-4", &[experiment]);
    refused(&test, "check --scale quick --only figure-4", &[experiment]);
    refused(&test, "run --scale quick --set figure-4.sigma=1", &[experiment]);
    refused(&test, "run --scale quick --only x", &[r#"there is no experiment "x"; there are: "#]);
    let parameter = r#"error: there is no parameter "sigm"; did you mean "sigma"?"#;
    refused(&test, "run --scale quick --set figure-1.sigm=1", &[parameter]);
    refused(&test, "run --scale quik", &["invalid value 'quik'", "a similar value exists: 'quick'"]);
    refused(&test, "chek", &["unrecognized subcommand 'chek'", "'check'"]);
}

#[test]
fn a_value_out_of_range_is_refused_with_the_range() {
    let test = Test::new().pinned();
    let cases = [
        ("draws=0", r#"error: figure-1.draws cannot be "0": it must be a whole number from 1 to 1000000"#),
        ("draws=1.5", r#"figure-1.draws cannot be "1.5": it must be a whole number"#),
        ("steps=401", "it must be an even number from 400 to"),
        ("sigma=-1", r#"figure-1.sigma cannot be "-1": it must be a number from 0 to 1000"#),
        ("sigma=NaN", r#"figure-1.sigma cannot be "NaN": it must be a number from 0 to 1000"#),
        ("sigma=inf", r#"figure-1.sigma cannot be "inf""#),
        ("sigma=", r#"figure-1.sigma cannot be """#),
        ("noise=cauchy", "it must be one of gaussian, plus-minus, none"),
    ];
    for (assignment, message) in cases {
        refused(&test, &format!("run --scale quick --set figure-1.{assignment}"), &[message]);
    }
}

#[test]
fn what_is_not_an_assignment_is_refused_with_an_example() {
    let test = Test::new().pinned();
    for text in ["sigma=0.1", "figure-1.sigma", "figure-1", "=", "figure-1=0.1"] {
        let message = format!("error: cannot set {text:?}: write EXPERIMENT.PARAMETER=VALUE, as in figure-1.sigma=0.1");
        refused(&test, &format!("run --scale quick --set {text}"), &[&message]);
    }
}

#[test]
fn flags_that_do_not_exist_or_make_no_sense_are_refused() {
    let test = Test::new().pinned();
    refused(&test, "run --scael quick", &["unexpected argument '--scael'", "'--scale'"]);
    refused(&test, "run --scale quick --jobs 0", &["invalid value '0' for '--jobs <N>'", "1.."]);
    refused(&test, "run --scale quick --jobs many", &["invalid value 'many' for '--jobs <N>'"]);
    refused(&test, "run --scale quick --seed -1", &["error: "]);
    refused(&test, "check --scale quick --set figure-1.sigma=1", &["unexpected argument '--set'"]);
    refused(&test, "check --scale quick --format xml", &["invalid value 'xml'"]);
    refused(&test, "verify x --budget -5", &["error: "]);
}

#[test]
fn a_share_that_does_not_exist_is_refused_with_those_that_do() {
    let test = Test::new().pinned();
    let shard = "shard --scale quick --store cells";
    let last = "error: there is no share 3 of 3: shares are counted from 0, so --index goes from 0 to 2";
    refused(&test, &format!("{shard} --index 3 --of 3"), &[last]);
    refused(&test, &format!("{shard} --index 0 --of 0"), &["invalid value '0' for '--of <N>'", "1..=1000000"]);
    refused(&test, &format!("{shard} --index -1 --of 3"), &["error: "]);
    refused(&test, &format!("{shard} --of 3"), &["--index <I>"]);
    refused(&test, "shard --scale quick --index 0 --of 3", &["--store <DIR>"]);
    refused(&test, &format!("{shard} --index 0 --of 3 --only figure-4"), &[r#"no experiment "figure-4""#]);
    refused(&test, &format!("{shard} --index 0 --of 3 --set figure-1.draws=0"), &["figure-1.draws cannot be"]);
}

#[test]
fn a_store_where_a_share_cannot_be_kept_is_refused_before_anything_is_computed() {
    let test = Test::new();
    test.write("taken", "a file");
    for store in ["taken", "taken/deeper"] {
        let arguments = format!("shard --scale quick --index 0 --of 1 --store {store}");
        refused(&test, &arguments, &["error: cannot create", store]);
        assert!(!test.run(&arguments).stderr.contains("cells"), "cells were computed");
    }
}

#[test]
fn a_lock_that_cannot_be_read_is_named() {
    let test = Test::new().pinned();
    for text in ["[quick", "[quick.figure-1]\nseed = 5\n", "[quick.figure-1]\ncolour = \"red\"\n", "quick = 1\n"] {
        test.write("report/results.lock", text);
        for command in ["run --scale quick", "check --scale quick", "accept"] {
            refused(&test, command, &["error: ", "report/results.lock is not a lock file: "]);
        }
    }
    test.write("report/results.lock", [0xff, 0xfe]);
    refused(&test, "check --scale quick", &["error: cannot read ", "report/results.lock"]);
}

#[test]
fn the_list_has_every_experiment_parameter_and_claim() {
    let list = Test::new().run("list").code(0).stderr_is("");
    for experiment in simplicity_bias::experiments::REGISTRY {
        assert!(list.stdout.contains(&format!("{}: {}", experiment.id, experiment.title)));
        for info in experiment.parameters {
            let words = info.range.describe();
            let found = list.stdout.lines().any(|line| {
                line.trim_start().starts_with(&format!("{} ", info.name)) && line.ends_with(&format!("; {words}"))
            });
            assert!(found, "{}: {}", info.name, list.stdout);
        }
        for claim in (experiment.claims)() {
            assert!(list.stdout.contains(claim.id) && list.stdout.contains(claim.statement), "{}", claim.id);
            assert!(list.stdout.contains(&format!("control {}", claim.control.variant)));
        }
    }
    for scale in ["quick", "standard", "full"] {
        assert!(list.stdout.lines().any(|line| line.trim_start().starts_with(scale) && line.ends_with("chain-steps")));
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let test = Test::new();
    let help = test.run("--help").code(0).stderr_is("").stdout_has("Exit codes: 0, everything is as pinned");
    for command in ["run", "check", "accept", "verify", "preview", "shard", "list", "cell"] {
        assert!(help.stdout.lines().any(|line| line.trim_start().starts_with(command)), "{command}");
        test.run(&format!("{command} --help")).code(0).stderr_is("").stdout_has("Usage: ");
    }
    test.run("--version").code(0).stdout_is(&format!("simplicity-bias {}\n", env!("CARGO_PKG_VERSION")));
    assert!(test.files("").is_empty());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_reason_to_panic() {
    use std::process::Stdio;

    let test = Test::new().pinned();
    test.change_record("figure-1", |record| record.seed.push('0'));
    test.write("none.html", "");
    for arguments in [
        "list",
        "run --scale quick",
        "check --scale quick",
        "check --scale quick --format github",
        "accept",
        "--help",
        "verify none.html",
    ] {
        for closed in ["stdout", "stderr", "both"] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut command = test.command(arguments);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            if closed != "stderr" {
                command.stdout(writer.try_clone().unwrap());
            }
            if closed != "stdout" {
                command.stderr(writer);
            }
            let output = command.output().unwrap();
            let code = output.status.code();
            assert!(code.is_some_and(|code| code <= 2), "{arguments} with {closed} closed: {code:?}");
            assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{arguments}");
        }
    }
}

/// The last chapter with something wrong behind it: its file and line are named, and the report stays what it was.
fn chapter_refused(wrong: &str, messages: &[&str]) {
    let test = Test::new().pinned().copied("templates");
    test.run("run --scale quick --quiet").code(0);
    let chapter = CHAPTERS.last().unwrap();
    let text = test.read(chapter);
    let line = text.trim_end().lines().count() + 2;
    test.write(chapter, format!("{}\n\n{wrong}\n", text.trim_end()));
    let before = test.files("target/report");
    let mut run = test.run("run --scale quick").code(2).stdout_is("").stderr_has(&format!("error: {chapter}:{line}: "));
    for message in messages {
        run = run.stderr_has(message);
    }
    assert_eq!(before, test.files("target/report"), "the report stays what it was");
}

#[test]
fn an_unknown_binding_in_a_chapter_is_refused_with_the_nearest_one() {
    chapter_refused("It is {{ figure_1.draw_0.final.los | sci(2) }}.", &[r#"no binding "los"; did you mean "loss"?"#]);
    chapter_refused("It is {{ figure_4.draw_0.final.loss }}.", &[r#"no name "figure_4"; did you mean "figure_3"?"#]);
}

#[test]
fn a_number_typed_into_prose_is_refused() {
    chapter_refused("The ratio is 0.97 here.", &[r#"the number "0.97" is typed into the prose"#]);
}

#[test]
fn a_formula_that_is_not_closed_is_refused() {
    chapter_refused("The rate $\\eta is small.", &["is not closed by $ before its paragraph ends"]);
}

#[test]
fn a_formula_that_is_none_is_refused() {
    chapter_refused("The rate $\\frac{1$ is small.", &["frac"]);
}

#[test]
fn an_unknown_claim_figure_or_experiment_in_a_chapter_is_refused_with_the_nearest_one() {
    chapter_refused(
        r#"So it is: {{ verdict("figure-1/slope") }}"#,
        &[r#"no claim "figure-1/slope"; did you mean "figure-1/slopes"?"#],
    );
    chapter_refused(
        r#"{{ figure("figure-1-decai") }}"#,
        &[r#"no figure "figure-1-decai"; did you mean "figure-1-decay"?"#],
    );
    chapter_refused(r#"{{ parameters("figure-4") }}"#, &[r#"no experiment "figure-4"; did you mean "figure-3"?"#]);
}

#[test]
fn a_group_of_values_is_not_a_value() {
    chapter_refused("It is {{ figure_1.draw_0.final | sci(2) }}.", &["is a group of values: ", "loss"]);
}

#[test]
fn broken_template_syntax_in_a_chapter_is_refused() {
    chapter_refused("It is {{ figure_1.draw_0.final.loss | scy(2) }}.", &["scy"]);
    chapter_refused("{% if %}", &[]);
}

#[test]
fn a_link_that_leads_nowhere_is_refused() {
    chapter_refused("See [there](#what-the-record-leaves-opn).", &["what-the-record-leaves-opn", "did you mean"]);
}
