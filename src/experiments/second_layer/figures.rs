use crate::experiments::figures::{line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place};
use crate::record::Record;

/// The second singular values of the feature matrix and of its image along SGD.
pub fn figures(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let panel = |title: &str, record: &Record| {
        Panel::new(Axis::linear("step *k*"), Axis::log("σ_2 / σ_1").range(1e-4, 1.0))
            .titled(title)
            .mark(
                Mark::line("features", Ink::Second, line(record, "shown.features"))
                    .label("feature matrix (*z*_{ij})")
                    .place(Place::Key),
            )
            .mark(
                Mark::line("image", Ink::First, line(record, "shown.image"))
                    .label("its image (φ″(*z*_{ij}))")
                    .place(Place::Key),
            )
    };
    let description = format!(
        "The ordinate is logarithmic. Over the last tenth the ratio is {} for the feature matrix and {} for its image, in the median over {} chains.",
        number(record, "sgd.features.median"),
        number(record, "sgd.image.median"),
        number(record, "sgd.chains"),
    );
    let mut chart = Chart::new("second-layer-sgd", "Label noise SGD with a fixed second layer", description)
        .panel(panel("label noise", record));
    if let Some(without) = variants.iter().find(|variant| variant.experiment.ends_with("/no-label-noise")) {
        chart = chart.panel(panel("none", without));
    }
    vec![chart.columns(2).row_height(380).accounted().draw()]
}
