use super::Setting;
use crate::dynamics::{Batch, Drift, Ensemble, Fate, Field, Flow, Kernel, NoiseLaw, Optimum, Start};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::{Cell, Matrix};
use crate::manifold::{descend, retract};
use crate::network::{Dataset, Network, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// Times at which chain and flows are compared, evenly spaced after the start.
pub const LOOKS: u64 = 16;

/// The flows: name in records, vector field.
pub const FLOWS: [(&str, Field); 2] = [("limit", Field::LimitFlow), ("finite", Field::FiniteStep)];

/// One draw on its way.
struct Lane<'a> {
    data: &'a Dataset,
    /// Whether single steps are linearly stable on the first rung, at the start and at the flattest interpolator.
    stable: bool,
    flows: [Option<Flow<'a>>; FLOWS.len()],
    /// How far pre-activations have to go.
    way: f64,
    /// The largest distances of pre-activations so far, over the way.
    off: [Option<f64>; FLOWS.len()],
    /// `lambda_2` of chain and limit flow.
    second: [Vec<Datum>; 2],
}

// [rung]
/// All draws of a case at one learning rate: chain and flows start from one point of the zero-loss manifold, and are compared
/// at the same times `t = k (c eta)^2` on every rung.
pub fn compute(cell: &Cell, setting: &Setting, case: (NoiseLaw, &str, usize), rung: u64, root: u64) -> Record {
    let (law, _, points) = case;
    let (shape, reading, sgd) = (setting.shape(points), setting.reading(), setting.sgd(rung, law));
    let paths: Vec<String> = (0..setting.draws).map(|draw| format!("{DRAWS}/draw-{draw}")).collect();
    let data: Vec<Dataset> = paths.iter().map(|path| reading.dataset(root, path, shape.n, shape.d, shape.m)).collect();
    let starts: Vec<Network> = (paths.iter().zip(&data))
        .map(|(path, data)| descend(&reading.start(root, path, shape.m, shape.d), data).network)
        .collect();
    let mut lanes: Vec<Lane> = (data.iter().zip(&starts))
        .map(|(data, start)| {
            let optimum = Optimum::new(data, start.activation, shape.m);
            let first = setting.sgd(0, law);
            let stable = first.rate * start.largest_curvature(data) < 2.0 && optimum.stability(first) < 2.0;
            let flow = |(_, field)| Flow::new(start.clone(), Drift { data, sgd, field }, 0.0, setting.tolerance);
            let way = start.distance(data, &optimum.targets);
            Lane {
                data,
                stable,
                flows: FLOWS.map(|kind| Some(flow(kind))),
                way,
                off: [Some(0.0); 2],
                second: Default::default(),
            }
        })
        .collect();
    for (block, lanes) in lanes.chunks_mut(Batch::LANES).enumerate() {
        let from = block * Batch::LANES;
        // Every rung has its own noise: rungs are independent of each other.
        let chains = (from..from + lanes.len()).map(|draw| {
            let stream = Stream::new(root, &format!("learning-rates/{}/draw-{draw}/noise", cell.name));
            Start { network: starts[draw].clone(), data: &data[draw], stream }
        });
        let mut chains = Ensemble::new(chains.collect(), sgd, Kernel::chosen());
        for time in 0..=LOOKS {
            let step = setting.steps(rung) * time / LOOKS / 2 * 2;
            chains.advance_to(step);
            for (index, lane) in lanes.iter_mut().enumerate() {
                let chain = match chains.fate(index) {
                    Fate::Diverged { .. } => None,
                    _ => retract(&chains.network(index), lane.data).ok(),
                };
                look(lane, chain.as_ref(), setting.speed * step as f64);
            }
        }
    }
    write(cell, root, &lanes)
}

fn look(lane: &mut Lane, chain: Option<&Network>, at: f64) {
    for (flow, off) in lane.flows.iter_mut().zip(&mut lane.off) {
        *flow = flow.take().and_then(|mut flow| flow.advance_to(at).is_ok().then_some(flow));
        let now = chain.zip(flow.as_ref()).map(|(chain, flow)| distance(chain, flow.network(), lane.data) / lane.way);
        *off = off.zip(now).map(|(most, now)| most.max(now));
    }
    let second = |network: Option<&Network>| {
        network.map_or(Datum::Absent, |network| Matrix::Features.three(network, lane.data)[1].clone())
    };
    lane.second[0].push(second(chain));
    lane.second[1].push(second(lane.flows[0].as_ref().map(Flow::network)));
}
// [/rung]

/// The largest distance of a pre-activation between two networks.
fn distance(a: &Network, b: &Network, data: &Dataset) -> f64 {
    let mut largest = 0.0_f64;
    for i in 0..data.len() {
        for j in 0..a.neurons() {
            largest = largest.max((dot(a.neuron(j), data.point(i)) - dot(b.neuron(j), data.point(i))).abs());
        }
    }
    largest
}

fn write(cell: &Cell, root: u64, lanes: &[Lane]) -> Record {
    let mut record = Record::new(format!("learning-rates/{}", cell.name), cell.parameters.clone(), root);
    let draws = (0..lanes.len() as u64).map(Datum::from).collect();
    record.series("draw", "", draws, "1", "number of the draw");
    let stable = lanes.iter().map(|lane| Datum::text(if lane.stable { "yes" } else { "no" })).collect();
    record.series("stable", "draw", stable, "1", "whether single steps are stable at the largest learning rate");
    for (k, (name, _)) in FLOWS.into_iter().enumerate() {
        let off = lanes.iter().map(|lane| Datum::optional(lane.off[k])).collect();
        let what = format!(
            "largest distance of a pre-activation from the {name} flow's, over the largest from the optimum at the start"
        );
        record.series(&format!("off.{name}"), "draw", off, "1", &what);
    }
    let looks = (0..=LOOKS).map(Datum::from).collect();
    record.series("look", "", looks, "1", "times of comparison, evenly spaced");
    for (draw, lane) in lanes.iter().enumerate() {
        for (who, values) in ["chain", "limit"].into_iter().zip(&lane.second) {
            let what = format!("draw {draw}, {who}: second eigenvalue of the features");
            record.series(&format!("draw_{draw}.{who}.lambda_2"), "look", values.clone(), "1", &what);
        }
    }
    record
}
