use super::theory::least;
use super::{ACTIVATIONS, Case};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side};
use crate::record::{Datum, Record};

/// The least sharpness against the label, for each activation that does not meet the condition.
pub fn figures(record: &Record, _variants: &[Record]) -> Vec<Figure> {
    let mut told = Vec::new();
    let mut chart = Chart::new("activations-least", "Flattest interpolators of other activations", "");
    for (name, most) in ACTIVATIONS.into_iter().skip(1) {
        let at = |column: &str| of(record, name, column);
        let (share, found) = (at("share"), at("found"));
        let points = |equal: bool| -> Vec<(f64, f64)> {
            let all = share.iter().copied().zip(found.iter().copied()).zip(at("stays"));
            all.filter(|(_, stays)| (*stays == 1.0) == equal).map(|(point, _)| point).collect()
        };
        let theory = theory(record, name, most);
        let mut panel = Panel::new(
            Axis::linear("*y*/*m*").range(0.0, most),
            Axis::linear("least *F* / *F* of equal").range(0.0, 1.1),
        )
        .titled(name)
        .marks(
            [
                (Mark::line(format!("{name}_theory"), Ink::Prediction, theory), "theory"),
                (Mark::points(format!("{name}_local"), Ink::First, points(true)), "equal neurons a local minimum"),
                (
                    Mark::points(format!("{name}_saddle"), Ink::Second, points(false)).shape(Shape::Triangle),
                    "equal neurons none",
                ),
            ]
            .map(|(mark, what)| if told.is_empty() { mark.label(what).place(Place::Key) } else { mark }),
        );
        for (k, at) in inflections(name).iter().enumerate() {
            let mark = Mark::upright(format!("{name}_threshold_{k}"), Ink::Muted, *at);
            panel = panel.mark(if k == 0 { mark.label("φ‴ = 0").place(Place::At(0.12, Side::Right)) } else { mark });
        }
        chart = chart.panel(panel);
        let flattest = found.iter().filter(|found| **found >= 1.0 - 1e-6).count();
        told.push(format!("{name}: equal neurons are the flattest at {flattest} of {} labels", found.len()));
    }
    chart.description =
        format!("The flattest end of descents over equal neurons, against the label. {}.", told.join("; "));
    vec![chart.columns(2).row_height(320).accounted().draw()]
}

/// The least sharpness by theory over that of equal neurons, for many labels.
fn theory(record: &Record, name: &'static str, most: f64) -> Vec<(f64, f64)> {
    const LABELS: usize = 120;
    let parameter = |name: &str| record.parameters.get(name).and_then(serde_json::Value::as_f64);
    let (Some(neurons), Some(nu)) = (parameter("neurons"), parameter("nu")) else { return Vec::new() };
    let at = |k: usize| {
        let share = most * k as f64 / LABELS as f64;
        let phi = Case { name, share }.curve(nu);
        (share, least(phi, neurons as usize, neurons * share).sharpness / (neurons * phi.flatness(share)))
    };
    (1..LABELS).map(at).collect()
}

/// Where `phi'''` changes sign, as a share `y/m`.
fn inflections(name: &str) -> Vec<f64> {
    match name {
        "softplus" => vec![std::f64::consts::LN_2],
        "squareplus" => vec![1.0],
        "sigmoid" => [-1.0, 1.0].map(|side: f64| 0.5 + side * 0.5 / 3.0_f64.sqrt()).to_vec(),
        "tanh" => vec![1.0 / 3.0_f64.sqrt()],
        _ => Vec::new(),
    }
}

/// A column of the table, the rows of one activation.
fn of(record: &Record, activation: &str, column: &str) -> Vec<f64> {
    let Some(table) = record.tables.get("cases") else { return Vec::new() };
    let rows = table.column("activation").iter().zip(table.column(column));
    rows.filter(|(name, _)| name.as_text() == Some(activation))
        .map(|(_, value)| Datum::as_number(value).unwrap_or(f64::NAN))
        .collect()
}
