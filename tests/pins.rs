//! Pins that were tampered with, or that no longer are what was pinned: `check` names the place or the cause.

mod support;

use simplicity_bias::record::Datum;
use support::Test;

#[test]
fn a_pinned_record_that_is_not_canonical_still_says_where_it_differs() {
    let test = Test::new().pinned();
    test.replace(
        "report/records/quick/figure-1.json",
        r#""draw_0.final.loss":{"description":"#,
        r#""draw_0.final.loss": {"description":"#,
    );
    let path = "report/records/quick/figure-1.json";
    let (at, text) = {
        let text = test.read(path);
        (text.find(r#""value":0.0"#).unwrap(), text)
    };
    let mut bytes = text.into_bytes();
    bytes[at + 11] = if bytes[at + 11] == b'9' { b'8' } else { b'9' };
    test.write(path, bytes);
    let check = test.run("check --scale quick --only figure-1").code(1);
    check.stdout_has("is not in canonical form").stdout_has("value    scalars.").stdout_has("relative");
}

#[test]
fn a_tiny_eigenvalue_that_doubles_is_a_change_of_value_and_not_rounding() {
    let test = Test::new().pinned();
    test.change_pinned("controls", |record| {
        let value = record.series.get_mut("kicked.lambda_2").unwrap().values.last_mut().unwrap();
        let number = value.as_number().unwrap();
        assert!(number < 1e-10, "{number:e}");
        *value = Datum::Number(2.0 * number);
    });
    test.run("check --scale quick --only controls")
        .code(1)
        .stdout_has("controls (quick): values differ")
        .stdout_lacks("by rounding only");
}

#[test]
fn claims_that_are_not_those_that_were_pinned_are_named_as_the_cause() {
    let test = Test::new().pinned();
    test.change_lock(|lock| {
        lock.scales.get_mut("quick").unwrap().get_mut("figure-1").unwrap().claims = Some("ab".repeat(32));
    });
    let check = test.run("check --scale quick --only figure-1").code(1);
    check
        .stdout_has("the results are as pinned, but the claims on them are not")
        .stdout_has("claims, as code and in words: pinned abab");
    test.run("run --scale quick").code(1);
    test.run("accept").code(0).stdout_has("the claims on them are not");
    test.run("check --scale quick").code(0);
}
