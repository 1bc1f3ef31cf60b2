use super::CASES;
use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::evidence::evidence;
use crate::record::Record;

const FILE: &str = "src/experiments/learning_rates/claims.rs";
const TWICE: Control = Control {
    variant: "twice-as-fast",
    reason: "with another constant than the derived one the distance does not vanish with the learning rate",
};

/// The claims on the limit of a vanishing learning rate.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "learning-rates/limit",
            experiment: "learning-rates",
            brief: "label noise SGD tends to the limit flow, linearly in the learning rate",
            statement: "For Gaussian and plus-minus noise, as many points as dimensions and fewer, the median over draws of the largest distance between chain and limit flow falls with an order between 0.8 and 1.2 in cη; no constant is fitted.",
            source: Source::Paper(
                "label noise SGD follows the gradient flow of the sharpness on the zero-loss manifold",
            ),
            predicate: limit,
            control: TWICE,
            figure: Some("learning-rates-limit"),
            code: (FILE, "limit"),
        },
        Claim {
            id: "learning-rates/finite-step",
            experiment: "learning-rates",
            brief: "the finite-step flow is much nearer at the paper's learning rate",
            statement: "At the largest cη the finite-step flow is at least five times nearer to the chain than the limit flow, in the median over draws of each case.",
            source: Source::Ours("derivation, section 5"),
            predicate: finite_step,
            control: TWICE,
            figure: Some("learning-rates-limit"),
            code: (FILE, "finite-step"),
        },
    ]
}

// [limit]
fn limit(record: &Record) -> Judgement {
    judge(record, "limit.order", "between 0.8 and 1.2", |case| {
        Some((0.8..=1.2).contains(&record.number(&format!("{case}.limit.order"))?))
    })
}
// [/limit]

// [finite-step]
fn finite_step(record: &Record) -> Judgement {
    judge(record, "finite.first", "at most a fifth of the limit flow's", |case| {
        let first = |flow: &str| record.number(&format!("{case}.{flow}.first"));
        Some(5.0 * first("finite")? <= first("limit")?)
    })
}
// [/finite-step]

fn judge(record: &Record, name: &str, asked: &str, so: impl Fn(&str) -> Option<bool>) -> Judgement {
    let cases: Vec<String> = CASES.iter().map(|(_, case, _)| case.replace('-', "_")).collect();
    let found: Vec<Option<bool>> = cases.iter().map(|case| so(case)).collect();
    let verdict = if found.contains(&Some(false)) {
        Verdict::Fails
    } else if found.contains(&None) {
        Verdict::Undecided { reason: "In some case too few draws are stable.".into(), decides: "more draws.".into() }
    } else {
        Verdict::Holds
    };
    let names: Vec<String> = cases
        .iter()
        .flat_map(|case| [format!("{case}.{name}"), format!("{case}.limit.first"), format!("{case}.draws")])
        .collect();
    let asked: Vec<(&str, Option<&str>)> =
        names.iter().map(|full| (full.as_str(), full.ends_with(name).then_some(asked))).collect();
    Judgement { verdict, evidence: evidence(record, &asked) }
}
