use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Place, Shape, Side, Weight};
use crate::float::exp;
use crate::record::{Datum, Record};

/// The figures of Figure 1, from its record and those of its controls.
pub fn figures(record: &Record, controls: &[Record]) -> Vec<Figure> {
    let quiet = controls.iter().find(|control| control.experiment == "figure-1/no-label-noise");
    vec![draw_0(record), decay(record), ensemble(record), slopes(record), sharpness(record, quiet)]
}

const LAMBDAS: [(&str, &str, Ink); 3] = [
    ("draw_0.lambda_1", "λ_1", Ink::First),
    ("draw_0.lambda_2", "λ_2", Ink::Second),
    ("draw_0.lambda_3", "λ_3", Ink::Third),
];

/// The paper's own plot: eigenvalues over steps, both axes linear; beside it the same on a logarithmic step axis.
fn draw_0(record: &Record) -> Figure {
    let eigenvalues = |x: Axis| {
        let panel = Panel::new(x, Axis::linear("eigenvalue of Θ^{T}Θ"));
        panel.marks(LAMBDAS.map(|(series, label, ink)| Mark::line(series, ink, line(record, series)).label(label)))
    };
    let description = format!(
        "Three eigenvalues over {} steps. The first starts at {} and ends at {}; the second goes from {} to {}, the third from {} to {}.",
        plain(record.values("step").last()),
        start(record, LAMBDAS[0].0),
        end(record, LAMBDAS[0].0),
        start(record, LAMBDAS[1].0),
        end(record, LAMBDAS[1].0),
        start(record, LAMBDAS[2].0),
        end(record, LAMBDAS[2].0),
    );
    Chart::new("figure-1-draw-0", "Draw 0: eigenvalues over steps", description)
        .panel(eigenvalues(Axis::linear("step *k*")))
        .panel(eigenvalues(Axis::log("step *k*")))
        .columns(2)
        .draw()
}

/// The small eigenvalues on a logarithmic axis, with the slopes that the two theories predict.
fn decay(record: &Record) -> Figure {
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
    let description = format!(
        "Logarithmic axis. The second eigenvalue goes from {} to {}, the third from {} to {}. Predicted lines start on the measurement: {}.",
        start(record, "draw_0.lambda_2"),
        end(record, "draw_0.lambda_2"),
        start(record, "draw_0.lambda_3"),
        end(record, "draw_0.lambda_3"),
        said.join(", "),
    );
    Chart::new("figure-1-decay", "Draw 0: eigenvalues on a logarithmic axis, with two predictions", description)
        .panel(panel)
        .row_height(460)
        .draw()
}

/// A straight line of predicted slope through the first point of the window that the measured slope was taken from.
fn prediction(record: &Record, k: u8, theory: &str) -> Option<Vec<(f64, f64)>> {
    let slope = record.number(&format!("draw_0.{theory}_{k}"))?;
    let (from, to) =
        (record.number(&format!("draw_0.measured_{k}_from"))?, record.number(&format!("draw_0.measured_{k}_to"))?);
    let measured = line(record, &format!("draw_0.lambda_{k}"));
    let height = measured.iter().find(|(step, _)| *step == from)?.1;
    let window = measured.iter().map(|(step, _)| *step).filter(|step| (from..=to).contains(step));
    Some(window.map(|step| (step, height * exp(slope * (step - from)))).collect())
}

