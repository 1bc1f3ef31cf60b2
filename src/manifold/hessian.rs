use nalgebra::{Cholesky, DMatrix, Dyn};

use super::jacobian::at_features;
use super::{Gradient, TangentSpace, riemannian_gradient};
use crate::network::{Activation, Dataset, Network, dot};

/// The Hessian of the sharpness along the zero-loss manifold, at a network.
pub struct Hessian<'a> {
    data: &'a Dataset,
    space: TangentSpace<'a>,
    /// The Riemannian gradient there.
    pub gradient: Gradient,
    /// `2 |x_i|^2 (phi''^2 + phi' phi''')(z_ij) - lambda_i phi''(z_ij)`, `n x m`.
    brackets: DMatrix<f64>,
    /// `2 |x_i|^2 phi' |phi'''|`, `n x m`: what the brackets are where all neurons are equal and `phi''' > 0`.
    thirds: DMatrix<f64>,
    seconds: DMatrix<f64>,
    /// Of `K = X X^T`.
    least_eigenvalue: f64,
}

impl<'a> Hessian<'a> {
    /// At a network; `None` where the gradients of the outputs, or the points, are linearly dependent.
    pub fn new(network: &Network, data: &'a Dataset) -> Option<Self> {
        let space = TangentSpace::new(network, data)?;
        let gradient = riemannian_gradient(network, data)?;
        let slopes = space.jacobian().slopes();
        let seconds = at_features(network, data, Activation::second);
        let thirds = at_features(network, data, Activation::third);
        // [bracket]
        let brackets = DMatrix::from_fn(data.len(), network.neurons(), |i, j| {
            let (slope, second, third) = (slopes[(i, j)], seconds[(i, j)], thirds[(i, j)]);
            2.0 * data.inner(i, i) * (second * second + slope * third) - gradient.multipliers[i] * second
        });
        // [/bracket]
        let thirds = DMatrix::from_fn(data.len(), network.neurons(), |i, j| {
            2.0 * data.inner(i, i) * (slopes[(i, j)] * thirds[(i, j)].abs())
        });
        let least_eigenvalue = least(&gram(data));
        Some(Self { data, space, gradient, brackets, thirds, seconds, least_eigenvalue })
    }

    // [form]
    /// `Hess F [u, u] = sum_ij [2 |x_i|^2 (phi''^2 + phi' phi''')(z_ij) - lambda_i phi''(z_ij)] (u_j . x_i)^2` for a tangent
    /// `u` (derivation, section 6): the second derivative of the Lagrangian `F - sum_i lambda_i r_i` (Absil, Mahony and
    /// Sepulchre 2008, section 5.5; Absil, Mahony and Trumpf 2013). It is that of `F` along any curve on the manifold
    /// that leaves along `u` and does not bend within it, such as the retraction's.
    pub fn along(&self, u: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..self.data.len() {
            for (j, block) in u.chunks_exact(self.data.dimension).enumerate() {
                let change = dot(block, self.data.point(i));
                sum += self.brackets[(i, j)] * (change * change);
            }
        }
        sum
    }
    // [/form]

