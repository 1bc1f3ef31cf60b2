use super::{Column, Datum, Record, Series, Table};

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

    /// Whether it can be nothing but rounding done differently. A tiny eigenvalue counts as much as a large one, so what
    /// has cancelled down to rounding itself counts as a change of value: better too grave than too light.
    pub fn is_rounding(&self) -> bool {
        const ROUNDING: f64 = 1e-9;
        self.is_of_digests() || self.relative().is_some_and(|relative| relative <= ROUNDING)
    }

    /// Whether two digests differ: that tells that bits do, and not by how much, so others have to tell it.
    pub fn is_of_digests(&self) -> bool {
        [&self.pinned, &self.new].into_iter().all(|datum| datum.as_ref().is_some_and(is_digest))
    }

    fn numbers(&self) -> Option<(f64, f64)> {
        Some((self.pinned.as_ref()?.as_number()?, self.new.as_ref()?.as_number()?))
    }
}

fn is_digest(datum: &Datum) -> bool {
    let hex = |text: &str| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    datum.as_text().is_some_and(hex)
}

/// The doubles in their order, as whole numbers.
fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// Everything in which two records differ: parameters first, then scalars, series and tables, each in order; units and
/// descriptions too, for they are part of the digest.
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
        let words = |record: &Record| {
            let scalar = record.scalars.get(name);
            scalar.map(|scalar| [("unit", scalar.unit.clone()), ("description", scalar.description.clone())])
        };
        found.extend(reworded(&format!("scalars.{name}"), words(pinned), words(new)));
    }
    for name in names(&pinned.series, &new.series) {
        let path = format!("series.{name}");
        let values = |record: &Record| record.series.get(name).map(|series: &Series| series.values.clone());
        let along = pinned.series.get(name).map_or("", |series| &series.along);
        for mut difference in sequence(&path, values(pinned), values(new)) {
            difference.step = difference.index.and_then(|at| pinned.values(along).get(at)?.as_number());
            found.push(difference);
        }
        let words = |record: &Record| {
            record.series.get(name).map(|series| {
                let (along, unit) = (series.along.clone(), series.unit.clone());
                [("along", along), ("unit", unit), ("description", series.description.clone())]
            })
        };
        found.extend(reworded(&path, words(pinned), words(new)));
    }
    for name in names(&pinned.tables, &new.tables) {
        found.extend(table(&format!("tables.{name}"), pinned.tables.get(name), new.tables.get(name)));
    }
    found
}

fn table(path: &str, pinned: Option<&Table>, new: Option<&Table>) -> Vec<Difference> {
    let columns = |table: Option<&Table>| table.map_or(Vec::new(), |table| table.columns.clone());
    let (old, now) = (columns(pinned), columns(new));
    let mut titles: Vec<&String> = old.iter().chain(&now).map(|column| &column.name).collect();
    titles.sort();
    titles.dedup();
    let mut found = Vec::new();
    for title in titles {
        let of = |columns: &[Column]| columns.iter().find(|column| column.name == *title).cloned();
        let (old, now) = (of(&old), of(&now));
        let path = format!("{path}.{title}");
        let values = |column: &Option<Column>| column.as_ref().map(|column| column.values.clone());
        found.extend(sequence(&path, values(&old), values(&now)));
        let words = |column: Option<Column>| column.map(|it| [("unit", it.unit), ("description", it.description)]);
        found.extend(reworded(&path, words(old), words(now)));
    }
    let words = |table: Option<&Table>| {
        table.map(|table| {
            let order: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            [("columns", order.join(", ")), ("description", table.description.clone())]
        })
    };
    found.extend(reworded(path, words(pinned), words(new)));
    found
}

/// What is said of values otherwise than before; nothing where they are new or gone, which the values tell.
fn reworded<const N: usize>(
    path: &str,
    pinned: Option<[(&str, String); N]>,
    new: Option<[(&str, String); N]>,
) -> Vec<Difference> {
    let (Some(pinned), Some(new)) = (pinned, new) else { return Vec::new() };
    let pairs = pinned.into_iter().zip(new);
    pairs
        .filter_map(|((what, was), (_, is))| {
            single(format!("{path}.{what}"), Some(Datum::text(was)), Some(Datum::text(is)))
        })
        .collect()
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
    (pinned != new).then_some(Difference { path, index: None, step: None, pinned, new })
}

fn sequence(path: &str, pinned: Option<Vec<Datum>>, new: Option<Vec<Datum>>) -> Vec<Difference> {
    let (pinned, new) = (pinned.unwrap_or_default(), new.unwrap_or_default());
    (0..pinned.len().max(new.len()))
        .filter(|at| pinned.get(*at) != new.get(*at))
        .map(|at| Difference {
            path: path.into(),
            index: Some(at),
            step: None,
            pinned: pinned.get(at).cloned(),
            new: new.get(at).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Parameters;

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
    fn whatever_changes_the_digest_is_a_difference_with_a_place() {
        type Change = fn(&mut Record);
        let changes: [(&str, Change); 8] = [
            ("scalars.x.unit", |record| record.scalars.get_mut("x").unwrap().unit.push('s')),
            ("scalars.x.description", |record| record.scalars.get_mut("x").unwrap().description.push('s')),
            ("series.loss.along", |record| record.series.get_mut("loss").unwrap().along.clear()),
            ("series.loss.unit", |record| record.series.get_mut("loss").unwrap().unit.push('s')),
            ("series.loss.description", |record| record.series.get_mut("loss").unwrap().description.push('s')),
            ("tables.t.description", |record| record.tables.get_mut("t").unwrap().description.push('s')),
            ("tables.t.a.unit", |record| record.tables.get_mut("t").unwrap().columns[0].unit.push('s')),
            ("tables.t.a.description", |record| record.tables.get_mut("t").unwrap().columns[0].description.push('s')),
        ];
        for (path, change) in changes {
            let mut new = record();
            change(&mut new);
            let found = differences(&record(), &new);
            assert_eq!(found.iter().map(|difference| difference.path.as_str()).collect::<Vec<_>>(), [path]);
            assert!(!found[0].is_rounding());
        }
    }

    #[test]
    fn two_digests_differ_by_rounding_at_least_and_a_word_by_more() {
        let difference = |pinned: &str, new: &str| Difference {
            path: "scalars.draw_0.cell".into(),
            index: None,
            step: None,
            pinned: Some(Datum::text(pinned)),
            new: Some(Datum::text(new)),
        };
        assert!(difference(&"0a".repeat(32), &"b1".repeat(32)).is_rounding());
        assert!(!difference(&"0a".repeat(32), "merged-exactly").is_rounding());
    }

    #[test]
    fn distance_in_ulps_counts_across_zero() {
        assert_eq!(ordered(0.0).abs_diff(ordered(-0.0)), 0);
        assert_eq!(ordered(f64::from_bits(1)).abs_diff(ordered(-f64::from_bits(1))), 2);
    }
}
