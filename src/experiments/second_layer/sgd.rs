use super::case::{Case, ratios};
use super::{Kind, Setting};
use crate::dynamics::{LabelNoise, step_with_second_layer};
use crate::experiments::Cell;
use crate::manifold::OnePoint;
use crate::network::{Dataset, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// Steps between two looks are the last one's share of so many.
pub const LOOKS: u64 = 100;

// [second-sgd]
/// Label noise SGD on the network itself, all weights of the first layer free. A look is at the
/// network brought back to the manifold, point by point: what the last few steps' noise has put across it is not looked at.
pub fn compute(case: Case, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let path = format!("second-layer/{}", cell.name);
    let second = case.second_layer(root, &path, setting);
    let data = case.dataset(root, &path, setting, &second);
    let phi = case.curve(setting.nu);
    let problems: Vec<OnePoint> =
        data.labels.iter().map(|label| OnePoint { phi, second: second.clone(), label: *label }).collect();
    let sgd = LabelNoise { rate: setting.rate, deviation: setting.deviation, law: setting.noise };
    let normals = Stream::new(root, &format!("{path}/start")).normals(setting.neurons * setting.dimension);
    let mut theta: Vec<f64> = normals.into_iter().map(|normal| setting.weights * normal).collect();
    let (mut slopes, mut noise) = (vec![0.0; setting.neurons], Stream::new(root, &format!("{path}/noise")));
    let (mut at, mut features, mut image) = (Vec::new(), Vec::new(), Vec::new());
    let mut step = 0;
    for look in 0..=LOOKS {
        let until = setting.steps * look / LOOKS / 2 * 2;
        while step < until {
            for draw in sgd.law.draw_pair(noise.bits(), noise.bits(), data.len()) {
                let (x, y) = (data.point(draw.point), data.labels[draw.point]);
                match case.kind {
                    Kind::Odd(phi) => {
                        let phi = phi.activation(setting.nu);
                        step_with_second_layer(&mut theta, &mut slopes, phi, &second, x, y, sgd, draw.noise);
                    }
                    Kind::Exp => unreachable!("SGD is run with odd activations"),
                }
            }
            step += 2;
        }
        let seen = landed(&problems, &theta, &data).map(|features| ratios(phi, &features, setting.points));
        at.push(Datum::from(step));
        features.push(Datum::optional(seen.map(|seen| seen[0])));
        image.push(Datum::optional(seen.map(|seen| seen[1])));
    }
    let mut record = Record::new(path, cell.parameters.clone(), root);
    record.series("step", "", at, "step", "step");
    record.series("features", "step", features, "1", "second singular value over the first of the feature matrix");
    record.series("image", "step", image, "1", "second singular value over the first of its image under φ″");
    record
}
// [/second-sgd]

/// The pre-activations, a row a neuron, each point's brought back to its label; `None` where that is too far.
fn landed(problems: &[OnePoint], theta: &[f64], data: &Dataset) -> Option<Vec<f64>> {
    let of_point = |(i, problem): (usize, &OnePoint)| {
        let z: Vec<f64> = theta.chunks_exact(data.dimension).map(|neuron| dot(neuron, data.point(i))).collect();
        problem.retract(&z)
    };
    let columns: Vec<Vec<f64>> = problems.iter().enumerate().map(of_point).collect::<Option<_>>()?;
    Some((0..problems[0].second.len()).flat_map(|j| columns.iter().map(move |column| column[j])).collect())
}
