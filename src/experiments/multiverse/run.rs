use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::prediction::{Prediction, ratios};
use super::setting::{Setting, Theory};
use super::simulation::Simulation;
use crate::dynamics::{Batch, Ensemble, Exponents, Fate, Kernel, NoiseLaw, Optimum, Start};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::{Cell, Labels, Matrix, Phi};
use crate::manifold::{Landing, descend, retract};
use crate::network::{Dataset, Network};
use crate::random::Stream;
use crate::record::{Datum, Record, Table};

/// Times that a run is looked at, to see whether it has diverged.
const LOOKS: u64 = 20;

/// The columns of a simulation's table of draws: name, unit, description.
pub const COLUMNS: [(&str, &str, &str); 16] = [
    ("fate", "1", "running, merged-exactly or diverged-at"),
    ("fate_step", "step", "step from which the chain is merged or diverged"),
    ("curvature_way", "1", "c eta times the largest curvature on the way down from step 0 to the zero-loss manifold"),
    ("curvature_optimum", "1", "likewise, at the flattest interpolator"),
    ("excess_landing", "1", "F / F* - 1 where the way down ends"),
    ("excess", "1", "F / F* - 1 at the end, on the zero-loss manifold"),
    ("spread_landing", "1", "largest distance of a pre-activation from the mean over neurons, where the way down ends"),
    ("spread", "1", "likewise at the end"),
    ("neurons.ratio_2", "1", "lambda_2 / lambda_1 of the neurons at the end"),
    ("neurons.ratio_3", "1", "lambda_3 / lambda_1 of the neurons at the end"),
    ("neurons.predicted", "step", "steps to a hundredth, predicted in advance"),
    ("neurons.expected", "step", "likewise, predicted at the end"),
    ("features.ratio_2", "1", "lambda_2 / lambda_1 of the features at the end"),
    ("features.ratio_3", "1", "lambda_3 / lambda_1 of the features at the end"),
    ("features.predicted", "step", "steps to a hundredth, predicted in advance"),
    ("features.expected", "step", "likewise, predicted at the end"),
];

/// Where the ways down end, by activation, `nu`, labels, start, draw and root seed: twenty simulations share each of them.
pub type Landings = Mutex<BTreeMap<(Phi, u64, Labels, u64, [u64; 2]), Landing>>;

/// One run: what it starts from, and what theory says of it.
struct Lane {
    data: Dataset,
    start: Network,
    least: f64,
    prediction: Prediction,
}

// [simulations]
/// Simulations that can be run side by side, each over all draws: a table for each, in order.
pub fn compute(simulations: &[Simulation], cell: &Cell, setting: &Setting, landings: &Landings, root: u64) -> Record {
    let sgd = simulations[0].sgd();
    let mut theory = BTreeMap::new();
    let lanes: Vec<(usize, u64, Lane)> = (simulations.iter().enumerate())
        .flat_map(|(at, simulation)| (0..setting.draws).map(move |draw| (at, draw, simulation)))
        .map(|(at, draw, simulation)| (at, draw, lane(simulation, draw, setting, landings, root, &mut theory)))
        .collect();
    let mut rows: Vec<Vec<Vec<Datum>>> = vec![Vec::new(); simulations.len()];
    for together in lanes.chunks(Batch::LANES) {
        let starts = together.iter().map(|(_, draw, lane)| {
            let stream = Stream::new(root, &format!("{DRAWS}/draw-{draw}/noise"));
            Start { network: lane.start.clone(), data: &lane.data, stream }
        });
        let mut runs = Ensemble::new(starts.collect(), sgd, Kernel::chosen());
        for look in 1..=LOOKS {
            runs.advance_to(setting.steps * look / LOOKS / 2 * 2);
            if (0..together.len()).all(|lane| matches!(runs.fate(lane), Fate::Diverged { .. })) {
                break;
            }
        }
        for (at, (simulation, _, lane)) in together.iter().enumerate() {
            rows[*simulation].push(row(lane, &runs.network(at), runs.fate(at), setting));
        }
    }
    let mut record = Record::new(format!("multiverse/{}", cell.name), cell.parameters.clone(), root);
    for (at, rows) in rows.into_iter().enumerate() {
        let mut table = Table::new("one row a draw of data, start and noise");
        for (k, (name, unit, description)) in COLUMNS.iter().enumerate() {
            table = table.with(name, unit, description, rows.iter().map(|row| row[k].clone()).collect());
        }
        record.tables.insert(table_name(at), table);
    }
    record
}
// [/simulations]

