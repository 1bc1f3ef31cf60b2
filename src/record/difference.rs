use super::{Column, Datum, Record, Series};

/// One value of a record that is not the pinned one.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where: `scalars.draw_0.final.loss`, `series.draw_0.lambda_2`, `tables.draws.ratio_2`, `parameters.sigma`.
    pub path: String,
    /// Index within the series or column.
    pub index: Option<usize>,
    /// The step there, where the series runs along steps.
    pub step: Option<f64>,
    /// The pinned value; absent where there is none.
    pub pinned: Option<Datum>,
    /// The new value; absent where there is none.
    pub new: Option<Datum>,
    /// The largest magnitude of the pinned series or column: what the difference is small against.
    pub magnitude: f64,
}

impl Difference {
    /// `|new - pinned| / |pinned|`, if both are numbers and the pinned one is not zero.
    pub fn relative(&self) -> Option<f64> {
        let (pinned, new) = self.numbers().filter(|(pinned, _)| *pinned != 0.0)?;
        Some((new - pinned).abs() / pinned.abs())
    }

    /// How many doubles lie between, if both are numbers.
    pub fn ulps(&self) -> Option<u64> {
        let (pinned, new) = self.numbers()?;
        Some(ordered(pinned).abs_diff(ordered(new)))
    }

    /// Whether it is no larger than what rounding differently leaves behind.
    pub fn is_rounding(&self) -> bool {
        const ROUNDING: f64 = 1e-9;
        self.numbers().is_some_and(|(pinned, new)| (new - pinned).abs() <= ROUNDING * self.magnitude)
    }

    fn numbers(&self) -> Option<(f64, f64)> {
        Some((self.pinned.as_ref()?.as_number()?, self.new.as_ref()?.as_number()?))
    }
}

/// The doubles in their order, as whole numbers.
fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// Every value in which two records differ: parameters first, then scalars, series and tables, each in order.
pub fn differences(pinned: &Record, new: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut keys: Vec<&String> = pinned.parameters.keys().chain(new.parameters.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let datum = |record: &Record| record.parameters.get(key).map(parameter);
        found.extend(single(format!("parameters.{key}"), datum(pinned), datum(new)));
    }
    found.extend(single("seed".into(), Some(Datum::text(&pinned.seed)), Some(Datum::text(&new.seed))));
    for name in names(&pinned.scalars, &new.scalars) {
        let datum = |record: &Record| record.scalars.get(name).map(|scalar| scalar.value.clone());
        found.extend(single(format!("scalars.{name}"), datum(pinned), datum(new)));
    }
    for name in names(&pinned.series, &new.series) {
        let path = format!("series.{name}");
        let values = |record: &Record| record.series.get(name).map(|series: &Series| series.values.clone());
        let along = pinned.series.get(name).map_or("", |series| &series.along);
        for mut difference in sequence(&path, values(pinned), values(new)) {
            difference.step = difference.index.and_then(|at| pinned.values(along).get(at)?.as_number());
            found.push(difference);
        }
    }
    for name in names(&pinned.tables, &new.tables) {
        let columns = |record: &Record| record.tables.get(name).map_or(Vec::new(), |table| table.columns.clone());
        let (old, new) = (columns(pinned), columns(new));
        let mut titles: Vec<&String> = old.iter().chain(&new).map(|column| &column.name).collect();
        titles.sort();
        titles.dedup();
        for title in titles {
            let values = |columns: &[Column]| {
                columns.iter().find(|column| column.name == *title).map(|column| column.values.clone())
            };
            found.extend(sequence(&format!("tables.{name}.{title}"), values(&old), values(&new)));
        }
    }
    found
}

/// A parameter as a datum.
pub fn parameter(value: &serde_json::Value) -> Datum {
    match value {
        serde_json::Value::Number(number) => Datum::optional(number.as_f64()),
        serde_json::Value::String(text) => Datum::text(text),
        other => Datum::text(other.to_string()),
    }
}

fn names<'a, T>(
    a: &'a std::collections::BTreeMap<String, T>,
    b: &'a std::collections::BTreeMap<String, T>,
) -> Vec<&'a str> {
    let mut names: Vec<&str> = a.keys().chain(b.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn single(path: String, pinned: Option<Datum>, new: Option<Datum>) -> Option<Difference> {
    let magnitude = pinned.as_ref().and_then(Datum::as_number).map_or(0.0, f64::abs);
    (pinned != new).then_some(Difference { path, index: None, step: None, pinned, new, magnitude })
}

fn sequence(path: &str, pinned: Option<Vec<Datum>>, new: Option<Vec<Datum>>) -> Vec<Difference> {
    let (pinned, new) = (pinned.unwrap_or_default(), new.unwrap_or_default());
    let magnitude =
        pinned.iter().filter_map(Datum::as_number).fold(0.0, |largest: f64, value| largest.max(value.abs()));
    (0..pinned.len().max(new.len()))
        .filter(|at| pinned.get(*at) != new.get(*at))
        .map(|at| Difference {
            path: path.into(),
            index: Some(at),
            step: None,
            pinned: pinned.get(at).cloned(),
            new: new.get(at).cloned(),
            magnitude,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Parameters, Table};

    fn record() -> Record {
        let mut record = Record::new("e", Parameters::from([("sigma".into(), 0.03.into())]), 1);
        record.scalar("x", 1.0, "1", "x");
        record.series("step", "", [0.0, 2.0, 64.0].map(Datum::Number).to_vec(), "step", "steps");
        record.series("loss", "step", [3.0, 2.0, 1.0].map(Datum::Number).to_vec(), "1", "loss");
        record.tables.insert("t".into(), Table::new("t").with("a", "1", "a", vec![Datum::Number(1.0), Datum::Merged]));
        record
    }

    #[test]
    fn a_record_does_not_differ_from_itself() {
        assert!(differences(&record(), &record()).is_empty());
    }

    #[test]
    fn a_changed_bit_is_found_with_its_place_and_its_distance() {
        let mut new = record();
        new.series.get_mut("loss").unwrap().values[2] = Datum::Number(1.0 + f64::EPSILON);
        let found = differences(&record(), &new);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].index, found[0].step), ("series.loss", Some(2), Some(64.0)));
        assert_eq!((found[0].ulps(), found[0].relative()), (Some(1), Some(f64::EPSILON)));
        assert!(found[0].is_rounding());
    }

    #[test]
    fn parameters_outcomes_and_lengths_are_compared_too() {
        let mut new = record();
        new.parameters.insert("sigma".into(), 0.04.into());
        new.tables.get_mut("t").unwrap().columns[0].values[1] = Datum::Number(1.0);
        new.series.get_mut("loss").unwrap().values.pop();
        new.scalars.remove("x");
        let found = differences(&record(), &new);
        let paths: Vec<&str> = found.iter().map(|difference| difference.path.as_str()).collect();
        assert_eq!(paths, ["parameters.sigma", "scalars.x", "series.loss", "tables.t.a"]);
        assert!(found.iter().all(|difference| !difference.is_rounding()));
    }

    #[test]
    fn distance_in_ulps_counts_across_zero() {
        assert_eq!(ordered(0.0).abs_diff(ordered(-0.0)), 0);
        assert_eq!(ordered(f64::from_bits(1)).abs_diff(ordered(-f64::from_bits(1))), 2);
    }
}
