use nalgebra::{DMatrix, DVector};

use super::LabelNoise;
use super::kicks::kicks;
use crate::network::{Activation, Dataset};

/// The flattest interpolator of some data: every neuron has `z_ij = z_i* = phi^{-1}(y_i / m)` (derivation, section 3).
pub struct Optimum<'a> {
    pub(super) data: &'a Dataset,
    pub(super) phi: Activation,
    neurons: usize,
    /// `z_i*`, one for each point.
    pub targets: Vec<f64>,
}

/// Transverse exponents at the flattest interpolator: neurons' differences shrink like `exp(gamma_k step)` along the
/// `k`-th direction; `gamma_1` is the largest.
#[derive(Clone, Debug, PartialEq)]
pub struct Exponents {
    /// All `min(n, d)` of them, from the largest down, per step.
    pub gamma: Vec<f64>,
}

impl Exponents {
    /// Slope of `ln lambda_2` per step: `2 gamma_1`.
    pub fn slope_2(&self) -> Option<f64> {
        Some(2.0 * self.gamma.first()?)
    }

    /// Slope of `ln lambda_3` per step: `max(2 gamma_2, 4 gamma_1)`; the square of the slow mode feeds the fast one.
    pub fn slope_3(&self) -> Option<f64> {
        Some((2.0 * self.gamma.get(1)?).max(2.0 * self.slope_2()?))
    }

    /// By how much per step `ln` of the leading term of `lambda_2` gains on the next one's.
    pub fn lead_2(&self) -> Option<f64> {
        Some(2.0 * (self.gamma.first()? - self.gamma.get(1)?))
    }

    /// Likewise for the two terms of `lambda_3`.
    pub fn lead_3(&self) -> Option<f64> {
        Some((2.0 * self.gamma.get(1)? - 2.0 * self.slope_2()?).abs())
    }
}

impl<'a> Optimum<'a> {
    /// The optimum for `neurons` neurons.
    pub fn new(data: &'a Dataset, phi: Activation, neurons: usize) -> Self {
        let targets = data.labels.iter().map(|y| phi.inverse(y / neurons as f64)).collect();
        Self { data, phi, neurons, targets }
    }

    /// The least sharpness on the zero-loss manifold, `F* = m sum_i |x_i|^2 phi'(z_i*)^2` (derivation, section 3).
    pub fn sharpness(&self) -> f64 {
        let mut sum = 0.0;
        for (i, z) in self.targets.iter().enumerate() {
            let slope = self.phi.slope(*z);
            sum += self.data.inner(i, i) * (slope * slope);
        }
        self.neurons as f64 * sum
    }

    /// The largest `c eta |x_i|^2 sum_j phi'(z_i*)^2`: single-sample steps are linearly stable while it is below 2.
    pub fn stability(&self, sgd: LabelNoise) -> f64 {
        let gram = self.gradients_gram();
        (0..self.data.len()).map(|i| sgd.rate * gram[(i, i)]).fold(0.0, f64::max)
    }

    /// Exponents of the limit flow `eta -> 0`: `-kappa eta^2` times the eigenvalues of
    /// `A = 2 sum_i |x_i|^2 phi' phi''' x_i x_i^T` on the span, `kappa = c^2 s^2 / (4 n)` (derivation, section 4).
    pub fn limit_flow(&self, sgd: LabelNoise) -> Option<Exponents> {
        let n = self.data.len();
        let kappa = sgd.rate * sgd.rate * (sgd.deviation * sgd.deviation) / (4.0 * n as f64);
        let s = DMatrix::from_diagonal(&DVector::from_fn(n, |i, _| {
            let z = self.targets[i];
            -kappa * (2.0 * self.data.inner(i, i) * self.phi.slope(z) * self.phi.third(z))
        }));
        self.exponents(s)
    }

