use super::Drift;
use crate::float::{exp, ln};
use crate::manifold::{RetractionFailed, retract};
use crate::network::Network;

/// A flow along the zero-loss manifold, integrated over steps of SGD.
///
/// Own code: integrators at hand choose their steps with the platform's `pow`, and bring nothing back to a manifold.
pub struct Flow<'a> {
    drift: Drift<'a>,
    tolerance: f64,
    network: Network,
    at: f64,
    width: f64,
    counts: Counts,
}

/// What the integration took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rounds that were kept.
    pub kept: u64,
    /// Rounds that were made again, shorter.
    pub rejected: u64,
}

/// A flow cannot be followed further.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FlowStopped {
    /// No drift.
    #[error("there is no drift at step {at}: single-sample steps are not stable there")]
    NoDrift {
        /// Where.
        at: f64,
    },
    /// No way back to the manifold.
    #[error("at step {at} {cause}")]
    OffTheManifold {
        /// Where.
        at: f64,
        /// Why.
        cause: RetractionFailed,
    },
    /// Too much work.
    #[error("the flow was not at its end after {rounds} rounds, at step {at}")]
    TooLong {
        /// Where.
        at: f64,
        /// Rounds made.
        rounds: u64,
    },
}

/// Dormand and Prince's pair of orders 5 and 4 (1980): in which proportion each stage starts from those before.
const STAGES: [&[f64]; 7] = [
    &[],
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[19_372.0 / 6561.0, -25_360.0 / 2187.0, 64_448.0 / 6561.0, -212.0 / 729.0],
    &[9017.0 / 3168.0, -355.0 / 33.0, 46_732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18_656.0],
    &[35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
];

/// By how much the two orders differ.
const ERROR: [f64; 7] =
    [71.0 / 57_600.0, 0.0, -71.0 / 16_695.0, 71.0 / 1920.0, -17_253.0 / 339_200.0, 22.0 / 525.0, -1.0 / 40.0];

impl<'a> Flow<'a> {
    /// A flow from a network on the manifold, at step `at`; the mean of the neurons and what they differ by are each kept to
    /// this relative error a round.
    pub fn new(network: Network, drift: Drift<'a>, at: f64, tolerance: f64) -> Self {
        Self { drift, tolerance, network, at, width: f64::INFINITY, counts: Counts::default() }
    }

    /// The network where it is.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What it took so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Follows the flow to a later step.
    pub fn advance_to(&mut self, target: f64) -> Result<(), FlowStopped> {
        const ROUNDS: u64 = 1_000_000;
        while self.at < target {
            let rounds = self.counts.kept + self.counts.rejected;
            if rounds >= ROUNDS {
                return Err(FlowStopped::TooLong { at: self.at, rounds });
            }
            self.round(target)?;
        }
        Ok(())
    }

    // [round]
    /// One round of the pair, and back to the manifold; or none, and a shorter one next.
    fn round(&mut self, target: f64) -> Result<(), FlowStopped> {
        const LEAST: f64 = 1e-6;
        let first = self.drift.at(&self.network).ok_or(FlowStopped::NoDrift { at: self.at })?;
        if self.width.is_infinite() {
            // A hundredth of the largest weight would go.
            self.width = 0.01 * largest(&self.network.theta) / largest(&first).max(f64::MIN_POSITIVE);
        }
        let left = target - self.at;
        let (width, last) = if self.width < left { (self.width, false) } else { (left, true) };
        let Some((moved, error)) = self.stages(first, width) else {
            // A stage stood where there is no drift.
            self.counts.rejected += 1;
            self.width = 0.2 * width;
            return if self.width < LEAST { Err(FlowStopped::NoDrift { at: self.at }) } else { Ok(()) };
        };
        let off = self.relative(&moved.theta, &error);
        // 0.9 off^{-1/5}, within limits.
        let factor = if off > 0.0 { (0.9 * exp(-0.2 * ln(off))).clamp(0.2, 5.0) } else { 5.0 };
        if off.is_nan() || off > 1.0 {
            self.counts.rejected += 1;
            self.width = if off.is_nan() { 0.2 * width } else { factor * width };
            return if self.width < LEAST { Err(FlowStopped::NoDrift { at: self.at }) } else { Ok(()) };
        }
        let back = retract(&moved, self.drift.data);
        self.network = back.map_err(|cause| FlowStopped::OffTheManifold { at: self.at, cause })?;
        self.counts.kept += 1;
        self.at = if last { target } else { self.at + width };
        // Where the target cut a round short, nothing is learnt about longer ones.
        self.width = if last { self.width.max(factor * width) } else { factor * width };
        Ok(())
    }
    // [/round]

    /// The network a round later by the higher order, and by how much the lower one differs.
    fn stages(&self, first: Vec<f64>, width: f64) -> Option<(Network, Vec<f64>)> {
        let mut drifts = vec![first];
        let mut moved = self.network.clone();
        for weights in &STAGES[1..] {
            moved.theta.clone_from(&self.network.theta);
            add(&mut moved.theta, &drifts, weights, width);
            drifts.push(self.drift.at(&moved)?);
        }
        let mut error = vec![0.0; moved.theta.len()];
        add(&mut error, &drifts, &ERROR, width);
        Some((moved, error))
    }

    /// The error over what is allowed: of the mean of the neurons, and of what they differ by, whichever is larger. Kept apart,
    /// for the differences fall over many orders of magnitude and are what is looked at.
    fn relative(&self, theta: &[f64], error: &[f64]) -> f64 {
        const ROUNDING: f64 = 1e-16;
        let d = self.network.dimension;
        let ([mean, rest], [mean_error, rest_error]) = (split(theta, d), split(error, d));
        let floor = ROUNDING * (mean + rest);
        (mean_error / (self.tolerance * mean + floor)).max(rest_error / (self.tolerance * rest + floor))
    }
}

fn add(to: &mut [f64], drifts: &[Vec<f64>], weights: &[f64], width: f64) {
    for (k, entry) in to.iter_mut().enumerate() {
        let mut sum = 0.0;
        for (drift, weight) in drifts.iter().zip(weights) {
            sum += weight * drift[k];
        }
        *entry += width * sum;
    }
}

fn largest(entries: &[f64]) -> f64 {
    entries.iter().fold(0.0, |largest, entry| largest.max(entry.abs()))
}

/// The largest entry of the rows' mean, and of what they differ from it by.
fn split(rows: &[f64], d: usize) -> [f64; 2] {
    let count = (rows.len() / d) as f64;
    let (mut mean, mut rest) = (0.0_f64, 0.0_f64);
    for k in 0..d {
        let column = || rows.iter().skip(k).step_by(d);
        let middle = column().fold(0.0, |sum, entry| sum + entry) / count;
        mean = mean.max(middle.abs());
        rest = column().fold(rest, |rest, entry| rest.max((entry - middle).abs()));
    }
    [mean, rest]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{Field, LabelNoise, NoiseLaw, Optimum};
    use crate::manifold::equal_neurons;
    use crate::network::{Activation, Cubic, Dataset, Rows, gram_eigenvalues};
    use crate::random::Stream;

    const PHI: Activation = Activation::Cubic(Cubic { nu: 1.0 });

    fn data() -> Dataset {
        let mut stream = Stream::new(1, "flow");
        let points = (0..9).map(|_| stream.uniform()).collect();
        Dataset { dimension: 3, points, labels: vec![0.3, 0.9, 0.1] }
    }

    fn drift(data: &Dataset, rate: f64, field: Field) -> Drift<'_> {
        Drift { data, sgd: LabelNoise { rate, deviation: 0.1, law: NoiseLaw::Gaussian }, field }
    }

    fn start(data: &Dataset, scale: f64) -> Network {
        let targets = Optimum::new(data, PHI, 10).targets;
        let mut network = equal_neurons(PHI, 10, data, &targets).unwrap();
        let normals = Stream::new(1, "flow/start").normals(30);
        network.theta.iter_mut().zip(normals).for_each(|(weight, normal)| *weight += scale * normal);
        retract(&network, data).unwrap()
    }

    fn second_and_third(network: &Network) -> [f64; 2] {
        let values = gram_eigenvalues(&Rows::neurons(network));
        [values[1], values[2]]
    }

    #[test]
    fn late_eigenvalues_fall_at_the_predicted_exponents_over_many_orders_of_magnitude() {
        let data = data();
        let field = drift(&data, 0.05, Field::FiniteStep);
        let exponents = Optimum::new(&data, PHI, 10).finite_step(field.sgd).unwrap();
        let mut flow = Flow::new(start(&data, 1e-4), field, 0.0, 1e-9);
        // Two e-folds of the second exponent over the first are gone; then ten e-folds of lambda_2 are looked at.
        let from = 8.0 / (exponents.gamma[0] - exponents.gamma[1]);
        let to = from - 10.0 / exponents.slope_2().unwrap();
        flow.advance_to(from).unwrap();
        let before = second_and_third(flow.network());
        flow.advance_to(to).unwrap();
        let after = second_and_third(flow.network());
        assert!((ln(after[0] / before[0]) + 10.0).abs() < 1e-3, "{}", ln(after[0] / before[0]));
        assert!(after[1] < 1e-4 * before[1] && flow.network().loss(&data) < 1e-24);
    }

    #[test]
    fn a_stricter_tolerance_takes_more_rounds_to_the_same_place() {
        let data = data();
        let end = |tolerance: f64| {
            let mut flow = Flow::new(start(&data, 0.2), drift(&data, 0.05, Field::FiniteStep), 0.0, tolerance);
            flow.advance_to(3e5).unwrap();
            (second_and_third(flow.network()), flow.counts())
        };
        let ((loose, few), (strict, many)) = (end(1e-6), end(1e-10));
        for k in 0..2 {
            assert!((loose[k] / strict[k] - 1.0).abs() < 1e-4, "{loose:?} {strict:?}");
        }
        assert!(few.kept < many.kept, "{few:?} {many:?}");
    }

    #[test]
    fn the_sharpness_falls_along_the_limit_flow_and_rises_uphill() {
        let data = data();
        for (field, falls) in [(Field::LimitFlow, true), (Field::Uphill, false)] {
            let mut flow = Flow::new(start(&data, 0.2), drift(&data, 0.05, field), 0.0, 1e-8);
            let mut last = flow.network().sharpness(&data);
            for k in 1..=5 {
                flow.advance_to(1e3 * f64::from(k)).unwrap();
                let now = flow.network().sharpness(&data);
                assert_eq!(now < last, falls, "{now} {last}");
                last = now;
            }
        }
    }

    #[test]
    fn where_single_steps_are_unstable_the_flow_says_so() {
        let data = data();
        let mut flow = Flow::new(start(&data, 0.2), drift(&data, 10.0, Field::FiniteStep), 7.0, 1e-8);
        assert_eq!(flow.advance_to(9.0), Err(FlowStopped::NoDrift { at: 7.0 }));
    }

    #[test]
    fn equal_neurons_stay_equal() {
        let data = data();
        let mut flow = Flow::new(start(&data, 0.0), drift(&data, 0.05, Field::FiniteStep), 0.0, 1e-8);
        flow.advance_to(1e6).unwrap();
        assert!(flow.network().spread(&data) < 1e-15);
    }
}
