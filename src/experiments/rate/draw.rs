use super::{Setting, Theory};
use crate::dynamics::{Ensemble, Exponents, Fate, Kernel, LabelNoise, Optimum, Start};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::late_slope::{Late, late_slope};
use crate::experiments::{Cell, Matrix, Reading, recorded_steps};
use crate::manifold::{equal_neurons, retract};
use crate::network::{Activation, Dataset, Network, Rows, dot, gram_eigenvalues};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// A term of theory is too small to be seen in a slope where it is this many e-folds below the leading one, for `lambda_2`
/// and `lambda_3`. The leading term of the latter may be the square of the slow mode, and has to come up from below first.
const LEAD: [f64; 2] = [10.0, 20.0];
/// The logarithm must be predicted to fall by this much while it is looked at: a hundredfold.
const LEAST_FALL: f64 = 4.6;

/// A chain's lane.
struct Lane<'a> {
    data: &'a Dataset,
    optimum: Optimum<'a>,
    start: Option<Network>,
    eigenvalues: [Vec<Datum>; 3],
    /// Least `phi'` and `phi'''` visited.
    least: [f64; 2],
}

// [rate]
/// Some draws on a rung of the ladder, side by side, from near the flattest interpolator: late slopes of the eigenvalues, seen
/// from the zero-loss manifold, and what theory and the guaranteed bound say of them.
pub fn compute(cells: &[Cell], draws: &[u64], rung: u64, setting: &Setting, root: u64) -> Vec<Record> {
    let (m, d, n) = (setting.neurons, setting.dimension, setting.points);
    let (reading, sgd) = (Reading::LITERAL, setting.sgd(rung));
    let paths: Vec<String> = draws.iter().map(|draw| format!("{DRAWS}/draw-{draw}")).collect();
    let data: Vec<Dataset> = paths.iter().map(|path| reading.dataset(root, path, n, d, m)).collect();
    let mut lanes: Vec<Lane> = data.iter().zip(&paths).map(|(data, path)| lane(data, path, setting, root)).collect();
    let chains = lanes.iter().zip(cells).map(|(lane, cell)| Start {
        network: lane.start.clone().unwrap_or_else(|| reading.start(root, "", m, d)),
        data: lane.data,
        stream: Stream::new(root, &format!("rate/{}/noise", cell.name)),
    });
    let mut chains = Ensemble::new(chains.collect(), sgd, Kernel::chosen());
    let steps = recorded_steps(setting.steps(rung));
    for step in &steps {
        chains.advance_to(*step);
        for (index, lane) in lanes.iter_mut().enumerate() {
            look(lane, &chains, index);
        }
    }
    let steps: Vec<f64> = steps.into_iter().map(|step| step as f64).collect();
    cells.iter().zip(lanes).map(|(cell, lane)| write(cell, root, &steps, &lane, sgd, setting.theory)).collect()
}

fn lane<'a>(data: &'a Dataset, path: &str, setting: &Setting, root: u64) -> Lane<'a> {
    let phi = Reading::LITERAL.phi();
    let optimum = Optimum::new(data, phi, setting.neurons);
    let start = equal_neurons(phi, setting.neurons, data, &optimum.targets).and_then(|mut network| {
        let normals = Stream::new(root, &format!("{path}/start")).normals(network.theta.len());
        network.theta.iter_mut().zip(normals).for_each(|(weight, normal)| *weight += setting.apart * normal);
        retract(&network, data).ok()
    });
    Lane { data, optimum, start, eigenvalues: Default::default(), least: [f64::INFINITY; 2] }
}

fn look(lane: &mut Lane, chains: &Ensemble, index: usize) {
    let chain = match chains.fate(index) {
        Fate::Diverged { .. } => None,
        _ => retract(&chains.network(index), lane.data).ok(),
    };
    let seen = chain.as_ref().map_or([const { Datum::Diverged }; 3], |chain| Matrix::Neurons.three(chain, lane.data));
    lane.eigenvalues.iter_mut().zip(seen).for_each(|(curve, value)| curve.push(value));
    if let Some(network) = &chain {
        for i in 0..lane.data.len() {
            for j in 0..network.neurons() {
                let z = dot(network.neuron(j), lane.data.point(i));
                for (least, of) in lane.least.iter_mut().zip([Activation::slope, Activation::third]) {
                    *least = least.min(of(network.activation, z));
                }
            }
        }
    }
}
// [/rate]

