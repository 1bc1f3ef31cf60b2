use super::setting::Setting;
use crate::dynamics::{Ensemble, Exponents, Fate, Kernel, Optimum, Start};
use crate::experiments::{Cell, Matrix, recorded_steps};
use crate::manifold::{descend, retract};
use crate::network::{Dataset, Network, Rows, gram_eigenvalues};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// What is recorded along a draw: name and description; all without unit, along `step`.
pub const CURVES: [(&str, &str); 7] = [
    ("lambda_1", "largest eigenvalue"),
    ("lambda_2", "second eigenvalue"),
    ("lambda_3", "third eigenvalue"),
    ("loss", "training loss, sum_i (r_i - y_i)^2"),
    ("sharpness", "sharpness F = sum_i |x_i|^2 sum_j phi'(z_ij)^2"),
    ("sharpness_on_manifold", "F at the point of the zero-loss manifold that Newton's method reaches from here"),
    ("distance", "largest |theta_j . x_i - phi^{-1}(y_i / m)| over neurons and points"),
];

/// Every experiment takes its draws from here: common random numbers.
pub const DRAWS: &str = "figure-1";

// [draw]
/// Some draws, side by side: data, start and noise of each from its own streams; label noise SGD; what is seen along the
/// way; what theory says.
pub fn compute(cells: &[Cell], setting: &Setting, root: u64) -> Vec<Record> {
    let (m, d, n) = (setting.neurons, setting.dimension, setting.points);
    let paths: Vec<String> = cells.iter().map(|cell| format!("{DRAWS}/{}", cell.name)).collect();
    let data: Vec<Dataset> = paths.iter().map(|path| setting.reading.dataset(root, path, n, d, m)).collect();
    let starts: Vec<Start> = (paths.iter().zip(&data))
        .map(|(path, data)| {
            let stream = Stream::new(root, &format!("{path}/noise"));
            Start { network: setting.reading.start(root, path, m, d), data, stream }
        })
        .collect();
    follow(cells, &paths, &data, starts, setting, root)
}

fn follow(
    cells: &[Cell],
    paths: &[String],
    data: &[Dataset],
    starts: Vec<Start>,
    setting: &Setting,
    root: u64,
) -> Vec<Record> {
    let optimum = |data| Optimum::new(data, setting.reading.phi(), setting.neurons);
    let optima: Vec<Optimum> = data.iter().map(optimum).collect();
    let landings: Vec<Network> = starts.iter().map(|start| descend(&start.network, start.data).network).collect();
    let mut runs = Ensemble::new(starts, setting.sgd(), Kernel::chosen());
    let mut curves = vec![vec![Vec::new(); CURVES.len()]; cells.len()];
    let steps = recorded_steps(setting.steps);
    for step in &steps {
        // Diverged chains stay where they are; when all have, there is nothing left to compute.
        if (0..cells.len()).any(|lane| !matches!(runs.fate(lane), Fate::Diverged { .. })) {
            runs.advance_to(*step);
        }
        for (lane, curves) in curves.iter_mut().enumerate() {
            let seen = match runs.fate(lane) {
                Fate::Diverged { .. } => [const { Datum::Diverged }; CURVES.len()],
                _ => look(&runs.network(lane), &data[lane], &optima[lane], setting.reading.matrix),
            };
            for (curve, value) in curves.iter_mut().zip(seen) {
                curve.push(value);
            }
        }
    }
    let seen = paths.iter().zip(cells).zip(curves).enumerate();
    seen.map(|(lane, ((path, cell), curves))| {
        let mut record = Record::new(path, cell.parameters.clone(), root);
        write(&mut record, &steps, curves, runs.fate(lane));
        predict(&mut record, setting, &optima[lane]);
        seen_of_ends(&mut record, &landings[lane], &runs.network(lane), runs.fate(lane), &data[lane], &optima[lane]);
        let mu = gram_eigenvalues(&Rows::points(&data[lane])).get(setting.points.min(setting.dimension) - 1).copied();
        record.scalar("mu", Datum::optional(mu), "1", "mu, the smallest squared singular value of X");
        record
    })
    .collect()
}
// [/draw]

