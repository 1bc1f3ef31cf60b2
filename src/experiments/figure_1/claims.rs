use super::quantile::quantile;
use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::record::{Datum, Record, Table};

const FILE: &str = "src/experiments/figure_1/claims.rs";
const NO_NOISE: Control = Control {
    variant: "no-label-noise",
    reason: "without label noise nothing moves along the zero-loss manifold, so the same draws must not get there",
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
            statement: "In every draw that is due, sharpness on the zero-loss manifold ends within a thousandth of its least value F*.",
            source: Source::Paper("global convergence of sharpness minimization (abstract)"),
            predicate: sharpness,
            control: NO_NOISE,
            code: (FILE, "sharpness"),
        },
        Claim {
            id: "figure-1/agreement",
            experiment: "figure-1",
            statement: "In every draw that is due, all neurons agree on the data: no pre-activation is further from φ⁻¹(yᵢ/m) than twice the width at which label noise makes it hover.",
            source: Source::Paper("every neuron computes the same linear feature (abstract)"),
            predicate: agreement,
            control: NO_NOISE,
            code: (FILE, "agreement"),
        },
        Claim {
            id: "figure-1/slopes",
            experiment: "figure-1",
            statement: "The late slopes of ln λ₂ and ln λ₃ are those predicted, with nothing fitted: median ratio within 5 %, and nine draws in ten within 3 standard errors and 3 %.",
            source: Source::Ours("derivation, section 5"),
            predicate: slopes,
            control: Control {
                variant: "limit-flow",
                reason: "at this learning rate the limit flow is too slow, so its slopes must miss",
            },
            code: (FILE, "slopes"),
        },
    ]
}

// [rank-one]
fn rank_one(record: &Record) -> Judgement {
    every_due_draw(record, "λ₂/λ₁ and λ₃/λ₁ are below 10⁻⁶", &["ratio_2", "ratio_3"], |values| {
        values.iter().all(|ratio| ratio.order(&Datum::Number(1e-6)).is_lt())
    })
}
// [/rank-one]

// [sharpness]
fn sharpness(record: &Record) -> Judgement {
    every_due_draw(record, "F/F* − 1 is below 10⁻³", &["excess"], |values| {
        values[0].as_number().is_some_and(|excess| excess < 1e-3)
    })
}
// [/sharpness]

// [agreement]
fn agreement(record: &Record) -> Judgement {
    every_due_draw(
        record,
        "the largest distance is below twice the predicted width",
        &["distance", "hovering"],
        |values| {
            values[0].as_number().zip(values[1].as_number()).is_some_and(|(distance, width)| distance < 2.0 * width)
        },
    )
}
// [/agreement]

/// Whether `true_of` the named columns in every draw that theory says has had the time.
fn every_due_draw(record: &Record, what: &str, columns: &[&str], true_of: fn(&[&Datum]) -> bool) -> Judgement {
    let empty = Table::new("");
    let table = record.tables.get("draws").unwrap_or(&empty);
    let due: Vec<usize> = (table.column("due").iter().enumerate())
        .filter_map(|(draw, due)| (due.as_text() == Some("yes")).then_some(draw))
        .collect();
    let values = |draw: usize| columns.iter().map(|column| &table.column(column)[draw]).collect::<Vec<_>>();
    let good = due.iter().filter(|draw| true_of(&values(**draw))).count();
    let mut evidence = vec![
        number("draws", table.column("due").len() as f64, None),
        number(
            "draws that are due: predicted to have fallen a million-fold, with stable single steps",
            due.len() as f64,
            Some("at least 1"),
        ),
        number(&format!("of these, draws in which {what}"), good as f64, Some("all")),
    ];
    if let Some(worst) = due.iter().copied().max_by(|a, b| values(*a)[0].order(values(*b)[0])) {
        let note = format!("the worst of these, draw {worst}: {}", columns[0].replace("ratio_2", "λ₂/λ₁"));
        evidence.push(Evidence { what: note, value: values(worst)[0].clone(), asked: None });
    }
    let verdict = if due.is_empty() {
        Verdict::Undecided {
            reason: "no draw is predicted to have fallen a million-fold by the end of the run".into(),
            decides: "more steps: the predicted number stands in the table of draws".into(),
        }
    } else if good == due.len() {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    Judgement { verdict, evidence }
}

// [slopes]
fn slopes(record: &Record) -> Judgement {
    let empty = Table::new("");
    let table = record.tables.get("draws").unwrap_or(&empty);
    let mut evidence = Vec::new();
    let (mut enough, mut right) = (true, true);
    for k in [2, 3] {
        let column = |name: &str| table.column(&format!("{name}_{k}"));
        let mut ratios = Vec::new();
        let mut within = 0;
        for ((measured, error), predicted) in column("measured").iter().zip(column("error")).zip(column("predicted")) {
            let (Some(measured), Some(error), Some(predicted)) =
                (measured.as_number(), error.as_number(), predicted.as_number())
            else {
                continue;
            };
            ratios.push(Datum::number(measured / predicted));
            let allowed = 3.0 * error + 0.03 * predicted.abs();
            within += usize::from((measured - predicted).abs() <= allowed);
        }
        let median = quantile(&ratios, 0.5).as_number();
        enough &= !ratios.is_empty();
        right &= median.is_some_and(|median| (median - 1.0).abs() <= 0.05) && 10 * within >= 9 * ratios.len();
        let name = format!("ln λ{}", ["₂", "₃"][k - 2]);
        evidence.push(number(&format!("draws with a late slope of {name}"), ratios.len() as f64, Some("at least 1")));
        evidence.push(Evidence {
            what: format!("median of measured over predicted slope of {name}"),
            value: Datum::optional(median),
            asked: Some("0.95 to 1.05".into()),
        });
        evidence.push(number(
            &format!("slopes of {name} within 3 standard errors and 3 %"),
            within as f64,
            Some("nine in ten"),
        ));
    }
    let verdict = match (enough, right) {
        (false, _) => Verdict::Undecided {
            reason: "no draw has a late slope long enough to measure".into(),
            decides: "more steps, or more draws".into(),
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
