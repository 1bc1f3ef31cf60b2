use super::optimum::Kind;
use super::{Second, Setting};
use crate::experiments::reading::Phi;
use crate::network::{Curve, Dataset, Rows, gram_eigenvalues};
use crate::random::Stream;

/// An activation with a second layer of some signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    pub kind: Kind,
    /// Whether the second layer has both signs.
    pub signed: bool,
}

impl Case {
    /// Its name in cells and streams: `sinh-signed`.
    pub fn name(self) -> String {
        let phi = match self.kind {
            Kind::Odd(Phi::Cubic) => "cubic",
            Kind::Odd(_) => "sinh",
            Kind::Exp => "exp",
        };
        format!("{phi}-{}", if self.signed { "signed" } else { "positive" })
    }

    /// Its activation.
    pub fn curve(self, nu: f64) -> Curve {
        match self.kind {
            Kind::Odd(phi) => Curve::Of(phi.activation(nu)),
            Kind::Exp => Curve::Exp,
        }
    }

    // [second-draw]
    /// The second layer: uniform on `[1/4, 2)` from the stream `PATH/second-layer`, every other weight below zero where it
    /// has both signs; or ones.
    pub fn second_layer(self, root: u64, path: &str, setting: &Setting) -> Vec<f64> {
        let mut stream = Stream::new(root, &format!("{path}/second-layer"));
        let sizes: Vec<f64> = (0..setting.neurons).map(|_| 0.25 + 1.75 * stream.uniform()).collect();
        let sign = |j: usize| if self.signed && j % 2 == 1 { -1.0 } else { 1.0 };
        let size = |j: usize| if setting.second == Second::Ones { 1.0 } else { sizes[j] };
        (0..setting.neurons).map(|j| sign(j) * size(j)).collect()
    }

    /// The data: the points are the first axes plus half of uniform numbers on `[0, 1)` from `PATH/data`, which keeps them
    /// well apart; labels are `phi(t_i) sum_j |a_j|`, `t_i` uniform on `[-2, 2)` from `PATH/labels`.
    pub fn dataset(self, root: u64, path: &str, setting: &Setting, second: &[f64]) -> Dataset {
        let (n, d) = (setting.points, setting.dimension);
        let mut stream = Stream::new(root, &format!("{path}/data"));
        let entry = |at: usize, uniform: f64| 0.5 * uniform + if at / d == at % d { 1.0 } else { 0.0 };
        let points = (0..n * d).map(|at| entry(at, stream.uniform())).collect();
        let mut stream = Stream::new(root, &format!("{path}/labels"));
        let mut whole = 0.0;
        for a in second {
            whole += a.abs();
        }
        let phi = self.curve(setting.nu);
        let labels = (0..n).map(|_| whole * phi.value(4.0 * stream.uniform() - 2.0)).collect();
        Dataset { dimension: d, points, labels }
    }
    // [/second-draw]
}

/// The second singular value over the first of the feature matrix, given a row a neuron, and of its image under `phi''`.
pub fn ratios(phi: Curve, features: &[f64], points: usize) -> [f64; 2] {
    let ratio = |rows: &[f64]| {
        let eigenvalues = gram_eigenvalues(&Rows::new(rows, points));
        (eigenvalues[1] / eigenvalues[0]).sqrt()
    };
    let image: Vec<f64> = features.iter().map(|z| phi.second(*z)).collect();
    [ratio(features), ratio(&image)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Sinh};

    #[test]
    fn an_image_can_have_rank_one_where_the_features_have_not() {
        let sinh = Curve::Of(Activation::Sinh(Sinh));
        let features: Vec<f64> =
            [0.5, 1.0, 2.0].iter().flat_map(|a| [0.4 / a, 3.0 / a]).map(|w| sinh.inverse(w)).collect();
        let [features_ratio, image] = ratios(sinh, &features, 2);
        assert!(features_ratio > 1e-2 && image < 1e-15, "{features_ratio} {image}");
    }
}
