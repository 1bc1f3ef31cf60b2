use super::Setting;
use crate::experiments::Cell;
use crate::experiments::ground::{Shape, around, dataset};
use crate::experiments::reading::Phi;
use crate::network::{Network, loss_trace};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is kept of a point.
const SEEN: [(&str, &str); 3] = [
    ("trace", "trace of the Hessian of the loss, by hyper-dual numbers"),
    ("alone", "|2F / trace − 1|"),
    ("whole", "|(2F + term) / trace − 1|"),
];

// [trace]
/// One draw: the exact trace of the Hessian of the loss, and the formula's, at a point of the zero-loss manifold and at one
/// beside it.
pub fn compute(shape: Shape, phi: Phi, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let phi = phi.activation(setting.nu);
    let path = format!("hessian-trace/{}", cell.name);
    let data = dataset(root, &path, shape, phi);
    let landed = around(root, &format!("{path}/point"), shape, phi, setting.start, &data);
    let away = Stream::new(root, &format!("{path}/away")).normals(shape.m * shape.d);
    let mut record = Record::new(path, cell.parameters.clone(), root);
    record.scalar("landed", u64::from(landed.is_some()), "1", "1 where the manifold was reached");
    for (place, by, words) in [("on", setting.on, "on the manifold"), ("off", setting.off, "off the manifold")] {
        let seen = landed.as_ref().map(|landed| {
            let theta = landed.theta.iter().zip(&away).map(|(weight, normal)| weight + by * normal).collect();
            let network = Network { theta, ..landed.clone() };
            let exact = loss_trace(&network, &data);
            let (twice, term) = (2.0 * network.sharpness(&data), network.off_manifold_trace(&data));
            [exact, (twice / exact - 1.0).abs(), ((twice + term) / exact - 1.0).abs()]
        });
        for (k, (name, what)) in SEEN.into_iter().enumerate() {
            let value = Datum::optional(seen.map(|seen| seen[k]));
            record.scalar(&format!("{place}.{name}"), value, "1", &format!("{words}: {what}"));
        }
    }
    record
}
// [/trace]
