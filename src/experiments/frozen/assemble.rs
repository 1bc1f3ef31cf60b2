use super::run::CURVES;
use super::{SHAPES, STARTS, Setting};
use crate::experiments::quantile::quantile;
use crate::float::ln;
use crate::record::{Datum, Parameters, Record, Table};

/// Theory must predict a fall of `lambda_2` by this factor within the run for a draw to be due, as in the figures.
const FALL: f64 = 1e6;
/// Second singular values below this share of the first are gone: a millionth in eigenvalues, as in the figures.
const GONE: f64 = 1e-3;
/// Neurons nearer to one another than this share of the longest are one vector.
const ONE: f64 = 1e-2;
/// Second singular values above this share of the first are there.
const THERE: f64 = 1e-2;

/// Puts the draws together, shape by shape and start by start.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let fewer: Vec<&Record> = (SHAPES.iter().zip(cells.chunks(setting.draws as usize)))
        .filter(|(shape, _)| shape.n < shape.d)
        .flat_map(|(_, cells)| cells)
        .collect();
    let due: Vec<&Record> = fewer.iter().copied().filter(|cell| is_due(cell, setting)).collect();
    record.scalar("draws", setting.draws, "draw", "draws of data, start and noise, for each shape");
    record.scalar("fewer", fewer.len() as u64, "draw", "draws with fewer points than dimensions");
    let what = "draws with fewer points than dimensions that are due: stable single steps, and a predicted million-fold fall within the run";
    record.scalar("due", due.len() as u64, "draw", what);
    let unstable = fewer.iter().filter(|cell| !stable(cell)).count() as u64;
    record.scalar(
        "unstable",
        unstable,
        "draw",
        "draws with fewer points than dimensions whose single steps are not linearly stable",
    );
    let longest = values(&fewer, "general.size");
    let what = "start anywhere: length of the longest part across the data of any neuron, least of all draws";
    record.scalar("size.least", quantile(&longest, 0.0), "1", what);
    // Independent roundings of at most half an ulp make a walk whose deviation is the ulp times the root of steps / 12.
    let walk = (setting.steps as f64 / 12.0).sqrt();
    let finite: Vec<Datum> =
        values(&fewer, "general.ulps").into_iter().filter(|ulps| ulps.as_number().is_some()).collect();
    record.scalar(
        "finite",
        finite.len() as u64,
        "draw",
        "draws with fewer points than dimensions that stay finite from a start anywhere",
    );
    let ulps = quantile(&finite, 1.0);
    record.scalar("ulps.most", ulps.clone(), "ulp", "largest movement across the data, in ulps of the neuron");
    record.scalar("walk", walk, "ulp", "what independent roundings move a neuron by, one standard deviation");
    record.scalar("bound", setting.steps as f64 / 2.0, "ulp", "what roundings could move it by if all went one way");
    let over = ulps.as_number().map(|ulps| ulps / walk);
    record.scalar("walk.most", Datum::optional(over), "1", "largest movement, in standard deviations of roundings");
    counts(&mut record, &due);
    table(&mut record, setting, cells);
    if setting.general == 1.0 && setting.span == 0.0 && setting.decay == 0.0 {
        curves(&mut record, setting, cells);
    }
    record
}

/// How many of the draws that are due end as theory says.
fn counts(record: &mut Record, due: &[&Record]) {
    let count = |of: &dyn Fn(&Record) -> bool| due.iter().filter(|cell| of(cell)).count() as u64;
    let below = |value: &Datum, bound: f64| value.order(&Datum::Number(bound)).is_lt();
    let end = |cell: &Record, curve: &str| cell.values(curve).last().cloned().unwrap_or(Datum::Absent);
    let apart = |cell: &Record, start: &str| cell.scalars[&format!("{start}.apart")].value.clone();
    let one = count(&|cell| below(&end(cell, "span.neurons"), GONE) && below(&apart(cell, "span"), ONE));
    record.scalar("span.one", one, "draw", "start within the span: due draws that end as one vector");
    let features = count(&|cell| below(&end(cell, "general.features"), GONE));
    record.scalar("general.features", features, "draw", "start anywhere: due draws that end with one feature");
    let kept = count(&|cell| end(cell, "general.neurons").as_number().is_some_and(|ratio| ratio >= THERE));
    record.scalar("general.kept", kept, "draw", "start anywhere: due draws where Theta keeps its rank");
}

