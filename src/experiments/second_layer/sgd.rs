use super::case::{Case, ratios};
use super::{Kind, Setting};
use crate::dynamics::{LabelNoise, step_with_second_layer};
use crate::experiments::Cell;
use crate::network::{Dataset, dot};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// Steps between two looks are the last one's share of so many.
pub const LOOKS: u64 = 100;

// [second-sgd]
/// Label noise SGD on the network itself, all weights of the first layer free. At every look two successive steps' features
/// are not averaged: what is seen is the network as it stands, noise included.
pub fn compute(case: Case, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let path = format!("second-layer/{}", cell.name);
    let second = case.second_layer(root, &path, setting);
    let data = case.dataset(root, &path, setting, &second);
    let sgd = LabelNoise { rate: setting.rate, deviation: setting.deviation, law: setting.noise };
    let normals = Stream::new(root, &format!("{path}/start")).normals(setting.neurons * setting.dimension);
    let mut theta: Vec<f64> = normals.into_iter().map(|normal| setting.start * normal).collect();
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
        let [of_features, of_image] = ratios(case.curve(setting.nu), &pre_activations(&theta, &data), setting.points);
        at.push(Datum::from(step));
        features.push(Datum::number(of_features));
        image.push(Datum::number(of_image));
    }
    let mut record = Record::new(path, cell.parameters.clone(), root);
    record.series("step", "", at, "step", "step");
    record.series("features", "step", features, "1", "second singular value over the first of the feature matrix");
    record.series("image", "step", image, "1", "second singular value over the first of its image under φ″");
    record
}
// [/second-sgd]

/// The pre-activations, a row a neuron.
fn pre_activations(theta: &[f64], data: &Dataset) -> Vec<f64> {
    let row = |neuron: &'_ [f64]| (0..data.len()).map(|i| dot(neuron, data.point(i))).collect::<Vec<f64>>();
    theta.chunks_exact(data.dimension).flat_map(row).collect()
}
