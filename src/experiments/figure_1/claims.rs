use super::quantile::quantile;
use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::record::{Datum, Record, Table};

const FILE: &str = "src/experiments/figure_1/claims.rs";
const NO_NOISE: Control = Control {
    variant: "no-label-noise",
    reason: "without label noise nothing moves along the zero-loss manifold, so the same draws must not get there (a quarter of them, run again)",
};

/// The claims on Figure 1.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "figure-1/rank-one",
            experiment: "figure-1",
            statement: "In every draw that is due (theory predicts a million-fold fall within the run, and stable single steps), λ₂ and λ₃ end below a millionth of λ₁.",
            source: Source::Paper("Figure 1, Theorem 3.3"),
            predicate: rank_one,
            control: NO_NOISE,
            code: (FILE, "rank-one"),
        },
        Claim {
            id: "figure-1/sharpness",
            experiment: "figure-1",
            statement: "In every draw that is due, sharpness on the zero-loss manifold ends within a millionth of its least value F*.",
            source: Source::Paper("global convergence of sharpness minimization (abstract)"),
            predicate: sharpness,
            control: NO_NOISE,
            code: (FILE, "sharpness"),
        },
        Claim {
            id: "figure-1/agreement",
            experiment: "figure-1",
            statement: "In every draw that is due, all neurons agree on the data: in the median over the second half of the run, the pre-activation furthest from φ⁻¹(yᵢ/m) is within twice the width at which theory has it hover.",
            source: Source::Paper("every neuron computes the same linear feature (abstract)"),
            predicate: agreement,
            control: NO_NOISE,
            code: (FILE, "agreement"),
        },
        Claim {
            id: "figure-1/slopes",
            experiment: "figure-1",
            statement: "The late slopes of ln λ₂ and ln λ₃ are those predicted, with nothing fitted: the median ratio is within 5 % of one, and nine draws in ten are within 3 % or 3 standard errors, whichever is more.",
            source: Source::Ours("derivation, section 5"),
            predicate: slopes,
            control: Control {
                variant: "limit-flow",
                reason: "at this learning rate the limit flow is too slow, so its slopes must miss (a quarter of the draws, run again)",
            },
            code: (FILE, "slopes"),
        },
    ]
}

// [rank-one]
fn rank_one(record: &Record) -> Judgement {
    every_due_draw(record, "the larger of λ₂/λ₁ and λ₃/λ₁", 1e-6, |draw| {
        let (second, third) = (draw("ratio_2"), draw("ratio_3"));
        if second.order(&third).is_lt() { third } else { second }
    })
}
// [/rank-one]

// [sharpness]
fn sharpness(record: &Record) -> Judgement {
    every_due_draw(record, "F/F* − 1", 1e-6, |draw| draw("excess"))
}
// [/sharpness]

// [agreement]
fn agreement(record: &Record) -> Judgement {
    every_due_draw(record, "the largest distance over the predicted width", 2.0, |draw| {
        match (draw("distance"), draw("hovering")) {
            (Datum::Number(distance), Datum::Number(width)) => Datum::number(distance / width),
            (distance, _) => distance,
        }
    })
}
// [/agreement]

/// Makes a measure of a draw from the columns of its row.
type Measure = fn(&dyn Fn(&str) -> Datum) -> Datum;

/// Whether a measure of a draw, made from its row of the table, is below a bound in every draw that is due: that theory
/// says has had the time.
fn every_due_draw(record: &Record, what: &str, bound: f64, measure: Measure) -> Judgement {
    let empty = Table::new("");
    let table = record.tables.get("draws").unwrap_or(&empty);
    let mut due: Vec<(usize, Datum)> = (table.column("due").iter().enumerate())
        .filter(|(_, due)| due.as_text() == Some("yes"))
        .map(|(draw, _)| (draw, measure(&|column| table.column(column).get(draw).cloned().unwrap_or(Datum::Absent))))
        .collect();
    due.sort_by(|a, b| a.1.order(&b.1));
    let below = due.iter().filter(|(_, value)| value.order(&Datum::Number(bound)).is_lt()).count();
    let mut evidence = vec![
        number("draws", table.column("due").len() as f64, None),
        number("draws excluded, for their single steps are not linearly stable", unstable(table) as f64, None),
        number(
            "draws that are due: the others are predicted to have fallen a million-fold",
            due.len() as f64,
            Some("at least 1"),
        ),
        number(&format!("of these, draws in which {what} is below {bound:e}"), below as f64, Some("all")),
    ];
    if let Some((draw, worst)) = due.last() {
        let note = format!("{what} in the worst of these, draw {draw}");
        evidence.push(Evidence { what: note, value: worst.clone(), asked: Some(format!("below {bound:e}")) });
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

fn unstable(table: &Table) -> usize {
    table.column("stability").iter().filter(|stability| stability.order(&Datum::Number(2.0)).is_ge()).count()
}

// [slopes]
fn slopes(record: &Record) -> Judgement {
    let empty = Table::new("");
    let table = record.tables.get("draws").unwrap_or(&empty);
    let mut evidence = Vec::new();
    let (mut enough, mut right) = (true, true);
    for (k, name) in [(2, "ln λ₂"), (3, "ln λ₃")] {
        let column = |name: &str| table.column(&format!("{name}_{k}"));
        let (mut ratios, mut within) = (Vec::new(), 0);
        for ((measured, error), predicted) in column("measured").iter().zip(column("error")).zip(column("predicted")) {
            let numbers = (measured.as_number(), error.as_number(), predicted.as_number());
            let (Some(measured), Some(error), Some(predicted)) = numbers else { continue };
            ratios.push(Datum::number(measured / predicted));
            let allowed = (3.0 * error).max(0.03 * predicted.abs());
            within += usize::from((measured - predicted).abs() <= allowed);
        }
        // A draw that should be late and is not counts as a miss: it may not drop out.
        let stalled = column("late").iter().filter(|late| late.as_text() == Some("stalled")).count();
        let tried = ratios.len() + stalled;
        let median = quantile(&ratios, 0.5);
        let near = median.as_number().is_some_and(|median| (median - 1.0).abs() <= 0.05);
        enough &= tried > 0;
        right &= near && 10 * within >= 9 * tried;
        evidence.extend([
            number(&format!("draws with a late slope of {name}"), ratios.len() as f64, Some("at least 1")),
            number("draws that should have one, but have not fallen", stalled as f64, None),
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
