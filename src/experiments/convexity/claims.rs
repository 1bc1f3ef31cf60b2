use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/convexity/claims.rs";

/// The claims on local geodesic convexity.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "convexity/formula",
            experiment: "convexity",
            brief: "the formula of the Riemannian Hessian is right",
            statement: "At every point, the formula of the Hessian along the manifold agrees with second differences along retracted curves to 10⁻⁴ of its terms, and to 10⁻⁷ at most points.",
            source: Source::Ours("derivation, section 6"),
            predicate: formula,
            control: Control {
                variant: "straight",
                reason: "along straight lines the multipliers' term is missing from the differences",
            },
            figure: None,
            code: (FILE, "formula"),
        },
        Claim {
            id: "convexity/local",
            experiment: "convexity",
            brief: "near stationary points the sharpness is convex along the manifold",
            statement: "At every point with |P ∇F| below the radius ρ, of which there are 10 or more, the least eigenvalue of the Hessian is at least 1 − |P ∇F| / ρ times the floor, to 10⁻⁹: it is positive.",
            source: Source::Paper("local geodesic convexity of the sharpness"),
            predicate: local,
            control: Control {
                variant: "tanh",
                reason: "where φ‴ < 0 the flattest interpolator of equal neurons is a saddle",
            },
            figure: Some("convexity-eigenvalues"),
            code: (FILE, "local"),
        },
    ]
}

// [formula]
fn formula(record: &Record) -> Judgement {
    let all = record.number("points").is_some() && record.number("points") == record.number("tried");
    let at_most = |name: &str, bound: f64| record.number(name).is_some_and(|off| off <= bound);
    let holds = all && at_most("off.median", 1e-7) && at_most("off.most", 1e-4);
    let asked = [
        ("tried", None),
        ("points", Some("all")),
        ("off.median", Some("at most 10⁻⁷")),
        ("off.most", Some("at most 10⁻⁴")),
    ];
    judge(record, holds, &asked)
}
// [/formula]

// [local]
fn local(record: &Record) -> Judgement {
    let (within, margin) = (record.number("within").unwrap_or_default(), record.number("within.margin"));
    let verdict = match margin {
        Some(margin) if margin < -1e-9 => Verdict::Fails,
        Some(_) if within >= 10.0 => Verdict::Holds,
        _ => Verdict::Undecided {
            reason: "There are too few points within the radius.".into(),
            decides: "more points, or nearer ones.".into(),
        },
    };
    let asked = [
        ("within", Some("at least 10")),
        ("within.positive", Some("all")),
        ("within.margin", Some("at least −10⁻⁹")),
        ("negative.first", None),
    ];
    judge(record, verdict, &asked)
}
// [/local]
