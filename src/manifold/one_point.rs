use std::collections::VecDeque;

use crate::network::{Curve, dot};

/// One data point by itself, of a network with a fixed second layer, `r(x) = sum_j a_j phi(theta_j . x)`.
///
/// Where points are linearly independent, the pre-activations `z_ij` are free coordinates, and both the manifold and the
/// sharpness fall apart into one problem a point: the least `f(z) = sum_j a_j^2 phi'(z_j)^2` where
/// `sum_j a_j phi(z_j) = y`. The sharpness is the sum of `|x_i|^2 f` over points, so `|x_i|^2` does not matter for where it
/// is least.
#[derive(Clone, Debug, PartialEq)]
pub struct OnePoint {
    /// The activation.
    pub phi: Curve,
    /// The second layer `a`, an entry a neuron, none of them zero.
    pub second: Vec<f64>,
    /// The label `y`.
    pub label: f64,
}

/// Where a descent ends.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The pre-activations there.
    pub z: Vec<f64>,
    /// Rounds made.
    pub rounds: u64,
    /// [`OnePoint::residual`] there.
    pub residual: f64,
}

impl OnePoint {
    /// The output `sum_j a_j phi(z_j)`.
    pub fn output(&self, z: &[f64]) -> f64 {
        self.sum(z, |a, z| a * self.phi.value(z))
    }

    /// `f(z) = sum_j a_j^2 phi'(z_j)^2`.
    pub fn sharpness(&self, z: &[f64]) -> f64 {
        self.sum(z, |a, z| {
            let slope = a * self.phi.slope(z);
            slope * slope
        })
    }