fn write(record: &mut Record, steps: &[u64], curves: Vec<Vec<Datum>>, fate: Fate) {
    let last_loss = curves[3].iter().rfind(|loss| loss.as_number().is_some()).cloned().unwrap_or(Datum::Absent);
    record.series("step", "", steps.iter().copied().map(Datum::from).collect(), "step", "steps of SGD made");
    for ((name, description), values) in CURVES.into_iter().zip(curves) {
        record.series(name, "step", values, "1", description);
    }
    let (fate, fate_step) = match fate {
        Fate::Running => ("running", Datum::Absent),
        Fate::Merged { step } => ("merged-exactly", step.into()),
        Fate::Diverged { step } => ("diverged-at", step.into()),
    };
    let since = "the step from which it did (looked at every 64 steps and at every recorded one)";
    record.scalar("fate", Datum::text(fate), "1", "what became of the chain");
    record.scalar("fate_step", fate_step, "step", since);
    record.scalar("last_finite_loss", last_loss, "1", "training loss where it was last recorded as a finite number");
}

/// How sharp the network is, and how far apart its neurons are, where it comes to the zero-loss manifold and at the end.
fn seen_of_ends(record: &mut Record, landing: &Network, end: &Network, fate: Fate, data: &Dataset, optimum: &Optimum) {
    let excess = |network: &Network| network.sharpness(data) / optimum.sharpness() - 1.0;
    let seen = |value: Option<f64>| match fate {
        Fate::Diverged { .. } => Datum::Diverged,
        _ => Datum::optional(value),
    };
    let landed = if matches!(fate, Fate::Diverged { .. }) { None } else { retract(end, data).ok() };
    for (name, at_landing, at_end, what) in [
        ("excess", excess(landing), seen(landed.map(|landed| excess(&landed))), "F / F* - 1 on the zero-loss manifold"),
        (
            "spread",
            landing.spread(data),
            seen(Some(end.spread(data))),
            "largest distance of a pre-activation from its mean over neurons",
        ),
    ] {
        let place = "where the gradient of the loss leads to the zero-loss manifold from the start";
        record.scalar(&format!("{name}.landing"), Datum::number(at_landing), "1", &format!("{what}, {place}"));
        record.scalar(&format!("{name}.end"), at_end, "1", &format!("{what}, at the end"));
    }
}

fn look(network: &Network, data: &Dataset, optimum: &Optimum, matrix: Matrix) -> [Datum; CURVES.len()] {
    let [largest, second, third] = matrix.three(network, data);
    [
        largest,
        second,
        third,
        Datum::number(network.loss(data)),
        Datum::number(network.sharpness(data)),
        Datum::optional(retract(network, data).ok().map(|landed| landed.sharpness(data))),
        Datum::number(network.distance(data, &optimum.targets)),
    ]
}

