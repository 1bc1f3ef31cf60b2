use super::setting::Theory;
use crate::dynamics::{Exponents, LabelNoise, Optimum};
use crate::experiments::Matrix;
use crate::manifold::Landing;
use crate::network::{Dataset, Network};

/// A ratio of eigenvalues that a plot with a linear axis shows as nothing.
pub const VISIBLE: f64 = 1e-2;

/// What theory says of a run before it is made.
pub struct Prediction {
    /// `c eta` times the largest curvature that a single sample sees: on the way down from step 0 to the zero-loss
    /// manifold, and at the flattest interpolator. Beyond 2, single steps are not linearly stable.
    pub curvature: [f64; 2],
    /// The network where it comes to the zero-loss manifold.
    pub landing: Network,
    exponents: Option<Exponents>,
    bounded: bool,
}

impl Prediction {
    /// Of a run, from where its way down ends; `exponents` are those of the theory at the optimum.
    pub fn new(
        landing: Landing,
        optimum: &Optimum,
        sgd: LabelNoise,
        theory: Theory,
        exponents: Option<Exponents>,
    ) -> Self {
        let curvature = [sgd.rate * landing.curvature, optimum.stability(sgd)];
        Self { curvature, landing: landing.network, exponents, bounded: theory == Theory::FiniteStep }
    }

    /// Whether single steps are expected to leave the finite numbers.
    pub fn diverges(&self) -> bool {
        self.bounded && self.curvature.iter().any(|curvature| curvature.is_nan() || *curvature >= 2.0)
    }

    /// Steps until both eigenvalues are a hundredth of the first, from a network on, at the rate near the optimum; none
    /// where that is never.
    pub fn steps_from(&self, ratios: [f64; 2]) -> Option<f64> {
        let exponents = self.exponents.as_ref()?;
        let mut steps = 0.0_f64;
        for (ratio, slope) in ratios.into_iter().zip([exponents.slope_2(), exponents.slope_3()]) {
            if ratio.is_nan() || ratio >= VISIBLE {
                let slope = slope.filter(|slope| *slope < 0.0)?;
                steps = steps.max(crate::float::ln(ratio / VISIBLE) / -slope);
            }
        }
        steps.is_finite().then_some(steps)
    }
}

/// `lambda_2 / lambda_1` and `lambda_3 / lambda_1`; zero where there is no such eigenvalue.
pub fn ratios(network: &Network, data: &Dataset, matrix: Matrix) -> [f64; 2] {
    let eigenvalues = matrix.eigenvalues(network, data);
    [1, 2].map(|k| eigenvalues.get(k).map_or(0.0, |value| value / eigenvalues[0]))
}
