use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::binomial::exact_interval;
use crate::experiments::evidence::evidence;
use crate::record::Record;

const FILE: &str = "src/experiments/trajectories/claims.rs";
const LIMIT: Control = Control {
    variant: "limit-flow",
    reason: "the limit flow leaves the learning rate out, and is too slow by a factor that differs from draw to draw",
};

/// The claims on whole trajectories.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "trajectories/foreseen",
            experiment: "trajectories",
            brief: "whole trajectories are those of the finite-step flow",
            statement: "From where the raw start of Figure 1 comes to the zero-loss manifold, in at least nine in ten of the draws whose flow goes to the end with stable steps, λ₂ is at every recorded step within 5 % of the flow's and λ₃ within 10 %, down to rounding; nothing is fitted.",
            source: Source::Ours("derivation, section 5"),
            predicate: foreseen,
            control: LIMIT,
            figure: Some("trajectories-shown"),
            code: (FILE, "foreseen"),
        },
        Claim {
            id: "trajectories/second",
            experiment: "trajectories",
            brief: "the second eigenvalue is that of the finite-step flow all along",
            statement: "In most of the draws whose flow goes to the end with stable steps, λ₂ is at every recorded step within 5 % of the flow's (the exact 95 % interval of the share lies above one half). An exploration: made after first data, in which λ₃ failed the claim before.",
            source: Source::Ours("derivation, section 5"),
            predicate: second,
            control: LIMIT,
            figure: Some("trajectories-all"),
            code: (FILE, "second"),
        },
        Claim {
            id: "trajectories/law",
            experiment: "trajectories",
            brief: "the flow foresees how the steps needed are spread over draws",
            statement: "The steps within which a twentieth, a tenth and a quarter of the draws see λ₂ fall a million-fold are those of the finite-step flow, to 5 %.",
            source: Source::Ours("derivation, section 5"),
            predicate: law,
            control: LIMIT,
            figure: Some("trajectories-all"),
            code: (FILE, "law"),
        },
        Claim {
            id: "trajectories/bounded",
            experiment: "trajectories",
            brief: "the range visited is bounded by the sharpness at the landing",
            statement: "In every draw that comes to the manifold, φ′(z_ij) |x_i| stays at most √F₀ along the flow, F₀ the sharpness where it begins: so no bound on φ′ or φ‴ has to be assumed of the path.",
            source: Source::Review("is the bound on φ′ and φ‴ along the flow circular?"),
            predicate: bounded,
            control: Control { variant: "uphill", reason: "up the sharpness slopes grow without bound" },
            figure: None,
            code: (FILE, "bounded"),
        },
    ]
}

// [foreseen]
fn foreseen(record: &Record) -> Judgement {
    let count = |name: &str| record.number(name).unwrap_or(0.0) as u64;
    let (followed, near) = (count("followed"), count("near"));
    let (low, high) = exact_interval(followed, near);
    let verdict = if followed == 0 || (low < 0.9 && high > 0.9 && 10 * near < 9 * followed) {
        undecided()
    } else if 10 * near >= 9 * followed {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    let asked = [
        ("followed", None),
        ("near", Some("at least nine in ten")),
        ("near.low", None),
        ("near.high", None),
        ("apart_2.median", None),
        ("apart_3.median", None),
        ("deep", None),
        ("end_2.median", None),
    ];
    Judgement { verdict, evidence: evidence(record, &asked) }
}
// [/foreseen]

// [second]
fn second(record: &Record) -> Judgement {
    let count = |name: &str| record.number(name).unwrap_or(0.0) as u64;
    let (low, high) = exact_interval(count("followed"), count("near_2"));
    let verdict = if low > 0.5 {
        Verdict::Holds
    } else if high < 0.5 {
        Verdict::Fails
    } else {
        undecided()
    };
    let asked = [
        ("followed", None),
        ("near_2", None),
        ("near_2.low", Some("above one half")),
        ("near_2.high", None),
        ("apart_2.median", None),
        ("apart_2.nine_tenths", None),
    ];
    Judgement { verdict, evidence: evidence(record, &asked) }
}
// [/second]

// [law]
fn law(record: &Record) -> Judgement {
    const SHARES: [&str; 3] = ["twentieth", "tenth", "quarter"];
    let ratio = |share: &&str| {
        let of = |who: &str| record.number(&format!("law.{who}.{share}"));
        let (flow, chain) = (of("flow")?, of("chain")?);
        Some((flow / chain - 1.0).abs())
    };
    let known: Vec<f64> = SHARES.iter().filter_map(ratio).collect();
    // Where only one of the two has arrived by the end, they differ.
    let one_sided = SHARES.iter().any(|share| {
        let of = |who: &str| record.number(&format!("law.{who}.{share}")).is_some();
        of("flow") != of("chain")
    });
    let verdict = if one_sided || known.iter().any(|apart| *apart > 0.05) {
        Verdict::Fails
    } else if known.len() < SHARES.len() {
        undecided()
    } else {
        Verdict::Holds
    };
    let asked = [
        ("law.chain.twentieth", None),
        ("law.flow.twentieth", Some("to 5 % that of the chain")),
        ("law.chain.tenth", None),
        ("law.flow.tenth", Some("to 5 % that of the chain")),
        ("law.chain.quarter", None),
        ("law.flow.quarter", Some("to 5 % that of the chain")),
    ];
    Judgement { verdict, evidence: evidence(record, &asked) }
}
// [/law]

// [bounded]
fn bounded(record: &Record) -> Judgement {
    let number = |name: &str| record.number(name).unwrap_or(0.0);
    let (draws, within) = (number("visited.flow.draws"), number("visited.flow.within"));
    let verdict = if draws == 0.0 {
        undecided()
    } else if within < draws {
        Verdict::Fails
    } else {
        Verdict::Holds
    };
    let asked = [
        ("visited.flow.draws", None),
        ("visited.flow.within", Some("all")),
        ("visited.flow.most", Some("at most 1")),
        ("visited.chain.most", None),
    ];
    Judgement { verdict, evidence: evidence(record, &asked) }
}
// [/bounded]

fn undecided() -> Verdict {
    Verdict::Undecided {
        reason: "Too few draws were compared, or got there.".into(),
        decides: "more draws, or more steps.".into(),
    }
}
