use crate::experiments::figures::{band, line};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Weight};
use crate::record::Record;

/// Sharpness and distance from the predicted limit, with label noise and without.
pub fn sharpness(record: &Record, quiet: Option<&Record>) -> Figure {
    let mut sharpness = Panel::new(Axis::log("step *k*"), Axis::log("*F* / *F** − 1 on the manifold"))
        .mark(
            Mark::band(
                "excess quartiles",
                Ink::First,
                band(record, "ensemble.excess.quarter", "ensemble.excess.three_quarters"),
            )
            .light(),
        )
        .mark(Mark::line("excess median", Ink::First, line(record, "ensemble.excess.median")).label("median"))
        .mark(
            Mark::line("draw_0.excess", Ink::Text, line(record, "draw_0.excess")).weight(Weight::Thin).label("draw 0"),
        );
    let mut distance = Panel::new(Axis::log("step *k*"), Axis::log("largest |θ_{j}·x_{i} − z_{i}*|")).mark(
        Mark::line("draw_0.distance", Ink::Text, line(record, "draw_0.distance")).weight(Weight::Thin).label("draw 0"),
    );
    if let Some(width) = record.number("draw_0.hovering") {
        distance = distance.mark(Mark::level("hovering", Ink::Prediction, width).dashed().label("predicted width"));
    }
    if let Some(quiet) = quiet {
        let without = |series| Mark::line(format!("{series} without noise"), Ink::Muted, line(quiet, series)).dashed();
        sharpness = sharpness.mark(without("draw_0.excess").label("no noise"));
        distance = distance.mark(without("draw_0.distance").label("no noise"));
    }
    let description = "Excess of the sharpness on the zero-loss manifold over its least value, and the largest distance of a pre-activation from its predicted limit; with label noise and, dashed, without.";
    Chart::new(
        format!("{}-sharpness", record.experiment),
        "Sharpness above its least value, and distance from the predicted limit",
        description,
    )
    .panel(sharpness)
    .panel(distance)
    .columns(2)
    .accounted()
    .draw()
}
