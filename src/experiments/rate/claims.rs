use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::experiments::evidence::evidence;
use crate::float::ln;
use crate::record::{Datum, Record};

const FILE: &str = "src/experiments/rate/claims.rs";
/// Slopes that a median needs.
const FEW: f64 = 6.0;

/// The claims on the exponential rate.
pub fn claims() -> Vec<Claim> {
    let control = |reason| Control { variant: "miscalculated", reason };
    let claim = |id, brief, statement, source, predicate, control, mark| Claim {
        id,
        experiment: "rate",
        brief,
        statement,
        source,
        predicate,
        control,
        figure: Some("rate-slopes"),
        code: (FILE, mark),
    };
    vec![
        claim(
            "rate/finite-step",
            "late slopes are those of the finite-step theory",
            "At every learning rate the median of measured over predicted slope is within 2 % of one for λ₂ and within 5 % for λ₃, whose prediction is the larger of two.",
            Source::Ours("derivation, section 5"),
            finite_step,
            control("residuals remember: adding their variance to the noise's, point by point, is not right"),
            "finite-step",
        ),
        claim(
            "rate/linear",
            "slopes tend to those of the limit flow, linearly in the learning rate",
            "The median by which the slope of ln λ₂ exceeds that of the limit flow falls from learning rate to learning rate, with an order in cη that comes nearer to 1 each time and lies between 0.8 and 1.2 at last. An exploration: as first written the claim asked an order in that range of every pair below the largest cη, and failed.",
            Source::Ours("derivation, sections 4 and 5"),
            linear,
            control("with twice the limit's constant the excess does not vanish"),
            "linear",
        ),
        claim(
            "rate/bound",
            "every slope is steeper than the guaranteed rate",
            "Each late slope of ln λ₂ is at least as steep as the rate 4 κη² min |x_i|² ρ₁ρ₂ μ with the constants of the range visited.",
            Source::Paper("Theorem 3.3: a rate of the form ρ₁ρ₂μ; the constant is ours"),
            bound,
            control("with the largest singular value in place of the smallest it is no bound"),
            "bound",
        ),
    ]
}

// [finite-step]
fn finite_step(record: &Record) -> Judgement {
    let mut found = Vec::new();
    let mut shown = Vec::new();
    for (k, near) in [(2, 0.02), (3, 0.05)] {
        let values = |name: &str| record.values(&format!("slope_{k}.{name}"));
        for ((ratio, count), rate) in values("ratio").iter().zip(values("count")).zip(record.values("rate")) {
            let enough = count.as_number().is_some_and(|count| count >= FEW);
            found.push(ratio.as_number().filter(|_| enough).map(|ratio| (ratio - 1.0).abs() <= near));
            shown.push(Evidence {
                what: format!("cη = {}: slope of ln λ_{k}, measured over theory, median", text(rate)),
                value: ratio.clone(),
                asked: Some(format!("within {near} of 1")),
            });
        }
    }
    shown.extend(evidence(
        record,
        &[("slope_2.all.count", None), ("slope_3.all.count", None), ("slope_2.stalled", None)],
    ));
    Judgement { verdict: verdict(&found), evidence: shown }
}
// [/finite-step]

// [linear]
fn linear(record: &Record) -> Judgement {
    let (excess, counts) = (record.values("slope_2.excess"), record.values("slope_2.count"));
    let enough = counts.iter().all(|count| count.as_number().is_some_and(|count| count >= FEW));
    let order = |pair: &[Datum]| {
        let positive = |datum: &Datum| datum.as_number().filter(|excess| *excess > 0.0);
        Some((ln(positive(&pair[0])? / positive(&pair[1])?) / ln(2.0) - 1.0).abs())
    };
    // How far each order is from one.
    let orders: Option<Vec<f64>> = excess.windows(2).map(order).collect();
    // An excess that has changed its sign does not fall like a power.
    let signs = excess.iter().any(|excess| excess.as_number().is_some_and(|excess| excess <= 0.0));
    let found = match orders {
        _ if signs => Some(false),
        Some(orders) if enough && orders.len() > 1 => {
            let nearer = orders.windows(2).all(|pair| pair[1] < pair[0]);
            Some(nearer && orders[orders.len() - 1] <= 0.2)
        }
        _ => None,
    };
    let shown = excess.iter().zip(record.values("rate")).map(|(excess, rate)| Evidence {
        what: format!("cη = {}: slope of ln λ_2 over that of the limit flow, less one, median", text(rate)),
        value: excess.clone(),
        asked: Some("all but halved from rung to rung, at last".into()),
    });
    Judgement { verdict: verdict(&[found]), evidence: shown.collect() }
}
// [/linear]

// [bound]
fn bound(record: &Record) -> Judgement {
    let number = |name: &str| record.number(name).unwrap_or(0.0);
    let found = if number("bound.above") < number("bound.count") {
        Some(false)
    } else {
        (number("bound.count") >= FEW).then_some(true)
    };
    let asked = [
        ("bound.count", None),
        ("bound.above", Some("all")),
        ("bound.least", Some("at least 1")),
        ("bound.median", None),
    ];
    Judgement { verdict: verdict(&[found]), evidence: evidence(record, &asked) }
}
// [/bound]

fn verdict(found: &[Option<bool>]) -> Verdict {
    if found.contains(&Some(false)) {
        Verdict::Fails
    } else if found.contains(&None) {
        Verdict::Undecided {
            reason: "At some learning rate too few draws have a late slope.".into(),
            decides: "more draws, or more steps.".into(),
        }
    } else {
        Verdict::Holds
    }
}

fn text(rate: &Datum) -> String {
    rate.as_number().map_or_else(String::new, |rate| rate.to_string())
}
