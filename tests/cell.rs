//! `cell`: the canonical bytes of one cell's record, for comparison with another implementation's.

mod support;

use simplicity_bias::record::{Record, from_canonical, sha256};
use support::Test;

#[test]
fn a_cell_is_printed_as_the_bytes_whose_digest_the_store_holds() {
    let test = Test::new().pinned();
    let set = "--set figure-1.steps=400 --set figure-1.draws=2";
    test.run(&format!("run --scale quick {set}")).code(0);
    let stored: Vec<String> =
        test.files("target/store").into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect();
    for cell in ["figure-1/draw-1", "figure-1/no-label-noise/draw-0"] {
        let run = test.run(&format!("cell {cell} --scale quick {set}")).code(0).stderr_is("");
        let record: Record = from_canonical(cell, run.stdout.as_bytes()).unwrap();
        assert_eq!(record.parameters["steps"], 400);
        let digest = format!(r#""digest":"{}""#, sha256(run.stdout.as_bytes()));
        assert!(stored.iter().any(|file| file.contains(&digest) && file.contains(&run.stdout)), "{cell}: {digest}");
    }
}

#[test]
fn a_control_has_cells_of_its_own() {
    let test = Test::new();
    let steps = "--scale quick --set figure-1.steps=400";
    let with = test.run(&format!("cell figure-1/draw-0 {steps}")).code(0);
    let without = test.run(&format!("cell figure-1/no-label-noise/draw-0 {steps}")).code(0);
    assert_ne!(with.stdout, without.stdout);
    let set = test.run(&format!("cell figure-1/draw-0 {steps} --set figure-1.noise=none")).code(0);
    assert_eq!(without.stdout, set.stdout);
}

#[test]
fn a_cell_whose_name_holds_a_slash_is_found_and_so_is_that_of_its_control() {
    let test = Test::new();
    for cell in ["more-points/points-5/draw-1", "more-points/no-label-noise/points-5/draw-1"] {
        let run = test.run(&format!("cell {cell} --scale quick --set more-points.steps=400")).code(0);
        let record: Record = from_canonical(cell, run.stdout.as_bytes()).unwrap();
        assert_eq!(
            (record.experiment.as_str(), &record.parameters["points"]),
            ("more-points/points-5/draw-1", &5.into())
        );
        assert_eq!(record.parameters["noise"] == "none", cell.contains("no-label-noise"));
    }
}

#[test]
fn a_cell_that_does_not_exist_is_refused_with_those_that_do() {
    let test = Test::new();
    let refused = |path: &str, message: &str| {
        test.run(&format!("cell {path} --scale quick")).code(2).stdout_is("").stderr_has(message);
    };
    refused("figure-1/draw-6", r#"there is no cell "draw-6"; did you mean "draw-"#);
    refused("figure-1/x", r#"there is no cell "x"; there are: draw-0, ..., draw-5"#);
    refused("figure-1", r#"there is no cell """#);
    refused("figure-4/draw-0", r#"there is no record "figure-4"; did you mean "figure-"#);
    refused("more-points/points-3", r#"there is no cell "points-3"; "#);
    refused("more-points/points-7/draw-0", r#"there is no cell "points-7/draw-0"; "#);
}