    // [radius]
    /// Within which the Hessian is positive, however large: `|P_T grad F| < rho` is enough, with
    /// `rho = 2 sqrt(mu) min_ij |x_i|^2 phi'^2 phi''' / |phi''|` and `mu` the least eigenvalue of `X X^T`.
    ///
    /// With `e_ij = 2 |x_i|^2 phi''(z_ij) - lambda_i`, block `j` of `P_T grad F` is `sum_i phi'(z_ij) e_ij x_i`, so
    /// `phi' |e_ij| <= |P_T grad F| / sqrt(mu)`; and the bracket is `2 |x_i|^2 phi' phi''' + phi'' e_ij`, which is therefore at
    /// least `(1 - |P_T grad F| / rho) 2 |x_i|^2 phi' phi'''`. Where `phi'''` is not positive, as the paper assumes, its
    /// size is taken, and there is no such promise.
    pub fn radius(&self) -> f64 {
        let slopes = self.space.jacobian().slopes();
        let terms = self.thirds.zip_zip_map(slopes, &self.seconds, |third, slope, second| third * slope / second.abs());
        self.least_eigenvalue.sqrt() * terms.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// `2 mu min_ij |x_i|^2 phi' phi'''`: within the radius no eigenvalue is below this times `1 - |P_T grad F| / rho`.
    pub fn floor(&self) -> f64 {
        self.least_eigenvalue * self.thirds.iter().copied().fold(f64::INFINITY, f64::min)
    }
    // [/radius]

    // [eigenvalue]
    /// The least eigenvalue over tangent directions within the span of the data. (Across the span nothing changes, and
    /// there are `m (d - n)` zeros more.)
    ///
    /// With `X X^T = L L^T` and `u_j . x_i = (L w_j)_i`, `w` are coordinates of the span in an orthonormal basis. There the
    /// form is `H`, block by block `L^T diag(bracket_j) L`; `Y` are orthonormal rows across the manifold, and `tau` lifts
    /// them out of the way: the least eigenvalue of `P H P + tau Y^T Y`, `P = I - Y^T Y`.
    pub fn least_eigenvalue(&self) -> Option<f64> {
        let (n, m) = self.brackets.shape();
        let basis = gram(self.data).cholesky()?.l();
        let slopes = self.space.jacobian().slopes();
        let mut form = DMatrix::zeros(n * m, n * m);
        let mut across = DMatrix::zeros(n, n * m);
        for j in 0..m {
            let scaled = DMatrix::from_diagonal(&self.brackets.column(j)) * &basis;
            form.view_mut((n * j, n * j), (n, n)).copy_from(&(basis.transpose() * scaled));
            let gradients = DMatrix::from_diagonal(&slopes.column(j)) * &basis;
            across.columns_mut(n * j, n).copy_from(&gradients);
        }
        let root: Cholesky<f64, Dyn> = (&across * across.transpose()).cholesky()?;
        let across = root.l().solve_lower_triangular(&across)?;
        let tau = form.norm();
        let part = across.transpose() * &across;
        let projection = DMatrix::identity(n * m, n * m) - &part;
        Some(least(&(&projection * form * &projection + part * tau)))
    }
    // [/eigenvalue]

    /// What the terms of the form come to without their signs: what the form is accurate against.
    pub fn size_along(&self, u: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..self.data.len() {
            for (j, block) in u.chunks_exact(self.data.dimension).enumerate() {
                let change = dot(block, self.data.point(i));
                sum += self.brackets[(i, j)].abs() * (change * change);
            }
        }
        sum
    }
}

fn gram(data: &Dataset) -> DMatrix<f64> {
    DMatrix::from_fn(data.len(), data.len(), |i, k| data.inner(i, k))
}

fn least(matrix: &DMatrix<f64>) -> f64 {
    matrix.symmetric_eigenvalues().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifold::sample;
    use crate::random::Stream;

    #[test]
    fn the_form_is_that_of_finite_differences_along_retracted_curves() {
        for (network, data) in sample::points() {
            let hessian = Hessian::new(&network, &data).unwrap();
            let (u, _) = TangentSpace::new(&network, &data)
                .unwrap()
                .project(&Stream::new(1, "hessian").normals(network.theta.len()));
            let found = super::super::second_difference(&network, &data, &u, 1e-2 / dot(&u, &u).sqrt(), true).unwrap();
            let right = hessian.along(&u);
            assert!((found - right).abs() < 1e-7 * hessian.size_along(&u), "{found} {right}");
        }
    }

    #[test]
    fn the_least_eigenvalue_bounds_the_form_from_below_and_is_reached() {
        for (network, data) in sample::points() {
            let hessian = Hessian::new(&network, &data).unwrap();
            let least = hessian.least_eigenvalue().unwrap();
            let space = TangentSpace::new(&network, &data).unwrap();
            let mut stream = Stream::new(1, "bound");
            for _ in 0..50 {
                // In the span of the data, as the eigenvalue is.
                let mut u = vec![0.0; network.theta.len()];
                for block in u.chunks_exact_mut(data.dimension) {
                    for (i, weight) in stream.normals(data.len()).into_iter().enumerate() {
                        block.iter_mut().zip(data.point(i)).for_each(|(entry, x)| *entry += weight * x);
                    }
                }
                let (u, _) = space.project(&u);
                assert!(hessian.along(&u) >= (least - 1e-12) * dot(&u, &u));
            }
        }
    }

    #[test]
    fn where_all_neurons_are_equal_it_is_the_matrix_of_the_limit_flow() {
        // On differences of neurons it is A = 2 sum_i |x_i|^2 phi' phi''' x_i x_i^T, whose least eigenvalue is the rate of
        // lambda_2 (derivation, section 4).
        for (network, data) in sample::points() {
            let equal = sample::equal(&network, &data);
            let hessian = Hessian::new(&equal, &data).unwrap();
            let roots = DMatrix::from_fn(data.len(), data.dimension, |i, k| {
                let z = dot(equal.neuron(0), data.point(i));
                (2.0 * data.inner(i, i) * equal.activation.slope(z) * equal.activation.third(z)).sqrt()
                    * data.point(i)[k]
            });
            // The non-zero eigenvalues of A^T A are those of A A^T.
            let right = least(&(&roots * roots.transpose()));
            let found = hessian.least_eigenvalue().unwrap();
            assert!((found / right - 1.0).abs() < 1e-9, "{found} {right}");
            assert!(found >= hessian.floor() && hessian.gradient.norm() < hessian.radius());
        }
    }
}
