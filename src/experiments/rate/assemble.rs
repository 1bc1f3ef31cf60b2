use super::Setting;
use crate::experiments::quantile::{quantile, write_median, write_share};
use crate::record::{Datum, Parameters, Record, Table};

/// Standard errors within which a slope agrees, or 2 % where that is more.
const ERRORS: f64 = 3.0;
const PER_CENT: f64 = 0.02;

/// Puts the rungs together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    record.scalar("draws", setting.draws, "draw", "draws on each rung");
    let rates = (0..setting.rungs).map(|rung| Datum::number(setting.sgd(rung).rate)).collect();
    record.series("rate", "", rates, "1", "learning rate times factor, c eta");
    let rungs: Vec<&[Record]> = cells.chunks(setting.draws as usize).collect();
    for k in [2, 3] {
        let mut columns: [Vec<Datum>; 6] = Default::default();
        for cells in &rungs {
            let ratios = ratios(cells, k, "theory");
            let [low, high] = crate::experiments::quantile::median_interval(&ratios);
            let excess = ratios_less_one(cells, k);
            let values = [
                Datum::number(ratios.len() as f64),
                quantile(&ratios, 0.5),
                low,
                high,
                quantile(&excess, 0.5),
                Datum::number(agreeing(cells, k) as f64),
            ];
            columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
        let of = format!("slope of ln lambda_{k}");
        let names = [
            ("count", "draw", format!("draws with a late {of}")),
            ("ratio", "1", format!("{of}, measured over theory: median")),
            ("low", "1", format!("{of}, measured over theory: lower end of the median's 95 % interval")),
            ("high", "1", format!("{of}, measured over theory: upper end of the median's 95 % interval")),
            ("excess", "1", format!("{of}, measured over that of the limit flow, less one: median")),
            ("agree", "draw", format!("of these, draws whose {of} is within 3 standard errors or 2 % of theory")),
        ];
        for ((name, unit, what), values) in names.into_iter().zip(columns) {
            record.series(&format!("slope_{k}.{name}"), "rate", values, unit, &what);
        }
        let stalled = cells.iter().filter(|cell| cell.scalars[&format!("late_{k}")].value.as_text() == Some("stalled"));
        record.scalar(
            &format!("slope_{k}.stalled"),
            stalled.count() as u64,
            "draw",
            &format!("draws whose lambda_{k} should be small by theory and is not, on all rungs"),
        );
        let all = ratios(cells, k, "theory");
        write_median(
            &mut record,
            &format!("slope_{k}.all"),
            &all,
            "1",
            &format!("{of}, measured over theory, all rungs"),
        );
        record.scalar(
            &format!("slope_{k}.all.count"),
            all.len() as u64,
            "draw",
            &format!("late slopes of ln lambda_{k} on all rungs"),
        );
        write_share(
            &mut record,
            &format!("slope_{k}.all.agree"),
            agreeing(cells, k),
            all.len() as u64,
            "draw",
            &format!("late slopes of ln lambda_{k} within 3 standard errors or 2 % of theory"),
        );
    }
    bound(&mut record, cells);
    shown(&mut record, rungs[0]);
    record
}

/// Measured slopes over those of a theory.
fn ratios(cells: &[Record], k: usize, theory: &str) -> Vec<Datum> {
    let ratio = |cell: &Record| Some(cell.number(&format!("slope_{k}"))? / cell.number(&format!("{theory}_{k}"))?);
    cells.iter().filter_map(ratio).map(Datum::number).collect()
}

fn ratios_less_one(cells: &[Record], k: usize) -> Vec<Datum> {
    ratios(cells, k, "limit").iter().filter_map(Datum::as_number).map(|ratio| Datum::number(ratio - 1.0)).collect()
}

fn agreeing(cells: &[Record], k: usize) -> u64 {
    let agrees = |cell: &Record| {
        let number = |name: &str| cell.number(&format!("{name}_{k}"));
        let (slope, error, theory) = (number("slope")?, number("error")?, number("theory")?);
        Some((slope - theory).abs() <= (ERRORS * error).max(PER_CENT * theory.abs()))
    };
    cells.iter().filter_map(agrees).filter(|agrees| *agrees).count() as u64
}

/// Measured rates over the guaranteed one.
fn bound(record: &mut Record, cells: &[Record]) {
    let over = |cell: &Record| Some(-cell.number("slope_2")? / cell.number("bound")?);
    let over: Vec<Datum> = cells.iter().filter_map(over).map(Datum::number).collect();
    let above = over.iter().filter(|over| over.as_number().is_some_and(|over| over >= 1.0)).count() as u64;
    record.scalar("bound.count", over.len() as u64, "draw", "late slopes of ln lambda_2 with a guaranteed rate");
    record.scalar("bound.above", above, "draw", "of these, slopes that are at least as steep");
    for (word, q) in [("least", 0.0), ("median", 0.5), ("most", 1.0)] {
        record.scalar(
            &format!("bound.{word}"),
            quantile(&over, q),
            "1",
            &format!("measured over guaranteed rate: {word}"),
        );
    }
}

/// The draws of the first rung, one by one.
fn shown(record: &mut Record, cells: &[Record]) {
    let measured: Vec<&Record> = cells.iter().filter(|cell| cell.number("slope_2").is_some()).collect();
    let column = |name: &str, sign: f64| -> Vec<Datum> {
        measured.iter().map(|cell| Datum::optional(cell.number(name).map(|value| sign * value))).collect()
    };
    let table = Table::new("one row a draw with a late slope of ln lambda_2 at the largest learning rate")
        .with("measured", "1/step", "rate at which ln lambda_2 falls, measured", column("slope_2", -1.0))
        .with("error", "1/step", "its standard error", column("error_2", 1.0))
        .with("theory", "1/step", "by theory at this learning rate", column("theory_2", -1.0))
        .with("limit", "1/step", "by the limit flow", column("limit_2", -1.0))
        .with("bound", "1/step", "guaranteed", column("bound", 1.0));
    record.tables.insert("first".into(), table);
}
