use super::theory::least;
use super::{Case, Setting};
use crate::experiments::Cell;
use crate::manifold::{End, OnePoint};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// A descent has arrived where the residual is at most this.
pub const STATIONARY: f64 = 1e-8;
/// All neurons are equal where no two outputs are farther apart than this.
pub const EQUAL: f64 = 1e-6;
/// Outputs farther apart than this are different; a neuron nearer than this to an end of the range is at it.
pub const APART: f64 = 1e-2;

// [activations]
/// One activation and one label: descents from near equal neurons, and from anywhere, beside what theory says.
pub fn compute(case: Case, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let (phi, m) = (case.curve(setting.nu), setting.neurons);
    let path = format!("activations/{}", cell.name);
    let problem = OnePoint { phi, second: vec![1.0; m], label: m as f64 * case.share };
    let equal = phi.inverse(case.share);
    let scale = m as f64 * phi.flatness(case.share);
    let descents = |kind: &str, count: u64, from: &dyn Fn(f64) -> f64| -> Vec<End> {
        let start =
            |k: u64| Stream::new(root, &format!("{path}/{kind}-{k}")).normals(m).into_iter().map(from).collect();
        let starts = (0..count).filter_map(|k| problem.push(&start(k) as &Vec<f64>));
        starts.map(|start| problem.descend(&start, setting.rounds, setting.residual)).collect()
    };
    let near = descents("near", setting.near, &|normal| equal + setting.nearness * normal);
    let far = descents("far", setting.starts, &|normal| setting.start * normal);
    let stayed = near.iter().filter(|end| end.residual <= STATIONARY && width(&problem, end) <= EQUAL).count();
    let theory = least(phi, m, problem.label);

    let mut record = Record::new(path.clone(), cell.parameters.clone(), root);
    record.scalar("share", case.share, "1", "label over neurons, y/m");
    record.scalar("near", near.len() as u64, "1", "descents from near equal neurons");
    record.scalar("stayed", stayed as u64, "1", "of these, descents that end at equal neurons");
    record.scalar("stays", u64::from(phi.third(equal) > 0.0), "1", "1 where φ‴ > 0 at equal neurons");
    record.scalar("least", theory.sharpness / scale, "1", "the least sharpness, over that of equal neurons");
    record.scalar("attained", u64::from(theory.attained), "1", "1 where the least sharpness is attained");
    let ends = |f: &dyn Fn(&End) -> Datum| far.iter().map(f).collect::<Vec<Datum>>();
    let sharpness = |end: &End| Datum::number(problem.sharpness(&end.z) / scale);
    record.series(
        "sharpness",
        "",
        ends(&sharpness),
        "1",
        "sharpness at the end of a descent, over that of equal neurons",
    );
    let groups = |end: &End| Datum::from(groups(&problem, end));
    record.series("groups", "sharpness", ends(&groups), "1", "different outputs of neurons at its end");
    let off = |end: &End| Datum::from(at_ends(&problem, end));
    record.series("off", "sharpness", ends(&off), "1", "neurons near an end of the range at its end");
    let residual = |end: &End| Datum::number(end.residual);
    record.series("residual", "sharpness", ends(&residual), "1", "residual at its end");
    record
}
// [/activations]

/// The outputs of neurons, from the lowest up.
fn outputs(problem: &OnePoint, end: &End) -> Vec<f64> {
    let mut w: Vec<f64> = end.z.iter().map(|z| problem.phi.value(*z)).collect();
    w.sort_by(f64::total_cmp);
    w
}

/// The largest distance of two outputs.
fn width(problem: &OnePoint, end: &End) -> f64 {
    let w = outputs(problem, end);
    w[w.len() - 1] - w[0]
}

/// How many different outputs there are.
fn groups(problem: &OnePoint, end: &End) -> u64 {
    1 + outputs(problem, end).windows(2).filter(|pair| pair[1] - pair[0] > APART).count() as u64
}

/// How many outputs are near an end of the range.
fn at_ends(problem: &OnePoint, end: &End) -> u64 {
    let (low, high) = problem.phi.range();
    outputs(problem, end).into_iter().filter(|w| w - low < APART || high - w < APART).count() as u64
}
