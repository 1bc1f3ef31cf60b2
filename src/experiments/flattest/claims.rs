use crate::claim::{Claim, Control, Judgement, Source};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/flattest/claims.rs";

/// The claims on the flattest interpolators.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, predicate, mark, reason| Claim {
        id,
        experiment: "flattest",
        brief,
        statement,
        source: Source::Paper("the structure of the flattest interpolators"),
        predicate,
        control: Control { variant: "tanh", reason },
        figure: Some("flattest-descents"),
        code: (FILE, mark),
    };
    vec![
        claim(
            "flattest/all-equal",
            "every stationary point is φ⁻¹(yᵢ/m) for all neurons",
            "Every descent of F along the zero-loss manifold ends in a stationary point (|P ∇F| ≤ 10⁻⁸ |∇F|), and there all pre-activations are φ⁻¹(yᵢ/m) to 10⁻⁶.",
            all_equal,
            "all-equal",
            "with tanh φ‴ changes sign, and neurons may differ at a stationary point",
        ),
        claim(
            "flattest/one-minimum",
            "all of them are the same global minimum",
            "Every descent ends with F = F* to 10⁻¹⁰, where F* = m Σ |xᵢ|² φ′(φ⁻¹(yᵢ/m))².",
            one_minimum,
            "one-minimum",
            "with tanh there are flatter interpolators than the one of equal neurons",
        ),
    ]
}

// [all-equal]
fn all_equal(record: &Record) -> Judgement {
    let count = |name: &str| record.number(name);
    let descents = count("descents");
    let holds = descents.is_some() && count("stationary") == descents && count("equal") == descents;
    let asked = [
        ("descents", None),
        ("stationary", Some("all")),
        ("equal", Some("all")),
        ("residual.most", None),
        ("distance.most", None),
    ];
    judge(record, holds, &asked)
}
// [/all-equal]

// [one-minimum]
fn one_minimum(record: &Record) -> Judgement {
    let all_began = record.number("descents").is_some() && record.number("landed") == record.number("descents");
    let near = |name: &str| record.number(name).is_some_and(|excess| excess.abs() <= 1e-10);
    let holds = all_began && near("excess.least") && near("excess.most");
    let asked = [
        ("landed", Some("all")),
        ("excess.least", Some("at most 10⁻¹⁰ in size")),
        ("excess.most", Some("at most 10⁻¹⁰ in size")),
    ];
    judge(record, holds, &asked)
}
// [/one-minimum]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Verdict;
    use crate::record::Parameters;

    fn record(descents: u64, equal: u64, excess: f64) -> Record {
        let mut record = Record::new("flattest", Parameters::new(), 1);
        for (name, count) in [("descents", descents), ("landed", descents), ("stationary", descents), ("equal", equal)]
        {
            record.scalar(name, count, "1", "");
        }
        record.scalar("excess.least", excess, "1", "");
        record.scalar("excess.most", excess, "1", "");
        record
    }

    #[test]
    fn one_descent_that_ends_elsewhere_is_one_too_many() {
        let verdicts = |record: &Record| [all_equal(record).verdict, one_minimum(record).verdict];
        assert_eq!(verdicts(&record(8, 8, 1e-13)), [Verdict::Holds, Verdict::Holds]);
        assert_eq!(verdicts(&record(8, 7, -1e-3)), [Verdict::Fails, Verdict::Fails]);
        assert_eq!(verdicts(&Record::new("flattest", Parameters::new(), 1)), [Verdict::Fails, Verdict::Fails]);
    }
}