/// What theory says of this draw, with nothing fitted.
fn predict(record: &mut Record, setting: &Setting, optimum: &Optimum) {
    let sgd = setting.sgd();
    let (finite, limit) = (optimum.finite_step(sgd), optimum.limit_flow(sgd));
    let slope = |exponents: &Option<Exponents>, of: fn(&Exponents) -> Option<f64>| {
        Datum::optional(exponents.as_ref().and_then(of))
    };
    for (theory, exponents, by) in
        [("finite_step", &finite, "theory at this learning rate"), ("limit_flow", &limit, "the limit flow")]
    {
        let (two, three) = (format!("{theory}.slope_2"), format!("{theory}.slope_3"));
        record.scalar(&two, slope(exponents, Exponents::slope_2), "1/step", &format!("slope of ln lambda_2 by {by}"));
        record.scalar(&three, slope(exponents, Exponents::slope_3), "1/step", &format!("slope of ln lambda_3 by {by}"));
    }
    for (k, lead) in [(2, Exponents::lead_2 as fn(&Exponents) -> Option<f64>), (3, Exponents::lead_3)] {
        let steps = finite.as_ref().and_then(lead).map(|lead| LEAD / lead);
        let description =
            format!("step from which theory calls ln lambda_{k} late: its next term is e^-{LEAD} of the first");
        record.scalar(&format!("late_{k}"), Datum::optional(steps), "step", &description);
    }
    record.scalar(
        "stability",
        optimum.stability(sgd),
        "1",
        "largest c eta |x_i|^2 sum_j phi'^2 at the optimum; 2 is critical",
    );
    record.scalar("least_sharpness", optimum.sharpness(), "1", "least F on the zero-loss manifold");
    let residuals = optimum.residual_deviations(sgd);
    let loss = residuals.as_ref().map(|deviations| {
        let mut sum = 0.0;
        for deviation in deviations {
            sum += deviation * deviation;
        }
        sum
    });
    record.scalar("hovering_loss", Datum::optional(loss), "1", "predicted mean training loss at the optimum");
    let hovering = residuals.map(|deviations| {
        let widths = deviations.iter().zip(&optimum.targets);
        widths
            .map(|(deviation, z)| deviation / (setting.neurons as f64 * setting.reading.phi().slope(*z)))
            .fold(0.0, f64::max)
    });
    record.scalar(
        "hovering",
        Datum::optional(hovering),
        "1",
        "largest predicted standard deviation of a pre-activation at the optimum",
    );
}

/// A term `e^-20` of the leading one is too small to see.
const LEAD: f64 = 20.0;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::dynamics::Chain;
    use crate::experiments::Scale;
    use crate::experiments::eigenvalues::setting::defaults;
    use crate::record::digest;

    /// A short draw whose data, labels and start are changed first: its digest, and the bits of the network at its end.
    fn changed(change: impl Fn(&mut Dataset, &mut Network)) -> (String, Vec<u64>) {
        let mut parameters = defaults(Scale::Quick, 0.05, 0.03, (0.03, 100_000));
        parameters.insert("steps".into(), 400.into());
        let setting = Setting::read("figure-1", &parameters).unwrap();
        let cells = [Cell { name: "draw-0".into(), parameters, chain_steps: 400 }];
        let (path, root) = ("figure-1/draw-0".to_owned(), 1);
        let mut data = setting.reading.dataset(root, &path, 3, 3, 10);
        let mut network = setting.reading.start(root, &path, 10, 3);
        change(&mut data, &mut network);
        let stream = Stream::new(root, &format!("{path}/noise"));
        let mut chain = Chain::new(&network, &data, setting.sgd(), stream.clone(), Kernel::chosen());
        chain.advance_to(400);
        let bits = chain.network().theta.iter().map(|entry| entry.to_bits()).collect();
        let start = Start { network, data: &data, stream };
        (digest(&follow(&cells, &[path], std::slice::from_ref(&data), vec![start], &setting, root)[0]), bits)
    }

    fn flip(entry: &mut f64) {
        *entry = f64::from_bits(entry.to_bits() ^ 1);
    }

    #[test]
    fn the_last_bit_of_every_entry_of_data_and_labels_changes_the_digest() {
        let right = changed(|_, _| {}).0;
        assert_eq!(right, changed(|_, _| {}).0, "without a change there is none");
        let mut digests = BTreeSet::from([right]);
        digests.extend((0..9).map(|k| changed(|data, _| flip(&mut data.points[k])).0));
        digests.extend((0..3).map(|i| changed(|data, _| flip(&mut data.labels[i])).0));
        assert_eq!(digests.len(), 1 + 9 + 3);
    }

    #[test]
    fn the_last_bit_of_an_entry_of_the_start_changes_the_digest_unless_the_chain_itself_rounds_it_away() {
        let (right, end) = changed(|_, _| {});
        let mut lost = 0;
        for k in 0..30 {
            let (digest, bits) = changed(|_, network| flip(&mut network.theta[k]));
            if digest == right {
                assert_eq!(bits, end, "entry {k}");
                lost += 1;
            }
        }
        assert!(lost <= 5, "{lost} of 30");
    }
}
