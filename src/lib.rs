//! A literate, self-checking reproducibility report of *Simplicity Bias via Global Convergence of Sharpness Minimization*
//! (Gatmiry, Li, Reddi, Jegelka, ICML 2024).
//!
//! # The mathematics
//!
//! A two-layer network with second layer fixed to ones, `m` neurons `theta_j` in `R^d`, and `n` data points `x_i` with
//! labels `y_i`:
//!
//! ```text
//! r_i(theta) = sum_j phi(z_ij)     z_ij = theta_j . x_i     L(theta) = sum_i (r_i - y_i)^2
//! ```
//!
//! **Label noise SGD** draws a point `i` and noise `zeta` of variance `s^2` at every step, and moves every neuron:
//!
//! ```text
//! theta_j <- theta_j - c eta (r_i - y_i + zeta) phi'(z_ij) x_i
//! ```
//!
//! On the **zero-loss manifold** `M = { r_i = y_i for all i }` the trace of the Hessian of `L` is twice the **sharpness**
//!
//! ```text
//! F(theta) = sum_i |x_i|^2 sum_j phi'(z_ij)^2
//! ```
//!
//! The paper: for `phi' > 0`, `phi''' > 0` and linearly independent data, label noise keeps minimising `F` along `M` until
//! `z_ij = phi^{-1}(y_i / m)` for every neuron `j`, so that the **feature matrix** `(z_ij)` has rank one. As `eta -> 0` the
//! way there is a gradient flow of `F` on `M`; at the paper's learning rate it is faster, and [`dynamics::Optimum`] says by
//! how much.
//!
//! # The one command
//!
//! ```text
//! cargo run --release
//! ```
//!
//! runs every experiment from its seed, judges every claim, compares every result with the pinned one, and writes
//! `report/index.html`.
//!
//! # The rooms
//!
//! Data flow one way: parameters, cells, records, claims, then the lock and the page.
//!
//! | room | what it is about |
//! |---|---|
//! | [`network`] | the network, its loss, its sharpness, the spectrum of its features |
//! | [`manifold`] | the geometry of the zero-loss manifold: projection, retraction, gradient, Hessian |
//! | [`dynamics`] | label noise SGD; what theory says of its rates |
//! | [`random`] | named streams, uniform, index, normal: to the bit |
//! | [`vector`] | numbers side by side, and the instruction sets that have registers for them |
//! | [`float`] | the approved functions of `f64` |
//! | [`experiments`] | one folder an experiment; the registry is a list |
//! | [`record`] | records in canonical form, digests, the lock, differences |
//! | [`claim`] | claims, verdicts, controls |
//! | [`figure`] | charts as SVG |
//! | [`document`] | chapters, formulas, the page |
//! | [`pipeline`] | plan, store, runner, pins, drift, verification |
//! | [`cli`] | one file a subcommand |
//! | [`sources`] | the project's own text, for showing and for fingerprinting |

pub mod claim;
pub mod cli;
pub mod document;
pub mod dynamics;
mod error;
pub mod experiments;
pub mod figure;
pub mod float;
pub mod manifold;
pub mod network;
pub mod pipeline;
pub mod random;
pub mod record;
pub mod sources;
pub mod vector;

pub use error::Error;
