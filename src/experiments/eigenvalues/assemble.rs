use super::draw::CURVES;
use super::outcome::{FALL, Outcome, ROWS, VISIBLE, outcome};
use super::setting::Setting;
use crate::experiments::quantile::{QUANTILES, quantile, write_median, write_share};
use crate::record::{Datum, Parameters, Record, Table, digest};

/// Of the recorded steps every so many are shown, and the last: a page has room for no more.
const SHOWN: usize = 4;

/// The draws that `standard` runs under every reading, too: the first ones.
pub const FIRST: usize = 8;

/// The curves of draw 0 that are shown.
const SHOWN_CURVES: [&str; 5] = ["lambda_1", "lambda_2", "lambda_3", "sharpness_on_manifold", "distance"];

/// The columns of which only their counts are kept: a page has no room for what nothing shows. Every draw's are in its cell.
const COUNTED: [&str; 5] = ["outcome_step", "last_finite_loss", "excess", "excess_fall", "spread_fall"];

/// Puts the draws together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let outcomes: Vec<Outcome> = cells.iter().map(|cell| outcome(cell, setting)).collect();
    curves(&mut record, &cells[0], &outcomes[0]);
    // No figure shows those of a control.
    if !["/no-label-noise", "/limit-flow"].iter().any(|control| name.ends_with(control)) {
        bands(&mut record, &outcomes);
    }

    let mut table = Table::new("one row a draw of data, start and noise");
    for (k, (column, unit, description)) in ROWS.iter().enumerate() {
        let values: Vec<Datum> = outcomes.iter().map(|outcome| outcome.row[k].clone()).collect();
        record.scalar(&format!("draw_0.{column}"), values[0].clone(), unit, &format!("draw 0: {description}"));
        table = table.with(column, unit, description, values);
    }
    for (k, [from, to]) in [2, 3].into_iter().zip(&outcomes[0].windows) {
        for (end, value) in [("from", from), ("to", to)] {
            let what = format!("draw 0: {end} this step the late slope of ln lambda_{k} was taken");
            record.scalar(&format!("draw_0.measured_{k}_{end}"), value.clone(), "step", &what);
        }
    }
    let [distance, width] = outcomes[0].hovering.clone();
    let what = "draw 0: median over the second half of the largest |theta_j . x_i - phi^{-1}(y_i / m)|";
    record.scalar("draw_0.distance", distance, "1", what);
    let what = "draw 0: largest predicted standard deviation of a pre-activation at the optimum";
    record.scalar("draw_0.hovering", width, "1", what);
    record.scalar("steps", setting.steps, "step", "steps of each chain");
    counts(&mut record, &table);
    spreads(&mut record, &table);
    table.columns.retain(|column| !COUNTED.contains(&column.name.as_str()));
    record.tables.insert("draws".into(), table);
    record
}

/// The curves of draw 0, always: the paper shows one run, and so nobody chose ours.
fn curves(record: &mut Record, cell: &Record, outcome: &Outcome) {
    let what =
        "draw 0: SHA-256 of the canonical form of its cell, which any implementation of the specification can compute";
    record.scalar("draw_0.cell", Datum::text(digest(cell)), "1", what);
    record.series("step", "", shown(cell.values("step")), "step", "steps of SGD made");
    for (curve, description) in CURVES {
        let description = format!("draw 0: {description}");
        if SHOWN_CURVES.contains(&curve) && !record.experiment.ends_with("/limit-flow") {
            record.series(&format!("draw_0.{curve}"), "step", shown(cell.values(curve)), "1", &description);
        }
        let last = cell.values(curve).last().cloned().unwrap_or(Datum::Absent);
        record.scalar(&format!("draw_0.final.{curve}"), last, "1", &format!("{description}, at the end"));
    }
    let excess = shown(&outcome.excess);
    record.series("draw_0.excess", "step", excess, "1", "draw 0: F / F* - 1 on the zero-loss manifold");
}

/// The values at the steps that are shown.
fn shown(curve: &[Datum]) -> Vec<Datum> {
    let last = curve.len().saturating_sub(1);
    (0..curve.len()).filter(|k| k % SHOWN == 0 || *k == last).map(|k| curve[k].clone()).collect()
}

