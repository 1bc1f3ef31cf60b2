//! What the report says of itself to machines: an RO-Crate beside the page, its core within the page, and a description
//! of every column of its data. No clock, host or user is in them: they change when the report does, and then only.

mod about;
mod crate_file;
mod data_package;
mod graph;
mod runs;

pub use crate_file::{CRATE, ro_crate};
pub use data_package::{PACKAGE, data_package};

use graph::Graph;

/// The core of the crate (the report, the paper, the software) as the text of a JSON-LD element of the page. Files and
/// runs are left to the crate beside it: the page carries its records and parameters already, and a reader pays for
/// each byte of it.
pub fn page_core() -> String {
    let mut graph = Graph::default();
    graph.add(about::report());
    graph.extend(about::context());
    // A browser would end the element at `</script`; in JSON the escape means the same character.
    graph.text(&serde_json::json!("https://schema.org")).replace('<', "\\u003c")
}
