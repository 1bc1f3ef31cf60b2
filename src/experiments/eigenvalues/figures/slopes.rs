use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side};
use crate::record::{Datum, Record};

/// Measured late slopes against both predictions, in the reference reading above and in the literal one below.
pub fn slopes(record: &Record, literal: Option<&Record>) -> Figure {
    let readings = [(Some(record), "reference reading"), (literal, "literal reading")];
    let mut chart = Chart::new(
        format!("{}-slopes", record.experiment),
        "All draws: measured against predicted rates",
        readings
            .iter()
            .filter_map(|(record, reading)| Some(describe((*record)?, reading)))
            .collect::<Vec<_>>()
            .join(" "),
    )
    .columns(2)
    .row_height(360);
    for (record, reading) in readings {
        if let Some(record) = record {
            chart = chart.panel(panel(record, 2, Ink::Second, reading)).panel(panel(record, 3, Ink::Third, reading));
        }
    }
    chart.accounted().draw()
}

fn panel(record: &Record, k: u8, ink: Ink, reading: &str) -> Panel {
    let (finite, limit) = (pairs(record, "finite_step", k), pairs(record, "limit_flow", k));
    let all = || finite.iter().chain(&limit).flat_map(|(x, y)| [*x, *y]).filter(|rate| *rate > 0.0);
    let (low, high) = (all().fold(f64::INFINITY, f64::min) / 1.5, all().fold(0.0, f64::max) * 1.5);
    let range = |axis: Axis| if high > low { axis.range(low, high) } else { axis };
    let equality = Mark::segment("equality", Ink::Muted, (low, low), (high, high))
        .label("equality")
        .place(Place::At(2.0 * low, Side::Right));
    Panel::new(
        range(Axis::log(format!("predicted rate of λ_{k}")).unit("1/step")),
        range(Axis::log(format!("measured rate of λ_{k}")).unit("1/step")),
    )
    .titled(reading)
    .mark(equality)
    .mark(points(format!("{reading}: limit_flow_{k}"), Ink::Alternative, limit, Shape::Ring, "limit flow"))
    .mark(points(format!("{reading}: finite_step_{k}"), ink, finite, Shape::Disc, "finite-step theory"))
}

fn points(name: String, ink: Ink, points: Vec<(f64, f64)>, shape: Shape, label: &str) -> Mark {
    Mark::points(name, ink, points).shape(shape).label(label).place(Place::Key)
}

/// Rates by a theory and as measured, of the draws that have both.
fn pairs(record: &Record, theory: &str, k: u8) -> Vec<(f64, f64)> {
    let Some(table) = record.tables.get("draws") else { return Vec::new() };
    let rate = |datum: &Datum| datum.as_number().map(|slope| -slope);
    let (predicted, measured) = (table.column(&format!("{theory}_{k}")), table.column(&format!("measured_{k}")));
    predicted.iter().zip(measured).filter_map(|(x, y)| Some((rate(x)?, rate(y)?))).collect()
}

fn describe(record: &Record, reading: &str) -> String {
    format!(
        "In the {reading}, late slopes of {} draws for the second and {} for the third eigenvalue: the median of measured over predicted is {} and {} against the finite-step theory, {} and {} against the limit flow.",
        number(record, "slopes.count_2"),
        number(record, "slopes.count_3"),
        number(record, "slopes.over_finite_step_2.median"),
        number(record, "slopes.over_finite_step_3.median"),
        number(record, "slopes.over_limit_flow_2.median"),
        number(record, "slopes.over_limit_flow_3.median"),
    )
}
