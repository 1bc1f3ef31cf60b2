use super::choices::{CHOICES, all};
use super::effects;
use super::seen::{End, Seen, look};
use super::setting::Setting;
use super::{resample, rule};
use crate::experiments::eigenvalues::STATED;
use crate::experiments::quantile::{QUANTILES, quantile};
use crate::record::{Datum, Parameters, Record, Table};

/// What a reading of a figure comes to: name, unit, description; each column's name has the figure before it.
const COLUMNS: [(&str, &str, &str); 12] = [
    ("least", "1", "lambda_2 / lambda_1 at the end: quartile over draws"),
    ("median", "1", "lambda_2 / lambda_1 at the end: median over draws"),
    ("most", "1", "lambda_2 / lambda_1 at the end: upper quartile over draws"),
    ("reached", "draw", "draws whose second and third eigenvalue end below a hundredth of the first"),
    ("expected", "draw", "draws that reached it, or are on the way and predicted to reach it within the horizon"),
    ("diverged", "draw", "draws that left the finite numbers"),
    ("sharpness", "draw", "draws whose F / F* - 1 ends a hundred times below where the zero-loss manifold was reached"),
    ("agreement", "draw", "draws whose spread of pre-activations ends ten times below, likewise"),
    ("due", "draw", "draws predicted in advance to reach it by the end, and not to diverge"),
    ("due_reached", "draw", "of these, draws that did"),
    ("needed", "step", "steps predicted at the end to be needed in all: median over draws on the way"),
    ("foreseen", "draw", "draws of which it was predicted in advance whether they arrive, are on the way, or diverge"),
];

/// Puts the simulations together, reading by reading.
pub fn assemble(
    name: &str,
    parameters: &Parameters,
    setting: &Setting,
    map: &[[usize; 3]],
    simulations: &[&Table],
    root: u64,
) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let readings = all();
    let mut table = Table::new("one row a reading");
    for (at, choice) in CHOICES.iter().enumerate() {
        let values = readings.iter().map(|picks| Datum::text(choice.options[picks[at]].0)).collect();
        table = table.with(choice.name, "1", &format!("the reading's {}", choice.name), values);
    }
    let seen: Vec<Vec<Vec<Seen>>> = (readings.iter().zip(map))
        .map(|(picks, three)| {
            let matrix = ["neurons", "features"][picks[6]];
            three.iter().map(|at| look(simulations[*at], matrix, setting)).collect()
        })
        .collect();
    for (figure, (id, ..)) in STATED.iter().enumerate() {
        let rows: Vec<Vec<Datum>> = seen.iter().map(|three| row(&three[figure], setting)).collect();
        for (k, (column, unit, description)) in COLUMNS.iter().enumerate() {
            let values = rows.iter().map(|row| row[k].clone()).collect();
            table = table.with(&format!("{id}.{column}"), unit, &format!("{id}: {description}"), values);
        }
    }
    record.tables.insert("readings".into(), table);
    record.scalar("readings", readings.len() as u64, "1", "readings");
    record.scalar(
        "simulations",
        simulations.len() as u64,
        "1",
        "different simulations behind them, over the three figures",
    );
    for (figure, (id, ..)) in STATED.iter().enumerate() {
        outcomes(
            &mut record,
            id,
            seen.iter().zip(&readings).filter(|(_, picks)| picks[6] == 0).map(|(three, _)| &three[figure]),
        );
    }
    waiting(&mut record, setting);
    outcome_tables(&mut record);
    effects::write(&mut record, setting.draws);
    rule::write(&mut record);
    resample::write(&mut record, &seen, setting, root);
    if name.contains('/') {
        slim(&mut record);
    }
    record
}

/// Of what a reading comes to, a control's record keeps what the rule goes by.
fn slim(record: &mut Record) {
    if let Some(readings) = record.tables.get_mut("readings") {
        readings.columns.retain(|column| !column.name.contains('.') || column.name.ends_with(".expected"));
    }
}

/// A reading's columns of a figure.
fn row(draws: &[Seen], setting: &Setting) -> Vec<Datum> {
    let ratios: Vec<Datum> = draws.iter().map(|draw| draw.ratio_2.clone()).collect();
    let count = |of: &dyn Fn(&Seen) -> bool| Datum::from(draws.iter().filter(|draw| of(draw)).count() as u64);
    let waiting: Vec<Datum> = draws
        .iter()
        .filter(|draw| draw.observed == End::OnTheWay)
        .map(|draw| draw.expected.map_or(Datum::Diverged, Datum::number))
        .collect();
    // Of a draw that never arrives the steps are beyond every number; as a record they are absent.
    let needed = Some(quantile(&waiting, 0.5)).filter(|steps| steps.as_number().is_some()).unwrap_or(Datum::Absent);
    vec![
        quantile(&ratios, 0.25),
        quantile(&ratios, 0.5),
        quantile(&ratios, 0.75),
        count(&|draw| draw.observed == End::Arrives),
        count(&|draw| draw.arrives_within(setting.horizon)),
        count(&|draw| draw.observed == End::Diverges),
        count(&|draw| draw.sharpness),
        count(&|draw| draw.agreement),
        count(&|draw| draw.predicted == End::Arrives),
        count(&|draw| draw.predicted == End::Arrives && draw.observed == End::Arrives),
        needed,
        count(&|draw| draw.predicted == draw.observed),
    ]
}

