use crate::experiments::figures::line;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel};
use crate::float::exp;
use crate::record::Record;

/// The small eigenvalues on a logarithmic axis, with the slopes that the two theories predict.
pub fn decay(record: &Record) -> Figure {
    let mut panel = Panel::new(Axis::linear("step *k*"), Axis::log("eigenvalue of Θ^{T}Θ"))
        .mark(Mark::line("draw_0.lambda_1", Ink::First, line(record, "draw_0.lambda_1")).label("λ_1"));
    let mut said = Vec::new();
    for (k, ink) in [(2, Ink::Second), (3, Ink::Third)] {
        let series = format!("draw_0.lambda_{k}");
        panel = panel.mark(Mark::line(&series, ink, line(record, &series)).label(format!("λ_{k}")));
        for (theory, name, guide) in
            [("finite_step", "finite-step theory", Ink::Prediction), ("limit_flow", "limit flow", Ink::Alternative)]
        {
            let Some(points) = prediction(record, k, theory) else { continue };
            said.push(format!(
                "{name} for eigenvalue {k} from {:.1e} to {:.1e}",
                points[0].1,
                points[points.len() - 1].1
            ));
            let mark = Mark::line(format!("{theory}.lambda_{k}"), guide, points);
            let mark = if theory == "finite_step" { mark.dashed() } else { mark.dotted() };
            panel = panel.mark(if k == 2 { mark.label(name) } else { mark });
        }
    }
    let description = format!("Logarithmic axis. Predicted lines start on the measurement: {}.", said.join(", "));
    Chart::new(
        format!("{}-decay", record.experiment),
        "Draw 0: eigenvalues on a logarithmic axis, with two predictions",
        description,
    )
    .panel(panel)
    .row_height(460)
    .accounted()
    .draw()
}

/// A straight line of predicted slope through the first point shown of the window that the measured slope was taken from.
fn prediction(record: &Record, k: u8, theory: &str) -> Option<Vec<(f64, f64)>> {
    let slope = record.number(&format!("draw_0.{theory}_{k}"))?;
    let (from, to) =
        (record.number(&format!("draw_0.measured_{k}_from"))?, record.number(&format!("draw_0.measured_{k}_to"))?);
    let measured = line(record, &format!("draw_0.lambda_{k}"));
    let window = measured.iter().filter(|(step, _)| (from..=to).contains(step));
    let (first, height) = window.clone().next()?;
    Some(window.map(|(step, _)| (*step, height * exp(slope * (step - first)))).collect())
}