/// The name of a cell's table of its simulation number `at`.
pub fn table_name(at: usize) -> String {
    format!("simulation-{at}")
}

fn lane(
    simulation: &Simulation,
    draw: u64,
    setting: &Setting,
    landings: &Landings,
    root: u64,
    theory: &mut BTreeMap<(Labels, u64), Option<Exponents>>,
) -> Lane {
    let (m, d, n) = (setting.neurons, setting.dimension, setting.points);
    let (reading, sgd, path) = (simulation.reading(), simulation.sgd(), format!("{DRAWS}/draw-{draw}"));
    let data = reading.dataset(root, &path, n, d, m);
    let start = reading.start(root, &path, m, d);
    let optimum = Optimum::new(&data, reading.phi(), m);
    let exponents = theory.entry((simulation.labels, draw)).or_insert_with(|| match setting.theory {
        _ if sgd.law == NoiseLaw::None => None,
        Theory::FiniteStep => optimum.finite_step(sgd),
        Theory::LimitFlow => optimum.limit_flow(sgd),
    });
    let key =
        (simulation.activation, simulation.nu.to_bits(), simulation.labels, simulation.start.to_bits(), [draw, root]);
    let known = landings.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    let landing = known.unwrap_or_else(|| {
        let landing = descend(&start, &data);
        landings.lock().unwrap_or_else(PoisonError::into_inner).insert(key, landing.clone());
        landing
    });
    let prediction = Prediction::new(landing, &optimum, sgd, setting.theory, exponents.clone());
    let least = optimum.sharpness();
    Lane { data, start, least, prediction }
}

/// What is seen of a run at its end.
fn row(lane: &Lane, end: &Network, fate: Fate, setting: &Setting) -> Vec<Datum> {
    let (data, landing) = (&lane.data, &lane.prediction.landing);
    let (word, step) = match fate {
        Fate::Running => ("running", Datum::Absent),
        Fate::Merged { step } => ("merged-exactly", step.into()),
        Fate::Diverged { step } => ("diverged-at", step.into()),
    };
    let finite = !matches!(fate, Fate::Diverged { .. });
    let seen = |value: f64| if finite { Datum::number(value) } else { Datum::Diverged };
    let excess = |network: &Network| network.sharpness(data) / lane.least - 1.0;
    let end_excess = if finite { retract(end, data).ok().map(|landed| excess(&landed)) } else { None };
    let mut row = vec![Datum::text(word), step];
    row.extend(lane.prediction.curvature.map(Datum::number));
    row.push(Datum::number(excess(landing)));
    row.push(if finite { Datum::optional(end_excess) } else { Datum::Diverged });
    row.push(Datum::number(landing.spread(data)));
    row.push(if finite { Datum::number(end.spread(data)) } else { Datum::Diverged });
    for matrix in [Matrix::Neurons, Matrix::Features] {
        let now = if finite { ratios(end, data, matrix) } else { [0.0; 2] };
        row.extend(now.map(seen));
        let predicted = if lane.prediction.diverges() {
            Datum::Diverged
        } else {
            Datum::optional(lane.prediction.steps_from(ratios(landing, data, matrix)))
        };
        row.push(predicted);
        let left = lane.prediction.steps_from(now).map(|left| setting.steps as f64 + left);
        row.push(if finite { Datum::optional(left) } else { Datum::Diverged });
    }
    row
}