    /// What section 5 of the derivation warns of: the limit flow with each point's noise made louder by the variance of its
    /// residual, `s^2 + C_ii` for `s^2`. It is wrong, for residuals remember; controls show it.
    pub fn louder(&self, sgd: LabelNoise) -> Option<Exponents> {
        let n = self.data.len();
        let deviations = self.residual_deviations(sgd)?;
        let s = DMatrix::from_diagonal(&DVector::from_fn(n, |i, _| {
            let z = self.targets[i];
            let variance = sgd.deviation * sgd.deviation + deviations[i] * deviations[i];
            let kappa = sgd.rate * sgd.rate * variance / (4.0 * n as f64);
            -kappa * (2.0 * self.data.inner(i, i) * self.phi.slope(z) * self.phi.third(z))
        }));
        self.exponents(s)
    }

    // [finite-step]
    /// Exponents at this very learning rate: to second order in the noise, all orders in `eta` (derivation, section 5).
    /// `None` where single-sample steps are not stable in mean square, so that no stationary residual exists.
    ///
    /// ```text
    /// S = diag[(phi'''_i - phi''_i^2 / phi'_i) (W phi')_i] + diag(phi'') W diag(phi'')        W = K o T
    /// ```
    pub fn finite_step(&self, sgd: LabelNoise) -> Option<Exponents> {
        self.kicked(&self.kicks(sgd)?)
    }

    /// The same with kicks `T` from any source.
    fn kicked(&self, kicks: &DMatrix<f64>) -> Option<Exponents> {
        self.exponents(self.transverse(kicks))
    }

    /// `S` of these kicks.
    pub(super) fn transverse(&self, kicks: &DMatrix<f64>) -> DMatrix<f64> {
        let n = self.data.len();
        let w = self.data_gram().component_mul(kicks);
        let slopes = DVector::from_fn(n, |i, _| self.phi.slope(self.targets[i]));
        let seconds = DVector::from_fn(n, |i, _| self.phi.second(self.targets[i]));
        let pulled = &w * &slopes;
        DMatrix::from_fn(n, n, |i, k| {
            let coupled = seconds[i] * w[(i, k)] * seconds[k];
            if i == k {
                let third = self.phi.third(self.targets[i]);
                (third - seconds[i] * seconds[i] / slopes[i]) * pulled[i] + coupled
            } else {
                coupled
            }
        })
    }
    // [/finite-step]

    /// Exponents of label noise on full batches, where a step moves `u` by `-a (G u + s zeta)` with `a = c eta / n`. In the
    /// eigenbasis of `G` its stationary covariance is diagonal, which gives the kicks in one line:
    ///
    /// ```text
    /// T = -(a s)^2 (2 I - a G)^{-1}
    /// ```
    ///
    /// As `a -> 0` this is `1/n` of the kicks of single samples. `None` where a step is not stable.
    pub fn full_batch(&self, sgd: LabelNoise) -> Option<Exponents> {
        let n = self.data.len();
        if n > self.data.dimension {
            return None;
        }
        let a = sgd.rate / n as f64;
        let noise = a * sgd.deviation;
        // Positive definite just where all of `a G` is below 2.
        let room = DMatrix::identity(n, n) * 2.0 - self.gradients_gram() * a;
        self.kicked(&(room.cholesky()?.inverse() * (-noise * noise)))
    }

    /// Standard deviation of each point's residual `r_i - y_i` while the chain hovers at the optimum, `sqrt(C_ii)` with
    /// `C = -(n / (c eta)) T G` (derivation, section 5); `None` as for [`Optimum::finite_step`].
    pub fn residual_deviations(&self, sgd: LabelNoise) -> Option<Vec<f64>> {
        let n = self.data.len();
        let covariance = self.kicks(sgd)? * self.gradients_gram() * (-(n as f64) / sgd.rate);
        (0..n).map(|i| (covariance[(i, i)] >= 0.0).then(|| covariance[(i, i)].sqrt())).collect()
    }

