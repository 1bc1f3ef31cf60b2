use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::about::{self, REPORT};
use super::graph::{Graph, to, to_all};
use super::runs::{run_id, runs};
use crate::document::Edition;
use crate::record::sha256;

/// The file's name, which RO-Crate fixes.
pub const CRATE: &str = "ro-crate-metadata.json";

const ROOT_PROFILE: &str = "https://w3id.org/ro/crate/1.1";
const RUN_PROFILE: &str = "https://w3id.org/ro/wfrun/process/0.5";

/// The report as an RO-Crate 1.1 of the profile Process Run Crate 0.5. `files` are those made for the report, `pinned`
/// the digests of the pinned ones that lie beside them, by path. What is not known is left out: who ran it and when.
pub fn ro_crate(edition: &Edition, files: &BTreeMap<String, String>, pinned: &BTreeMap<String, String>) -> String {
    let mut digests: BTreeMap<&str, String> =
        files.iter().map(|(path, text)| (path.as_str(), sha256(text.as_bytes()))).collect();
    digests.extend(pinned.iter().map(|(path, digest)| (path.as_str(), digest.clone())));
    let mut root = about::report();
    root["conformsTo"] = to(RUN_PROFILE);
    root["hasPart"] = to_all(digests.keys());
    root["mentions"] = to_all(edition.entries.iter().map(|entry| run_id(entry.id)));

    let mut graph = Graph::default();
    graph.add(json!({
        "@id": CRATE, "@type": "CreativeWork", "conformsTo": to(ROOT_PROFILE), "about": to(REPORT),
    }));
    graph.add(root);
    graph.add(json!({
        "@id": RUN_PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5",
    }));
    graph.extend(about::context());
    graph.extend(runs(edition, pinned));
    let names = names(edition);
    graph.extend(digests.into_iter().map(|(path, digest)| {
        json!({
            "@id": path,
            "@type": "File",
            "name": names.get(path).cloned().or_else(|| record(path)).unwrap_or_else(|| path.into()),
            "encodingFormat": format_of(path),
            "sha256": digest,
        })
    }));
    graph.text(&json!(["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]))
}

/// What files are called, by path: those that have a better name than their path.
fn names(edition: &Edition) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = [
        ("index.html", "The report: one page that loads nothing"),
        ("REPORT.md", "The report as Markdown"),
        ("results.lock", "Pinned digests and verdicts"),
        ("data/datapackage.json", "What the columns of the data are"),
    ]
    .map(|(path, name)| (path.into(), name.into()))
    .into();
    for entry in &edition.entries {
        for figure in &entry.figures {
            names.insert(format!("figures/{}.svg", figure.id), figure.title.clone());
            names.insert(format!("data/{}.csv", figure.id), format!("{}: data", figure.title));
        }
    }
    names
}

/// What the file of a record is called: `records/quick/figure-1.literal.json` is the record of figure-1/literal.
fn record(path: &str) -> Option<String> {
    let (scale, file) = path.strip_prefix("records/")?.split_once('/')?;
    Some(format!("record of {}, scale {scale}", file.strip_suffix(".json")?.replace('.', "/")))
}

fn format_of(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("md") => "text/markdown",
        Some("svg") => "image/svg+xml",
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        Some("lock") => "application/toml",
        _ => "text/plain",
    }
}
