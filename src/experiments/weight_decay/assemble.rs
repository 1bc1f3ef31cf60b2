use super::{LADDER, NUS, SHAPES, Setting, Theory};
use crate::experiments::quantile::{quantile, write_share};
use crate::record::{Datum, Parameters, Record, Table};

/// Neurons nearer to one another than this share of the longest are one vector.
const ONE: f64 = 1e-3;
/// Neurons farther from one another are apart.
const APART: f64 = 0.1;
/// What theory predicts is visible, one way or the other, where differences change by this in the logarithm.
const VISIBLE: f64 = 3.0;
/// From a start anywhere differences must fall farther before neurons are one.
const DUE: f64 = 12.0;

/// Puts the draws together, case by case.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    record.scalar("draws", setting.draws, "draw", "draws of data, start and noise, for each shape and ν");
    let number = |cell: &Record, name: &str| cell.number(name);
    let change = |cell: &Record| number(cell, "predicted").map(|gamma| gamma * setting.steps as f64);
    let stable = cells.iter().filter(|cell| change(cell).is_some()).count() as u64;
    record.scalar("runs", cells.len() as u64, "draw", "draws in all");
    record.scalar("stable", stable, "draw", "of these, draws with an equilibrium at which single steps are stable");

    // Signs, from starts near equal neurons.
    let visible: Vec<(f64, f64)> = cells
        .iter()
        .filter(|cell| change(cell).is_some_and(|change| change.abs() >= VISIBLE))
        .filter_map(|cell| Some((number(cell, "predicted")?, number(cell, "measured")?)))
        .collect();
    let count = |of: &dyn Fn(f64, f64) -> bool| visible.iter().filter(|(a, b)| of(*a, *b)).count() as u64;
    let what = "draws whose predicted exponent is visible in the run, near equal neurons";
    record.scalar("visible", visible.len() as u64, "draw", what);
    record.scalar("right", count(&|a, b| a * b > 0.0), "draw", "of these, draws with the predicted sign");
    record.scalar("parting", count(&|a, _| a > 0.0), "draw", "of these, draws in which neurons are predicted to part");
    let what = "of these, draws in which they do part";
    record.scalar("parting.right", count(&|a, b| a > 0.0 && b > 0.0), "draw", what);
    let off: Vec<Datum> = visible.iter().map(|(a, b)| Datum::number(b / a)).collect();
    for (word, q) in [("least", 0.0), ("median", 0.5), ("most", 1.0)] {
        let what = format!("measured exponent over the predicted one: {word}");
        record.scalar(&format!("over.{word}"), quantile(&off, q), "1", &what);
    }

    // Single vectors, from starts anywhere: fewer points than dimensions, decay of the favourable kind.
    let per_case = setting.draws as usize;
    let fewer: Vec<&Record> = (cells.chunks(per_case).enumerate())
        .filter(|(case, _)| SHAPES[case % SHAPES.len()].n < SHAPES[case % SHAPES.len()].d)
        .flat_map(|(_, cells)| cells)
        .collect();
    let due: Vec<&&Record> = fewer.iter().filter(|cell| change(cell).is_some_and(|change| change <= -DUE)).collect();
    record.scalar(
        "due",
        due.len() as u64,
        "draw",
        "fewer points than dimensions: draws in which neurons are due as one",
    );
    let one = due.iter().filter(|cell| is_one(cell, "whole")).count() as u64;
    record.scalar("due.one", one, "draw", "of these, draws that end as one vector from a start anywhere");
    let parting: Vec<&Record> =
        cells.iter().filter(|cell| change(cell).is_some_and(|change| change >= VISIBLE)).collect();
    record.scalar("against", parting.len() as u64, "draw", "draws in which neurons are predicted to part");
    let apart = parting.iter().filter(|cell| number(cell, "whole.apart").is_some_and(|apart| apart >= APART)).count();
    record.scalar("against.apart", apart as u64, "draw", "of these, draws that end apart from a start anywhere");
    // Of decay alone, both shapes of a `nu` together.
    let foretold = setting.foretold * (per_case * SHAPES.len()) as u64;
    record.scalar("foretold", foretold, "draw", "draws, for each ν, for which what decay alone does is predicted");
    for ((name, nu), cells) in ["large", "small"].into_iter().zip(NUS).zip(cells.chunks(per_case * SHAPES.len())) {
        let sum = |name: &str| cells.iter().filter_map(|cell| number(cell, name)).sum::<f64>() as u64;
        let what = format!("ν = {nu}: draws in which decay alone drives neurons apart");
        write_share(&mut record, &format!("hurts_{name}"), sum("hurts"), sum("foretold"), "draw", &what);
    }
    cases(&mut record, setting, cells);
    if setting.theory == Theory::Whole && setting.applied == 1.0 {
        draws(&mut record, setting, cells);
    }
    record
}

