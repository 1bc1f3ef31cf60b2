use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::record::{Datum, Record};

const FILE: &str = "src/experiments/hessian_trace/claims.rs";

/// The claims on the sharpness.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, predicate, mark, reason| Claim {
        id,
        experiment: "hessian-trace",
        brief,
        statement,
        source: Source::Ours("derivation, section 2"),
        predicate,
        control: Control { variant: "exchanged", reason },
        figure: None,
        code: (FILE, mark),
    };
    vec![
        claim(
            "hessian-trace/on-manifold",
            "the trace of the Hessian is twice F",
            "At every point of the zero-loss manifold, tr D²L = 2F to 10⁻¹², whatever the activation, with D²L by hyper-dual numbers.",
            on_manifold,
            "on-manifold",
            "off the manifold the trace has a further term",
        ),
        claim(
            "hessian-trace/off-manifold",
            "off the manifold the known term is missing",
            "At every point off the manifold, tr D²L = 2F + 2 Σ (rᵢ − yᵢ) |xᵢ|² Σ φ″(zᵢⱼ) to 10⁻¹², and without the last term it is wrong by 10⁻⁶ or more.",
            off_manifold,
            "off-manifold",
            "on the manifold nothing is wrong without the term",
        ),
    ]
}

// [on-manifold]
fn on_manifold(record: &Record) -> Judgement {
    judge(record, &[("on.alone.worst", "at most 10⁻¹²", |off| off <= 1e-12)])
}
// [/on-manifold]

// [off-manifold]
fn off_manifold(record: &Record) -> Judgement {
    judge(
        record,
        &[
            ("off.whole.worst", "at most 10⁻¹²", |off| off <= 1e-12),
            ("off.alone.least", "at least 10⁻⁶", |off| off >= 1e-6),
        ],
    )
}
// [/off-manifold]

/// One thing that is asked of a record: of which scalar, in words, and as code.
type Asked = (&'static str, &'static str, fn(f64) -> bool);

fn judge(record: &Record, asked: &[Asked]) -> Judgement {
    let (points, landed) = (record.number("points"), record.number("landed"));
    let mut evidence =
        vec![Evidence { what: "points looked at".into(), value: Datum::optional(landed), asked: Some("all".into()) }];
    let mut holds = landed.is_some() && landed == points;
    for (name, words, condition) in asked {
        let value = record.number(name);
        holds &= value.is_some_and(condition);
        let what = record.look_up(name).map_or("nothing recorded", |scalar| &scalar.description);
        evidence.push(Evidence { what: what.into(), value: Datum::optional(value), asked: Some((*words).into()) });
    }
    Judgement { verdict: if holds { Verdict::Holds } else { Verdict::Fails }, evidence }
}
