use crate::experiments::figures::{band, end, line, number};
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Weight};
use crate::record::Record;

/// How much draws differ, in the reference reading above and in the literal one below.
pub fn ensemble(record: &Record, literal: Option<&Record>) -> Figure {
    let mut chart = Chart::new(
        format!("{}-ensemble", record.experiment),
        "All draws: ratios of eigenvalues over steps",
        [Some(record), literal].into_iter().flatten().map(describe).collect::<Vec<_>>().join(" "),
    )
    .columns(2)
    .row_height(340);
    for (record, reading) in [(Some(record), "reference reading"), (literal, "literal reading")] {
        if let Some(record) = record {
            chart = chart.panel(panel(record, 2, Ink::Second, reading)).panel(panel(record, 3, Ink::Third, reading));
        }
    }
    chart.accounted().draw()
}

fn panel(record: &Record, k: u8, ink: Ink, reading: &str) -> Panel {
    let name = |quantile: &str| format!("ensemble.ratio_{k}.{quantile}");
    let mark = |what: &str| format!("{reading}: ratio_{k} {what}");
    Panel::new(Axis::log("step *k*"), Axis::log(format!("λ_{k} / λ_1")).range(1e-24, 1.0))
        .titled(reading)
        .mark(Mark::band(mark("extremes"), ink, band(record, &name("least"), &name("most"))).light())
        .mark(Mark::band(mark("quartiles"), ink, band(record, &name("quarter"), &name("three_quarters"))))
        .mark(Mark::line(mark("median"), ink, line(record, &name("median"))).weight(Weight::Heavy).label("median"))
        .mark(Mark::line(mark("of draw 0"), Ink::Text, shown_ratio(record, k)).weight(Weight::Thin).label("draw 0"))
}

fn describe(record: &Record) -> String {
    let reading = if record.experiment.ends_with("/literal") { "literal" } else { "reference" };
    format!(
        "{} reading, {} draws: at the end a quarter of them have a ratio of the second to the first eigenvalue below {}, a quarter above {}.",
        if reading == "literal" { "Literal" } else { "Reference" },
        number(record, "ensemble.draws"),
        end(record, "ensemble.ratio_2.quarter"),
        end(record, "ensemble.ratio_2.three_quarters"),
    )
}

fn shown_ratio(record: &Record, k: u8) -> Vec<(f64, f64)> {
    let small = line(record, &format!("draw_0.lambda_{k}"));
    let large = line(record, "draw_0.lambda_1");
    small.iter().zip(large).map(|((step, small), (_, large))| (*step, small / large)).collect()
}
