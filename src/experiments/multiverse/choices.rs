use crate::dynamics::NoiseLaw;
use crate::experiments::{Labels, Matrix, Phi, Reading, SigmaIs};

/// One thing that the record leaves open.
pub struct Choice {
    /// Its name: `labels`.
    pub name: &'static str,
    /// What may be chosen, in words, and for an axis.
    pub options: &'static [(&'static str, &'static str)],
}

/// All of them.
pub const CHOICES: [Choice; 7] = [
    Choice {
        name: "activation",
        options: &[("cubic-0.1", "*z*^{3} + 0.1 *z*"), ("cubic-1", "*z*^{3} + *z*"), ("sinh", "sinh *z*")],
    },
    Choice { name: "labels", options: &[("uniform", "uniform"), ("normal", "normal"), ("teacher", "teacher")] },
    Choice { name: "start", options: &[("0.1", "0.1"), ("0.3", "0.3"), ("1", "1")] },
    Choice { name: "factor", options: &[("1", "*c* = 1"), ("2", "*c* = 2")] },
    Choice { name: "noise", options: &[("gaussian", "Gaussian"), ("plus-minus", "plus-minus")] },
    Choice { name: "sigma", options: &[("standard-deviation", "*s* = σ"), ("variance", "*s*^{2} = σ")] },
    Choice { name: "matrix", options: &[("neurons", "Θ^{T}Θ"), ("features", "feature matrix")] },
];

/// An option of every choice, by index.
pub type Picks = [usize; CHOICES.len()];

/// Every combination, the last choice fastest: 432.
pub fn all() -> Vec<Picks> {
    let mut all = vec![[0; CHOICES.len()]];
    for (at, choice) in CHOICES.iter().enumerate() {
        all = all
            .into_iter()
            .flat_map(|picks| {
                (0..choice.options.len()).map(move |option| {
                    let mut picks: Picks = picks;
                    picks[at] = option;
                    picks
                })
            })
            .collect();
    }
    all
}

/// The reading that the picks are.
pub fn reading(picks: &Picks) -> Reading {
    Reading {
        activation: [Phi::Cubic, Phi::Cubic, Phi::Sinh][picks[0]],
        nu: [0.1, 1.0, 1.0][picks[0]],
        labels: [Labels::Uniform, Labels::Normal, Labels::Teacher][picks[1]],
        start: [0.1, 0.3, 1.0][picks[2]],
        factor: [1.0, 2.0][picks[3]],
        noise: [NoiseLaw::Gaussian, NoiseLaw::PlusMinus][picks[4]],
        sigma_is: [SigmaIs::StandardDeviation, SigmaIs::Variance][picks[5]],
        matrix: [Matrix::Neurons, Matrix::Features][picks[6]],
    }
}

/// The picks of a reading; none where it is not one of the 432.
pub fn picks(wanted: &Reading) -> Option<Picks> {
    all().into_iter().find(|picks| reading(picks) == *wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_432_readings_all_different_and_the_named_ones_are_among_them() {
        let readings: Vec<Reading> = all().iter().map(reading).collect();
        assert_eq!(readings.len(), 432);
        for (at, one) in readings.iter().enumerate() {
            assert!(readings[at + 1..].iter().all(|other| other != one));
        }
        assert!(picks(&Reading::LITERAL).is_some() && picks(&Reading::REFERENCE).is_some());
        assert_eq!(picks(&Reading { nu: 0.5, ..Reading::LITERAL }), None);
    }
}
