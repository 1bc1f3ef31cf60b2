use serde_json::{Map, Value, json};

use super::super::held::held;
use super::super::sample;
use super::refer;
use crate::document::Entry;
use crate::figure::{Columns, Geometry, Mark};
use crate::record::{Datum, Table};

const GAP: f64 = f64::NAN;

/// An entry whose record has a series that merges, one that diverges, and a table.
fn entry() -> Entry {
    let mut entry = sample::edition().entries.remove(0);
    let record = &mut entry.record.record;
    record.series.clear();
    let number = |values: &[f64]| values.iter().copied().map(Datum::Number).collect::<Vec<_>>();
    record.series("step", "", number(&[0.0, 1.5, 2.0, 5.0]), "steps", "Steps.");
    record.series("large", "step", number(&[3.0, 7.0, 11.0, 13.0]), "1", "Large.");
    let small = vec![Datum::Number(0.1), Datum::Number(0.01), Datum::Merged, Datum::Diverged];
    record.series("small", "step", small, "1", "Small.");
    record.series("other", "step", number(&[0.7, 0.3, 0.2, 0.1]), "1", "Other.");
    let column = |scale: f64| (0..20).map(|row| Datum::Number(scale / f64::from(row + 3))).collect::<Vec<_>>();
    let mut absent = column(2.0);
    absent[4] = Datum::Absent;
    let table = Table::new("Rows.").with("mu", "1", "Mu.", column(1.0)).with("late", "1", "Late.", absent);
    record.tables.insert("draws".into(), table);
    entry
}

fn referred(geometry: &Geometry) -> Map<String, Value> {
    let entry = entry();
    refer(&Columns::from(geometry), &held(&entry))
}

fn line(x: &[f64], y: &[f64]) -> Geometry {
    let points = x.iter().copied().zip(y.iter().copied()).collect();
    Mark::line("l", crate::figure::Ink::First, points).geometry
}

const STEPS: [f64; 4] = [0.0, 1.5, 2.0, 5.0];

#[test]
fn a_series_is_referred_to_and_what_is_no_number_is_a_gap() {
    let found = referred(&line(&STEPS, &[0.1, 0.01, GAP, GAP]));
    assert_eq!(Value::Object(found), json!({"x": "0:step", "y": "0:small"}));
}

#[test]
fn one_bit_off_is_written_out() {
    let off = f64::from_bits(0.01_f64.to_bits() + 1);
    let found = referred(&line(&STEPS, &[0.1, off, GAP, GAP]));
    assert_eq!(Value::Object(found), json!({"x": "0:step", "y": [0.1, off, null, null]}));
}

#[test]
fn limits_of_a_band_reach_foot_and_head() {
    let points = STEPS.iter().copied().zip([0.1, 0.01, 0.0, f64::MAX]).zip([3.0, 7.0, 11.0, 13.0]);
    let geometry = Mark::band("b", crate::figure::Ink::First, points.map(|((x, low), high)| (x, low, high)).collect());
    let found = referred(&geometry.geometry);
    assert_eq!(Value::Object(found), json!({"x": "0:step", "low": "0:small!", "high": "0:large"}));
}

#[test]
fn a_quotient_and_negated_numbers_are_recognised() {
    let ratio = [0.7 / 3.0, 0.3 / 7.0, 0.2 / 11.0, 0.1 / 13.0];
    let found = referred(&line(&STEPS.map(|step| -step), &ratio));
    assert_eq!(found["x"], json!("-0:step"));
    assert_eq!(found["y"], json!({"quotient": ["0:other", "0:large"]}));
}

#[test]
fn rows_in_any_order_are_rows_of_one_table() {
    let rows = [19, 3, 5, 6, 7, 0, 1, 2];
    let x: Vec<f64> = rows.iter().map(|&row| 1.0 / f64::from(row + 3)).collect();
    let y: Vec<f64> = rows.iter().map(|&row| 2.0 / f64::from(row + 3)).collect();
    let found = referred(&line(&x, &y));
    let expected = json!({"x": "@0:draws/mu", "y": "@0:draws/late", "rows": "19,3,5-7,0-2"});
    assert_eq!(Value::Object(found), expected);
}

#[test]
fn rows_of_different_points_are_not_one_row() {
    let x: Vec<f64> = (0..8).map(|row| 1.0 / f64::from(row + 3)).collect();
    let y: Vec<f64> = (0..8).map(|row| 2.0 / f64::from(row + 10)).collect();
    let found = referred(&line(&x, &y));
    assert!(!found.contains_key("rows"), "{found:?}");
}

#[test]
fn clamped_numbers_say_their_bounds() {
    let low = |row: i32| (2.0 / f64::from(row + 3)).max(0.15);
    let y: Vec<f64> = (0..20).map(|row| if row == 4 { 0.15 } else { low(row) }).collect();
    let found = referred(&line(&(0..20).map(f64::from).collect::<Vec<_>>(), &y));
    assert_eq!(found["y"], json!({"clamp": "0:draws/late", "from": 0.15, "to": 2.0 / 3.0}));
    assert_eq!(found["x"], json!("=0-19"));
}
