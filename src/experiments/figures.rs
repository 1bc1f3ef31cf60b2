//! What the figures of all experiments draw from: series and scalars of records, as points and as words.

use crate::record::{Datum, Record};

/// A series over steps; what is no number leaves a gap.
pub fn line(record: &Record, series: &str) -> Vec<(f64, f64)> {
    let number = |datum: &Datum| datum.as_number().unwrap_or(f64::NAN);
    record.values("step").iter().map(number).zip(record.values(series).iter().map(number)).collect()
}

/// Two series over steps as a band: merged reaches its foot, diverged its head.
pub fn band(record: &Record, low: &str, high: &str) -> Vec<(f64, f64, f64)> {
    let number = |datum: &Datum| match datum {
        Datum::Number(value) => *value,
        Datum::Merged => 0.0,
        _ => f64::MAX,
    };
    let bounds = record.values(low).iter().zip(record.values(high));
    let steps = record.values("step").iter().map(number);
    steps.zip(bounds).map(|(step, (low, high))| (step, number(low), number(high))).collect()
}

pub fn end(record: &Record, series: &str) -> String {
    plain(record.values(series).last())
}

pub fn number(record: &Record, scalar: &str) -> String {
    plain(record.scalars.get(scalar).map(|scalar| &scalar.value))
}

/// A datum in words, numbers to two digits.
pub fn plain(datum: Option<&Datum>) -> String {
    match datum {
        Some(Datum::Number(value)) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value}"),
        Some(Datum::Number(value)) if (1e-2..1e3).contains(&value.abs()) => format!("{value:.2}"),
        Some(Datum::Number(value)) => format!("{value:.1e}"),
        Some(Datum::Merged) => "exactly zero".into(),
        Some(Datum::Diverged) => "beyond the finite numbers".into(),
        Some(Datum::Text(text)) => text.clone(),
        Some(Datum::Absent) | None => "nothing measured".into(),
    }
}
