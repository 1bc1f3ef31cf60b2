use crate::experiments::figures::number;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape};
use crate::record::{Datum, Record};

/// Rates at the largest learning rate, draw by draw, and down the ladder.
pub fn figures(record: &Record, _: &[Record]) -> Vec<Figure> {
    let numbers =
        |values: &[Datum]| -> Vec<f64> { values.iter().map(|value| value.as_number().unwrap_or(f64::NAN)).collect() };
    let column = |name: &str| numbers(record.tables.get("first").map_or(&[], |table| table.column(name)));
    let theory = column("theory");
    let against = |name: &str| theory.iter().copied().zip(column(name)).collect::<Vec<_>>();
    let draws =
        Panel::new(Axis::log("finite-step theory").unit("1/step"), Axis::log("rate of ln *λ*_2").unit("1/step"))
            .titled("draw by draw, the largest *cη*")
            .mark(Mark::segment("equal", Ink::Muted, (1e-9, 1e-9), (1.0, 1.0)))
            .mark(
                Mark::points("guaranteed", Ink::Muted, against("bound")).shape(Shape::Square).label("guaranteed bound"),
            )
            .mark(
                Mark::points("limit flow", Ink::Alternative, against("limit"))
                    .shape(Shape::Triangle)
                    .label("limit flow"),
            )
            .mark(Mark::points("measured", Ink::Second, against("measured")).label("measured"));
    let rate = numbers(record.values("rate"));
    let mut ladder = Panel::new(Axis::log("*cη*"), Axis::linear("measured over theory"))
        .titled("median over draws")
        .mark(Mark::level("one", Ink::Muted, 1.0));
    for (k, ink, shape) in [(2, Ink::Second, Shape::Disc), (3, Ink::Third, Shape::Diamond)] {
        let of = |name: &str| numbers(record.values(&format!("slope_{k}.{name}")));
        let bars = rate.iter().zip(of("low")).zip(of("high")).map(|((rate, low), high)| (*rate, low, high)).collect();
        let points = rate.iter().copied().zip(of("ratio")).collect();
        ladder = ladder.mark(Mark::intervals(format!("lambda_{k}: interval"), ink, bars)).mark(
            Mark::points(format!("lambda_{k}"), ink, points).shape(shape).label(format!("*λ*_{k}, finite-step theory")),
        );
    }
    let over_limit = rate
        .iter()
        .copied()
        .zip(numbers(record.values("slope_2.excess")).into_iter().map(|excess| 1.0 + excess))
        .collect();
    let ladder = ladder.mark(
        Mark::line("lambda_2 over limit flow", Ink::Alternative, over_limit)
            .dashed()
            .label("*λ*_2, limit flow")
            .place(Place::Key),
    );
    let description = format!(
        "Left, logarithmic axes: measured rates lie on the finite-step theory's, above the limit flow's and above the guaranteed bound. Right: measured over predicted slope is {} for the second eigenvalue in the median over {} slopes on all rungs.",
        number(record, "slope_2.all.median"),
        number(record, "slope_2.all.count"),
    );
    let chart = Chart::new("rate-slopes", "Measured and predicted rates", description);
    vec![chart.panel(draws).panel(ladder).columns(2).row_height(380).accounted().draw()]
}
