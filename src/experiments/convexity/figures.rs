use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side};
use crate::record::Record;

/// The least eigenvalue against the projected gradient's norm, and the share of points where it is positive.
pub fn figures(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let tanh = variants.iter().find(|variant| variant.experiment.ends_with("/tanh"));
    let reach = || Axis::log("|*P* ∇*F*| / ρ").range(3e-4, 3e4);
    let bound = (0..=80).map(|k| libm::exp10(0.05 * f64::from(k) - 3.5)).map(|reach| (reach, 1.0 - reach)).collect();
    let at = |name: &str| column(record, "reach").into_iter().zip(column(record, name)).collect::<Vec<_>>();
    let quartiles = at("quarter")
        .into_iter()
        .zip(column(record, "three_quarters"))
        .map(|((at, low), high)| (at, low, high))
        .collect();
    let eigenvalues = Panel::new(reach(), Axis::linear("least eigenvalue / floor").range(-6.0, 6.0))
        .mark(Mark::level("zero", Ink::Muted, 0.0))
        .mark(Mark::upright("radius", Ink::Muted, 1.0).label("radius").place(Place::At(1.0, Side::Left)))
        .mark(Mark::band("quartiles", Ink::First, quartiles).label("middle half").place(Place::Key))
        .mark(Mark::line("median", Ink::First, at("median")).label("median").place(Place::Key))
        .mark(Mark::points("least", Ink::Third, at("least")).shape(Shape::Diamond).label("least of all"))
        .mark(Mark::line("bound", Ink::Prediction, bound).dashed().label("1 − |*P* ∇*F*| / ρ").place(Place::Key));
    let share = |name: &str, label: &str, ink: Ink, shape: Shape, record: &Record| {
        let column = |name: &str| column(record, name);
        let at = column("reach");
        let share = at.iter().copied().zip(column("share")).collect();
        let bars = at.iter().zip(column("low")).zip(column("high")).map(|((at, low), high)| (*at, low, high)).collect();
        [
            Mark::intervals(format!("{name}_interval"), ink, bars),
            Mark::points(name, ink, share).shape(shape).label(label),
        ]
    };
    let mut shares = Panel::new(reach(), Axis::linear("share where positive").range(-0.05, 1.05))
        .mark(Mark::upright("radius", Ink::Muted, 1.0))
        .marks(share("share", "φ‴ > 0", Ink::First, Shape::Disc, record));
    if let Some(tanh) = tanh {
        shares = shares.marks(share("share_tanh", "tanh", Ink::Second, Shape::Triangle, tanh));
    }
    let description = format!(
        "The abscissa is logarithmic. Of {} points, {} lie within the radius, and there the Hessian is positive at {}; the first point where it is not is at {} radii.",
        number(record, "points"),
        number(record, "within"),
        number(record, "within.positive"),
        number(record, "negative.first"),
    );
    let chart =
        Chart::new("convexity-eigenvalues", "Where the sharpness is convex along the zero-loss manifold", description);
    vec![chart.panel(eigenvalues).panel(shares).columns(2).row_height(380).accounted().draw()]
}

/// A column of the classes of points.
fn column(record: &Record, name: &str) -> Vec<f64> {
    let values = record.tables.get("classes").map_or(&[][..], |table| table.column(name));
    values.iter().map(|value| value.as_number().unwrap_or(f64::NAN)).collect()
}
