use super::SIZES;
use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::record::{Datum, Record};

const FILE: &str = "src/experiments/more_points/claims.rs";
const NO_NOISE: Control = Control {
    variant: "no-label-noise",
    reason: "without label noise neurons stay where fitting the data left them, whatever the number of points",
};

/// The claims on more points than dimensions.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, predicate, mark| Claim {
        id,
        experiment: "more-points",
        brief,
        statement,
        source: Source::Ours("what comes instead of rank one"),
        predicate,
        control: NO_NOISE,
        figure: Some("more-points-curves"),
        code: (FILE, mark),
    };
    vec![
        claim(
            "more-points/not-rank-one",
            "beyond the theorem's case rank one is not reached",
            "With three points λ₂/λ₁ comes below a hundredth in most draws; with 4, 5, 6, 10 or 20 points in three dimensions it stays above in most draws (exact 95 % intervals of the shares above one half).",
            not_rank_one,
            "not-rank-one",
        ),
        claim(
            "more-points/few-neurons",
            "neurons gather in a few groups all the same",
            "With 4, 5 or 6 points at most three distinct neurons are left in most draws (exact 95 % intervals of the shares above one half).",
            few_neurons,
            "few-neurons",
        ),
    ]
}

// [not-rank-one]
fn not_rank_one(record: &Record) -> Judgement {
    let (first, more) = (SIZES[0], &SIZES[1..]);
    judge(record, std::iter::once((first, "near")).chain(more.iter().map(|points| (*points, "apart"))))
}
// [/not-rank-one]

// [few-neurons]
fn few_neurons(record: &Record) -> Judgement {
    judge(record, [4, 5, 6].map(|points| (points, "few")))
}
// [/few-neurons]

/// Whether each of some counts is that of most draws.
fn judge(record: &Record, counts: impl IntoIterator<Item = (usize, &'static str)>) -> Judgement {
    let (mut holds, mut fails) = (true, false);
    let mut evidence = Vec::new();
    for (points, word) in counts {
        let name = format!("n_{points}.{word}");
        let end = |end: &str| record.number(&format!("{name}.{end}"));
        let what = record.look_up(&name).map_or("nothing recorded", |scalar| &scalar.description);
        holds &= end("low").is_some_and(|low| low > 0.5);
        fails |= !end("high").is_some_and(|high| high >= 0.5);
        evidence.push(Evidence {
            what: format!("n = {points}: {what}, lower end of the exact 95 % interval of the share"),
            value: Datum::optional(end("low")),
            asked: Some("above 0.5".into()),
        });
        evidence.push(Evidence { what: "its upper end".into(), value: Datum::optional(end("high")), asked: None });
    }
    let verdict = match (holds, fails) {
        (true, _) => Verdict::Holds,
        (_, true) => Verdict::Fails,
        _ => Verdict::Undecided {
            reason: "The interval of a share holds one half.".into(),
            decides: "more draws.".into(),
        },
    };
    Judgement { verdict, evidence }
}
