use super::chain::Fate;
use super::label_noise::LabelNoise;
use crate::network::{Dataset, Network, Pointwise as _, dot};
use crate::random::Stream;

/// Steps between two looks at what has become of the run.
const LOOK: u64 = 64;

/// Label noise gradient descent on full batches: all points at every step, each label with a noise of its own. Another
/// process than the paper's; a control. Plain code: it is run little.
pub struct FullBatch<'a> {
    network: Network,
    data: &'a Dataset,
    sgd: LabelNoise,
    stream: Stream,
    spare: Option<f64>,
    slopes: Vec<f64>,
    step: u64,
    fate: Fate,
}

impl<'a> FullBatch<'a> {
    /// A run at step 0.
    pub fn new(network: &Network, data: &'a Dataset, sgd: LabelNoise, stream: Stream) -> Self {
        let fate = if network.is_merged() { Fate::Merged { step: 0 } } else { Fate::Running };
        let slopes = vec![0.0; data.len() * network.neurons()];
        Self { network: network.clone(), data, sgd, stream, spare: None, slopes, step: 0, fate }
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What has become of the run so far.
    pub fn fate(&self) -> Fate {
        self.fate
    }

    /// Runs on to step `target`. A diverged run does not move any more.
    pub fn advance_to(&mut self, target: u64) {
        while self.step < target && !matches!(self.fate, Fate::Diverged { .. }) {
            self.step();
            self.step += 1;
            if self.step.is_multiple_of(LOOK) || self.step == target {
                if !self.network.theta.iter().all(|entry| entry.is_finite()) {
                    self.fate = Fate::Diverged { step: self.step };
                } else if self.fate == Fate::Running && self.network.is_merged() {
                    self.fate = Fate::Merged { step: self.step };
                }
            }
        }
    }

    // [full-batch]
    /// One step, with the mean over points in place of one point:
    ///
    /// ```text
    /// theta_j <- theta_j - (c eta / n) sum_i (r_i - y_i + s zeta_i) phi'(z_ij) x_i        for every j
    /// ```
    fn step(&mut self) {
        let (m, d, n) = (self.network.neurons(), self.network.dimension, self.data.len());
        let mut pulls = vec![0.0; n];
        for (i, pull) in pulls.iter_mut().enumerate() {
            let mut output = 0.0;
            for j in 0..m {
                let z = dot(self.network.neuron(j), self.data.point(i));
                let (value, slope) = self.network.activation.value_and_slope(z);
                output += value;
                self.slopes[i * m + j] = slope;
            }
            let noise = self.sgd.deviation * self.zeta();
            *pull = self.sgd.rate / n as f64 * (output + (noise - self.data.labels[i]));
        }
        for (i, pull) in pulls.into_iter().enumerate() {
            let slopes = &self.slopes[i * m..][..m];
            for (neuron, slope) in self.network.theta.chunks_exact_mut(d).zip(slopes) {
                for (entry, x) in neuron.iter_mut().zip(self.data.point(i)) {
                    *entry -= slope * (pull * x);
                }
            }
        }
    }
    // [/full-batch]

    /// The next noise; they are drawn in pairs.
    fn zeta(&mut self) -> f64 {
        self.spare.take().unwrap_or_else(|| {
            let (first, second) =
                self.sgd.law.pair(f64::from_bits(self.stream.bits()), f64::from_bits(self.stream.bits()));
            self.spare = Some(second);
            first
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::NoiseLaw;
    use crate::network::{Activation, Cubic};

    fn run(law: NoiseLaw) -> (Network, Dataset, f64) {
        let mut stream = Stream::new(1, "full-batch");
        let points = (0..9).map(|_| stream.uniform()).collect();
        let data = Dataset { dimension: 3, points, labels: vec![0.3, 0.9, 0.1] };
        let theta = stream.normals(30).iter().map(|x| 0.1 * x).collect();
        let network = Network { activation: Activation::Cubic(Cubic { nu: 1.0 }), dimension: 3, theta };
        let sgd = LabelNoise { rate: 0.05, deviation: 0.1, law };
        let mut chain = FullBatch::new(&network, &data, sgd, Stream::new(1, "noise"));
        chain.advance_to(1);
        let first = chain.network().loss(&data) / network.loss(&data);
        chain.advance_to(200_000);
        assert_eq!(chain.fate(), Fate::Running);
        (chain.network().clone(), data, first)
    }

    #[test]
    fn without_noise_it_is_gradient_descent_and_fits_the_data() {
        let (network, data, first) = run(NoiseLaw::None);
        assert!(first < 1.0);
        assert!(network.loss(&data) < 1e-6, "{:e}", network.loss(&data));
    }

    #[test]
    fn with_noise_it_hovers_and_does_not_fit() {
        let (network, data, _) = run(NoiseLaw::Gaussian);
        assert!((1e-7..1e-1).contains(&network.loss(&data)), "{:e}", network.loss(&data));
    }
}