fn is_one(cell: &Record, rung: &str) -> bool {
    cell.number(&format!("{rung}.apart")).is_some_and(|apart| apart <= ONE)
}

/// One row a shape and `nu`.
fn cases(record: &mut Record, setting: &Setting, cells: &[Record]) {
    let mut columns: Vec<(String, String, Vec<Datum>)> = Vec::new();
    let mut put = |name: &str, what: &str, value: Datum| match columns.iter_mut().find(|(column, ..)| column == name) {
        Some((.., values)) => values.push(value),
        None => columns.push((name.into(), what.into(), vec![value])),
    };
    for (case, cells) in cells.chunks(setting.draws as usize).enumerate() {
        let (nu, shape) = (NUS[case / SHAPES.len()], SHAPES[case % SHAPES.len()]);
        put("nu", "ν of the cubic", nu.into());
        put("points", "data points n, in three dimensions", (shape.n as u64).into());
        let sum = |name: &str| cells.iter().filter_map(|cell| cell.number(name)).sum::<f64>() as u64;
        put("foretold", "draws predicted", sum("foretold").into());
        put("hurts", "of these, draws in which decay alone drives neurons apart", sum("hurts").into());
        let run = cells.iter().filter(|cell| cell.number("predicted").is_some()).count() as u64;
        put("run", "draws run, with stable single steps", run.into());
        for (rung, share) in LADDER {
            let one =
                cells.iter().filter(|cell| cell.number("predicted").is_some() && is_one(cell, rung)).count() as u64;
            let what = format!("of these, draws that end as one vector with {share} times the decay");
            put(&format!("one_{rung}"), &what, one.into());
        }
        for (rung, share) in &LADDER[1..] {
            let losses: Vec<Datum> =
                cells.iter().map(|cell| cell.scalars[&format!("{rung}.loss")].value.clone()).collect();
            let what = format!("training loss at the end, with {share} times the decay: median");
            put(&format!("loss_{rung}"), &what, quantile(&losses, 0.5));
        }
    }
    let table = columns.into_iter().fold(Table::new("one row a shape and ν"), |table, (name, what, values)| {
        table.with(&name, "1", &what, values)
    });
    record.tables.insert("cases".into(), table);
}

/// One row a draw of all cases, exponents in units of `c eta beta`.
fn draws(record: &mut Record, setting: &Setting, cells: &[Record]) {
    let unit = setting.rate * setting.decay;
    let over =
        |name: &str| cells.iter().map(|cell| Datum::optional(cell.number(name).map(|gamma| gamma / unit))).collect();
    let nu = |k: usize| Datum::from(NUS[k / setting.draws as usize / SHAPES.len()]);
    if unit > 0.0 {
        let table = Table::new("one row a draw, shape by shape")
            .with("nu", "1", "ν of the cubic", (0..cells.len()).map(nu).collect())
            .with("predicted", "1", "predicted exponent, in units of cηβ", over("predicted"))
            .with("measured", "1", "measured exponent, in units of cηβ", over("measured"))
            .with(
                "apart",
                "1",
                "largest distance between neurons over the longest, at the end, from a start anywhere",
                cells.iter().map(|cell| cell.scalars["whole.apart"].value.clone()).collect(),
            );
        record.tables.insert("draws".into(), table);
    }
}
