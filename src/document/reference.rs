//! The data of a mark, as references into records wherever these hold the same numbers bit for bit.
//!
//! A column of a mark is written as one of
//!
//! ```text
//! "0:step"             a series of record 0           "0:draws/mu"   a column of a table
//! "-0:draws/late_2"    its numbers negated            "0:least!"     as limits of a band
//! "@0:draws/mu"        at the mark's own rows only; "rows" says which
//! {"clamp": "@0:readings/most", "from": 1e-26, "to": 100}
//! {"quotient": ["0:lambda_2", "0:lambda_1"]}
//! "=0-19,21"           whole numbers                  {"runs": "0-3,7"}   strokes under them, each with a gap after
//! {"parts": 1.5, "of": 120}                         1.5 k / 120 for k = 1, ..., 119
//! 3                    the same wherever the mark has an x
//! [0.5, null]          the numbers themselves, null for a gap
//! ```

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::held::{Held, Reading};
use super::written::{spans, written};
use crate::figure::Columns;

/// Below this many points, numbers are shorter than what could stand in their place.
const FEW: usize = 4;

/// The columns of a mark by name, and `rows` where references need them.
pub fn refer(columns: &Columns, held: &[Held]) -> Map<String, Value> {
    let mut out = Map::new();
    let mut left: Vec<(&str, &[f64])> = columns.named().map(|(name, values)| (name, &values[..])).collect();
    let x = columns.x.as_deref();
    let mut settle = |left: &mut Vec<(&'static str, &[f64])>, form: &dyn Fn(&[f64]) -> Option<Value>| {
        left.retain(|(name, values)| form(values).is_none_or(|value| out.insert((*name).into(), value).is_some()));
    };
    settle(&mut left, &|values| whole(values, held));
    let mut rows = at_rows(&left, held);
    if rows.is_none() {
        settle(&mut left, &|values| written(values, x));
        rows = at_rows(&left, held);
    }
    if let Some((rows, values)) = rows {
        for ((name, _), value) in left.drain(..).zip(values) {
            out.insert(name.into(), value);
        }
        out.insert("rows".into(), spans(&rows).into());
    }
    for (name, values) in left {
        let value = quotient(values, held).or_else(|| written(values, x)).unwrap_or_else(|| literal(values));
        out.insert(name.into(), value);
    }
    out
}

fn literal(values: &[f64]) -> Value {
    values.iter().map(|&value| serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)).collect()
}

/// The bits that tell a number from others; every gap is the same.
fn bits(value: f64) -> u64 {
    if value.is_finite() { value.to_bits() } else { f64::NAN.to_bits() }
}

/// Readings by which `values` may have come from data.
fn readings(values: &[f64]) -> [Reading; 4] {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let clamp = Reading::Clamp(finite().fold(f64::MAX, f64::min), finite().fold(f64::MIN, f64::max));
    [Reading::Gap, Reading::Negated, Reading::Reach, if finite().next().is_some() { clamp } else { Reading::Gap }]
}

fn named(held: &Held, reading: Reading, mark: &str) -> Value {
    match reading {
        Reading::Gap => format!("{mark}{}", held.name).into(),
        Reading::Negated => format!("{mark}-{}", held.name).into(),
        Reading::Reach => format!("{mark}{}!", held.name).into(),
        Reading::Clamp(from, to) => json!({"clamp": format!("{mark}{}", held.name), "from": from, "to": to}),
    }
}

/// All of something held.
fn whole(values: &[f64], held: &[Held]) -> Option<Value> {
    let same = |held: &Held, reading: Reading| {
        values.iter().enumerate().all(|(row, &value)| bits(held.at(row, reading)) == bits(value))
    };
    let of_length = || held.iter().filter(|held| held.len() == values.len());
    if values.len() < FEW {
        return None;
    }
    let mut readings = readings(values).into_iter();
    readings.find_map(|reading| of_length().find(|held| same(held, reading)).map(|held| named(held, reading, "")))
}

/// One series of a record over another, as long.
fn quotient(values: &[f64], held: &[Held]) -> Option<Value> {
    if values.len() < FEW {
        return None;
    }
    let of_length = || held.iter().filter(|held| held.len() == values.len());
    let same = |above: &Held, below: &Held| {
        let over = |row| bits(above.at(row, Reading::Gap) / below.at(row, Reading::Gap));
        values.iter().enumerate().all(|(row, &value)| over(row) == bits(value))
    };
    of_length().find_map(|above| {
        let below = of_length().find(|below| below.sheet == above.sheet && same(above, below))?;
        Some(json!({"quotient": [above.name, below.name]}))
    })
}

/// The rows of one sheet that hold all these columns side by side, and the references.
fn at_rows(columns: &[(&str, &[f64])], held: &[Held]) -> Option<(Vec<usize>, Vec<Value>)> {
    if columns.first().is_none_or(|(_, values)| values.len() < 2 * FEW) {
        return None;
    }
    let alone = |values: &[f64]| -> Vec<(&Held, Reading)> {
        let pairs = held.iter().flat_map(|held| readings(values).map(|reading| (held, reading)));
        pairs.filter(|&choice| places(&[values], &[choice]).is_some()).collect()
    };
    let mut chosen: Vec<Vec<(&Held, Reading)>> = vec![Vec::new()];
    for (_, values) in columns {
        let candidates = alone(values);
        let longer = |so_far: &Vec<_>| {
            let fits = |choice: &&(&Held, Reading)| {
                so_far.first().is_none_or(|first: &(&Held, Reading)| first.0.sheet == choice.0.sheet)
            };
            let more = candidates.iter().filter(fits).map(|choice| [&so_far[..], &[*choice]].concat());
            more.collect::<Vec<_>>()
        };
        chosen = chosen.iter().flat_map(longer).collect();
    }
    let targets: Vec<&[f64]> = columns.iter().map(|(_, values)| *values).collect();
    chosen.iter().find_map(|choices| {
        let rows = places(&targets, choices)?;
        Some((rows, choices.iter().map(|(held, reading)| named(held, *reading, "@")).collect()))
    })
}

/// For each point, a row that holds it; none twice.
fn places(targets: &[&[f64]], choices: &[(&Held, Reading)]) -> Option<Vec<usize>> {
    let mut free: BTreeMap<Vec<u64>, VecDeque<usize>> = BTreeMap::new();
    for row in 0..choices.iter().map(|(held, _)| held.len()).min()? {
        let key = choices.iter().map(|(held, reading)| bits(held.at(row, *reading))).collect();
        free.entry(key).or_default().push_back(row);
    }
    let keys = (0..targets.first()?.len()).map(|point| targets.iter().map(|values| bits(values[point])).collect());
    keys.map(|key: Vec<u64>| free.get_mut(&key)?.pop_front()).collect()
}

#[cfg(test)]
mod tests;