    /// The point of the manifold that is reached by pushing every neuron the same way, up where its weight is above zero
    /// and down where it is below. The output rises all along, so there is one at most; `None` where the label is out of
    /// reach.
    pub fn push(&self, z: &[f64]) -> Option<Vec<f64>> {
        const FARTHEST: f64 = 64.0;
        const HALVINGS: usize = 100;
        let at = |t: f64| -> Vec<f64> { z.iter().zip(&self.second).map(|(z, a)| z + t * a.signum()).collect() };
        let (mut low, mut high) = (-FARTHEST, FARTHEST);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if self.output(&at(middle)) < self.label { low = middle } else { high = middle }
        }
        self.retract(&at(high))
    }

    /// The point of the manifold that Newton's method reaches along the gradient of the output at `z`.
    pub fn retract(&self, z: &[f64]) -> Option<Vec<f64>> {
        const ROUNDS: usize = 20;
        const ROUNDING: f64 = 1e-13;
        let normal = self.map(z, |a, z| a * self.phi.slope(z));
        let mut z = z.to_vec();
        let mut off = self.output(&z) - self.label;
        for _ in 0..ROUNDS {
            if off.abs() <= ROUNDING * (1.0 + self.label.abs()) {
                return Some(z);
            }
            let slopes = self.map(&z, |a, z| a * self.phi.slope(z));
            let step = off / dot(&normal, &slopes);
            let next: Vec<f64> = z.iter().zip(&normal).map(|(z, normal)| z - step * normal).collect();
            let left = self.output(&next) - self.label;
            // Farther away than before: the point was too far from the manifold.
            if left.is_nan() || left.abs() >= off.abs() {
                return None;
            }
            (z, off) = (next, left);
        }
        None
    }

    // [residual]
    /// The residual of the conditions of Karush, Kuhn and Tucker in the outputs `w_j = phi(z_j)`, in which the manifold is
    /// flat: the part of the gradient `2 a_j^2 phi''(z_j)` at a right angle to `a_j`, over the whole. A neuron that runs off
    /// to where the activation is flat does not make it small, as it would in other coordinates.
    pub fn residual(&self, z: &[f64]) -> f64 {
        let gradient = self.map(z, |a, z| 2.0 * a * a * self.phi.second(z));
        let along = dot(&gradient, &self.second) / dot(&self.second, &self.second);
        let across: Vec<f64> = gradient.iter().zip(&self.second).map(|(g, a)| g - along * a).collect();
        (dot(&across, &across) / dot(&gradient, &gradient)).sqrt()
    }
    // [/residual]

    // [one-point]
    /// Goes down `f` along the manifold, from a point of it, until the residual is at most this or all rounds are made:
    /// Riemannian gradient descent in `z`, whose steps are those of [`Flattening`](super::Flattening).
    pub fn descend(&self, start: &[f64], rounds: u64, residual: f64) -> End {
        const DEMANDED: f64 = 1e-4;
        const REMEMBERED: usize = 10;
        const TRIES: usize = 30;
        const SHORT: f64 = 1e-3;
        const LONG: f64 = 1.0;
        let (mut z, mut gradient) = (start.to_vec(), self.gradient(start));
        let mut recent = VecDeque::from([self.sharpness(&z)]);
        // A first step so short that it leaves no basin; what comes after knows how the sharpness bends.
        let mut rate = SHORT / dot(&gradient, &gradient).sqrt().max(f64::MIN_POSITIVE);
        for made in 0..rounds {
            let left = self.residual(&z);
            if left <= residual {
                return End { z, rounds: made, residual: left };
            }
            // No neuron leaps to where the activation is so flat that there is no way back.
            rate = rate.min(LONG / gradient.iter().fold(f64::MIN_POSITIVE, |most, g| most.max(g.abs())));
            let highest = recent.iter().copied().fold(0.0, f64::max) * (1.0 + 4.0 * f64::EPSILON);
            let found = (0..TRIES).find_map(|_| {
                let moved: Vec<f64> = z.iter().zip(&gradient).map(|(z, g)| z - rate * g).collect();
                let moved = self.retract(&moved).map(|moved| (self.sharpness(&moved), moved));
                let enough = highest - DEMANDED * rate * dot(&gradient, &gradient);
                let found = moved.filter(|(sharpness, _)| *sharpness <= enough);
                if found.is_none() {
                    rate *= 0.25;
                }
                found
            });
            let Some((sharpness, next)) = found else {
                return End { residual: self.residual(&z), z, rounds: made };
            };
            let slope = self.gradient(&next);
            let s: Vec<f64> = next.iter().zip(&z).map(|(next, z)| next - z).collect();
            let y: Vec<f64> = slope.iter().zip(&gradient).map(|(next, before)| next - before).collect();
            let bend = dot(&s, &y);
            rate = if bend > 0.0 { dot(&s, &s) / bend } else { 4.0 * rate };
            recent.push_back(sharpness);
            if recent.len() > REMEMBERED {
                recent.pop_front();
            }
            (z, gradient) = (next, slope);
        }
        End { residual: self.residual(&z), z, rounds }
    }

    /// The gradient of `f` along the manifold: `a_j phi'(z_j) (2 a_j phi''(z_j) - lambda)` with the `lambda` for which the
    /// output stays.
    fn gradient(&self, z: &[f64]) -> Vec<f64> {
        let normal = self.map(z, |a, z| a * self.phi.slope(z));
        let bends = self.map(z, |a, z| 2.0 * a * self.phi.second(z));
        let (mut along, mut whole) = (0.0, 0.0);
        for (normal, bend) in normal.iter().zip(&bends) {
            along += normal * normal * bend;
            whole += normal * normal;
        }
        normal.iter().zip(&bends).map(|(normal, bend)| normal * (bend - along / whole)).collect()
    }
    // [/one-point]

    fn map(&self, z: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        self.second.iter().zip(z).map(|(a, z)| f(*a, *z)).collect()
    }

    fn sum(&self, z: &[f64], f: impl Fn(f64, f64) -> f64) -> f64 {
        let mut sum = 0.0;
        for (a, z) in self.second.iter().zip(z) {
            sum += f(*a, *z);
        }
        sum
    }
}

#[cfg(test)]
mod tests;
