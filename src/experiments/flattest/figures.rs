use super::SHAPES;
use crate::experiments::figures::plain;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place};
use crate::record::{Datum, Record};

/// How far from the flattest interpolator descents are, round by round.
pub fn figures(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let panel = |title: &str, record: &Record| {
        let mut panel =
            Panel::new(Axis::log("round").range(1.0, rounds(record)), Axis::log("largest |*z*_{ij} − *z*_i*|"))
                .titled(title);
        for (shape, ink) in SHAPES.iter().zip([Ink::First, Ink::Second, Ink::Third, Ink::Fourth]) {
            let name = shape.name().replace('-', "_");
            let at = |word: &str| numbers(record.values(&format!("{name}.distance.{word}")));
            let round = numbers(record.values("round"));
            let band = round.iter().zip(at("median")).zip(at("most")).map(|((x, low), high)| (*x, low, high)).collect();
            let line = round.iter().copied().zip(at("median")).collect();
            panel = panel.mark(Mark::band(format!("{name}_to_most"), ink, band).light()).mark(
                Mark::line(&name, ink, line)
                    .label(format!("*m* = {}, *d* = {}, *n* = {}", shape.m, shape.d, shape.n))
                    .place(Place::Key),
            );
        }
        panel
    };
    let told = |record: &Record| {
        let at = |name: &str| plain(record.scalars.get(name).map(|scalar| &scalar.value));
        format!(
            "{} of {} descents end in a stationary point, {} of them at the flattest interpolator of equal neurons; the largest distance at an end is {}",
            at("stationary"),
            at("descents"),
            at("equal"),
            at("distance.most")
        )
    };
    let mut description = format!("Logarithmic axes. {}.", told(record));
    let mut chart = Chart::new("flattest-descents", "Descents of the sharpness along the zero-loss manifold", "")
        .panel(panel("φ′ and φ‴ above zero", record));
    if let Some(tanh) = variants.first() {
        description = format!("{description} With tanh: {}.", told(tanh));
        chart = chart.panel(panel("tanh: φ‴ changes sign", tanh));
    }
    chart.description = description;
    vec![chart.columns(2).row_height(380).accounted().draw()]
}

fn rounds(record: &Record) -> f64 {
    numbers(record.values("round")).last().copied().unwrap_or(1.0).max(2.0)
}

fn numbers(values: &[Datum]) -> Vec<f64> {
    values.iter().map(|value| value.as_number().unwrap_or(f64::NAN)).collect()
}