/// How much draws differ.
fn ensemble(record: &Record) -> Figure {
    let panel = |k: u8, ink: Ink| {
        let name = |quantile: &str| format!("ensemble.ratio_{k}.{quantile}");
        Panel::new(Axis::log("step *k*"), Axis::log(format!("λ_{k} / λ_1")).range(1e-24, 1.0))
            .mark(Mark::band(format!("ratio_{k} extremes"), ink, band(record, &name("least"), &name("most"))).light())
            .mark(Mark::band(
                format!("ratio_{k} quartiles"),
                ink,
                band(record, &name("quarter"), &name("three_quarters")),
            ))
            .mark(Mark::line(name("median"), ink, line(record, &name("median"))).weight(Weight::Heavy).label("median"))
            .mark(
                Mark::line(format!("draw_0.ratio_{k}"), Ink::Text, shown_ratio(record, k))
                    .weight(Weight::Thin)
                    .label("draw 0"),
            )
    };
    let description = format!(
        "{} draws. At the end half of them have a ratio of the second to the first eigenvalue below {}, a quarter below {}, a quarter above {}; of the third to the first below {}.",
        number(record, "ensemble.draws"),
        end(record, "ensemble.ratio_2.median"),
        end(record, "ensemble.ratio_2.quarter"),
        end(record, "ensemble.ratio_2.three_quarters"),
        end(record, "ensemble.ratio_3.median"),
    );
    Chart::new("figure-1-ensemble", "All draws: ratios of eigenvalues over steps", description)
        .panel(panel(2, Ink::Second))
        .panel(panel(3, Ink::Third))
        .columns(2)
        .draw()
}

fn shown_ratio(record: &Record, k: u8) -> Vec<(f64, f64)> {
    let small = line(record, &format!("draw_0.lambda_{k}"));
    let large = line(record, "draw_0.lambda_1");
    small.iter().zip(large).map(|((step, small), (_, large))| (*step, small / large)).collect()
}

/// Measured late slopes against both predictions.
fn slopes(record: &Record) -> Figure {
    let Some(table) = record.tables.get("draws") else {
        return Chart::new("figure-1-slopes", "Late slopes", "No draws.").draw();
    };
    let pairs = |theory: &str, k: u8| -> Vec<(f64, f64)> {
        let (predicted, measured) = (table.column(&format!("{theory}_{k}")), table.column(&format!("measured_{k}")));
        let number = |datum: &Datum| datum.as_number().map(|slope| -slope);
        predicted.iter().zip(measured).filter_map(|(x, y)| Some((number(x)?, number(y)?))).collect()
    };
    let panel = |k: u8, ink: Ink| {
        let (finite, limit) = (pairs("finite_step", k), pairs("limit_flow", k));
        let all = || finite.iter().chain(&limit).flat_map(|(x, y)| [*x, *y]).filter(|rate| *rate > 0.0);
        let (low, high) = (all().fold(f64::INFINITY, f64::min) / 1.5, all().fold(0.0, f64::max) * 1.5);
        let range = |axis: Axis| if high > low { axis.range(low, high) } else { axis };
        Panel::new(
            range(Axis::log(format!("predicted rate of λ_{k}")).unit("1/step")),
            range(Axis::log(format!("measured rate of λ_{k}")).unit("1/step")),
        )
        .mark(
            Mark::segment("equality", Ink::Muted, (low, low), (high, high))
                .label("equality")
                .place(Place::At(2.0 * low, Side::Right)),
        )
        .mark(
            Mark::points(format!("limit_flow_{k}"), Ink::Alternative, limit)
                .shape(Shape::Ring)
                .label("limit flow")
                .place(Place::Key),
        )
        .mark(
            Mark::points(format!("finite_step_{k}"), ink, finite)
                .shape(Shape::Disc)
                .label("finite-step theory")
                .place(Place::Key),
        )
    };
    let description = format!(
        "Measured late slopes of {} draws for the second and {} for the third eigenvalue. Against the finite-step theory the median of measured over predicted is {} and {}; against the limit flow {} and {}.",
        number(record, "slopes.count_2"),
        number(record, "slopes.count_3"),
        number(record, "slopes.over_finite_step_2.median"),
        number(record, "slopes.over_finite_step_3.median"),
        number(record, "slopes.over_limit_flow_2.median"),
        number(record, "slopes.over_limit_flow_3.median"),
    );
    Chart::new("figure-1-slopes", "All draws: measured against predicted rates", description)
        .panel(panel(2, Ink::Second))
        .panel(panel(3, Ink::Third))
        .columns(2)
        .draw()
}

