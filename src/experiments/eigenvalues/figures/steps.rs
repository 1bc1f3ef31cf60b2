use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side};
use crate::record::{Datum, Record};

/// Steps to a million-fold fall of the second eigenvalue: needed, against the steps that theory predicts and against the
/// smallest squared singular value of the data.
pub fn steps(record: &Record, literal: Option<&Record>) -> Figure {
    let readings = [
        (Some(record), "reference reading", Ink::Second, Shape::Disc),
        (literal, "literal reading", Ink::First, Shape::Ring),
    ];
    let pairs = |record: &Record, x: &str| -> Vec<(f64, f64)> {
        let Some(table) = record.tables.get("draws") else { return Vec::new() };
        let needed = table.column("needed_steps").iter().map(Datum::as_number);
        table.column(x).iter().zip(needed).filter_map(|(x, y)| Some((x.as_number()?, y?))).collect()
    };
    let points = |x: &'static str| {
        readings.into_iter().filter_map(move |(record, reading, ink, shape)| {
            let points = pairs(record?, x);
            Some(Mark::points(format!("{reading}: {x}"), ink, points).shape(shape).label(reading).place(Place::Key))
        })
    };
    let all =
        readings.into_iter().filter_map(|(record, ..)| record).flat_map(|record| pairs(record, "predicted_steps"));
    let all: Vec<f64> = all.flat_map(|(x, y)| [x, y]).filter(|steps| *steps > 0.0).collect();
    let (low, high) =
        (all.iter().copied().fold(f64::INFINITY, f64::min) / 1.5, all.iter().copied().fold(0.0, f64::max) * 1.5);
    let range = |axis: Axis| if high > low { axis.range(low, high) } else { axis };
    let predicted = Panel::new(range(Axis::log("steps predicted")), range(Axis::log("steps needed")))
        .mark(
            Mark::segment("equality", Ink::Muted, (low, low), (high, high))
                .label("equality")
                .place(Place::At(2.0 * low, Side::Right)),
        )
        .marks(points("predicted_steps"));
    let mu = Panel::new(Axis::log("μ, smallest squared singular value of *X*"), Axis::log("steps needed"))
        .marks(points("mu"));
    let description = format!(
        "Steps to a million-fold fall of the second eigenvalue. In the reference reading {} draws made it; needed over predicted is {} in the median, {} to {} in the middle half.",
        number(record, "ensemble.arrived"),
        number(record, "ensemble.needed_over_predicted.median"),
        number(record, "ensemble.needed_over_predicted.quarter"),
        number(record, "ensemble.needed_over_predicted.three_quarters"),
    );
    Chart::new(format!("{}-steps", record.experiment), "All draws: steps needed, and steps predicted", description)
        .panel(predicted)
        .panel(mu)
        .columns(2)
        .accounted()
        .draw()
}
