//! Chain-steps a second of the kernels, by instruction set: many chains side by side, one by itself, wide networks.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use simplicity_bias::dynamics::{Batch, Chain, Kernel, LabelNoise, NoiseLaw, Start};
use simplicity_bias::network::{Activation, Cubic, Dataset, Network, Sinh};
use simplicity_bias::random::Stream;

const CUBIC: Activation = Activation::Cubic(Cubic { nu: 1.0 });
const SGD: LabelNoise = LabelNoise { rate: 0.01, deviation: 0.03, law: NoiseLaw::Gaussian };

fn problem(run: usize, phi: Activation, (m, d, n): (usize, usize, usize)) -> (Network, Dataset, Stream) {
    let stream = |what: &str| Stream::new(1, &format!("bench/{run}/{what}"));
    let (mut points, mut labels) = (stream("data"), stream("labels"));
    let scale = (3.0 / d as f64).sqrt();
    let data = Dataset {
        dimension: d,
        points: (0..n * d).map(|_| scale * points.uniform()).collect(),
        labels: (0..n).map(|_| labels.uniform()).collect(),
    };
    let theta = stream("start").normals(m * d).iter().map(|x| 0.1 * x).collect();
    (Network { activation: phi, dimension: d, theta }, data, stream("noise"))
}

fn many(criterion: &mut Criterion) {
    const STEPS: u64 = 6_400;
    let mut group = criterion.benchmark_group("many");
    group.throughput(Throughput::Elements(STEPS * Batch::LANES as u64));
    let cases = [
        ("cubic, n = 3", CUBIC, SGD, (10, 3, 3)),
        ("cubic, n = 20", CUBIC, SGD, (10, 3, 20)),
        ("cubic, plus-minus", CUBIC, LabelNoise { law: NoiseLaw::PlusMinus, ..SGD }, (10, 3, 3)),
        ("sinh, n = 3", Activation::Sinh(Sinh), SGD, (10, 3, 3)),
        ("cubic, m = 20, d = 4, n = 4", CUBIC, LabelNoise { rate: 1e-3, ..SGD }, (20, 4, 4)),
        ("cubic, m = 32, d = 8, n = 8", CUBIC, LabelNoise { rate: 1e-3, ..SGD }, (32, 8, 8)),
    ];
    for (name, phi, sgd, sizes) in cases {
        let problems: Vec<_> = (0..Batch::LANES).map(|run| problem(run, phi, sizes)).collect();
        for kernel in Kernel::available().into_iter().filter(|kernel| *kernel != Kernel::SCALAR) {
            let starts: Vec<Start> = (problems.iter())
                .map(|(network, data, stream)| Start { network: network.clone(), data, stream: stream.clone() })
                .collect();
            let mut batch = Batch::new(&starts, sgd, kernel);
            let mut step = 0;
            group.bench_function(BenchmarkId::new(name, kernel), |bencher| {
                bencher.iter(|| {
                    step += STEPS;
                    batch.advance_to(step);
                });
            });
        }
    }
}

fn one(criterion: &mut Criterion) {
    const STEPS: u64 = 6_400;
    let mut group = criterion.benchmark_group("one");
    group.throughput(Throughput::Elements(STEPS));
    let (network, data, stream) = problem(0, CUBIC, (10, 3, 3));
    for kernel in Kernel::available() {
        let mut chain = Chain::new(&network, &data, SGD, stream.clone(), kernel);
        let mut step = 0;
        group.bench_function(BenchmarkId::new("cubic, n = 3", kernel), |bencher| {
            bencher.iter(|| {
                step += STEPS;
                chain.advance_to(step);
            });
        });
    }
}

/// Cost a step against size: elements are entries of the network, so a flat line is a cost proportional to `m d`.
fn wide(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("wide");
    for (m, d, n) in [(100, 10, 10), (1_000, 10, 10), (1_000, 100, 100), (10_000, 100, 100), (10_000, 1_000, 1_000)] {
        let steps = (64_000_000 / (m * d) as u64).clamp(2, 64_000) / 2 * 2;
        group.throughput(Throughput::Elements(steps * (m * d) as u64));
        let (network, data, stream) = problem(0, CUBIC, (m, d, n));
        let sgd = LabelNoise { rate: 1e-2 / m as f64, ..SGD };
        let mut chain = Chain::new(&network, &data, sgd, stream, Kernel::chosen());
        let mut step = 0;
        group.bench_function(BenchmarkId::from_parameter(format!("m = {m}, d = {d}, n = {n}")), |bencher| {
            bencher.iter(|| {
                step += steps;
                chain.advance_to(step);
            });
        });
    }
}

criterion_group! {
    name = kernels;
    config = Criterion::default().sample_size(15).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = many, one, wide
}
criterion_main!(kernels);
