use super::Setting;
use crate::dynamics::{Ensemble, Fate, Kernel, Start};
use crate::experiments::eigenvalues::DRAWS;
use crate::experiments::quantile::quantile;
use crate::experiments::{Cell, Matrix, recorded_every};
use crate::network::{Dataset, Network};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// Neurons nearer to one another than this share of the longest one count as one.
const DISTINCT: f64 = 1e-3;

/// What is recorded along a draw: name and description; all without unit, along `step`.
pub const CURVES: [(&str, &str); 4] = [
    ("loss", "training loss, sum_i (r_i - y_i)^2"),
    ("ratio_2", "lambda_2 / lambda_1"),
    ("ratio_3", "lambda_3 / lambda_1"),
    ("distinct", "neurons that are apart: by more than a thousandth of the longest"),
];

// [draw]
/// Some draws of `points` points, side by side. Draw `K` is that of the figures, with more points from the same stream.
pub fn compute(points: usize, cells: &[(usize, Cell)], setting: &Setting, root: u64) -> Vec<Record> {
    let (m, d) = (setting.neurons, setting.dimension);
    let path = |cell: &Cell| format!("{DRAWS}/{}", cell.name.rsplit('/').next().unwrap_or_default());
    let data: Vec<Dataset> =
        cells.iter().map(|(_, cell)| setting.reading.dataset(root, &path(cell), points, d, m)).collect();
    let starts = cells.iter().zip(&data).map(|((_, cell), data)| {
        let stream = Stream::new(root, &format!("{}/noise", path(cell)));
        Start { network: setting.reading.start(root, &path(cell), m, d), data, stream }
    });
    let mut runs = Ensemble::new(starts.collect(), setting.sgd(), Kernel::chosen());
    let steps: Vec<u64> = recorded_every(4, setting.steps);
    let mut curves = vec![vec![Vec::new(); CURVES.len()]; cells.len()];
    for step in &steps {
        if (0..cells.len()).any(|lane| !matches!(runs.fate(lane), Fate::Diverged { .. })) {
            runs.advance_to(*step);
        }
        for (lane, curves) in curves.iter_mut().enumerate() {
            let seen = match runs.fate(lane) {
                Fate::Diverged { .. } => [const { Datum::Diverged }; CURVES.len()],
                _ => look(&runs.network(lane), &data[lane], setting.reading.matrix),
            };
            curves.iter_mut().zip(seen).for_each(|(curve, value)| curve.push(value));
        }
    }
    let record = |(lane, curves): (usize, Vec<Vec<Datum>>)| {
        let cell = &cells[lane].1;
        let mut record = Record::new(format!("more-points/{}", cell.name), cell.parameters.clone(), root);
        record.series("step", "", steps.iter().copied().map(Datum::from).collect(), "step", "steps of SGD made");
        for ((name, description), values) in CURVES.into_iter().zip(curves) {
            let late: Vec<Datum> = (steps.iter().zip(&values))
                .filter(|(step, _)| **step >= setting.steps / 2)
                .map(|(_, value)| value.clone())
                .collect();
            let what = format!("{description}: median over the second half");
            record.scalar(&format!("late.{name}"), quantile(&late, 0.5), "1", &what);
            record.series(name, "step", values, "1", description);
        }
        let fate = match runs.fate(lane) {
            Fate::Running => "running",
            Fate::Merged { .. } => "merged-exactly",
            Fate::Diverged { .. } => "diverged-at",
        };
        record.scalar("fate", Datum::text(fate), "1", "what became of the chain");
        record
    };
    curves.into_iter().enumerate().map(record).collect()
}
// [/draw]

fn look(network: &Network, data: &Dataset, matrix: Matrix) -> [Datum; CURVES.len()] {
    let eigenvalues = matrix.eigenvalues(network, data);
    let ratio = |k: usize| match eigenvalues.get(k) {
        Some(_) if network.is_merged() => Datum::Merged,
        value => Datum::optional(value.map(|value| value / eigenvalues[0])),
    };
    [Datum::number(network.loss(data)), ratio(1), ratio(2), (distinct(network) as u64).into()]
}

/// Neurons that are apart: counted one by one, each unless it is near one that was counted.
fn distinct(network: &Network) -> usize {
    let apart = |a: &[f64], b: &[f64]| {
        let mut sum = 0.0;
        for (a, b) in a.iter().zip(b) {
            sum += (a - b) * (a - b);
        }
        sum.sqrt()
    };
    let origin = vec![0.0; network.dimension];
    let longest = (0..network.neurons()).map(|j| apart(network.neuron(j), &origin)).fold(0.0, f64::max);
    let mut counted: Vec<&[f64]> = Vec::new();
    for j in 0..network.neurons() {
        let neuron = network.neuron(j);
        if counted.iter().all(|other| apart(neuron, other) > DISTINCT * longest) {
            counted.push(neuron);
        }
    }
    counted.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Sinh};

    #[test]
    fn neurons_that_all_but_agree_count_as_one() {
        let network = |theta: Vec<f64>| Network { activation: Activation::Sinh(Sinh), dimension: 2, theta };
        assert_eq!(distinct(&network(vec![1.0, 0.0, 1.0, 1e-4, 0.0, 1.0])), 2);
        assert_eq!(distinct(&network([0.3, 0.4].repeat(5))), 1);
        assert_eq!(distinct(&network(vec![1.0, 0.0, 0.0, 1.0, -1.0, 0.0])), 3);
    }
}