/// One row a shape and start.
fn table(record: &mut Record, setting: &Setting, cells: &[Record]) {
    let mut columns: [Vec<Datum>; HEADS.len()] = Default::default();
    for (shape, cells) in SHAPES.iter().zip(cells.chunks(setting.draws as usize)) {
        for (start, what) in STARTS {
            let seen: Vec<&Record> = cells.iter().filter(|cell| is_due(cell, setting)).collect();
            let all: Vec<&Record> = cells.iter().collect();
            let gone = values(&all, &format!("{start}.apart")).iter().filter(|end| **end == Datum::Diverged).count();
            let end = |curve: &str| -> Datum {
                let last = |cell: &&Record| cell.values(&format!("{start}.{curve}")).last().cloned();
                quantile(&seen.iter().filter_map(last).collect::<Vec<Datum>>(), 0.5)
            };
            let row = [
                (shape.d as u64).into(),
                (shape.n as u64).into(),
                Datum::text(what),
                (gone as u64).into(),
                (seen.len() as u64).into(),
                quantile(&values(&seen, &format!("{start}.size")), 0.0),
                quantile(&values(&seen, &format!("{start}.ulps")), 1.0),
                end("neurons"),
                end("features"),
                quantile(&values(&seen, &format!("{start}.apart")), 0.5),
            ];
            columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
        }
    }
    let table = (HEADS.into_iter().zip(columns))
        .fold(Table::new("one row a shape and start"), |table, ((name, what), values)| {
            table.with(name, "1", what, values)
        });
    record.tables.insert("shapes".into(), table);
}

const HEADS: [(&str, &str); 10] = [
    ("dimension", "dimension d"),
    ("points", "data points n"),
    ("start", "the start"),
    ("diverged", "draws that left the finite numbers"),
    ("due", "draws that are due"),
    ("size", "of these, length of the longest part across the data of any neuron: least"),
    ("ulps", "of these, largest movement of such a part, in ulps of the neuron"),
    ("neurons", "of these, second singular value of Theta over the first at the end: median"),
    ("features", "of these, second singular value of Theta X^T over the first at the end: median"),
    ("apart", "of these, largest distance between neurons over the longest at the end: median"),
];

/// Medians over the draws that are due, with fewer points than dimensions.
fn curves(record: &mut Record, setting: &Setting, cells: &[Record]) {
    record.series("step", "", cells[0].values("step").to_vec(), "step", "steps of SGD made");
    for (shape, cells) in SHAPES.iter().zip(cells.chunks(setting.draws as usize)).filter(|(shape, _)| shape.n < shape.d)
    {
        let seen: Vec<&Record> = cells.iter().filter(|cell| is_due(cell, setting)).collect();
        for (start, words) in STARTS {
            // Within the span both matrices fall alike; the figure shows one.
            for (curve, what) in CURVES.into_iter().filter(|(curve, _)| (start, *curve) != ("span", "features")) {
                let at = |k: usize| {
                    let values: Vec<Datum> =
                        seen.iter().map(|cell| cell.values(&format!("{start}.{curve}"))[k].clone()).collect();
                    quantile(&values, 0.5)
                };
                let median = (0..record.values("step").len()).map(at).collect();
                let what = format!("d = {}, n = {}, {words}: {what}, median over due draws", shape.d, shape.n);
                record.series(&format!("d_{}.{start}.{curve}", shape.d), "step", median, "1", &what);
            }
        }
    }
}

fn values(cells: &[&Record], scalar: &str) -> Vec<Datum> {
    cells.iter().map(|cell| cell.scalars[scalar].value.clone()).collect()
}

fn stable(cell: &Record) -> bool {
    cell.number("stability").is_some_and(|stability| stability < 2.0)
}

fn is_due(cell: &Record, setting: &Setting) -> bool {
    let falls = |slope: f64| -slope * setting.steps as f64 >= ln(FALL);
    stable(cell) && cell.number("slope").is_some_and(falls)
}
