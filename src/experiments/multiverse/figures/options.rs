use crate::experiments::eigenvalues::STATED;
use crate::experiments::multiverse::choices::CHOICES;
use crate::figure::{Axis, Chart, Figure, Ink, Mark, Panel, Shape};
use crate::record::{Datum, Record, Table};

/// What each option does, on average over everything else.
pub fn options(record: &Record) -> Figure {
    let empty = Table::new("");
    let table = record.tables.get("options").unwrap_or(&empty);
    let rows: usize = CHOICES.iter().map(|choice| choice.options.len()).sum();
    let mut names = Vec::new();
    for choice in CHOICES.iter().rev() {
        names.extend(choice.options.iter().rev().map(|(_, title)| match choice.name {
            "start" => format!("start {title}"),
            _ => (*title).to_owned(),
        }));
    }
    let panel = |measure: &str, heading: &str| {
        let series =
            STATED.iter().zip([(Ink::First, Shape::Disc), (Ink::Second, Shape::Ring), (Ink::Third, Shape::Diamond)]);
        let marks = series.map(|((id, learning_rate, sigma), (ink, shape))| {
            let values = table.column(&format!("{id}.{measure}")).iter().map(Datum::as_number).take(rows).enumerate();
            let points = values.filter_map(|(at, value)| Some((value?, (rows - 1 - at) as f64))).collect();
            Mark::points(format!("{measure}: {id}"), ink, points)
                .shape(shape)
                .label(format!("*η* = {learning_rate}, σ = {sigma}"))
        });
        Panel::new(Axis::linear(heading).range(0.0, 1.0), Axis::named("", names.clone())).marks(marks)
    };
    let described = CHOICES.iter().flat_map(|choice| choice.options.iter().map(move |(word, _)| (choice.name, *word)));
    let described = described.enumerate().map(|(at, (choice, option))| {
        let mean = |figure: usize| {
            let value = table.column(&format!("{}.expected", STATED[figure].0)).get(at).and_then(Datum::as_number);
            value.map_or_else(|| "none".to_owned(), |value| format!("{value:.2}"))
        };
        format!("{choice} {option}: {}, {}, {}", mean(0), mean(1), mean(2))
    });
    let description = format!(
        "Mean share of draws that arrive or are predicted to, over the readings with an option, for the three figures. {}.",
        described.collect::<Vec<_>>().join("; ")
    );
    Chart::new("multiverse-options", "What each option does, on average over all others", description)
        .panel(panel("expected", "share of draws that arrive, or will"))
        .panel(panel("diverged", "share of draws that diverge"))
        .columns(2)
        .row_height(560)
        .draw()
}
