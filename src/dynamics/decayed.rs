use nalgebra::{DMatrix, DVector};

use super::{Exponents, LabelNoise, Optimum};
use crate::network::{Activation, Dataset};

/// Equal neurons under weight decay: where `theta = X^T alpha`, the same for all, is a stationary point of
/// `sum_i (r_i - y_i)^2 / (2 n) + beta |Theta|^2 / 2`. It lies off the zero-loss manifold by residuals of order `beta`.
pub struct Decayed<'a> {
    /// What is known of an optimum, with its targets moved to the pre-activations there.
    shifted: Optimum<'a>,
    weights: Vec<f64>,
    residuals: Vec<f64>,
    beta: f64,
}

impl<'a> Decayed<'a> {
    // [equilibrium]
    /// Newton's method from the flattest interpolator, for
    ///
    /// ```text
    /// n beta alpha_i + e_i phi'(z_i) = 0        z = K alpha        e_i = m phi(z_i) - y_i
    /// ```
    ///
    /// `None` where the points are dependent, or where it does not settle.
    pub fn new(data: &'a Dataset, phi: Activation, neurons: usize, beta: f64) -> Option<Self> {
        const ROUNDS: usize = 50;
        const SETTLED: f64 = 1e-12;
        let (n, m) = (data.len(), neurons as f64);
        let mut shifted = Optimum::new(data, phi, neurons);
        let gram = shifted.data_gram();
        let mut weights = gram.clone().cholesky()?.solve(&DVector::from_column_slice(&shifted.targets));
        let decay = n as f64 * beta;
        for _ in 0..ROUNDS {
            let z = &gram * &weights;
            let residual = DVector::from_fn(n, |i, _| m * phi.value(z[i]) - data.labels[i]);
            let force = DVector::from_fn(n, |i, _| decay * weights[i] + residual[i] * phi.slope(z[i]));
            if force.amax() <= SETTLED {
                shifted.targets = z.iter().copied().collect();
                let (weights, residuals) = (weights.iter().copied().collect(), residual.iter().copied().collect());
                return Some(Self { shifted, weights, residuals, beta });
            }
            let stiffness = DMatrix::from_fn(n, n, |i, k| {
                let slope = phi.slope(z[i]);
                let entry = (m * slope * slope + residual[i] * phi.second(z[i])) * gram[(i, k)];
                if i == k { entry + decay } else { entry }
            });
            weights -= stiffness.lu().solve(&force)?;
        }
        None
    }
    // [/equilibrium]

    /// The neuron, `d` entries.
    pub fn neuron(&self) -> Vec<f64> {
        let data = self.shifted.data;
        let mut neuron = vec![0.0; data.dimension];
        for (i, weight) in self.weights.iter().enumerate() {
            neuron.iter_mut().zip(data.point(i)).for_each(|(entry, x)| *entry += weight * x);
        }
        neuron
    }

    /// The residuals `e_i` that decay leaves.
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    /// Of single-sample steps there: [`Optimum::stability`].
    pub fn stability(&self, sgd: LabelNoise) -> f64 {
        self.shifted.stability(sgd)
    }

    // [exponents]
    /// Exponents of differences between neurons on the span of the data, per step: those of label noise, and
    ///
    /// ```text
    /// - (c eta / n) X^T diag(e_i phi''_i) X - c eta beta I
    /// ```
    ///
    /// which, as `e_i = -n beta alpha_i / phi'_i`, is `-c eta beta (I - X^T diag(alpha_i phi''_i / phi'_i) X)`. Exact to
    /// first order in `beta` and second in the noise, for any learning rate at which single steps are stable. `None` where
    /// they are not. Without the `pull` of the residuals (a mistake), decay only shrinks.
    pub fn exponents(&self, sgd: LabelNoise, pull: bool) -> Option<Exponents> {
        let noise = self.shifted.transverse(&self.shifted.kicks(sgd)?);
        self.shrunk(if pull { noise + self.pulls(sgd) } else { noise }, sgd)
    }

    /// Those of decay alone, without noise.
    pub fn of_decay(&self, sgd: LabelNoise) -> Option<Exponents> {
        self.shrunk(self.pulls(sgd), sgd)
    }

    fn pulls(&self, sgd: LabelNoise) -> DMatrix<f64> {
        let n = self.residuals.len();
        DMatrix::from_diagonal(&DVector::from_fn(n, |i, _| {
            -sgd.rate / n as f64 * (self.residuals[i] * self.shifted.phi.second(self.shifted.targets[i]))
        }))
    }