/// Order statistics over draws, step by step; a merged draw counts below, a diverged one above every number.
fn bands(record: &mut Record, outcomes: &[Outcome]) {
    type Curve = fn(&Outcome) -> &Vec<Datum>;
    let bands: [(&str, Curve, &str); 3] = [
        ("ratio_2", |outcome| &outcome.ratio_2, "lambda_2 / lambda_1"),
        ("ratio_3", |outcome| &outcome.ratio_3, "lambda_3 / lambda_1"),
        ("excess", |outcome| &outcome.excess, "F / F* - 1 on the zero-loss manifold"),
    ];
    for (band, curve, what) in bands {
        let curves: Vec<Vec<Datum>> = outcomes.iter().map(|outcome| shown(curve(outcome))).collect();
        let columns: Vec<Vec<Datum>> =
            (0..curves[0].len()).map(|k| curves.iter().map(|curve| curve[k].clone()).collect()).collect();
        // No figure shows the extremes of the excess.
        for (name, q) in QUANTILES.into_iter().filter(|(_, q)| band != "excess" || (0.1..0.9).contains(q)) {
            let values = columns.iter().map(|column| quantile(column, q)).collect();
            let description = format!("{what}: order statistic over draws at {q}");
            record.series(&format!("ensemble.{band}.{name}"), "step", values, "1", &description);
        }
    }
}

/// How many draws did what.
fn counts(record: &mut Record, table: &Table) {
    let draws = table.column("draw").len() as u64;
    let ended = table.column("outcome");
    let count =
        |words: &[&str]| ended.iter().filter(|end| end.as_text().is_some_and(|end| words.contains(&end))).count();
    record.scalar("ensemble.draws", draws, "draw", "draws of data, start and noise");
    let below = "draws whose second and third eigenvalue end a million times below the first, merged ones among them";
    let outcomes: [(&str, &[&str], &str); 4] = [
        ("rank_one", &["rank-one", "merged-exactly"], below),
        ("merged", &["merged-exactly"], "draws whose neurons end bit-identical"),
        ("on_the_way", &["on-the-way"], "draws that end with finite, larger eigenvalues"),
        ("diverged", &["diverged-at"], "draws that left the finite numbers"),
    ];
    for (name, words, what) in outcomes {
        write_share(record, &format!("ensemble.{name}"), count(words) as u64, draws, "draw", what);
    }
    let hundredth = Datum::Number(VISIBLE);
    let pairs = table.column("ratio_2").iter().zip(table.column("ratio_3"));
    // An eigenvalue that does not exist is as good as gone.
    let below = |ratio: &Datum| *ratio == Datum::Absent || ratio.order(&hundredth).is_lt();
    let visible: Vec<bool> = pairs.map(|(two, three)| below(two) && below(three)).collect();
    let count = |draws: &[bool]| draws.iter().filter(|reaches| **reaches).count() as u64;
    let what = "draws whose second and third eigenvalue end below a hundredth of the first";
    write_share(record, "ensemble.reaches", count(&visible), draws, "draw", what);
    let first = &visible[..visible.len().min(FIRST)];
    record.scalar("ensemble.reaches.first", count(first), "draw", &format!("of the first {FIRST} draws, {what}"));
    for (name, column, bound, what) in [
        (
            "sharpness",
            "excess_fall",
            VISIBLE,
            "draws whose F / F* - 1 ends a hundredth of where the manifold was reached",
        ),
        ("agreement", "spread_fall", VISIBLE.sqrt(), "draws whose spread of pre-activations ends a tenth, likewise"),
    ] {
        let bound = Datum::Number(bound);
        let fallen = table.column(column).iter().filter(|fall| fall.order(&bound).is_le()).count() as u64;
        write_share(record, &format!("ensemble.{name}"), fallen, draws, "draw", what);
    }

    let unstable: Vec<bool> =
        table.column("stability").iter().map(|stability| stability.order(&Datum::Number(2.0)).is_ge()).collect();
    let all = unstable.iter().filter(|unstable| **unstable).count() as u64;
    let what = "draws whose single steps are not linearly stable at the optimum";
    record.scalar("ensemble.unstable", all, "draw", what);
    let both = unstable.iter().zip(ended).filter(|(unstable, end)| **unstable && end.as_text() == Some("diverged-at"));
    record.scalar("ensemble.unstable_diverged", both.count() as u64, "draw", "of these, draws that diverged");
    let predictable = table.column("predicted_steps").iter().filter(|steps| **steps != Datum::Absent).count() as u64;
    let what = "draws for which the finite-step theory predicts a rate";
    record.scalar("ensemble.predictable", predictable, "draw", what);
    let due = table.column("due").iter().filter(|due| due.as_text() == Some("yes")).count() as u64;
    let what = format!("draws predicted to have fallen a factor {FALL} by the end, with stable single steps");
    record.scalar("ensemble.due", due, "draw", &what);
    for k in [2, 3] {
        let words = table.column(&format!("late_{k}"));
        let count = |word: &str| words.iter().filter(|late| late.as_text() == Some(word)).count() as u64;
        let what = format!("draws whose lambda_{k} should be small by theory and is not");
        record.scalar(&format!("slopes.stalled_{k}"), count("stalled"), "draw", &what);
        let what = format!("draws with a late slope of ln lambda_{k}");
        record.scalar(&format!("slopes.count_{k}"), count("measured"), "draw", &what);
    }
}

