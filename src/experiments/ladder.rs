//! A ladder of learning rates, each a half of the one before, at which chains run four times as long.

/// The learning rate on a rung, counted from 0, where this is the first.
pub fn rate(first: f64, rung: u64) -> f64 {
    (0..rung).fold(first, |rate, _| 0.5 * rate)
}

/// Steps on a rung: the time `t = k eta^2` is the same on all.
pub fn steps(first: u64, rung: u64) -> u64 {
    first << (2 * rung)
}
