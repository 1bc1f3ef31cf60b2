use serde_json::{Map, Value, json};

use super::held::{Held, held, names};
use super::reference::refer;
use super::{Edition, Entry};
use crate::figure::{Axis, Columns, Figure, Geometry, Mark, Place, Plot, Scale, Shape};

/// What a script needs to read values from the figures, and no number that a record in the page already holds: an
/// object by figure, in the order of the registry.
pub fn plots(edition: &Edition) -> String {
    let mut all = Map::new();
    for entry in &edition.entries {
        let held = held(entry);
        all.extend(entry.figures.iter().map(|it| (it.id.clone(), figure(it, entry, &held))));
    }
    // A tag cannot start within the element: JSON lets a `<` be written another way.
    Value::Object(all).to_string().replace('<', "\\u003c")
}

fn figure(figure: &Figure, entry: &Entry, held: &[Held]) -> Value {
    let panels: Vec<Value> = figure.plots.iter().map(|it| plot(it, held)).collect();
    json!({"records": names(entry), "panels": panels})
}

fn plot(plot: &Plot, held: &[Held]) -> Value {
    let marks: Vec<Value> = plot.marks().iter().map(|it| mark(it, held)).collect();
    let [x, y] = plot.axes().map(|(it, range)| axis(it, range));
    json!({"area": plot.area, "x": x, "y": y, "marks": marks})
}

fn axis(axis: &Axis, range: (f64, f64)) -> Value {
    let mut out = Map::new();
    out.insert("label".into(), json!(axis.label));
    if let Some(unit) = &axis.unit {
        out.insert("unit".into(), json!(unit));
    }
    if axis.scale == Scale::Log {
        out.insert("log".into(), json!(true));
    }
    if !axis.names.is_empty() {
        out.insert("names".into(), json!(axis.names));
    }
    out.insert("range".into(), json!([range.0, range.1].map(nine_digits)));
    Value::Object(out)
}

/// As exact as any screen can show.
fn nine_digits(value: f64) -> f64 {
    format!("{value:.8e}").parse().unwrap_or(value)
}

fn mark(mark: &Mark, held: &[Held]) -> Value {
    let mut out = Map::new();
    out.insert("name".into(), json!(mark.name));
    if let Some(label) = &mark.label {
        out.insert("label".into(), json!(label.text));
        if let Place::At(x, side) = label.place {
            out.insert("at".into(), json!([x, format!("{side:?}").to_lowercase()]));
        }
    }
    if !matches!(mark.geometry, Geometry::Line { .. }) {
        out.insert("kind".into(), json!(kind(&mark.geometry)));
    }
    out.extend(refer(&Columns::from(&mark.geometry), held));
    Value::Object(out)
}

/// What is drawn, points by their shape.
const fn kind(geometry: &Geometry) -> &'static str {
    match geometry {
        Geometry::Line { .. } => "line",
        Geometry::Band { .. } => "band",
        Geometry::Intervals { .. } => "intervals",
        Geometry::Segment { .. } => "segment",
        Geometry::Level { .. } => "level",
        Geometry::Upright { .. } => "upright",
        Geometry::Points { shape, .. } => match shape {
            Shape::Disc => "disc",
            Shape::Ring => "ring",
            Shape::Square => "square",
            Shape::Triangle => "triangle",
            Shape::Diamond => "diamond",
            Shape::Cross => "cross",
        },
    }
}
