use crate::float::ln;
use crate::record::Datum;

/// A slope and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Slope of `ln lambda` per step.
    pub value: f64,
    /// One standard error.
    pub error: f64,
    /// Index of the first recorded step that it was taken from.
    pub first: usize,
    /// Index of the last.
    pub last: usize,
}

/// What became of the attempt to take a late slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Late {
    /// It could be taken.
    Measured(Slope),
    /// The run is too short: the predicted fall over what is late of it is too small.
    TooShort,
    /// The eigenvalue should have fallen far enough by now, and has not.
    Stalled,
    /// The chain left the finite numbers.
    Diverged,
    /// By the time it is late, it is among the last bits of the neurons.
    BelowRounding,
}

impl Late {
    /// The slope, if there is one.
    pub fn slope(self) -> Option<Slope> {
        match self {
            Self::Measured(slope) => Some(slope),
            _ => None,
        }
    }

    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured(_) => "measured",
            Self::TooShort => "too-short",
            Self::Stalled => "stalled",
            // Not the word that a record has for a number that is none.
            Self::Diverged => "not-finite",
            Self::BelowRounding => "below-rounding",
        }
    }
}

/// Ratios to the largest eigenvalue above which the neurons do not all but agree.
const LINEAR: f64 = 1e-2;
/// Ratios below which the last bits of the neurons are seen.
const ROUNDING: f64 = 1e-24;
/// Recorded steps that a slope needs.
const LEAST_POINTS: usize = 20;

// [late-slope]
/// Slope of `ln lambda` where theory calls it late: from step `from` on, while `lambda / lambda_1` is small but above
/// rounding. It takes 20 recorded steps, and a predicted fall over them of `least_fall` in the logarithm.
///
/// Least squares; the standard error takes the residuals' correlation from one recorded step to the next into account,
/// and knows nothing of what the theory leaves out.
pub fn late_slope(
    step: &[f64],
    lambda: &[Datum],
    lambda_1: &[Datum],
    from: f64,
    predicted: f64,
    least_fall: f64,
) -> Late {
    let falls = |start: f64, end: f64| end > start && -predicted * (end - start) >= least_fall;
    if !step.last().is_some_and(|end| falls(from, *end)) {
        return Late::TooShort;
    }
    let mut points = Vec::new();
    for (k, &step) in step.iter().enumerate() {
        let (Some(value), Some(largest)) = (lambda[k].as_number(), lambda_1[k].as_number()) else { continue };
        if step >= from && value > 0.0 && value <= LINEAR * largest && value >= ROUNDING * largest {
            points.push((k, step, ln(value)));
        }
    }
    let enough = points.len() >= LEAST_POINTS && falls(points[0].1, points[points.len() - 1].1);
    if !enough {
        return match lambda.last().zip(lambda_1.last()) {
            Some((Datum::Number(value), Datum::Number(largest))) if *value >= ROUNDING * largest => Late::Stalled,
            Some((Datum::Diverged, _)) => Late::Diverged,
            _ => Late::BelowRounding,
        };
    }
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let count = points.len() as f64;
    let mean = |of: fn(&(usize, f64, f64)) -> f64| points.iter().map(of).fold(0.0, |sum, x| sum + x) / count;
    let (middle, height) = (mean(|point| point.1), mean(|point| point.2));
    let (mut spread, mut product) = (0.0, 0.0);
    for (_, step, value) in &points {
        spread += (step - middle) * (step - middle);
        product += (step - middle) * (value - height);
    }
    let value = product / spread;
    let residuals: Vec<f64> = points.iter().map(|(_, step, y)| (y - height) - value * (step - middle)).collect();
    let (mut squares, mut lagged) = (0.0, 0.0);
    for residual in &residuals {
        squares += residual * residual;
    }
    for pair in residuals.windows(2) {
        lagged += pair[0] * pair[1];
    }
    let correlation = if squares > 0.0 { (lagged / squares).clamp(0.0, 0.99) } else { 0.0 };
    let white = squares / (count - 2.0) / spread;
    let error = (white * ((1.0 + correlation) / (1.0 - correlation))).sqrt();
    Late::Measured(Slope { value, error, first, last })
}
// [/late-slope]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    fn slope_of(noise: f64, from: f64) -> Late {
        let step: Vec<f64> = (0..200).map(f64::from).collect();
        let wiggles = Stream::new(1, "late-slope").normals(200);
        let lambda: Vec<Datum> = (step.iter().zip(wiggles))
            .map(|(k, wiggle)| Datum::number(libm::exp(-6.0 - 0.2 * k + noise * wiggle)))
            .collect();
        late_slope(&step, &lambda, &vec![Datum::Number(1.0); 200], from, -0.2, 4.6)
    }

    #[test]
    fn an_exponential_has_its_exponent_as_slope() {
        let slope = slope_of(0.0, 10.0).slope().unwrap();
        assert!((slope.value + 0.2).abs() < 1e-12 && slope.error < 1e-12, "{slope:?}");
        assert_eq!(slope.first, 10);
        let noisy = slope_of(0.5, 10.0).slope().unwrap();
        assert!((noisy.value + 0.2).abs() < 3.0 * noisy.error, "{noisy:?}");
        assert!(noisy.error > 1e-4 && noisy.error < 2e-3, "{noisy:?}");
    }

    #[test]
    fn nothing_is_measured_in_too_short_a_window() {
        assert_eq!(slope_of(0.0, 190.0), Late::TooShort);
        assert_eq!(late_slope(&[], &[], &[], 0.0, -1.0, 1.0), Late::TooShort);
        // Nor does what is predicted to grow fall, however late it is called late.
        let one = [Datum::Number(1.0)];
        assert_eq!(late_slope(&[9.0], &one, &one, f64::INFINITY, 1.0, 1.0), Late::TooShort);
    }

    #[test]
    fn an_eigenvalue_that_should_have_fallen_is_not_passed_over() {
        let step: Vec<f64> = (0..200).map(f64::from).collect();
        let of = |value| {
            late_slope(&step, &vec![Datum::Number(value); 200], &vec![Datum::Number(1.0); 200], 10.0, -0.2, 4.6)
        };
        assert_eq!(of(0.3), Late::Stalled);
        assert_eq!(of(1e-29), Late::BelowRounding);
        // Between a hundredth and rounding, but for too few recorded steps: it is slower than predicted.
        let late: Vec<Datum> = (0..200).map(|k| Datum::Number(if k < 190 { 0.3 } else { 1e-4 })).collect();
        assert_eq!(late_slope(&step, &late, &vec![Datum::Number(1.0); 200], 10.0, -0.2, 4.6), Late::Stalled);
        let gone = vec![Datum::Diverged; 200];
        assert_eq!(late_slope(&step, &gone, &gone, 10.0, -0.2, 4.6), Late::Diverged);
    }
}
