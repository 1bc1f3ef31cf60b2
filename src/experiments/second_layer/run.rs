use super::case::{Case, ratios};
use super::optimum::optimum;
use super::{Kind, Setting};
use crate::experiments::Cell;
use crate::manifold::OnePoint;
use crate::network::Dataset;
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is kept of where descents end, for all points together.
pub const ENDS: [(&str, &str); 5] = [
    ("residual", "largest residual of a point's descent at its end"),
    ("features", "second singular value over the first of the feature matrix at the end"),
    ("image", "second singular value over the first of its image under φ″ at the end"),
    ("distance", "largest |z_ij − z_ij*| at the end"),
    ("sharpness", "F / F* at the end"),
];

// [second-layer]
/// One draw of data and second layer: descents of the sharpness along the manifold, point by point, each from a random one.
pub fn compute(case: Case, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let path = format!("second-layer/{}", cell.name);
    let second = case.second_layer(root, &path, setting);
    let data = case.dataset(root, &path, setting, &second);
    let phi = case.curve(setting.nu);
    let problems: Vec<OnePoint> =
        data.labels.iter().map(|label| OnePoint { phi, second: second.clone(), label: *label }).collect();
    let optimum: Option<Vec<Vec<f64>>> =
        data.labels.iter().map(|y| optimum(case.kind, setting.nu, &second, *y)).collect();
    let least: f64 = match &optimum {
        Some(optimum) => whole(&data, |i| problems[i].sharpness(&optimum[i])),
        // Without a stationary point there is an infimum: neurons of the wrong sign add nothing to it.
        None => whole(&data, |i| infimum(case.kind, &second, data.labels[i])),
    };
    let mut record = Record::new(path.clone(), cell.parameters.clone(), root);
    let mut columns: [Vec<Datum>; ENDS.len()] = Default::default();
    for start in 0..setting.starts {
        let mut stream = Stream::new(root, &format!("{path}/start-{start}"));
        let ends = problems.iter().map(|problem| {
            let start =
                stream.normals(setting.neurons).into_iter().map(|normal| setting.start * normal).collect::<Vec<_>>();
            Some(problem.descend(&problem.push(&start)?, setting.rounds, setting.residual))
        });
        let Some(ends) = ends.collect::<Option<Vec<_>>>() else {
            for column in &mut columns {
                column.push(Datum::Absent);
            }
            continue;
        };
        let features: Vec<f64> = (0..setting.neurons).flat_map(|j| ends.iter().map(move |end| end.z[j])).collect();
        let [of_features, of_image] = ratios(phi, &features, setting.points);
        let distance = optimum.as_ref().map(|optimum| {
            let all = ends.iter().zip(optimum).flat_map(|(end, right)| end.z.iter().zip(right));
            all.fold(0.0_f64, |most, (z, right)| most.max((z - right).abs()))
        });
        let found = [
            Datum::number(ends.iter().fold(0.0, |most, end| f64::max(most, end.residual))),
            Datum::number(of_features),
            Datum::number(of_image),
            Datum::optional(distance),
            Datum::number(whole(&data, |i| problems[i].sharpness(&ends[i].z)) / least),
        ];
        columns.iter_mut().zip(found).for_each(|(column, value)| column.push(value));
    }
    for ((name, what), values) in ENDS.into_iter().zip(columns) {
        record.series(name, "", values, "1", what);
    }
    record
}
// [/second-layer]

/// The sharpness: the sum over points of `|x_i|^2` times each one's.
fn whole(data: &Dataset, of: impl Fn(usize) -> f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..data.len() {
        sum += data.inner(i, i) * of(i);
    }
    sum
}

/// What neurons of the label's sign make of it by themselves, with exp: `y^2` over their number.
fn infimum(kind: Kind, second: &[f64], y: f64) -> f64 {
    debug_assert!(kind == Kind::Exp);
    let right = second.iter().filter(|a| **a * y > 0.0).count();
    y * y / right as f64
}
