use serde_json::{Value, json};

use crate::record::canonical;

/// The entities of a JSON-LD document, in the order in which they are told.
#[derive(Default)]
pub struct Graph(Vec<Value>);

impl Graph {
    /// Adds an entity.
    pub fn add(&mut self, entity: Value) {
        self.0.push(entity);
    }

    /// Adds several.
    pub fn extend(&mut self, entities: impl IntoIterator<Item = Value>) {
        self.0.extend(entities);
    }

    /// The document: one entity a line, so that a change shows as a change of that line, each in canonical form.
    pub fn text(&self, context: &Value) -> String {
        let line = |value: &Value| String::from_utf8_lossy(&canonical(value)).into_owned();
        let entities: Vec<String> = self.0.iter().map(line).collect();
        format!("{{\"@context\":{},\"@graph\":[\n{}\n]}}\n", line(context), entities.join(",\n"))
    }
}

/// A reference to an entity.
pub fn to(id: &str) -> Value {
    json!({ "@id": id })
}

/// References to several entities.
pub fn to_all(ids: impl IntoIterator<Item = impl AsRef<str>>) -> Value {
    ids.into_iter().map(|id| to(id.as_ref())).collect()
}
