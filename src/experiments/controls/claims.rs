use super::Kind;
use super::assemble::{count, word};
use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::record::{Datum, Record};

const FILE: &str = "src/experiments/controls/claims.rs";

/// The claims on the controls.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, predicate, mark, reason| Claim {
        id,
        experiment: "controls",
        brief,
        statement,
        source: Source::Ours("derivation, sections 4, 5 and 7"),
        predicate,
        control: Control { variant: "lifted", reason },
        figure: Some("controls-lambda-2"),
        code: (FILE, mark),
    };
    vec![
        claim(
            "controls/no-noise",
            "without label noise nothing moves",
            "With σ = 0, λ₂ changes by less than 1 % over the second half of the run, in every draw that is long enough to tell.",
            |record| happened(record, Kind::NoNoise),
            "happened",
            "with label noise the same draws move on",
        ),
        claim(
            "controls/full-batch",
            "full batches are slower, as predicted",
            "With all points at every step, ln λ₂ falls at the rate predicted for full batches, to 5 %, in every draw that is long enough to tell.",
            |record| happened(record, Kind::FullBatch),
            "happened",
            "with one point at a time it falls several times as fast",
        ),
        claim(
            "controls/equal-start",
            "equal neurons stay equal",
            "Neurons that start equal stay equal to the bit: λ₂ = λ₃ = 0 exactly at every recorded step, in every draw that is long enough to tell.",
            |record| happened(record, Kind::EqualStart),
            "happened",
            "neurons that start apart are apart",
        ),
        claim(
            "controls/kicked",
            "rank one attracts at the predicted rate",
            "A kick of a millionth to a start of rank one never makes λ₂ more than 10⁻⁶ λ₁, and dies out at the predicted rate, to 5 %, in every draw that is long enough to tell.",
            |record| happened(record, Kind::Kicked),
            "happened",
            "from an ordinary start λ₂ is large at first",
        ),
    ]
}

// [happened]
fn happened(record: &Record, kind: Kind) -> Judgement {
    let (right, told) = count(record, kind);
    let scalar = |name: &str| {
        record.look_up(&format!("{}.{name}", word(kind))).map_or(Datum::Absent, |scalar| scalar.value.clone())
    };
    let evidence = vec![
        Evidence { what: format!("{}: least of all draws", kind.measure()), value: scalar("least"), asked: None },
        Evidence { what: format!("{}: most of all draws", kind.measure()), value: scalar("most"), asked: None },
        Evidence {
            what: "draws that are long enough to tell".into(),
            value: told.into(),
            asked: Some("at least 1".into()),
        },
        Evidence {
            what: "of these, draws in which it happened".into(),
            value: right.into(),
            asked: Some("all".into()),
        },
    ];
    let verdict = if told == 0 {
        Verdict::Undecided {
            reason: "In no draw the run is long enough to take a late slope.".into(),
            decides: "more steps.".into(),
        }
    } else if right == told {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    Judgement { verdict, evidence }
}
// [/happened]