/// Sharpness and distance from the predicted limit, with label noise and without.
fn sharpness(record: &Record, quiet: Option<&Record>) -> Figure {
    let mut sharpness = Panel::new(Axis::log("step *k*"), Axis::log("*F* / *F** − 1 on the manifold"))
        .mark(
            Mark::band(
                "excess quartiles",
                Ink::First,
                band(record, "ensemble.excess.quarter", "ensemble.excess.three_quarters"),
            )
            .light(),
        )
        .mark(Mark::line("excess median", Ink::First, line(record, "ensemble.excess.median")).label("median"))
        .mark(
            Mark::line("draw_0.excess", Ink::Text, line(record, "draw_0.excess")).weight(Weight::Thin).label("draw 0"),
        );
    let mut distance = Panel::new(Axis::log("step *k*"), Axis::log("largest |θ_{j}·x_{i} − z_{i}*|")).mark(
        Mark::line("draw_0.distance", Ink::Text, line(record, "draw_0.distance")).weight(Weight::Thin).label("draw 0"),
    );
    if let Some(width) = record.number("draw_0.hovering") {
        distance = distance.mark(Mark::level("hovering", Ink::Prediction, width).dashed().label("predicted width"));
    }
    if let Some(quiet) = quiet {
        let without = |series| Mark::line(format!("{series} without noise"), Ink::Muted, line(quiet, series)).dashed();
        sharpness = sharpness.mark(without("draw_0.excess").label("no noise"));
        distance = distance.mark(without("draw_0.distance").label("no noise"));
    }
    let description = format!(
        "Excess sharpness on the zero-loss manifold goes from {} to {} in draw 0; without label noise it ends at {}. The largest distance of a pre-activation from its predicted limit ends at {} with label noise, {} without.",
        start(record, "draw_0.excess"),
        end(record, "draw_0.excess"),
        quiet.map_or_else(String::new, |quiet| end(quiet, "draw_0.excess")),
        end(record, "draw_0.distance"),
        quiet.map_or_else(String::new, |quiet| end(quiet, "draw_0.distance")),
    );
    Chart::new(
        "figure-1-sharpness",
        "Sharpness above its least value, and distance from the predicted limit",
        description,
    )
    .panel(sharpness)
    .panel(distance)
    .columns(2)
    .draw()
}

/// A series over steps; what is no number leaves a gap.
fn line(record: &Record, series: &str) -> Vec<(f64, f64)> {
    let number = |datum: &Datum| datum.as_number().unwrap_or(f64::NAN);
    record.values("step").iter().map(number).zip(record.values(series).iter().map(number)).collect()
}

/// Two series over steps as a band: merged reaches its foot, diverged its head.
fn band(record: &Record, low: &str, high: &str) -> Vec<(f64, f64, f64)> {
    let number = |datum: &Datum| match datum {
        Datum::Number(value) => *value,
        Datum::Merged => 0.0,
        _ => f64::MAX,
    };
    let bounds = record.values(low).iter().zip(record.values(high));
    let steps = record.values("step").iter().map(number);
    steps.zip(bounds).map(|(step, (low, high))| (step, number(low), number(high))).collect()
}

fn start(record: &Record, series: &str) -> String {
    plain(record.values(series).first())
}

fn end(record: &Record, series: &str) -> String {
    plain(record.values(series).last())
}

fn number(record: &Record, scalar: &str) -> String {
    plain(record.scalars.get(scalar).map(|scalar| &scalar.value))
}

/// A datum in words, numbers to two digits.
fn plain(datum: Option<&Datum>) -> String {
    match datum {
        Some(Datum::Number(value)) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value}"),
        Some(Datum::Number(value)) if (1e-2..1e3).contains(&value.abs()) => format!("{value:.2}"),
        Some(Datum::Number(value)) => format!("{value:.1e}"),
        Some(Datum::Merged) => "exactly zero".into(),
        Some(Datum::Diverged) => "beyond the finite numbers".into(),
        Some(Datum::Text(text)) => text.clone(),
        Some(Datum::Absent) | None => "nothing measured".into(),
    }
}
