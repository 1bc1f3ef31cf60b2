use crate::experiments::figures::{line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel};
use crate::record::Record;

const LAMBDAS: [(&str, &str, Ink); 3] = [
    ("draw_0.lambda_1", "λ_1", Ink::First),
    ("draw_0.lambda_2", "λ_2", Ink::Second),
    ("draw_0.lambda_3", "λ_3", Ink::Third),
];

/// The paper's own plot: eigenvalues over steps, both axes linear; in the reference reading and in the literal one.
pub fn draw_0(record: &Record, literal: Option<&Record>) -> Figure {
    let mut chart = Chart::new(
        format!("{}-draw-0", record.experiment),
        "Draw 0: eigenvalues over steps",
        format!("One draw, {} steps in the reference reading.", number(record, "steps")),
    )
    .columns(2)
    .row_height(360);
    for (record, reading) in [(Some(record), "reference reading"), (literal, "literal reading")] {
        if let Some(record) = record {
            chart = chart.panel(
                Panel::new(Axis::linear("step *k*"), Axis::linear("eigenvalue of Θ^{T}Θ")).titled(reading).marks(
                    LAMBDAS.map(|(series, label, ink)| Mark::line(series, ink, line(record, series)).label(label)),
                ),
            );
        }
    }
    chart.accounted().draw()
}
