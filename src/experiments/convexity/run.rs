use super::{Curve, Setting};
use crate::experiments::Cell;
use crate::experiments::ground::{Shape, around, dataset};
use crate::float::{exp, ln};
use crate::manifold::{Hessian, TangentSpace, second_difference};
use crate::network::{Dataset, Network, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is kept of a point.
pub const SEEN: [(&str, &str); 4] = [
    ("reach", "|P ∇F| / ρ"),
    ("least", "least eigenvalue of the Hessian along the manifold, over the floor"),
    ("residual", "|P ∇F| / |∇F|"),
    ("off", "|formula − differences| of the Hessian along a random tangent, over the formula's terms without signs"),
];

// [convexity]
/// Points of one manifold, nearer to the flattest interpolator and farther from it: the least eigenvalue of the Hessian
/// there, and the Hessian along a random tangent by its formula and by differences.
pub fn compute(cell: &Cell, setting: &Setting, root: u64) -> Record {
    let (shape, phi) = (setting.shape(), setting.activation.activation(setting.nu));
    let path = format!("convexity/{}", cell.name);
    let data = dataset(root, &path, shape, phi);
    let mut distances = Stream::new(root, &format!("{path}/distances"));
    let mut record = Record::new(path.clone(), cell.parameters.clone(), root);
    let mut columns: [Vec<Datum>; SEEN.len()] = Default::default();
    for sample in 0..setting.samples {
        let far = exp(ln(setting.nearest) + distances.uniform() * ln(setting.farthest / setting.nearest));
        let point = around(root, &format!("{path}/point-{sample}"), shape, phi, far, &data);
        let tangent = Stream::new(root, &format!("{path}/tangent-{sample}"));
        let seen = point.and_then(|point| look(&point, &data, setting, tangent, shape));
        let seen = seen.map_or([const { Datum::Absent }; SEEN.len()], |seen| seen.map(Datum::number));
        columns.iter_mut().zip(seen).for_each(|(column, value)| column.push(value));
    }
    record.series("sample", "", (0..setting.samples).map(Datum::from).collect(), "1", "number of the point");
    for ((name, what), values) in SEEN.into_iter().zip(columns) {
        record.series(name, "sample", values, "1", what);
    }
    record
}

fn look(
    point: &Network,
    data: &Dataset,
    setting: &Setting,
    mut tangent: Stream,
    Shape { m, d, .. }: Shape,
) -> Option<[f64; SEEN.len()]> {
    let hessian = Hessian::new(point, data)?;
    let (u, _) = TangentSpace::new(point, data)?.project(&tangent.normals(m * d));
    let h = setting.difference / dot(&u, &u).sqrt();
    let measured = second_difference(point, data, &u, h, setting.curve == Curve::Retracted).ok()?;
    Some([
        hessian.gradient.norm() / hessian.radius(),
        hessian.least_eigenvalue()? / hessian.floor(),
        hessian.gradient.residual(),
        (measured - hessian.along(&u)).abs() / hessian.size_along(&u),
    ])
}
// [/convexity]
