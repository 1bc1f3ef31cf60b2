use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/frozen/claims.rs";

/// The claims on what never moves.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "frozen/orthogonal-part",
            experiment: "frozen",
            brief: "the part across the data never moves",
            statement: "With fewer points than dimensions the part of every neuron across the data, which is there (in every draw a thousandth or longer for some neuron), stays where it started: in no draw does it move by more than six standard deviations of independent roundings, √(steps / 12) units in the last place of the neuron.",
            source: Source::Ours("derivation, section 3"),
            predicate: orthogonal_part,
            control: Control { variant: "decayed", reason: "weight decay shrinks every part of every neuron" },
            figure: Some("frozen-ratios"),
            code: (FILE, "orthogonal-part"),
        },
        Claim {
            id: "frozen/span",
            experiment: "frozen",
            brief: "only within the span of the data do neurons become one vector",
            statement: "With fewer points than dimensions, in every draw that is due: from a start within the span of the data all neurons end as one vector (s₂ of Θ below a thousandth of s₁, no two neurons farther apart than a hundredth of the longest); from a start anywhere Θ Xᵀ ends below a thousandth, and Θ stays above a hundredth.",
            source: Source::Ours("derivation, section 3"),
            predicate: span,
            control: Control {
                variant: "exchanged",
                reason: "from a start anywhere neurons keep their parts across the data, which differ",
            },
            figure: Some("frozen-ratios"),
            code: (FILE, "span"),
        },
    ]
}

// [orthogonal-part]
fn orthogonal_part(record: &Record) -> Judgement {
    let there = record.number("size.least").is_some_and(|size| size >= 1e-3);
    let still = record.number("walk.most").is_some_and(|over| over <= 6.0);
    let asked = [
        ("finite", None),
        ("size.least", Some("at least 0.001")),
        ("ulps.most", None),
        ("walk", None),
        ("walk.most", Some("at most 6")),
        ("bound", None),
    ];
    judge(record, there && still, &asked)
}
// [/orthogonal-part]

// [span]
fn span(record: &Record) -> Judgement {
    let due = record.number("due").filter(|due| *due > 0.0);
    let all = |name: &str| record.number(name) == due;
    let verdict = match due {
        None => {
            Verdict::Undecided { reason: "No draw is due within so few steps.".into(), decides: "a longer run.".into() }
        }
        Some(_) if all("span.one") && all("general.features") && all("general.kept") => Verdict::Holds,
        Some(_) => Verdict::Fails,
    };
    let asked =
        [("due", None), ("span.one", Some("all")), ("general.features", Some("all")), ("general.kept", Some("all"))];
    judge(record, verdict, &asked)
}
// [/span]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Parameters;

    fn record(scalars: &[(&str, f64)]) -> Record {
        let mut record = Record::new("frozen", Parameters::new(), 1);
        for (name, value) in scalars {
            record.scalar(name, *value, "1", "");
        }
        record
    }

    #[test]
    fn a_part_that_moves_or_that_is_not_there_does_not_stay() {
        let verdict = |size, over| orthogonal_part(&record(&[("size.least", size), ("walk.most", over)])).verdict;
        assert_eq!(verdict(0.1, 2.0), Verdict::Holds);
        assert_eq!(verdict(0.1, 7.0), Verdict::Fails);
        assert_eq!(verdict(0.0, 0.0), Verdict::Fails);
        assert_eq!(orthogonal_part(&record(&[])).verdict, Verdict::Fails);
    }

    #[test]
    fn one_draw_that_ends_otherwise_is_one_too_many_and_none_at_all_decides_nothing() {
        let of = |due: f64, one: f64, kept: f64| {
            span(&record(&[("due", due), ("span.one", one), ("general.features", due), ("general.kept", kept)])).verdict
        };
        assert_eq!(of(4.0, 4.0, 4.0), Verdict::Holds);
        assert_eq!(of(4.0, 3.0, 4.0), Verdict::Fails);
        assert_eq!(of(4.0, 4.0, 0.0), Verdict::Fails);
        assert!(matches!(of(0.0, 0.0, 0.0), Verdict::Undecided { .. }));
    }
}