    /// The kicks at the optimum; `None` for more points than dimensions, where neurons' differences do not decouple.
    pub(super) fn kicks(&self, sgd: LabelNoise) -> Option<DMatrix<f64>> {
        if self.data.len() > self.data.dimension { None } else { kicks(&self.gradients_gram(), sgd) }
    }

    /// Eigenvalues of `X^T S X` on the span of the data: those of `S K`, `n x n`.
    pub(super) fn exponents(&self, s: DMatrix<f64>) -> Option<Exponents> {
        if self.data.len() > self.data.dimension {
            return None;
        }
        let mut gamma: Vec<f64> = eigenvalues(s * self.data_gram())?.into_iter().map(|(real, _)| real).collect();
        gamma.sort_by(|a, b| b.total_cmp(a));
        Some(Exponents { gamma })
    }

    /// `K = X X^T`.
    pub(super) fn data_gram(&self) -> DMatrix<f64> {
        let n = self.data.len();
        DMatrix::from_fn(n, n, |i, k| self.data.inner(i, k))
    }

    /// `G = J J^T` at the optimum: `m K_ik phi'(z_i*) phi'(z_k*)`.
    fn gradients_gram(&self) -> DMatrix<f64> {
        let n = self.data.len();
        let slope = |i: usize| self.phi.slope(self.targets[i]);
        DMatrix::from_fn(n, n, |i, k| self.neurons as f64 * self.data.inner(i, k) * (slope(i) * slope(k)))
    }
}

