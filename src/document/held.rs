use super::Entry;
use crate::record::Datum;

/// Numbers that the page carries in a record: a series, or a column of a table.
pub struct Held<'a> {
    /// How a reference names it: `0:step`, `0:draws/mu`; first the place of the record in its entry.
    pub name: String,
    /// What it shares its rows with: the series of a record that have its length, or the columns of its table.
    pub sheet: String,
    data: &'a [Datum],
}

/// How data are read as numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// What is no number leaves a gap.
    Gap,
    /// Numbers with the other sign.
    Negated,
    /// As limits of a band: merged is zero, whatever else is no number is beyond every axis.
    Reach,
    /// Numbers no less than the first and no more than the second; diverged is the second, whatever else the first.
    Clamp(f64, f64),
}

impl Reading {
    fn number(self, datum: &Datum) -> f64 {
        match (self, datum) {
            (Self::Gap | Self::Reach, Datum::Number(value)) => *value,
            (Self::Negated, Datum::Number(value)) => -value,
            (Self::Clamp(low, high), Datum::Number(value)) => value.clamp(low, high),
            (Self::Gap | Self::Negated, _) => f64::NAN,
            (Self::Reach, Datum::Merged) => 0.0,
            (Self::Reach, _) => f64::MAX,
            (Self::Clamp(_, high), Datum::Diverged) => high,
            (Self::Clamp(low, _), _) => low,
        }
    }
}

impl Held<'_> {
    pub fn len(&self) -> usize {
        self.data.len()
    }

    pub fn at(&self, row: usize, reading: Reading) -> f64 {
        reading.number(&self.data[row])
    }
}

/// The records of an entry, in the order in which references count them.
pub fn names(entry: &Entry) -> Vec<&str> {
    std::iter::once(&entry.record).chain(&entry.controls).map(|pinned| pinned.record.experiment.as_str()).collect()
}

/// Everything that the records of an entry hold.
pub fn held(entry: &Entry) -> Vec<Held<'_>> {
    let mut all = Vec::new();
    for (place, pinned) in std::iter::once(&entry.record).chain(&entry.controls).enumerate() {
        for (name, series) in &pinned.record.series {
            let data = &series.values[..];
            all.push(Held { name: format!("{place}:{name}"), sheet: format!("{place}:{}", data.len()), data });
        }
        for (table, columns) in &pinned.record.tables {
            all.extend(columns.columns.iter().map(|column| Held {
                name: format!("{place}:{table}/{}", column.name),
                sheet: format!("{place}:{table}/"),
                data: &column.values,
            }));
        }
    }
    all
}
