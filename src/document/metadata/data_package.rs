use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::document::Edition;
use crate::figure::{Figure, Legend, Measure};
use crate::record::sha256;

/// Where it lies: beside the data, under the name that the standard fixes.
pub const PACKAGE: &str = "data/datapackage.json";

/// The figures' data as a Data Package: for each file its columns, what they measure panel by panel, and its series.
pub fn data_package(edition: &Edition) -> String {
    let figures = edition.entries.iter().flat_map(|entry| &entry.figures);
    let mut figures: Vec<&Figure> = figures.collect();
    figures.sort_by(|a, b| a.id.cmp(&b.id));
    let package = json!({
        "profile": "tabular-data-package",
        "name": "simplicity-bias-figures",
        "title": "The data of the report's figures",
        "description": "One file a figure, one row a point. Lines and points fill x and y, bands and intervals x, low and high; a level line fills y alone, an upright one x.",
        "version": env!("CARGO_PKG_VERSION"),
        "licenses": [{ "name": "MIT" }, { "name": "Apache-2.0" }],
        "resources": figures.into_iter().map(resource).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

fn resource(figure: &Figure) -> Value {
    json!({
        "profile": "tabular-data-resource",
        "name": figure.id,
        "path": format!("{}.csv", figure.id),
        "title": figure.title,
        "description": figure.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": figure.csv.len(),
        "hash": format!("sha256:{}", sha256(figure.csv.as_bytes())),
        "schema": { "fields": fields(&figure.legends), "missingValues": [""] },
        "panels": figure.legends.iter().map(panel).collect::<Vec<_>>(),
    })
}

fn fields(legends: &[Legend]) -> Value {
    let panels: Vec<String> = legends.iter().map(|legend| legend.panel.to_string()).collect();
    let series: BTreeSet<&str> =
        legends.iter().flat_map(|legend| &legend.series).map(|series| series.name.as_str()).collect();
    let x = by_panel(legends, |legend| &legend.x);
    let y = by_panel(legends, |legend| &legend.y);
    json!([
        { "name": "panel", "type": "string", "description": "Letter of the panel.",
          "constraints": { "required": true, "enum": panels } },
        { "name": "series", "type": "string",
          "description": "What the row is a point of; `panels` tells what it is called in the figure.",
          "constraints": { "required": true, "enum": series } },
        { "name": "x", "type": "number", "description": x },
        { "name": "y", "type": "number", "description": y },
        { "name": "low", "type": "number", "description": "Lower end of a band or interval, in the measure of y." },
        { "name": "high", "type": "number", "description": "Upper end of a band or interval, in the measure of y." },
    ])
}

/// What an axis measures: once if it is the same in all panels, else for each.
fn by_panel(legends: &[Legend], axis: impl Fn(&Legend) -> &Measure) -> String {
    let texts: BTreeSet<String> = legends.iter().map(|legend| text(axis(legend))).collect();
    if let (Some(text), 1) = (texts.first(), texts.len()) {
        return format!("{text}.");
    }
    let each = legends.iter().map(|legend| format!("Panel {}: {}.", legend.panel, text(axis(legend))));
    each.collect::<Vec<_>>().join(" ")
}

fn text(measure: &Measure) -> String {
    let mut text = measure.label.clone();
    if let Some(unit) = &measure.unit {
        text = format!("{text} ({unit})");
    }
    if !measure.names.is_empty() {
        let names = measure.names.iter().enumerate().map(|(number, name)| format!("{number} is {name}"));
        let names = names.collect::<Vec<_>>().join(", ");
        text = if text.is_empty() { names } else { format!("{text}: {names}") };
    }
    if text.is_empty() { "a place without a measure".into() } else { text }
}

fn panel(legend: &Legend) -> Value {
    let measure = |measure: &Measure| {
        let mut value = json!({ "label": measure.label, "scale": if measure.logarithmic { "log" } else { "linear" } });
        if let Some(unit) = &measure.unit {
            value["unit"] = unit.as_str().into();
        }
        if !measure.names.is_empty() {
            value["names"] = measure.names.clone().into();
        }
        value
    };
    let series = legend.series.iter().map(|series| {
        let mut value = json!({ "name": series.name, "drawn_as": series.drawn_as });
        if let Some(label) = &series.label {
            value["label"] = label.as_str().into();
        }
        value
    });
    let mut value = json!({
        "panel": legend.panel.to_string(),
        "x": measure(&legend.x),
        "y": measure(&legend.y),
        "series": series.collect::<Vec<_>>(),
    });
    if let Some(title) = &legend.title {
        value["title"] = title.as_str().into();
    }
    value
}
