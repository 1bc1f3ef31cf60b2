use super::SHAPES;
use crate::experiments::figures::{line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place};
use crate::record::Record;

/// Second over first singular value of Theta and of Theta X^T, from both starts, for each shape of fewer points.
pub fn figures(record: &Record, _: &[Record]) -> Vec<Figure> {
    let panel = |d: usize, n: usize| {
        let mark = |name: &str, label: &str, ink: Ink| {
            let series = format!("d_{d}.{name}");
            Mark::line(&series, ink, line(record, &series)).label(label).place(Place::Key)
        };
        Panel::new(Axis::log("step"), Axis::log("*s*_2 / *s*_1"))
            .titled(format!("*d* = {d}, *n* = {n}"))
            .mark(mark("general.neurons", "Θ, start anywhere", Ink::First))
            .mark(mark("general.features", "Θ *X*ᵀ, start anywhere", Ink::Second))
            .mark(mark("span.neurons", "Θ, start in the span", Ink::Third))
    };
    let description =
        format!("Logarithmic axes; medians over the draws that are due, {} in all.", number(record, "due"));
    let chart =
        Chart::new("frozen-ratios", "Second over first singular value, from starts in and off the span", description);
    let panels = SHAPES.iter().filter(|shape| shape.n < shape.d).map(|shape| panel(shape.d, shape.n));
    vec![panels.fold(chart, Chart::panel).columns(2).row_height(380).accounted().draw()]
}