/// Real and imaginary parts of all eigenvalues; `None` where the iteration does not settle.
fn eigenvalues(matrix: DMatrix<f64>) -> Option<Vec<(f64, f64)>> {
    const ROUNDS: usize = 10_000;
    if matrix.iter().any(|entry| !entry.is_finite()) {
        return None;
    }
    let schur = nalgebra::Schur::try_new(matrix, f64::EPSILON, ROUNDS)?;
    Some(schur.complex_eigenvalues().iter().map(|value| (value.re, value.im)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::NoiseLaw;
    use crate::network::{Cubic, Sinh};
    use crate::random::Stream;

    fn data(orthogonal: bool) -> Dataset {
        let mut stream = Stream::new(1, "exponents");
        let points = if orthogonal {
            vec![0.9, 0.0, 0.0, 0.0, 0.7, 0.0, 0.0, 0.0, 0.5]
        } else {
            (0..9).map(|_| stream.uniform()).collect()
        };
        Dataset { dimension: 3, points, labels: vec![0.9, 0.2, 0.6] }
    }

    fn sgd(rate: f64) -> LabelNoise {
        LabelNoise { rate, deviation: 0.03, law: NoiseLaw::Gaussian }
    }

    #[test]
    fn finite_steps_tend_to_the_limit_flow_linearly_in_the_learning_rate() {
        for phi in [Activation::Cubic(Cubic { nu: 1.0 }), Activation::Sinh(Sinh)] {
            let data = data(false);
            let optimum = Optimum::new(&data, phi, 10);
            let excess = |rate: f64| {
                let (finite, limit) = (optimum.finite_step(sgd(rate)).unwrap(), optimum.limit_flow(sgd(rate)).unwrap());
                [0, 1, 2].map(|k| finite.gamma[k] / limit.gamma[k] - 1.0)
            };
            for (coarse, fine) in excess(2e-4).into_iter().zip(excess(1e-4)) {
                assert!(fine.abs() < 3e-3 && fine.abs() > 1e-6, "{fine}");
                assert!((coarse / fine - 2.0).abs() < 0.02, "{coarse} {fine}");
            }
        }
    }

    #[test]
    fn orthogonal_data_decouple_into_one_point_problems() {
        // n uncoupled points, each sampled with probability 1/n: 2 T - c eta T h = -(c eta s)^2 / n.
        let data = data(true);
        let optimum = Optimum::new(&data, Activation::Cubic(Cubic { nu: 1.0 }), 10);
        let found = optimum.finite_step(sgd(0.1)).unwrap().gamma;
        let mut right: Vec<f64> = (0..3)
            .map(|i| {
                let (z, norm) = (optimum.targets[i], data.inner(i, i));
                let (slope, third) = (3.0 * z * z + 1.0, 6.0);
                let h = 10.0 * norm * slope * slope;
                let t = -(0.1 * 0.03 * 0.1 * 0.03) / 3.0 / (2.0 - 0.1 * h);
                norm * norm * t * third * slope
            })
            .collect();
        right.sort_by(|a, b| b.total_cmp(a));
        for (found, right) in found.iter().zip(right) {
            assert!((found / right - 1.0).abs() < 1e-12, "{found:e} {right:e}");
        }
    }

    #[test]
    fn full_batches_are_a_share_of_one_over_n_as_fast_in_the_limit() {
        let data = data(false);
        let optimum = Optimum::new(&data, Activation::Cubic(Cubic { nu: 1.0 }), 10);
        let (full, limit) = (optimum.full_batch(sgd(1e-5)).unwrap(), optimum.limit_flow(sgd(1e-5)).unwrap());
        for (full, limit) in full.gamma.iter().zip(&limit.gamma) {
            assert!((3.0 * full / limit - 1.0).abs() < 1e-3, "{full:e} {limit:e}");
        }
        assert_eq!(optimum.full_batch(sgd(10.0)), None);
    }

    #[test]
    fn the_residual_covariance_obeys_the_sum_rule() {
        // sum_i C_ii (2 - c eta h_i) = s^2 sum_i c eta h_i (derivation, section 5).
        let data = data(false);
        let optimum = Optimum::new(&data, Activation::Sinh(Sinh), 10);
        let (noise, gram) = (sgd(0.05), optimum.gradients_gram());
        let deviations = optimum.residual_deviations(noise).unwrap();
        let (mut left, mut right) = (0.0, 0.0);
        for i in 0..3 {
            let h = noise.rate * gram[(i, i)];
            left += deviations[i] * deviations[i] * (2.0 - h);
            right += noise.deviation * noise.deviation * h;
        }
        assert!((left / right - 1.0).abs() < 1e-12, "{left:e} {right:e}");
    }

    #[test]
    fn wherever_single_steps_are_linearly_stable_there_is_a_prediction() {
        // While c eta h_i < 2 for every i each A_i contracts in the norm of G^{-1}, so the recursion's radius is below one.
        let (phi, mut stable) = (Activation::Cubic(Cubic { nu: 1.0 }), 0);
        for draw in 0..300 {
            let mut stream = Stream::new(1, &format!("stable/{draw}"));
            let points = (0..9).map(|_| stream.uniform()).collect();
            let data = Dataset { dimension: 3, points, labels: (0..3).map(|_| stream.uniform()).collect() };
            let optimum = Optimum::new(&data, phi, 10);
            if optimum.stability(sgd(0.1)) < 2.0 {
                stable += 1;
                assert!(optimum.finite_step(sgd(0.1)).is_some(), "draw {draw}");
            }
        }
        assert!(stable > 200, "{stable}");
    }

    #[test]
    fn no_prediction_is_made_where_steps_are_unstable_or_points_outnumber_dimensions() {
        let mut data = data(false);
        let phi = Activation::Cubic(Cubic { nu: 1.0 });
        assert_eq!(Optimum::new(&data, phi, 10).finite_step(sgd(1.0)), None);
        data.points.extend([0.3, 0.1, 0.5]);
        data.labels.push(0.4);
        assert_eq!(Optimum::new(&data, phi, 10).finite_step(sgd(0.01)), None);
        assert_eq!(Optimum::new(&data, phi, 10).limit_flow(sgd(0.01)), None);
    }
}
