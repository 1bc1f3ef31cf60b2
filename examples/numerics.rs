//! The numerics by themselves, as a library: label noise SGD on a small network, its way to the flattest fit, and the digest
//! of what was seen. No part of the report is linked, and no function of the platform's mathematical library: a test
//! looks at what this program imports.
//!
//! ```text
//! cargo run --release --example numerics
//! ```

use simplicity_bias::dynamics::{Chain, Kernel, LabelNoise, NoiseLaw, Optimum};
use simplicity_bias::manifold::retract;
use simplicity_bias::network::{Activation, Cubic, Dataset, Network, Rows, Sinh, gram_eigenvalues};
use simplicity_bias::random::Stream;
use simplicity_bias::record::{Datum, Parameters, Record, digest};

fn main() {
    let (neurons, dimension, points, seed) = (10, 3, 3, 1);
    for activation in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh)] {
        let mut stream = Stream::new(seed, "data");
        let data = Dataset {
            dimension,
            points: (0..points * dimension).map(|_| stream.uniform()).collect(),
            labels: (0..points).map(|_| stream.uniform()).collect(),
        };
        let theta = Stream::new(seed, "start").normals(neurons * dimension).iter().map(|x| 0.1 * x).collect();
        let network = Network { activation, dimension, theta };
        let sgd = LabelNoise { rate: 0.1, deviation: 0.1, law: NoiseLaw::Gaussian };
        let optimum = Optimum::new(&data, activation, neurons);

        let mut record = Record::new("example", Parameters::new(), seed);
        let mut chain = Chain::new(&network, &data, sgd, Stream::new(seed, "noise"), Kernel::chosen());
        for step in [0, 1_000, 10_000, 100_000] {
            chain.advance_to(step);
            let network = chain.network();
            let eigenvalues = gram_eigenvalues(&Rows::neurons(&network)).into_iter().map(Datum::number).collect();
            record.series(&format!("eigenvalues at {step}"), "", eigenvalues, "1", "of Theta^T Theta, descending");
            let sharpness = retract(&network, &data).ok().map(|landed| landed.sharpness(&data));
            record.scalar(
                &format!("sharpness at {step}"),
                Datum::optional(sharpness),
                "1",
                "on the zero-loss manifold",
            );
        }
        let slope = optimum.finite_step(sgd).and_then(|exponents| exponents.slope_2());
        record.scalar("slope", Datum::optional(slope), "1/step", "of ln lambda_2 late in the run, by theory");
        println!("{activation:?}: {}", digest(&record));
    }
}
