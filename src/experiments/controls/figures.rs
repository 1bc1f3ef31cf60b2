use crate::experiments::figures::line;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel};
use crate::record::Record;

/// The second eigenvalue of draw 0 under each control, beside the ordinary run.
pub fn figures(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let curve =
        |record: &Record, series: &str, name: &str, ink: Ink| Mark::line(name, ink, line(record, series)).label(name);
    let mut panel = Panel::new(Axis::linear("step *k*"), Axis::log("λ_2"));
    for (series, name, ink) in [
        ("no_noise.lambda_2", "no noise", Ink::Muted),
        ("full_batch.lambda_2", "full batch", Ink::Third),
        ("kicked.lambda_2", "kicked", Ink::Second),
    ] {
        panel = panel.mark(curve(record, series, name, ink));
    }
    if let Some(lifted) = variants.first() {
        panel = panel.mark(curve(lifted, "no_noise.lambda_2", "ordinary", Ink::Text).dashed());
    }
    let description = "Logarithmic axis, draw 0. From an equal start the second eigenvalue is exactly zero throughout, and has no place on the axis.";
    vec![
        Chart::new("controls-lambda-2", "Controls: the second eigenvalue over steps", description)
            .panel(panel)
            .accounted()
            .draw(),
    ]
}
