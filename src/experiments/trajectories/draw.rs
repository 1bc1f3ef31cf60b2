use super::Setting;
use crate::dynamics::{Drift, Ensemble, Fate, Flow, Kernel, Start};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::{Cell, recorded_steps};
use crate::manifold::retract;
use crate::network::{Dataset, Network, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is recorded along chain and flow: name and description; all without unit, along `step`.
pub const CURVES: [(&str, &str); 5] = [
    ("lambda_1", "largest eigenvalue"),
    ("lambda_2", "second eigenvalue"),
    ("lambda_3", "third eigenvalue"),
    ("stability", "largest c eta |x_i|^2 sum_j phi'(z_ij)^2; 2 is critical"),
    ("visited", "largest phi'(z_ij) |x_i| / sqrt(F_0), F_0 the sharpness where the flow begins"),
];

type Look = [Datum; CURVES.len()];

/// A chain's lane: what is seen of it, and of the flow that leaves where it came to the manifold.
struct Lane<'a> {
    data: &'a Dataset,
    flow: Option<Flow<'a>>,
    sharpness: f64,
    outcome: &'static str,
    seen: [Vec<Look>; 2],
}

// [trajectory]
/// Some draws, side by side: label noise SGD from the start of Figure 1 to `landing`, and from there on both the chain, which
/// knows nothing of the flow, and the flow, which knows nothing more of the chain.
pub fn compute(cells: &[Cell], setting: &Setting, root: u64) -> Vec<Record> {
    let (m, d, n) = (setting.neurons, setting.dimension, setting.points);
    let paths: Vec<String> = cells.iter().map(|cell| format!("{DRAWS}/{}", cell.name)).collect();
    let data: Vec<Dataset> = paths.iter().map(|path| setting.reading.dataset(root, path, n, d, m)).collect();
    let starts = (paths.iter().zip(&data))
        .map(|(path, data)| {
            let stream = Stream::new(root, &format!("{path}/noise"));
            Start { network: setting.reading.start(root, path, m, d), data, stream }
        })
        .collect();
    let mut chains = Ensemble::new(starts, setting.sgd(), Kernel::chosen());
    let landing = setting.landing.min(setting.steps);
    chains.advance_to(landing);
    let mut lanes: Vec<Lane> =
        data.iter().enumerate().map(|(lane, data)| land(&chains, lane, data, setting, landing)).collect();
    let mut steps: Vec<u64> = recorded_steps(setting.steps).into_iter().filter(|step| *step > landing).collect();
    steps.insert(0, landing);
    for step in &steps {
        chains.advance_to(*step);
        for (index, lane) in lanes.iter_mut().enumerate() {
            look(lane, &chains, index, *step, setting);
        }
    }
    let described = paths.iter().zip(cells).zip(lanes).enumerate();
    described.map(|(lane, ((path, cell), seen))| write(path, cell, root, &steps, &seen, chains.fate(lane))).collect()
}

/// The flow from the point of the zero-loss manifold nearest to the chain.
fn land<'a>(chains: &Ensemble, lane: usize, data: &'a Dataset, setting: &Setting, landing: u64) -> Lane<'a> {
    let (network, diverged) = (chains.network(lane), matches!(chains.fate(lane), Fate::Diverged { .. }));
    let landed = if diverged { None } else { retract(&network, data).ok() };
    let sharpness = landed.as_ref().map_or(f64::NAN, |landed| landed.sharpness(data));
    let outcome = if landed.is_some() { "followed" } else { "not-landed" };
    let drift = Drift { data, sgd: setting.sgd(), field: setting.flow };
    let flow = landed.map(|landed| Flow::new(landed, drift, landing as f64, setting.tolerance));
    Lane { data, flow, sharpness, outcome, seen: [Vec::new(), Vec::new()] }
}

fn look(lane: &mut Lane, chains: &Ensemble, index: usize, step: u64, setting: &Setting) {
    // A chain hovers about the manifold by more than the flow is off: it is seen from the point that it hovers about.
    let chain = match (chains.fate(index), retract(&chains.network(index), lane.data)) {
        (Fate::Diverged { .. }, _) => [const { Datum::Diverged }; CURVES.len()],
        (_, Ok(landed)) => seen(&landed, lane, setting),
        (_, Err(_)) => [const { Datum::Absent }; CURVES.len()],
    };
    let following = lane.outcome == "followed";
    let stopped = following && lane.flow.as_mut().is_some_and(|flow| flow.advance_to(step as f64).is_err());
    let mut flow = match &lane.flow {
        Some(flow) if following => seen(flow.network(), lane, setting),
        _ => [const { Datum::Absent }; CURVES.len()],
    };
    if stopped {
        lane.outcome = "no-drift";
        // How far it got counts; where it would be at this step, nobody knows.
        flow[..3].fill(Datum::Absent);
    }
    lane.seen[0].push(chain);
    lane.seen[1].push(flow);
}
// [/trajectory]

fn seen(network: &Network, lane: &Lane, setting: &Setting) -> Look {
    let [first, second, third] = setting.reading.matrix.three(network, lane.data);
    let stability = setting.sgd().rate * network.largest_curvature(lane.data);
    [
        first,
        second,
        third,
        Datum::number(stability),
        Datum::number(steepest(network, lane.data) / lane.sharpness.sqrt()),
    ]
}

// [visited]
/// `max_ij phi'(z_ij) |x_i|`: while the sharpness `F = sum_i |x_i|^2 sum_j phi'(z_ij)^2` does not exceed `F_0`, it is at most
/// `sqrt(F_0)`.
fn steepest(network: &Network, data: &Dataset) -> f64 {
    let mut most = 0.0_f64;
    for i in 0..data.len() {
        let norm = data.inner(i, i).sqrt();
        for j in 0..network.neurons() {
            most = most.max(network.activation.slope(dot(network.neuron(j), data.point(i))) * norm);
        }
    }
    most
}
// [/visited]

fn write(path: &str, cell: &Cell, root: u64, steps: &[u64], lane: &Lane, fate: Fate) -> Record {
    let mut record = Record::new(path, cell.parameters.clone(), root);
    record.series("step", "", steps.iter().copied().map(Datum::from).collect(), "step", "steps of SGD made");
    for (who, seen) in ["chain", "flow"].into_iter().zip(&lane.seen) {
        for (k, (name, what)) in CURVES.iter().enumerate() {
            let values = seen.iter().map(|look| look[k].clone()).collect();
            record.series(&format!("{who}.{name}"), "step", values, "1", &format!("{who}: {what}"));
        }
    }
    let counts = lane.flow.as_ref().map(Flow::counts).unwrap_or_default();
    let (fate, since) = match fate {
        Fate::Running => ("running", Datum::Absent),
        Fate::Merged { step } => ("merged-exactly", step.into()),
        Fate::Diverged { step } => ("diverged-at", step.into()),
    };
    record.scalar("fate", Datum::text(fate), "1", "what became of the chain");
    record.scalar("fate_step", since, "step", "the step from which it did");
    record.scalar("outcome", Datum::text(lane.outcome), "1", "what became of the flow");
    record.scalar("rounds", counts.kept, "1", "rounds of the flow's integration");
    record.scalar("rejected", counts.rejected, "1", "rounds that were made again, shorter");
    record
}
