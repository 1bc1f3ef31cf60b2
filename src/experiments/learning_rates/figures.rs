use super::CASES;
use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Weight};
use crate::record::{Datum, Record};

/// Curves over `t = k (c eta)^2` rung by rung, and distances against the learning rate.
pub fn figures(record: &Record, _: &[Record]) -> Vec<Figure> {
    let values = |name: &str| -> Vec<f64> {
        record.values(name).iter().map(|value| Datum::as_number(value).unwrap_or(f64::NAN)).collect()
    };
    let pairs = |x: &str, y: &str| values(x).into_iter().zip(values(y)).collect::<Vec<_>>();
    let rates = values("rate");
    let mut curves = Panel::new(Axis::linear("*t* = *k* (*cη*)^2"), Axis::log("*λ*_2 of the features"));
    let inks = [Ink::Second, Ink::Fourth, Ink::Third, Ink::First, Ink::Alternative];
    for (rung, rate) in rates.iter().enumerate() {
        let mark = Mark::line(
            format!("c eta = {rate}"),
            inks[rung.min(inks.len() - 1)],
            pairs("time", &format!("shown.rung_{rung}")),
        );
        curves = curves.mark(mark.label(format!("*cη* = {rate}")).place(Place::Key));
    }
    let limit = Mark::line("limit flow", Ink::Prediction, pairs("time", "shown.limit")).dashed().weight(Weight::Heavy);
    let curves = curves.mark(limit.label("limit flow").place(Place::Key));
    let mut off = Panel::new(Axis::log("*cη*"), Axis::log("distance from the flow / way to go"));
    let shapes = [Shape::Disc, Shape::Triangle, Shape::Diamond, Shape::Square];
    for ((_, case, _), shape) in CASES.iter().zip(shapes) {
        let name = case.replace('-', "_");
        for (flow, ink, label) in
            [("limit", Ink::Alternative, "limit flow"), ("finite", Ink::Second, "finite-step flow")]
        {
            let mark =
                Mark::points(format!("{case}: {flow}"), ink, pairs("rate", &format!("{name}.{flow}.off"))).shape(shape);
            off = off.mark(if shape == shapes[0] { mark.label(label) } else { mark });
        }
    }
    if let Some((rate, at)) = rates.last().zip(values("gaussian_n_3.limit.off").last()) {
        let guide = Mark::segment("order one", Ink::Muted, (*rate, *at), (rates[0], at * rates[0] / rate));
        off = off.mark(guide.label("order one").place(Place::Key));
    }
    let description = format!(
        "Left: curves of draw {} come to lie on the limit flow as the learning rate falls. Right, logarithmic axes: the distance from the limit flow falls with order {} for Gaussian noise and three points.",
        number(record, "shown.draw"),
        number(record, "gaussian_n_3.limit.order"),
    );
    let chart = Chart::new("learning-rates-limit", "Label noise SGD as the learning rate vanishes", description);
    vec![chart.panel(curves).panel(off).columns(2).row_height(400).accounted().draw()]
}
