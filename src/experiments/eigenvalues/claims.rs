use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::experiments::binomial::exact_interval;
use crate::experiments::quantile::quantile;
use crate::record::{Datum, Record, Table};

const FILE: &str = "src/experiments/eigenvalues/claims.rs";
const NO_NOISE: Control = Control {
    variant: "no-label-noise",
    reason: "without label noise nothing moves along the zero-loss manifold, so the same draws must not get there (an eighth of them, run again)",
};

/// The names of a figure's claims, and where the paper makes them.
pub struct Names {
    experiment: &'static str,
    item: &'static str,
    reaches: &'static str,
    rank_one: &'static str,
    sharpness: &'static str,
    agreement: &'static str,
    slopes: Option<&'static str>,
    figures: [&'static str; 3],
}

pub const FIGURE_1: Names = Names {
    experiment: "figure-1",
    item: "Figure 1",
    reaches: "figure-1/reaches",
    rank_one: "figure-1/rank-one",
    sharpness: "figure-1/sharpness",
    agreement: "figure-1/agreement",
    slopes: Some("figure-1/slopes"),
    figures: ["figure-1-draw-0", "figure-1-ensemble", "figure-1-sharpness"],
};

pub const FIGURE_2: Names = Names {
    experiment: "figure-2",
    item: "a setting that the record names, without its outcome",
    reaches: "figure-2/reaches",
    rank_one: "figure-2/rank-one",
    sharpness: "figure-2/sharpness",
    agreement: "figure-2/agreement",
    slopes: None,
    figures: ["figure-2-draw-0", "figure-2-ensemble", "figure-2-sharpness"],
};

pub const FIGURE_3: Names = Names {
    experiment: "figure-3",
    item: "a setting that the record names, without its outcome",
    reaches: "figure-3/reaches",
    rank_one: "figure-3/rank-one",
    sharpness: "figure-3/sharpness",
    agreement: "figure-3/agreement",
    slopes: None,
    figures: ["figure-3-draw-0", "figure-3-ensemble", "figure-3-sharpness"],
};

/// The claims on a figure.
pub fn claims(names: &Names) -> Vec<Claim> {
    let experiment = names.experiment;
    let claim = |id, brief, statement, source, predicate, figure, mark| Claim {
        id,
        experiment,
        brief,
        statement,
        source,
        predicate,
        control: NO_NOISE,
        figure: Some(figure),
        code: (FILE, mark),
    };
    let mut claims = vec![
        claim(
            names.reaches,
            "λ₂ and λ₃ go to zero",
            "The second and third eigenvalue go to zero: in most draws both end below a hundredth of the first (the exact 95 % interval of the share of draws lies above one half).",
            Source::Paper(names.item),
            |record| most_draws(record, "ensemble.reaches", "λ₂ and λ₃ end below a hundredth of λ₁"),
            names.figures[0],
            "most-draws",
        ),
        claim(
            names.rank_one,
            "rank one by the time that theory predicts",
            "In every draw that is due (theory predicts a million-fold fall within the run, and stable single steps), λ₂ and λ₃ end below a millionth of λ₁.",
            Source::Ours("Theorem 3.3, at the steps of derivation section 5"),
            rank_one,
            names.figures[1],
            "rank-one",
        ),
        claim(
            names.sharpness,
            "sharpness goes to its least value",
            "Label noise minimises sharpness: in most draws F/F* − 1 ends at most a hundredth of what it was where the zero-loss manifold was reached (the exact 95 % interval of the share of draws lies above one half).",
            Source::Paper("global convergence of sharpness minimization (abstract)"),
            |record| most_draws(record, "ensemble.sharpness", "F/F* − 1 ends a hundredth of where it began"),
            names.figures[2],
            "most-draws",
        ),
        claim(
            names.agreement,
            "every neuron computes the same linear feature",
            "Neurons come to agree on the data: in most draws the largest distance of a pre-activation from its mean over neurons ends at most a tenth of what it was where the zero-loss manifold was reached (the exact 95 % interval of the share of draws lies above one half).",
            Source::Paper("every neuron computes the same linear feature (abstract)"),
            |record| most_draws(record, "ensemble.agreement", "neurons end ten times nearer on the data"),
            names.figures[2],
            "most-draws",
        ),
    ];
    claims.extend(names.slopes.map(|id| Claim {
        control: Control {
            variant: "limit-flow",
            reason: "the limit flow leaves the learning rate out, so its slopes must miss (an eighth of the draws, run again)",
        },
        ..claim(
            id,
            "λ₂ and λ₃ fall at the predicted rates",
            "The late slopes of ln λ₂ and ln λ₃ are those predicted, with nothing fitted: the median ratio is within 5 % of one, and nine draws in ten are within 3 % or 3 standard errors, whichever is more.",
            Source::Ours("derivation, section 5"),
            slopes,
            "figure-1-slopes",
            "slopes",
        )
    }));
    claims
}

// [most-draws]
fn most_draws(record: &Record, name: &str, what: &str) -> Judgement {
    let count = |name: &str| record.number(name).unwrap_or(0.0) as u64;
    let (draws, reached) = (count("ensemble.draws"), count(name));
    let (low, high) = exact_interval(draws, reached);
    let verdict = if low > 0.5 {
        Verdict::Holds
    } else if high < 0.5 {
        Verdict::Fails
    } else {
        Verdict::Undecided {
            reason: "The interval of the share of draws holds one half.".into(),
            decides: "more draws, or more steps.".into(),
        }
    };
    let evidence = vec![
        number("draws", draws as f64, None),
        number(&format!("draws in which {what}"), reached as f64, None),
        number("share of draws, lower end of its exact 95 % interval", low, Some("above 0.5")),
        number("share of draws, upper end", high, None),
    ];
    Judgement { verdict, evidence }
}
// [/most-draws]

// [rank-one]
fn rank_one(record: &Record) -> Judgement {
    let empty = Table::new("");
    let table = record.table("draws").unwrap_or(&empty);
    let column = |name: &str, draw: usize| table.column(name).get(draw).cloned().unwrap_or(Datum::Absent);
    let larger = |draw: usize| {
        let (second, third) = (column("ratio_2", draw), column("ratio_3", draw));
        if third != Datum::Absent && second.order(&third).is_lt() { third } else { second }
    };
    let draws = table.column("due").len();
    let mut due: Vec<(usize, Datum)> = (0..draws)
        .filter(|draw| column("due", *draw).as_text() == Some("yes"))
        .map(|draw| (draw, larger(draw)))
        .collect();
    due.sort_by(|a, b| a.1.order(&b.1));
    let bound = Datum::Number(1e-6);
    let below = due.iter().filter(|(_, value)| value.order(&bound).is_lt()).count();
    let diverged = due.iter().filter(|(_, value)| *value == Datum::Diverged).count();
    let unstable = table.column("stability").iter().filter(|it| it.order(&Datum::Number(2.0)).is_ge()).count();
    let mut evidence = vec![
        number("draws", draws as f64, None),
        number("draws excluded, for their single steps are not linearly stable", unstable as f64, None),
        number("draws that are due", due.len() as f64, Some("at least 1")),
        number("of these, draws in which both ratios are below a millionth", below as f64, Some("all")),
        number("of these, draws that diverged", diverged as f64, None),
    ];
    if let Some((draw, worst)) = due.last() {
        let what = format!("the larger of λ₂/λ₁ and λ₃/λ₁ in the worst of these, draw {draw}");
        evidence.push(Evidence { what, value: worst.clone(), asked: Some("below a millionth".into()) });
    }
    let verdict = if due.is_empty() {
        Verdict::Undecided {
            reason: "No draw is predicted to have fallen a million-fold by the end of the run.".into(),
            decides: "more steps: the predicted number stands in the table of draws.".into(),
        }
    } else if below == due.len() {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    Judgement { verdict, evidence }
}
// [/rank-one]

// [slopes]
fn slopes(record: &Record) -> Judgement {
    let empty = Table::new("");
    let table = record.table("draws").unwrap_or(&empty);
    let theory =
        if record.parameters.get("theory") == Some(&"limit-flow".into()) { "limit_flow" } else { "finite_step" };
    let mut evidence = Vec::new();
    let (mut enough, mut right) = (true, true);
    for (k, name) in [(2, "ln λ₂"), (3, "ln λ₃")] {
        let column = |name: &str| table.column(&format!("{name}_{k}"));
        let (mut ratios, mut within) = (Vec::new(), 0);
        for ((measured, error), predicted) in column("measured").iter().zip(column("error")).zip(column(theory)) {
            let numbers = (measured.as_number(), error.as_number(), predicted.as_number());
            let (Some(measured), Some(error), Some(predicted)) = numbers else { continue };
            ratios.push(Datum::number(measured / predicted));
            let allowed = (3.0 * error).max(0.03 * predicted.abs());
            within += usize::from((measured - predicted).abs() <= allowed);
        }
        // A draw that should have fallen and has not counts as a miss, and so does one that diverged though its single
        // steps are stable: it may not drop out.
        let stable = |stability: &Datum| stability.order(&Datum::Number(2.0)).is_lt();
        let missed = |late: &Datum, stability: &Datum| match late.as_text() {
            Some("stalled") => true,
            Some("not-finite") => stable(stability),
            _ => false,
        };
        let ends = column("late").iter().zip(table.column("stability"));
        let stalled = ends.filter(|(late, stability)| missed(late, stability)).count();
        let tried = ratios.len() + stalled;
        let median = quantile(&ratios, 0.5);
        let near = median.as_number().is_some_and(|median| (median - 1.0).abs() <= 0.05);
        enough &= tried > 0;
        right &= near && 10 * within >= 9 * tried;
        evidence.extend([
            number(&format!("draws with a late slope of {name}"), ratios.len() as f64, Some("at least 1")),
            number(
                "draws that should have one, but have not fallen far enough, or diverged from stable steps",
                stalled as f64,
                None,
            ),
            Evidence {
                what: format!("median of measured over predicted slope of {name}"),
                value: median,
                asked: Some("0.95 to 1.05".into()),
            },
            number(&format!("slopes of {name} within 3 % or 3 standard errors"), within as f64, Some("nine in ten")),
        ]);
    }
    let verdict = match (enough, right) {
        (false, _) => Verdict::Undecided {
            reason: "No draw has a late slope long enough to measure.".into(),
            decides: "more steps, or more draws.".into(),
        },
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::Fails,
    };
    Judgement { verdict, evidence }
}
// [/slopes]

fn number(what: &str, value: f64, asked: Option<&str>) -> Evidence {
    Evidence { what: what.into(), value: value.into(), asked: asked.map(Into::into) }
}
