//! The geometry of the zero-loss manifold `M = { Theta : r_i = y_i for all i }`, of `m d - n` dimensions.
//!
//! | file | what | formula |
//! |---|---|---|
//! | `jacobian.rs` | gradients of the outputs | `J = (grad r_1 ... grad r_n)^T`, blocks `phi'(z_ij) x_i` |
//! | `projection.rs` | onto the tangent space `J u = 0` | `P_T = I - J^T (J J^T)^{-1} J` |
//! | `retraction.rs` | back to the manifold | Newton: `theta <- theta - J^T (J J^T)^{-1} (r - y)` |
//! | `gradient.rs` | the sharpness, along the manifold | `P_T grad F`, multipliers `lambda = (J J^T)^{-1} J grad F`; and in the metric of the features |
//! | `hessian.rs` | how it curves along the manifold | `D^2 (F - lambda . r)` on tangent vectors |
//! | `difference.rs` | the same without a formula | second differences along retracted curves |
//! | `descent.rs` | from anywhere to the manifold | gradient descent of the loss, then the retraction |
//! | `flattening.rs` | down the sharpness along it | `theta <- R(theta - rate g)` |
//! | `one_point.rs` | one point by itself, with a second layer | least `sum_j a_j^2 phi'(z_j)^2` where `sum_j a_j phi(z_j) = y` |
//! | `equal.rs` | where that ends | all neurons equal, `z_ij = phi^{-1}(y_i / m)` |
//!
//! Formulas are those of the derivation, sections 2 to 6; the notions are those of Absil, Mahony and Sepulchre,
//! *Optimization Algorithms on Matrix Manifolds* (2008).

mod descent;
mod difference;
mod equal;
mod flattening;
mod gradient;
mod hessian;
mod jacobian;
mod one_point;
mod projection;
mod retraction;
#[cfg(test)]
mod sample;

pub use descent::{Landing, descend};
pub use difference::second_difference;
pub use equal::equal_neurons;
pub use flattening::Flattening;
pub use gradient::{FeatureGradient, Gradient, riemannian_gradient, sharpness_gradient};
pub use hessian::Hessian;
pub use jacobian::Jacobian;
pub use one_point::{End, OnePoint};
pub use projection::TangentSpace;
pub use retraction::{RetractionFailed, retract};