/// How numbers of draws are spread.
fn spreads(record: &mut Record, table: &Table) {
    for (k, name) in [(2, "ratio_2"), (3, "ratio_3")] {
        let what = format!("lambda_{k} / lambda_1 at the end");
        write_median(record, &format!("ensemble.end_{name}"), table.column(name), "1", &what);
    }
    let predicted = table.column("predicted_steps");
    let what = "predicted steps to a million-fold fall, over predictable draws";
    write_median(record, "ensemble.predicted_steps", predicted, "step", what);
    for (name, q) in [("fastest", 0.05), ("slowest", 0.95)] {
        let what = format!("{what}: order statistic at {q}");
        record.scalar(&format!("ensemble.predicted_steps.{name}"), quantile(predicted, q), "step", &what);
    }
    let over = |above: &str, below: &str| -> Vec<Datum> {
        let pairs = table.column(above).iter().zip(table.column(below));
        pairs.filter_map(|(above, below)| Some(Datum::number(above.as_number()? / below.as_number()?))).collect()
    };
    // Of a draw that is due and has not arrived the steps are beyond every number: left out, it would make others look slow.
    let needed: Vec<Datum> = (table.column("due").iter().zip(table.column("needed_steps")).zip(predicted))
        .filter(|((due, _), _)| due.as_text() == Some("yes"))
        .map(|((_, needed), predicted)| match (needed.as_number(), predicted.as_number()) {
            (Some(needed), Some(predicted)) => Datum::number(needed / predicted),
            _ => Datum::Diverged,
        })
        .collect();
    let arrived = needed.iter().filter(|over| **over != Datum::Diverged).count() as u64;
    record.scalar("ensemble.arrived", arrived, "draw", "draws that are due, and whose lambda_2 fell a million-fold");
    let what = "steps needed over steps predicted, over draws that are due";
    write_median(record, "ensemble.needed_over_predicted", &needed, "1", what);
    for (name, q) in QUANTILES.into_iter().filter(|(name, _)| *name != "median") {
        let what = format!("{what}: order statistic at {q}");
        record.scalar(&format!("ensemble.needed_over_predicted.{name}"), quantile(&needed, q), "1", &what);
    }
    for k in [2, 3] {
        for theory in ["finite_step", "limit_flow"] {
            let ratios = over(&format!("measured_{k}"), &format!("{theory}_{k}"));
            let name = format!("slopes.over_{theory}_{k}");
            let what = format!("measured late slope of ln lambda_{k} over {theory}");
            write_median(record, &name, &ratios, "1", &what);
            for (quarter, q) in [("quarter", 0.25), ("three_quarters", 0.75)] {
                let what = format!("{what}: order statistic over draws at {q}");
                record.scalar(&format!("{name}.{quarter}"), quantile(&ratios, q), "1", &what);
            }
        }
    }
}
