use nalgebra::{DMatrix, DVector};

use super::LabelNoise;

/// Most points for which the finite-step theory is evaluated: its linear system has a row for each pair of points, and
/// solving it takes the sixth power of their number.
const MOST_POINTS: usize = 24;

// [kicks]
/// `T_ik = E[Delta u_i u_k]`, `n x n`: what a step on point `i` does, on average, to the memory of point `k`, where the
/// gradients of the outputs have the Gram matrix `G = J J^T`. To second order in the noise, all orders in the learning rate
/// (derivation, section 5).
///
/// ```text
/// T_ik + T_ki = 0 (i < k)      2 T_ii - c eta (T G)_ii = -(c eta s)^2 / n      (T G)_ik = (T G)_ki (i < k)
/// ```
///
/// `None` where single-sample steps are not stable in mean square, so that no stationary residual exists, and for more than
/// 24 points.
pub fn kicks(gram: &DMatrix<f64>, sgd: LabelNoise) -> Option<DMatrix<f64>> {
    let n = gram.nrows();
    if n > MOST_POINTS || !is_stable(gram, sgd) {
        return None;
    }
    let mut system = DMatrix::zeros(n * n, n * n);
    let mut right = DVector::zeros(n * n);
    let entry = |i: usize, k: usize| i * n + k;
    let noise = sgd.rate * sgd.deviation;
    let mut row = 0;
    for i in 0..n {
        system[(row, entry(i, i))] += 2.0;
        for l in 0..n {
            system[(row, entry(i, l))] -= sgd.rate * gram[(l, i)];
        }
        right[row] = -(noise * noise) / n as f64;
        row += 1;
        for k in i + 1..n {
            system[(row, entry(i, k))] = 1.0;
            system[(row, entry(k, i))] = 1.0;
            row += 1;
            for l in 0..n {
                system[(row, entry(i, l))] += gram[(l, k)];
                system[(row, entry(k, l))] -= gram[(l, i)];
            }
            row += 1;
        }
    }
    let solution = system.lu().solve(&right)?;
    Some(DMatrix::from_fn(n, n, |i, k| solution[entry(i, k)]))
}
// [/kicks]

/// What the kicks become as the learning rate vanishes: `-(c eta s)^2 / (2 n) I` (derivation, section 5).
pub fn limit_kicks(points: usize, sgd: LabelNoise) -> DMatrix<f64> {
    let noise = sgd.rate * sgd.deviation;
    DMatrix::from_diagonal_element(points, points, -(noise * noise) / (2.0 * points as f64))
}

/// Whether single-sample steps are stable in mean square. While `c eta h_i < 2` for every point, `A_i` contracts in the norm
/// of `G^{-1}`: `|A_i v|^2 = |v|^2 - c eta (2 - c eta h_i) v_i^2`. Only beyond does it take the radius.
fn is_stable(gram: &DMatrix<f64>, sgd: LabelNoise) -> bool {
    (0..gram.nrows()).all(|i| sgd.rate * gram[(i, i)] < 2.0)
        || mean_square_radius(gram, sgd).is_some_and(|radius| radius < 1.0)
}

/// Spectral radius of the residual covariance's own recursion `C -> mean_i A_i C A_i^T`, `A_i = I - c eta G e_i e_i^T`:
/// it keeps matrices positive, so powers of it on the identity grow at that rate.
fn mean_square_radius(gram: &DMatrix<f64>, sgd: LabelNoise) -> Option<f64> {
    const ROUNDS: usize = 10_000;
    const SETTLED: f64 = 1e-13;
    let n = gram.nrows();
    let (mut covariance, mut next) = (DMatrix::<f64>::identity(n, n), DMatrix::<f64>::zeros(n, n));
    let mut radius = 0.0_f64;
    for _ in 0..ROUNDS {
        // Mean of A_i C A_i^T = C - g c^T - c g^T + C_ii g g^T with g = c eta G e_i, c = C e_i. Entries (a, b) and (b, a)
        // come out the same to the bit: an asymmetry left by rounding would not decay, and in time be all there is.
        for a in 0..n {
            for b in 0..n {
                let mut moved = 0.0;
                for i in 0..n {
                    let (left, right) = (sgd.rate * gram[(a, i)], sgd.rate * gram[(b, i)]);
                    moved +=
                        left * right * covariance[(i, i)] - (left * covariance[(b, i)] + covariance[(a, i)] * right);
                }
                next[(a, b)] = covariance[(a, b)] + moved / n as f64;
            }
        }
        let growth = next.trace() / covariance.trace();
        if !growth.is_finite() {
            return None;
        }
        covariance.copy_from(&next);
        covariance /= growth;
        if (growth - radius).abs() <= SETTLED * growth {
            return Some(growth);
        }
        radius = growth;
    }
    Some(radius)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::NoiseLaw;
    use crate::random::Stream;

    fn sgd(rate: f64) -> LabelNoise {
        LabelNoise { rate, deviation: 0.3, law: NoiseLaw::Gaussian }
    }

    fn gram(name: &str) -> DMatrix<f64> {
        let normals = Stream::new(1, name).normals(12);
        let factor = DMatrix::from_row_slice(3, 4, &normals);
        &factor * factor.transpose()
    }

    #[test]
    fn as_the_learning_rate_vanishes_the_kicks_are_those_of_the_limit() {
        let gram = gram("kicks/limit");
        let off = |rate: f64| {
            let (found, limit) = (kicks(&gram, sgd(rate)).unwrap(), limit_kicks(3, sgd(rate)));
            (&found - &limit).norm() / limit.norm()
        };
        assert!(off(1e-4) < 1e-2 && (off(2e-4) / off(1e-4) - 2.0).abs() < 0.02, "{} {}", off(2e-4), off(1e-4));
    }

    #[test]
    fn where_every_point_is_stable_so_is_the_recursion_and_far_beyond_there_are_no_kicks() {
        for draw in 0..50 {
            let gram = gram(&format!("kicks/{draw}"));
            let most = (0..3).map(|i| gram[(i, i)]).fold(0.0, f64::max);
            assert!(mean_square_radius(&gram, sgd(1.99 / most)).unwrap() < 1.0, "draw {draw}");
            assert!(kicks(&gram, sgd(20.0 / most)).is_none(), "draw {draw}");
        }
    }
}
