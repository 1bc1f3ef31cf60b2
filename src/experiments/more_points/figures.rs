use super::SIZES;
use crate::experiments::figures::{line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place};
use crate::record::Record;

/// What becomes of loss, eigenvalues and neurons, for each number of points: medians over draws.
pub fn figures(record: &Record, _variants: &[Record]) -> Vec<Figure> {
    let inks = [Ink::Prediction, Ink::First, Ink::Second, Ink::Third, Ink::Fourth, Ink::Alternative];
    let lines = |curve: &str| {
        let marks = SIZES.iter().zip(inks).map(|(points, ink)| {
            let series = format!("n_{points}.{curve}");
            let mark = Mark::line(&series, ink, line(record, &series)).label(format!("*n* = {points}"));
            if *points == SIZES[0] { mark.dashed() } else { mark }
        });
        marks.collect::<Vec<Mark>>()
    };
    let keyed = |curve: &str| lines(curve).into_iter().map(|mark| mark.place(Place::Key));
    let description = format!("Medians over {} draws for each number of points.", number(record, "draws"));
    let step = || Axis::log("step *k*");
    vec![
        Chart::new("more-points-curves", "More points than dimensions: loss, eigenvalues, neurons", description)
            .panel(Panel::new(step(), Axis::log("training loss")).marks(lines("loss")))
            .panel(Panel::new(step(), Axis::log("λ_2 / λ_1").range(1e-12, 1.0)).marks(lines("ratio_2")))
            .panel(Panel::new(step(), Axis::log("λ_3 / λ_1").range(1e-12, 1.0)).marks(lines("ratio_3")))
            .panel(Panel::new(step(), Axis::linear("distinct neurons").range(0.0, 10.5)).marks(keyed("distinct")))
            .columns(2)
            .row_height(360)
            .accounted()
            .draw(),
    ]
}