    fn shrunk(&self, on_the_data: DMatrix<f64>, sgd: LabelNoise) -> Option<Exponents> {
        let mut exponents = self.shifted.exponents(on_the_data)?;
        exponents.gamma.iter_mut().for_each(|gamma| *gamma -= sgd.rate * self.beta);
        Some(exponents)
    }
    // [/exponents]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{DecayingChain, NoiseLaw};
    use crate::network::{Cubic, Network};
    use crate::random::Stream;

    fn sgd(deviation: f64) -> LabelNoise {
        LabelNoise { rate: 0.05, deviation, law: NoiseLaw::PlusMinus }
    }

    fn cubic(nu: f64) -> Activation {
        Activation::Cubic(Cubic { nu })
    }

    #[test]
    fn of_one_point_decay_favours_equal_neurons_just_where_z_phi_second_is_below_phi_prime() {
        // The cubic: 3 z^2 < nu.
        for (z, nu, favours) in [(0.3, 1.0, true), (0.57, 1.0, true), (0.59, 1.0, false), (0.3, 0.1, false)] {
            let phi = cubic(nu);
            let data = Dataset { dimension: 2, points: vec![0.6, 0.8], labels: vec![10.0 * phi.value(z)] };
            let gamma = Decayed::new(&data, phi, 10, 1e-6).unwrap().of_decay(sgd(0.0)).unwrap().gamma;
            assert_eq!(gamma.len(), 1);
            assert_eq!(gamma[0] < 0.0, favours, "{z} {nu}: {gamma:?}");
            let right = -0.05 * 1e-6 * (1.0 - z * phi.second(z) / phi.slope(z));
            assert!((gamma[0] / right - 1.0).abs() < 1e-3, "{gamma:?} {right:e}");
        }
    }

    #[test]
    fn without_decay_it_is_the_flattest_interpolator_with_its_exponents() {
        let data = Dataset { dimension: 3, points: vec![0.9, 0.1, 0.4, 0.2, 0.7, 0.3], labels: vec![0.9, 0.2] };
        let decayed = Decayed::new(&data, cubic(1.0), 10, 0.0).unwrap();
        let right = Optimum::new(&data, cubic(1.0), 10).finite_step(sgd(0.1)).unwrap();
        for (found, right) in decayed.exponents(sgd(0.1), true).unwrap().gamma.iter().zip(right.gamma) {
            assert!((found / right - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn near_the_equilibrium_neurons_come_together_or_part_at_the_predicted_rate() {
        for (nu, grows) in [(1.0, false), (0.1, true)] {
            let mut stream = Stream::new(1, "decayed");
            let points = (0..6).map(|_| stream.uniform()).collect();
            let data = Dataset { dimension: 3, points, labels: vec![0.9, 0.6] };
            let decayed = Decayed::new(&data, cubic(nu), 10, 0.01).unwrap();
            let gamma = decayed.exponents(sgd(0.02), true).unwrap().gamma;
            assert_eq!(gamma[0] > 0.0, grows, "{gamma:?}");
            let mut theta = decayed.neuron().repeat(10);
            theta.iter_mut().zip(stream.normals(30)).for_each(|(entry, normal)| *entry += 1e-8 * normal);
            let start = Network { activation: cubic(nu), dimension: 3, theta };
            let mut chain = DecayingChain::new(start, &data, sgd(0.02), 0.01, Stream::new(1, "decayed/noise"));
            // Long enough for the other direction to be gone, short enough for the first to be seen.
            let [from, to] = [0.7, 1.0].map(|share| (share * 7.0 / gamma[0].abs()) as u64 / 2 * 2);
            chain.advance_to(from);
            let before = chain.network().spread(&data);
            chain.advance_to(to);
            let slope = libm::log(chain.network().spread(&data) / before) / (to - from) as f64;
            assert!((slope / gamma[0] - 1.0).abs() < 0.1, "{slope:e} {gamma:?}");
        }
    }

    #[test]
    fn no_equilibrium_is_given_where_points_are_dependent() {
        let data = Dataset { dimension: 2, points: vec![1.0, 0.0, 1.0, 0.0], labels: vec![0.1, 0.9] };
        assert!(Decayed::new(&data, cubic(1.0), 10, 0.01).is_none());
    }
}
