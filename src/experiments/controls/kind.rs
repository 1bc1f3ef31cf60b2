use crate::record::Datum;

/// A setting in which it is known what must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No label noise.
    NoNoise,
    /// All points at every step, each label with its own noise.
    FullBatch,
    /// All neurons start equal.
    EqualStart,
    /// All neurons start equal but for a tiny kick.
    Kicked,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NoNoise, Self::FullBatch, Self::EqualStart, Self::Kicked];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoNoise => "no-noise",
            Self::FullBatch => "full-batch",
            Self::EqualStart => "equal-start",
            Self::Kicked => "kicked",
        }
    }

    /// What it is.
    pub fn what(self) -> &'static str {
        match self {
            Self::NoNoise => "sigma = 0",
            Self::FullBatch => "full-batch label noise",
            Self::EqualStart => "neurons that start equal",
            Self::Kicked => "rank-one start with a tiny kick",
        }
    }

    /// What must happen.
    pub fn must(self) -> &'static str {
        match self {
            Self::NoNoise => "λ₂ stands still once the data are fitted",
            Self::FullBatch => "λ₂ falls at the rate predicted for full batches, which is several times slower",
            Self::EqualStart => "λ₂ = λ₃ = 0 exactly, at every step",
            Self::Kicked => "the kick dies out at the predicted rate of λ₂",
        }
    }

    /// What is measured of a draw for it.
    pub fn measure(self) -> &'static str {
        match self {
            Self::NoNoise => "|λ₂(end) / λ₂(middle) − 1|",
            Self::FullBatch | Self::Kicked => "measured over predicted slope of ln λ₂",
            Self::EqualStart => "largest λ₂ of any recorded step",
        }
    }

    /// Whether it happened in a draw; none where the draw cannot tell.
    pub fn happened(self, value: &Datum, largest_ratio: &Datum) -> Option<bool> {
        let near_one = |value: f64| (value - 1.0).abs() < 0.05;
        match (self, value) {
            (_, Datum::Absent) => None,
            // From a number to exactly zero it has moved, too.
            (_, Datum::Diverged) | (Self::NoNoise, Datum::Merged) => Some(false),
            (Self::EqualStart, value) => Some(*value == Datum::Merged),
            (Self::NoNoise, Datum::Number(change)) => Some(*change < 0.01),
            (Self::FullBatch, Datum::Number(ratio)) => Some(near_one(*ratio)),
            // A kick must not only die out: it must never have grown large.
            (Self::Kicked, Datum::Number(ratio)) => {
                Some(near_one(*ratio) && largest_ratio.order(&Datum::Number(1e-6)).is_lt())
            }
            // No slope, though there should be one: it has not fallen, or is below rounding already.
            (_, Datum::Text(_)) => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_happen_can_be_told_from_what_must_not() {
        let small = Datum::Number(1e-12);
        for (kind, good, bad) in [
            (Kind::NoNoise, Datum::Number(1e-15), Datum::Number(0.5)),
            (Kind::FullBatch, Datum::Number(1.01), Datum::Number(6.0)),
            (Kind::EqualStart, Datum::Merged, Datum::Number(1e-30)),
            (Kind::Kicked, Datum::Number(0.99), Datum::Diverged),
        ] {
            assert_eq!(kind.happened(&good, &small), Some(true), "{kind:?}");
            assert_eq!(kind.happened(&bad, &small), Some(false), "{kind:?}");
        }
        assert_eq!(Kind::Kicked.happened(&Datum::Number(1.0), &Datum::Number(0.3)), Some(false));
        assert_eq!(Kind::NoNoise.happened(&Datum::Merged, &small), Some(false));
        assert!(Kind::ALL.iter().all(|kind| kind.happened(&Datum::Absent, &small).is_none()));
    }
}
