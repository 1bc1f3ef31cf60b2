//! The approved functions of f64, against correctly rounded values and against their own bits.
//!
//! tests/fixtures/float.csv holds arguments, the values rounded to nearest (by mpmath, see float.py beside it), and our bits,
//! the same on every platform. After a change of a function that is meant to move bits, fill ours in again:
//!
//! ```text
//! python3 tests/fixtures/float.py && FLOAT_BITS=write cargo test --test float golden
//! ```

use std::fs;
use std::path::PathBuf;

use simplicity_bias::float;

/// A function, and how many units in the last place it may be off.
type Approved = (&'static str, fn(f64) -> f64, u64);

const APPROVED: [Approved; 8] = [
    ("exp", float::exp, 1),
    ("ln", float::ln, 1),
    ("sinh", float::sinh, 2),
    ("cosh", float::cosh, 2),
    ("tanh", float::tanh, 4),
    ("asinh", float::asinh, 2),
    ("atanh", float::atanh, 2),
    ("ln_gamma", float::ln_gamma, 2),
];

struct Row {
    function: Approved,
    argument: f64,
    right: f64,
    ours: Option<u64>,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/float.csv")
}

fn bits(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap()
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(path()).unwrap();
    let row = |line: &str| {
        let [name, argument, right, ours] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        Row {
            function: *APPROVED.iter().find(|(approved, ..)| *approved == name).unwrap(),
            argument: f64::from_bits(bits(argument)),
            right: f64::from_bits(bits(right)),
            ours: (!ours.is_empty()).then(|| bits(ours)),
        }
    };
    text.lines().skip(1).map(row).collect()
}

/// Distance in units in the last place.
fn ulps(a: f64, b: f64) -> u64 {
    let place = |x: f64| {
        let size = (x.to_bits() & !(1 << 63)).cast_signed();
        if x.is_sign_negative() { -size } else { size }
    };
    place(a).abs_diff(place(b))
}

#[test]
fn every_approved_function_is_right_to_its_last_bits() {
    let mut worst = APPROVED.map(|(name, ..)| (name, 0, 0.0));
    for Row { function: (name, function, allowed), argument, right, .. } in rows() {
        let found = function(argument);
        let off = ulps(found, right);
        assert!(off <= allowed, "{name}({argument:e}) is {found:e}, {off} ulps from {right:e}");
        let worst = worst.iter_mut().find(|(of, ..)| *of == name).unwrap();
        if off >= worst.1 {
            *worst = (name, off, argument);
        }
    }
    println!("furthest off, in ulps: {worst:?}");
}

#[test]
fn every_approved_function_has_its_golden_bits() {
    if std::env::var_os("FLOAT_BITS").is_some_and(|what| what == "write") {
        let line = |row: &Row| {
            let (argument, right) = (row.argument.to_bits(), row.right.to_bits());
            let ours = row.function.1(row.argument).to_bits();
            format!("{},{argument:016x},{right:016x},{ours:016x}\n", row.function.0)
        };
        let lines: String = rows().iter().map(line).collect();
        fs::write(path(), format!("function,argument,right,ours\n{lines}")).unwrap();
    }
    for row in rows() {
        let (name, function, _) = row.function;
        let (found, golden) = (function(row.argument), row.ours.expect("filled in"));
        assert_eq!(
            found.to_bits(),
            golden,
            "{name}({:e}) is {found:e}, was {:e}",
            row.argument,
            f64::from_bits(golden)
        );
    }
}

#[test]
fn the_table_has_every_approved_function_and_would_show_a_wrong_one() {
    let source = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/float.rs")).unwrap();
    let tested = |name: &str| APPROVED.iter().any(|(approved, ..)| *approved == name) || name == "sinh_cosh";
    let approved = source.lines().filter_map(|line| line.strip_prefix("pub fn ")?.split(['(', '<']).next());
    assert!(
        approved.clone().count() > APPROVED.len() && approved.clone().all(tested),
        "a function is not in the table"
    );
    for (name, _, allowed) in APPROVED {
        let of_it = || rows().into_iter().filter(move |row| row.function.0 == name);
        assert!(of_it().count() >= 100, "{name}");
        let wrong = |row: &Row| ulps(row.right * (1.0 + 4e-15), row.right) > allowed;
        assert!(of_it().filter(wrong).count() > 80, "an error of 4e-15 in {name} would not be seen");
    }
    assert_eq!((ulps(1.0, 1.0 + f64::EPSILON), ulps(-0.0, 0.0), ulps(-5e-324, 5e-324)), (1, 0, 2));
}

#[test]
fn sine_and_cosine_hyperbolic_together_are_what_they_are_apart() {
    for row in rows() {
        let (sine, cosine) = float::sinh_cosh(row.argument);
        let bits = |x: f64| if x.is_nan() { 0 } else { x.to_bits() };
        assert_eq!((bits(sine), bits(cosine)), (bits(float::sinh(row.argument)), bits(float::cosh(row.argument))));
    }
}
