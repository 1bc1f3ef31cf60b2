use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::about::SOFTWARE;
use super::graph::{to, to_all};
use crate::document::{Edition, Pinned, escape, figures};

const SEED: &str = "#root-seed";

/// The id of the run of an experiment.
pub fn run_id(experiment: &str) -> String {
    format!("#run-{experiment}")
}

/// One action an experiment, what it was given and, of what it made, what is no file. `pinned` has the digests of the
/// pinned files that lie beside the page.
pub fn runs(edition: &Edition, pinned: &BTreeMap<String, String>) -> Vec<Value> {
    let mut entities = Vec::new();
    for entry in &edition.entries {
        let parameter = |name: &str| format!("#{}.{name}", entry.id);
        let names = entry.parameters.iter().map(|row| parameter(&row.name));
        let mut results = Vec::new();
        let mut embedded = Vec::new();
        for run in std::iter::once(&entry.record).chain(&entry.controls) {
            let file = format!("records/{}/{}.json", edition.scale, run.record.experiment.replace('/', "."));
            if pinned.get(&file) == Some(&run.digest) {
                results.push(file);
            } else {
                let record = in_the_page(run);
                results.push(record["@id"].as_str().unwrap_or_default().to_owned());
                embedded.push(record);
            }
        }
        for figure in &entry.figures {
            results.extend([format!("figures/{}.svg", figure.id), format!("data/{}.csv", figure.id)]);
        }
        entities.push(json!({
            "@id": run_id(entry.id),
            "@type": "CreateAction",
            "name": entry.title,
            "description": format!(
                "{}: {}, with {} variants, whose records carry their own parameters",
                figures::command(edition, entry), entry.item, entry.controls.len()
            ),
            "instrument": to(SOFTWARE),
            "object": to_all(names.chain([SEED.into()])),
            "result": to_all(results),
        }));
        entities.extend(entry.parameters.iter().map(|row| {
            let mut value = json!({
                "@id": parameter(&row.name),
                "@type": "PropertyValue",
                "name": row.name,
                "description": row.description,
                "value": row.value,
            });
            if row.unit != "1" {
                value["unitText"] = row.unit.into();
            }
            value
        }));
        entities.extend(embedded);
    }
    entities.push(json!({
        "@id": SEED,
        "@type": "PropertyValue",
        "name": "root seed",
        "description": "every random stream is named, and seeded by its name and this",
        "value": edition.seed,
    }));
    entities
}

/// A record that lies in no file of its own: the page carries it.
fn in_the_page(run: &Pinned) -> Value {
    let name = &run.record.experiment;
    json!({
        "@id": format!("index.html#record-{}", escape::id(name)),
        "@type": "CreativeWork",
        "name": format!("record of {name}"),
        "encodingFormat": "application/json",
        "isPartOf": to("index.html"),
        "sha256": run.digest,
    })
}
