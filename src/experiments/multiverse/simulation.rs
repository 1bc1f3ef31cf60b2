use serde::{Deserialize, Serialize};

use super::choices::{all, reading};
use super::setting::{Noise, Setting};
use crate::dynamics::{LabelNoise, NoiseLaw};
use crate::experiments::eigenvalues::STATED;
use crate::experiments::{Labels, Matrix, Phi, Reading};

/// All that a run depends on beside its draw. Readings share it where they differ only in the matrix that is looked at, or
/// where their factor and their figure's learning rate have the same product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Simulation {
    pub activation: Phi,
    pub nu: f64,
    pub labels: Labels,
    pub start: f64,
    /// `c eta`.
    pub rate: f64,
    /// `s`.
    pub deviation: f64,
    pub noise: NoiseLaw,
}

impl Simulation {
    /// That of a reading, in figure number `figure` of three.
    pub fn of(reading: &Reading, figure: usize, setting: &Setting) -> Self {
        let (_, learning_rate, sigma) = STATED[figure];
        let sgd = reading.sgd(learning_rate, sigma);
        Self {
            activation: reading.activation,
            nu: reading.nu,
            labels: reading.labels,
            start: reading.start,
            rate: sgd.rate,
            deviation: sgd.deviation,
            noise: if setting.label_noise == Noise::None { NoiseLaw::None } else { sgd.law },
        }
    }

    /// A reading that it is of; its factor and its matrix mean nothing.
    pub fn reading(&self) -> Reading {
        Reading {
            activation: self.activation,
            nu: self.nu,
            labels: self.labels,
            start: self.start,
            factor: 1.0,
            noise: self.noise,
            sigma_is: crate::experiments::SigmaIs::StandardDeviation,
            matrix: Matrix::Neurons,
        }
    }

    pub fn sgd(&self) -> LabelNoise {
        LabelNoise { rate: self.rate, deviation: self.deviation, law: self.noise }
    }

    /// What the two have in common if they can be run side by side: only data, labels and start may differ.
    fn process(&self) -> (NoiseLaw, Phi, [u64; 3]) {
        (self.noise, self.activation, [self.nu, self.rate, self.deviation].map(f64::to_bits))
    }

    /// Whether the two can be run side by side.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.process() == other.process()
    }

    /// An order that has those that can be run side by side next to each other, and there those with the same start.
    fn order(&self) -> ((NoiseLaw, Phi, [u64; 3]), u64, Labels) {
        (self.process(), self.start.to_bits(), self.labels)
    }
}

/// The different simulations of all readings and figures, and for each reading the indices of its three.
pub fn simulations(setting: &Setting) -> (Vec<Simulation>, Vec<[usize; 3]>) {
    let of: Vec<[Simulation; 3]> =
        all().iter().map(|picks| [0, 1, 2].map(|figure| Simulation::of(&reading(picks), figure, setting))).collect();
    let mut found: Vec<Simulation> = of.iter().flatten().cloned().collect();
    found.sort_by_key(Simulation::order);
    found.dedup();
    let index = |simulation: &Simulation| {
        found.binary_search_by_key(&simulation.order(), Simulation::order).unwrap_or_else(|at| at)
    };
    let map = of.iter().map(|three| [index(&three[0]), index(&three[1]), index(&three[2])]).collect();
    (found, map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::Scale;
    use crate::experiments::multiverse::setting::defaults;
    use crate::experiments::parameter;

    fn setting() -> Setting {
        parameter::read("multiverse", &defaults(Scale::Standard)).unwrap()
    }

    #[test]
    fn readings_share_their_simulations() {
        // 432 readings of three figures: two matrices share one, and c = 2 at 0.05 is c = 1 at 0.1.
        let setting = setting();
        let (simulations, map) = simulations(&setting);
        assert_eq!((simulations.len(), map.len()), (540, 432));
        for (picks, three) in all().iter().zip(map) {
            for (figure, at) in three.into_iter().enumerate() {
                assert_eq!(simulations[at], Simulation::of(&reading(picks), figure, &setting));
            }
        }
        let groups: Vec<usize> = simulations.chunk_by(Simulation::is_beside).map(<[_]>::len).collect();
        assert_eq!(groups, vec![9; 60]);
    }

    #[test]
    fn two_meanings_of_sigma_are_two_simulations() {
        let one = Simulation::of(&Reading::LITERAL, 0, &setting());
        let other = Reading { sigma_is: crate::experiments::SigmaIs::Variance, ..Reading::LITERAL };
        assert_ne!(one, Simulation::of(&other, 0, &setting()));
    }
}
