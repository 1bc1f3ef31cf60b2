use super::{Kind, Setting};
use crate::experiments::quantile::{median_interval, quantile};
use crate::record::{Datum, Parameters, Record, Table};

/// Puts the controls together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    record.scalar("draws", setting.draws, "draw", "draws of data, start and noise, for each control");
    record.scalar("steps", setting.steps, "step", "steps of each chain");
    record.series("step", "", cells[0].values("step").to_vec(), "step", "steps made");
    let mut rows: Vec<(Kind, u64, &Record)> = Vec::new();
    for (kind, cells) in Kind::ALL.into_iter().zip(cells.chunks(setting.draws as usize)) {
        rows.extend(cells.iter().enumerate().map(|(draw, cell)| (kind, draw as u64, cell)));
        let curve = cells[0].values("lambda_2").to_vec();
        record.series(
            &format!("{}.lambda_2", word(kind)),
            "step",
            curve,
            "1",
            &format!("{}, draw 0: lambda_2", kind.what()),
        );
        let scalar = |name: &str| cells.iter().map(|cell| cell.scalars[name].value.clone()).collect::<Vec<Datum>>();
        let values = scalar("value");
        let [low, high] = median_interval(&values);
        for (what, value, note) in [
            ("median", quantile(&values, 0.5), "median over draws"),
            ("low", low, "lower end of the 95 % interval of the median"),
            ("high", high, "upper end of the 95 % interval of the median"),
            ("least", quantile(&values, 0.0), "least of all draws"),
            ("most", quantile(&values, 1.0), "most of all draws"),
        ] {
            record.scalar(&format!("{}.{what}", word(kind)), value, "1", &format!("{}: {note}", kind.measure()));
        }
        let slower: Vec<Datum> = (scalar("ordinary").iter().zip(scalar("predicted")))
            .filter_map(|(one, all)| Some(Datum::number(one.as_number()? / all.as_number()?)))
            .collect();
        let what = "predicted slope for single samples over that of this control: median over draws";
        record.scalar(&format!("{}.slower", word(kind)), quantile(&slower, 0.5), "1", what);
    }
    let column = |name: &str| rows.iter().map(|(.., cell)| cell.scalars[name].value.clone()).collect::<Vec<Datum>>();
    let table = Table::new("one row a control and draw")
        .with("control", "1", "the control", rows.iter().map(|(kind, ..)| Datum::text(kind.word())).collect())
        .with("draw", "1", "number of the draw", rows.iter().map(|(_, draw, _)| Datum::from(*draw)).collect())
        .with("value", "1", "what it is judged by", column("value"))
        .with("largest_ratio", "1", "largest lambda_2 / lambda_1 of any recorded step", column("largest_ratio"))
        .with("predicted", "1/step", "predicted slope of ln lambda_2", column("predicted"))
        .with("measured", "1/step", "measured late slope of ln lambda_2", column("measured"));
    record.tables.insert("draws".into(), table);
    summary(&mut record);
    record
}

/// The table of controls: what must happen, and what did.
fn summary(record: &mut Record) {
    let counts = Kind::ALL.map(|kind| count(record, kind));
    let words = |of: fn(Kind) -> &'static str| Kind::ALL.map(|kind| Datum::text(of(kind))).to_vec();
    let scalars =
        |name: &str| Kind::ALL.map(|kind| record.scalars[&format!("{}.{name}", word(kind))].value.clone()).to_vec();
    let table = Table::new("one row a control")
        .with("control", "1", "the control", words(Kind::what))
        .with("must happen", "1", "what must happen by theory", words(Kind::must))
        .with("measured", "1", "what is measured of each draw", words(Kind::measure))
        .with("median", "1", "its median over draws", scalars("median"))
        .with("least", "1", "the least of all draws", scalars("least"))
        .with("most", "1", "the most of all draws", scalars("most"))
        .with("happened", "draw", "draws in which it happened", counts.map(|(right, _)| right.into()).to_vec())
        .with("of", "draw", "draws that can tell", counts.map(|(_, told)| told.into()).to_vec());
    record.tables.insert("controls".into(), table);
}

/// Draws of a control in which what must happen did, and draws that can tell.
pub fn count(record: &Record, kind: Kind) -> (u64, u64) {
    let empty = Table::new("");
    let table = record.tables.get("draws").unwrap_or(&empty);
    let rows = table.column("control").iter().zip(table.column("value")).zip(table.column("largest_ratio"));
    let told: Vec<bool> = rows
        .filter(|((control, _), _)| control.as_text() == Some(kind.word()))
        .filter_map(|((_, value), ratio)| kind.happened(value, ratio))
        .collect();
    (told.iter().filter(|right| **right).count() as u64, told.len() as u64)
}

/// The control's name among scalars.
pub fn word(kind: Kind) -> String {
    kind.word().replace('-', "_")
}
