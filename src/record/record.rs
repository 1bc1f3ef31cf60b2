use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Datum;
use super::reads::note;

/// Parameters by name; a value is a JSON number or string.
pub type Parameters = BTreeMap<String, serde_json::Value>;

/// The canonical result of an experiment, or of one of its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The experiment's name, with its control where it has one: `figure-1`, `figure-1/no-label-noise`.
    pub experiment: String,
    /// Everything that the result is a function of, but for the root seed.
    pub parameters: Parameters,
    /// The root seed, in decimal.
    pub seed: String,
    /// Single values by name; a dot in a name groups (`final.lambda_2`).
    pub scalars: BTreeMap<String, Scalar>,
    /// Sequences by name.
    pub series: BTreeMap<String, Series>,
    /// Tables by name.
    pub tables: BTreeMap<String, Table>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scalar {
    /// The value.
    pub value: Datum,
    /// Its unit; `1` where it has none.
    pub unit: String,
    /// What it is, in a sentence a reader of the data alone understands.
    pub description: String,
}

/// A sequence of values along another series (mostly `step`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The values.
    pub values: Vec<Datum>,
    /// The series that holds the abscissae; empty where this is one.
    pub along: String,
    /// Unit of the values; `1` where they have none.
    pub unit: String,
    /// What they are.
    pub description: String,
}

/// Rows of like things, kept by column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What a row is.
    pub description: String,
    /// The columns, in reading order, all of one length.
    pub columns: Vec<Column>,
}

/// One column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its unit; `1` where it has none.
    pub unit: String,
    /// What it holds.
    pub description: String,
    /// One entry a row.
    pub values: Vec<Datum>,
}

impl Record {
    /// An empty record.
    pub fn new(experiment: impl Into<String>, parameters: Parameters, seed: u64) -> Self {
        Self {
            experiment: experiment.into(),
            parameters,
            seed: seed.to_string(),
            scalars: BTreeMap::new(),
            series: BTreeMap::new(),
            tables: BTreeMap::new(),
        }
    }

    /// Adds a scalar.
    pub fn scalar(&mut self, name: &str, value: impl Into<Datum>, unit: &str, description: &str) {
        self.scalars
            .insert(name.into(), Scalar { value: value.into(), unit: unit.into(), description: description.into() });
    }

    /// Adds a series along another one.
    pub fn series(&mut self, name: &str, along: &str, values: Vec<Datum>, unit: &str, description: &str) {
        self.series.insert(
            name.into(),
            Series { values, along: along.into(), unit: unit.into(), description: description.into() },
        );
    }

    /// The number of a scalar; `None` where it is missing or not a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.look_up(name)?.value.as_number()
    }

    /// A scalar with its unit and description.
    pub fn look_up(&self, name: &str) -> Option<&Scalar> {
        note(name);
        self.scalars.get(name)
    }

    /// A table.
    pub fn table(&self, name: &str) -> Option<&Table> {
        note(name);
        self.tables.get(name)
    }

    /// The values of a series; empty where it is missing.
    pub fn values(&self, name: &str) -> &[Datum] {
        note(name);
        self.series.get(name).map_or(&[], |series| &series.values)
    }
}

impl Table {
    /// An empty table.
    pub fn new(description: &str) -> Self {
        Self { description: description.into(), columns: Vec::new() }
    }

    /// Adds a column at the right.
    #[must_use]
    pub fn with(mut self, name: &str, unit: &str, description: &str, values: Vec<Datum>) -> Self {
        self.columns.push(Column { name: name.into(), unit: unit.into(), description: description.into(), values });
        self
    }

    /// The values of a column; empty where it is missing.
    pub fn column(&self, name: &str) -> &[Datum] {
        self.columns.iter().find(|column| column.name == name).map_or(&[], |column| &column.values)
    }
}
