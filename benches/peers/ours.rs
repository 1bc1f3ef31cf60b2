//! Ours beside its peers: one chain and 1024 chains of the shared problem, as JSON lines (`benches/peers/run` reads them).

use std::time::Instant;

use serde::Deserialize;
use serde_json::json;
use simplicity_bias::dynamics::{Batch, Chain, Kernel, LabelNoise, NoiseLaw, Start};
use simplicity_bias::network::{Activation, Cubic, Dataset, Network, Rows, gram_eigenvalues};
use simplicity_bias::random::{ROOT_SEED, Stream};

#[derive(Deserialize)]
struct Problem {
    points: Vec<Vec<f64>>,
    labels: Vec<f64>,
    theta: Vec<Vec<f64>>,
    rate: f64,
    deviation: f64,
}

/// The median, least and largest of some speeds.
fn spread(mut speeds: Vec<f64>) -> (f64, f64, f64) {
    speeds.sort_by(f64::total_cmp);
    (speeds[speeds.len() / 2], speeds[0], speeds[speeds.len() - 1])
}

/// The mean of some values and its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / (count - 1.0) / count).sqrt())
}

fn advance(batches: &mut [Batch], target: u64) {
    for batch in batches {
        batch.advance_to(target);
    }
}

fn largest(network: &Network) -> f64 {
    gram_eigenvalues(&Rows::neurons(network))[0]
}

fn main() {
    let problem: Problem = serde_json::from_str(include_str!("problem.json")).expect("the problem is as committed");
    let data = Dataset { dimension: 3, points: problem.points.concat(), labels: problem.labels };
    let phi = Activation::Cubic(Cubic { nu: 1.0 });
    let network = Network { activation: phi, dimension: 3, theta: problem.theta.concat() };
    let sgd = LabelNoise { rate: problem.rate, deviation: problem.deviation, law: NoiseLaw::Gaussian };
    let stream = |name: usize| Stream::new(ROOT_SEED, &format!("peers/{name}"));
    one(&network, &data, sgd, &stream);
    many(&network, &data, sgd, &stream);
}

fn one(network: &Network, data: &Dataset, sgd: LabelNoise, stream: &dyn Fn(usize) -> Stream) {
    const PART: u64 = 2_000_000;
    const STEPS: u64 = 200_000;
    let mut chain = Chain::new(network, data, sgd, stream(0), Kernel::chosen());
    chain.advance_to(PART);
    let time = |part: u64| {
        let start = Instant::now();
        chain.advance_to((part + 2) * PART);
        PART as f64 / start.elapsed().as_secs_f64()
    };
    let (median, least, most) = spread((0..5).map(time).collect());

    let mut chain = Chain::new(network, data, sgd, stream(1), Kernel::chosen());
    let (mut losses, mut eigenvalues) = (Vec::new(), Vec::new());
    for step in (STEPS / 2 + 50..=STEPS).step_by(50) {
        chain.advance_to(step);
        losses.push(chain.network().loss(data));
        eigenvalues.push(largest(&chain.network()));
    }
    let batches = |values: &[f64]| values.chunks(100).map(|batch| mean(batch).0).collect::<Vec<_>>();
    let ((loss, loss_error), (eigenvalue, eigenvalue_error)) = (mean(&batches(&losses)), mean(&batches(&eigenvalues)));
    println!(
        "{}",
        json!({
            "impl": "ours", "chains": 1, "steps": STEPS, "chain_steps_per_s": median, "min": least, "max": most,
            "mean_loss": loss, "mean_loss_error": loss_error,
            "mean_lambda_1": eigenvalue, "mean_lambda_1_error": eigenvalue_error,
        })
    );
}

fn many(network: &Network, data: &Dataset, sgd: LabelNoise, stream: &dyn Fn(usize) -> Stream) {
    const CHAINS: usize = 1024;
    const PART: u64 = 4_000;
    let batches = || -> Vec<Batch> {
        let starts: Vec<Start> =
            (0..CHAINS).map(|run| Start { network: network.clone(), data, stream: stream(2 + run) }).collect();
        starts.chunks(Batch::LANES).map(|starts| Batch::new(starts, sgd, Kernel::chosen())).collect()
    };
    advance(&mut batches(), PART);
    let mut batches = batches();
    let (mut speeds, mut losses, mut eigenvalues) = (Vec::new(), vec![0.0; CHAINS], Vec::new());
    for part in 1..=5 {
        let start = Instant::now();
        advance(&mut batches, part * PART);
        speeds.push((CHAINS as u64 * PART) as f64 / start.elapsed().as_secs_f64());
        for (run, loss) in losses.iter_mut().enumerate() {
            let network = batches[run / Batch::LANES].network(run % Batch::LANES);
            *loss += network.loss(data) / 5.0;
            if part == 5 {
                eigenvalues.push(largest(&network));
            }
        }
    }
    let (median, least, most) = spread(speeds);
    let ((loss, loss_error), (eigenvalue, eigenvalue_error)) = (mean(&losses), mean(&eigenvalues));
    println!(
        "{}",
        json!({
            "impl": "ours", "chains": CHAINS, "steps": 5 * PART, "chain_steps_per_s": median, "min": least, "max": most,
            "mean_loss": loss, "mean_loss_error": loss_error,
            "mean_lambda_1": eigenvalue, "mean_lambda_1_error": eigenvalue_error,
        })
    );
}
