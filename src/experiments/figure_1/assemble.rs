use super::draw::CURVES;
use super::outcome::{FALL, Outcome, ROWS, outcome};
use super::quantile::quantile;
use super::setting::Setting;
use crate::record::{Datum, Parameters, Record, Table};

/// Quantiles shown of an ensemble.
const QUANTILES: [(&str, f64); 5] =
    [("least", 0.0), ("quarter", 0.25), ("median", 0.5), ("three_quarters", 0.75), ("most", 1.0)];

/// Puts the draws together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let outcomes: Vec<Outcome> = cells.iter().map(|cell| outcome(cell, setting)).collect();
    curves(&mut record, &cells[0], &outcomes[0]);
    bands(&mut record, &outcomes);

    let mut table = Table::new("one row a draw of data, start and noise");
    for (k, (column, unit, description)) in ROWS.iter().enumerate() {
        let values: Vec<Datum> = outcomes.iter().map(|outcome| outcome.row[k].clone()).collect();
        record.scalar(&format!("draw_0.{column}"), values[0].clone(), unit, &format!("draw 0: {description}"));
        table = table.with(column, unit, description, values);
    }
    counts(&mut record, &table);
    record.tables.insert("draws".into(), table);
    record
}

/// The curves of draw 0, always: the paper shows one run, and so nobody chose ours.
fn curves(record: &mut Record, cell: &Record, outcome: &Outcome) {
    record.series("step", "", cell.values("step").to_vec(), "step", "steps of SGD made");
    for (curve, description) in CURVES {
        let description = format!("draw 0: {description}");
        record.series(&format!("draw_0.{curve}"), "step", cell.values(curve).to_vec(), "1", &description);
        let last = cell.values(curve).last().cloned().unwrap_or(Datum::Absent);
        record.scalar(&format!("draw_0.final.{curve}"), last, "1", &format!("{description}, at the end"));
    }
    let excess = outcome.excess.clone();
    record.series("draw_0.excess", "step", excess, "1", "draw 0: F / F* - 1 on the zero-loss manifold");
}

/// Order statistics over draws, step by step; a merged draw counts below, a diverged one above every number.
fn bands(record: &mut Record, outcomes: &[Outcome]) {
    type Curve = fn(&Outcome) -> &Vec<Datum>;
    let bands: [(&str, Curve, &str); 3] = [
        ("ratio_2", |outcome| &outcome.ratio_2, "lambda_2 / lambda_1"),
        ("ratio_3", |outcome| &outcome.ratio_3, "lambda_3 / lambda_1"),
        ("excess", |outcome| &outcome.excess, "F / F* - 1 on the zero-loss manifold"),
    ];
    let steps = record.values("step").len();
    for (band, curve, what) in bands {
        let columns: Vec<Vec<Datum>> =
            (0..steps).map(|k| outcomes.iter().map(|outcome| curve(outcome)[k].clone()).collect()).collect();
        for (name, q) in QUANTILES {
            let values = columns.iter().map(|column| quantile(column, q)).collect();
            let description = format!("{what}: order statistic over draws at {q}");
            record.series(&format!("ensemble.{band}.{name}"), "step", values, "1", &description);
        }
    }
}

/// How many draws did what, and how their numbers are spread.
fn counts(record: &mut Record, table: &Table) {
    let count = |column: &str, word: &str| {
        table.column(column).iter().filter(|value| value.as_text() == Some(word)).count() as u64
    };
    record.scalar("ensemble.draws", table.column("draw").len() as u64, "draw", "draws of data, start and noise");
    let merged = count("outcome", "merged-exactly");
    let below = "draws whose second and third eigenvalue end a million times below the first, merged ones among them";
    record.scalar("ensemble.rank_one", merged + count("outcome", "rank-one"), "draw", below);
    record.scalar("ensemble.merged", merged, "draw", "draws whose neurons end bit-identical");
    let larger = "draws that end with finite, larger eigenvalues";
    record.scalar("ensemble.on_the_way", count("outcome", "on-the-way"), "draw", larger);
    let diverged = count("outcome", "diverged-at");
    record.scalar("ensemble.diverged", diverged, "draw", "draws that left the finite numbers");
    let unstable: Vec<bool> =
        table.column("stability").iter().map(|stability| stability.order(&Datum::Number(2.0)).is_ge()).collect();
    let ended = |word: &str| {
        let pairs = unstable.iter().zip(table.column("outcome"));
        pairs.filter(|(unstable, outcome)| **unstable && outcome.as_text() == Some(word)).count() as u64
    };
    let all = unstable.iter().filter(|unstable| **unstable).count() as u64;
    record.scalar("ensemble.unstable", all, "draw", "draws whose single steps are not linearly stable at the optimum");
    record.scalar("ensemble.unstable_diverged", ended("diverged-at"), "draw", "of these, draws that diverged");
    let predictable = table.column("predicted_steps").iter().filter(|steps| **steps != Datum::Absent).count() as u64;
    record.scalar(
        "ensemble.predictable",
        predictable,
        "draw",
        "draws for which the finite-step theory predicts a rate",
    );
    let due = format!("draws predicted to have fallen a factor {FALL} by the end, with stable single steps");
    record.scalar("ensemble.due", count("due", "yes"), "draw", &due);
    for (name, q) in [("low", 0.05), ("median", 0.5), ("high", 0.95)] {
        let steps: Vec<Datum> =
            table.column("predicted_steps").iter().filter(|steps| **steps != Datum::Absent).cloned().collect();
        let description =
            format!("predicted steps to a million-fold fall: order statistic over predictable draws at {q}");
        record.scalar(&format!("ensemble.predicted_steps.{name}"), quantile(&steps, q), "step", &description);
    }
    for k in [2, 3] {
        let measured = table.column(&format!("measured_{k}"));
        let sloped = measured.iter().filter(|slope| slope.as_number().is_some()).count() as u64;
        record.scalar(
            &format!("slopes.stalled_{k}"),
            count(&format!("late_{k}"), "stalled"),
            "draw",
            &format!("draws whose lambda_{k} should be small by theory and is not"),
        );
        record.scalar(
            &format!("slopes.count_{k}"),
            sloped,
            "draw",
            &format!("draws with a late slope of ln lambda_{k}"),
        );
        for theory in ["finite_step", "limit_flow"] {
            let pairs = measured.iter().zip(table.column(&format!("{theory}_{k}")));
            let ratios: Vec<Datum> = pairs
                .filter_map(|(measured, theory)| Some(Datum::number(measured.as_number()? / theory.as_number()?)))
                .collect();
            for (name, q) in QUANTILES {
                let description =
                    format!("measured late slope of ln lambda_{k} over {theory}: order statistic over draws at {q}");
                record.scalar(&format!("slopes.over_{theory}_{k}.{name}"), quantile(&ratios, q), "1", &description);
            }
        }
    }
}