fn write(cell: &Cell, root: u64, steps: &[f64], lane: &Lane, sgd: LabelNoise, theory: Theory) -> Record {
    let mut record = Record::new(format!("rate/{}", cell.name), cell.parameters.clone(), root);
    let (finite, limit) = (lane.optimum.finite_step(sgd), lane.optimum.limit_flow(sgd));
    let compared = match theory {
        Theory::Derived => finite.clone(),
        Theory::Miscalculated => lane.optimum.louder(sgd),
    };
    let stability = lane.optimum.stability(sgd);
    let doubled = if theory == Theory::Miscalculated { 2.0 } else { 1.0 };
    record.scalar("stability", stability, "1", "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical");
    for (k, slope, lead) in [
        (2, Exponents::slope_2 as fn(&Exponents) -> Option<f64>, Exponents::lead_2 as fn(&Exponents) -> Option<f64>),
        (3, Exponents::slope_3, Exponents::lead_3),
    ] {
        let of = |exponents: &Option<Exponents>| exponents.as_ref().and_then(slope);
        let late = match (&lane.start, of(&finite), finite.as_ref().and_then(lead)) {
            (Some(_), Some(predicted), Some(lead)) if stability < 2.0 => {
                let [first, second, third] = &lane.eigenvalues;
                let curve = if k == 2 { second } else { third };
                late_slope(steps, curve, first, LEAD[k - 2] / lead, predicted, LEAST_FALL)
            }
            _ => Late::TooShort,
        };
        let measured = late.slope();
        let what = format!("late slope of ln lambda_{k}");
        record.scalar(&format!("late_{k}"), Datum::text(late.word()), "1", &format!("{what}: what became of it"));
        record.scalar(&format!("slope_{k}"), Datum::optional(measured.map(|slope| slope.value)), "1/step", &what);
        record.scalar(
            &format!("error_{k}"),
            Datum::optional(measured.map(|slope| slope.error)),
            "1/step",
            &format!("{what}: standard error"),
        );
        record.scalar(
            &format!("theory_{k}"),
            Datum::optional(of(&compared)),
            "1/step",
            &format!("{what}, by the theory at this learning rate"),
        );
        let limit = of(&limit).map(|slope| doubled * slope);
        record.scalar(&format!("limit_{k}"), Datum::optional(limit), "1/step", &format!("{what}, by the limit flow"));
    }
    let bound = guaranteed(lane, sgd, theory);
    record.scalar("bound", Datum::optional(bound), "1/step", "guaranteed rate at which ln lambda_2 falls");
    record
}

// [bound]
/// The guaranteed rate of the limit flow with the constants of the visited range: `phi' >= rho_1`, `phi''' >= rho_2` and
/// `X^T X >= mu` on the span give `A >= 2 min_i |x_i|^2 rho_1 rho_2 mu`, and `ln lambda_2` falls at least at
/// `2 kappa eta^2` times that a step (derivation, section 4).
fn guaranteed(lane: &Lane, sgd: LabelNoise, theory: Theory) -> Option<f64> {
    let n = lane.data.len();
    let squares = gram_eigenvalues(&Rows::points(lane.data));
    let mu = match theory {
        Theory::Derived => squares.get(n - 1),
        Theory::Miscalculated => squares.first(),
    }?;
    let norm = (0..n).map(|i| lane.data.inner(i, i)).fold(f64::INFINITY, f64::min);
    let kappa = sgd.rate * sgd.rate * (sgd.deviation * sgd.deviation) / (4.0 * n as f64);
    let [first, third] = lane.least;
    Some(2.0 * kappa * (2.0 * norm * (first * third) * mu)).filter(|bound| bound.is_finite())
}
// [/bound]