/// Steps that nobody can name are beyond every number.
fn beyond(steps: &Datum) -> Datum {
    if *steps == Datum::Absent { Datum::Diverged } else { steps.clone() }
}

/// Of the readings whose runs are too short to decide: how many they are, and the steps that theory says they need.
fn waiting(record: &mut Record, setting: &Setting) {
    for (id, ..) in STATED {
        let readings = &record.tables["readings"];
        let column = |name: &str| readings.column(&format!("{id}.{name}"));
        let few = |count: &Datum| count.as_number().is_some_and(|count| 2.0 * count < setting.draws as f64);
        let open =
            column("reached").iter().zip(column("diverged")).map(|(reached, diverged)| few(reached) && few(diverged));
        let needed: Vec<Datum> =
            column("needed").iter().zip(open).filter(|(_, open)| *open).map(|(needed, _)| beyond(needed)).collect();
        let what = "readings in which fewer than half of the draws arrive and fewer than half diverge";
        record.scalar(&format!("waiting.{id}.readings"), needed.len() as u64, "1", what);
        for (name, q) in QUANTILES {
            let what = format!("steps that they are predicted to need: order statistic over them at {q}");
            record.scalar(&format!("waiting.{id}.{name}"), quantile(&needed, q), "step", &what);
        }
    }
}

/// The same counts as tables: predicted against observed, and why runs diverge.
fn outcome_tables(record: &mut Record) {
    let rows: Vec<(&str, &str)> =
        STATED.iter().flat_map(|(id, ..)| End::ALL.map(|(_, foretold)| (*id, foretold))).collect();
    // As experiments are called, for readers.
    let named = |id: &str| Datum::text(id.replace('_', "-"));
    let mut table = Table::new("one row a figure and predicted outcome: how many runs came to what")
        .with("figure", "1", "the figure", rows.iter().map(|(id, _)| named(id)).collect())
        .with(
            "predicted",
            "1",
            "what was predicted in advance",
            rows.iter().map(|(_, word)| Datum::text(*word)).collect(),
        );
    for (_, word) in End::ALL {
        let cell = |(id, foretold): &(&str, &str)| {
            let name = format!("outcomes.{id}.{}.{}", foretold.replace('-', "_"), word.replace('-', "_"));
            record.scalars[&name].value.clone()
        };
        table = table.with(word, "draw", &format!("runs observed: {word}"), rows.iter().map(cell).collect());
    }
    let mut causes = Table::new("one row a figure: where c eta times curvature was beyond 2 in the runs that diverged")
        .with("figure", "1", "the figure", STATED.iter().map(|(id, ..)| named(id)).collect());
    for name in ["all", "optimum", "optimum_runs", "way", "way_runs", "neither", "neither_runs"] {
        let scalar = |(id, ..): &(&str, f64, f64)| record.scalars[&format!("divergence.{id}.{name}")].value.clone();
        let what = record.scalars[&format!("divergence.{}.{name}", STATED[0].0)].description.clone();
        causes = causes.with(name, "draw", &what, STATED.iter().map(scalar).collect());
    }
    record.tables.insert("outcomes".into(), table);
    record.tables.insert("divergence".into(), causes);
}

/// Predicted against observed, and why runs diverge, over the runs of a figure.
fn outcomes<'a>(record: &mut Record, id: &str, runs: impl Iterator<Item = &'a Vec<Seen>>) {
    let runs: Vec<&Seen> = runs.flatten().collect();
    let count = |of: &dyn Fn(&Seen) -> bool| runs.iter().filter(|run| of(run)).count() as u64;
    record.scalar(
        &format!("outcomes.{id}.runs"),
        runs.len() as u64,
        "draw",
        "runs: readings but for the matrix, times draws",
    );
    let right = count(&|run| run.predicted == run.observed);
    record.scalar(&format!("outcomes.{id}.foreseen"), right, "draw", "runs whose end was predicted in advance");
    let share = right as f64 / runs.len() as f64;
    record.scalar(&format!("outcomes.{id}.foreseen_share"), share, "1", "their share");
    for (predicted, foretold) in End::ALL {
        for (observed, word) in End::ALL {
            let name = format!("outcomes.{id}.{}.{}", foretold.replace('-', "_"), word.replace('-', "_"));
            let cell = count(&|run| run.predicted == predicted && run.observed == observed);
            record.scalar(&name, cell, "draw", &format!("runs predicted: {foretold}, observed: {word}"));
        }
    }
    let diverged = |of: &dyn Fn(&Seen) -> bool| count(&|run| run.observed == End::Diverges && of(run));
    let (beyond, way) = (|run: &Seen| run.unstable[0], |run: &Seen| !run.unstable[0] && run.unstable[1]);
    let neither = |run: &Seen| !run.unstable[0] && !run.unstable[1];
    for (name, value, what) in [
        ("all", diverged(&|_| true), "runs that diverged"),
        ("optimum", diverged(&beyond), "of these, with c eta times curvature beyond 2 at the optimum"),
        ("optimum_runs", count(&beyond), "all runs with it beyond 2 at the optimum"),
        ("way", diverged(&way), "runs that diverged with it beyond 2 on the way down, and not at the optimum"),
        ("way_runs", count(&way), "all runs with it beyond 2 on the way down, and not at the optimum"),
        ("neither", diverged(&neither), "runs that diverged with it beyond 2 at neither"),
        ("neither_runs", count(&neither), "all runs with it beyond 2 at neither"),
    ] {
        record.scalar(&format!("divergence.{id}.{name}"), value, "draw", what);
    }
}
