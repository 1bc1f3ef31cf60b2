use super::run::ENDS;
use super::{SHAPES, Setting};
use crate::experiments::quantile::quantile;
use crate::record::{Datum, Parameters, Record};

/// A descent ends in a stationary point where `|P ∇F|` is below this times `|∇F|`.
pub const STATIONARY: f64 = 1e-8;
/// All neurons compute the flattest interpolator's features where no pre-activation is farther from its own.
pub const EQUAL: f64 = 1e-6;

/// Quantiles of the ends; curves go without the least.
const SHOWN: [(&str, f64); 3] = [("least", 0.0), ("median", 0.5), ("most", 1.0)];

/// Puts the manifolds together, shape by shape.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    record.series("round", "", cells[0].values("round").to_vec(), "round", "rounds of descent made");
    let ends =
        |cells: &[Record], name: &str| cells.iter().flat_map(|cell| cell.values(name).to_vec()).collect::<Vec<Datum>>();
    let descents = cells.len() as u64 * setting.starts;
    record.scalar("draws", setting.draws, "draw", "draws of data, and so manifolds, for each shape");
    record.scalar("starts", setting.starts, "1", "starts on each manifold");
    record.scalar("descents", descents, "1", "descents, each from a random point of a manifold");
    for (name, what) in ENDS {
        for (word, q) in SHOWN {
            record.scalar(&format!("{name}.{word}"), quantile(&ends(cells, name), q), "1", &format!("{what}: {word}"));
        }
    }
    let counts = [
        ("landed", "descents that began: their start could be brought to the manifold", count(cells, |_, _| true)),
        (
            "stationary",
            "descents that end in a stationary point: |P ∇F| ≤ 10⁻⁸ |∇F|",
            count(cells, |residual, _| residual <= STATIONARY),
        ),
        (
            "equal",
            "of these, with all pre-activations within 10⁻⁶ of the flattest interpolator's",
            count(cells, |residual, distance| residual <= STATIONARY && distance <= EQUAL),
        ),
    ];
    for (name, what, count) in counts {
        record.scalar(name, count, "1", what);
    }
    let shaped: Vec<&[Record]> = cells.chunks(setting.draws as usize).collect();
    for (shape, cells) in SHAPES.iter().zip(shaped) {
        let curves: Vec<&[Datum]> = cells
            .iter()
            .flat_map(|cell| (0..setting.starts).map(|start| cell.values(&format!("start_{start}.distance"))))
            .collect();
        for (word, q) in &SHOWN[1..] {
            let at = |k: usize| curves.iter().map(|curve| curve[k].clone()).collect::<Vec<_>>();
            let values = (0..record.values("round").len()).map(|k| quantile(&at(k), *q)).collect();
            let name = format!("{}.distance.{word}", shape.name().replace('-', "_"));
            let what = format!("m = {}, d = {}, n = {}: largest |z_ij − z_i*|: {word}", shape.m, shape.d, shape.n);
            record.series(&name, "round", values, "1", &what);
        }
    }
    record
}

/// Descents whose end, by its residual and distance, is so.
fn count(cells: &[Record], so: fn(f64, f64) -> bool) -> u64 {
    let ends = cells.iter().flat_map(|cell| cell.values("residual").iter().zip(cell.values("distance")));
    let numbers = ends.filter_map(|(residual, distance)| Some((residual.as_number()?, distance.as_number()?)));
    numbers.filter(|(residual, distance)| so(*residual, *distance)).count() as u64
}
