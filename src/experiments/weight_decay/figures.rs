use super::NUS;
use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape};
use crate::record::Record;

/// Predicted against measured exponents, and where neurons end from a start anywhere, draw by draw.
pub fn figures(record: &Record, _: &[Record]) -> Vec<Figure> {
    let x = || Axis::linear("predicted exponent / *cηβ*");
    // Neurons that are one to the bit are drawn at the last place of a number.
    let seen = |column: &str, nu: f64, floor: f64| -> Vec<(f64, f64)> {
        let rows = self::column(record, "nu").into_iter().zip(self::column(record, "predicted"));
        let rows = rows.zip(self::column(record, column)).filter(|((of, _), _)| *of == nu);
        rows.map(|((_, predicted), value)| (predicted, if value < floor { floor } else { value })).collect()
    };
    let marks = |column: &'static str, floor: f64| {
        NUS.into_iter().zip([(Ink::First, Shape::Disc), (Ink::Second, Shape::Triangle)]).map(
            move |(nu, (ink, shape))| {
                let mark = Mark::points(format!("{column}_nu_{nu}"), ink, seen(column, nu, floor)).shape(shape);
                mark.label(format!("ν = {nu}")).place(Place::Key)
            },
        )
    };
    let predicted = column(record, "predicted");
    let low = predicted.iter().copied().filter(|x| x.is_finite()).fold(0.0, f64::min);
    let high = predicted.iter().copied().filter(|x| x.is_finite()).fold(0.0, f64::max);
    let exponents = Panel::new(x(), Axis::linear("measured exponent / *cηβ*"))
        .titled("from near equal neurons")
        .mark(Mark::segment("equality", Ink::Prediction, (low, low), (high, high)))
        .mark(Mark::level("zero", Ink::Muted, 0.0))
        .mark(Mark::upright("none", Ink::Muted, 0.0))
        .marks(marks("measured", f64::NEG_INFINITY));
    let ends = Panel::new(x(), Axis::log("largest distance between neurons / longest"))
        .titled("from a start anywhere")
        .mark(Mark::upright("none", Ink::Muted, 0.0))
        .marks(marks("apart", 1e-17));
    let description = format!(
        "Discs and triangles are draws. Of {} draws whose exponent is visible, {} have the predicted sign; {} are predicted to part, and {} of them do. The measured exponent is {} times the predicted one in the median.",
        number(record, "visible"),
        number(record, "right"),
        number(record, "parting"),
        number(record, "parting.right"),
        number(record, "over.median"),
    );
    let chart =
        Chart::new("weight-decay-exponents", "What weight decay does to differences between neurons", description);
    vec![chart.panel(exponents).panel(ends).columns(2).row_height(380).accounted().draw()]
}

/// A column of the draws.
fn column(record: &Record, name: &str) -> Vec<f64> {
    let values = record.tables.get("draws").map_or(&[][..], |table| table.column(name));
    values.iter().map(|value| value.as_number().unwrap_or(f64::NAN)).collect()
}
