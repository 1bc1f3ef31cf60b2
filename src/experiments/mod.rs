//! The experiments: pure functions of their parameters and the root seed, cut into independent cells.

mod activations;
mod binomial;
mod cell;
mod controls;
mod convexity;
mod eigenvalues;
mod evidence;
mod experiment;
mod figures;
mod flattest;
mod frozen;
mod ground;
mod hessian_trace;
mod ladder;
mod late_slope;
mod learning_rates;
mod more_points;
mod multiverse;
mod parameter;
mod quantile;
mod rate;
mod reading;
mod scale;
mod second_layer;
mod steps;
mod trajectories;
mod weight_decay;

pub use cell::Cell;
pub use experiment::{Experiment, Plan, Variant};
pub use parameter::{Info, Range, set};
pub use reading::{Labels, Matrix, Phi, Reading, SigmaIs};
pub use scale::Scale;
pub use steps::{recorded_every, recorded_steps};

use crate::Error;

/// Every experiment of the report, in reading order.
pub static REGISTRY: &[&Experiment] = &[
    &multiverse::EXPERIMENT,
    &eigenvalues::FIGURE_1,
    &eigenvalues::FIGURE_2,
    &eigenvalues::FIGURE_3,
    &more_points::EXPERIMENT,
    &controls::EXPERIMENT,
    &hessian_trace::EXPERIMENT,
    &flattest::EXPERIMENT,
    &convexity::EXPERIMENT,
    &trajectories::EXPERIMENT,
    &learning_rates::EXPERIMENT,
    &rate::EXPERIMENT,
    &second_layer::EXPERIMENT,
    &activations::EXPERIMENT,
    &frozen::EXPERIMENT,
    &weight_decay::EXPERIMENT,
];

/// The experiment called `id`.
pub fn find(id: &str) -> Result<&'static Experiment, Error> {
    REGISTRY
        .iter()
        .copied()
        .find(|experiment| experiment.id == id)
        .ok_or_else(|| Error::unknown("experiment", id, REGISTRY.iter().map(|experiment| experiment.id)))
}
