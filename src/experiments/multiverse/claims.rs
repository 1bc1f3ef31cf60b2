use super::choices::{CHOICES, picks};
use super::rule::rank;
use crate::claim::{Claim, Control, Evidence, Judgement, Source, Verdict};
use crate::experiments::Reading;
use crate::experiments::eigenvalues::STATED;
use crate::record::{Datum, Record};

const FILE: &str = "src/experiments/multiverse/claims.rs";
const NO_NOISE: Control = Control {
    variant: "no-label-noise",
    reason: "without label noise nothing moves along the zero-loss manifold, so no reading can be told from the data",
};

/// The claims on all readings.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "multiverse/reference",
            experiment: "multiverse",
            brief: "the reference reading is the one that the rule chooses",
            statement: "The rule, applied to this record, chooses the very reading that the report's main line uses.",
            source: Source::Ours("rule for the reference reading"),
            predicate: reference,
            control: NO_NOISE,
            figure: None,
            code: (FILE, "reference"),
        },
        Claim {
            id: "multiverse/some-reading",
            experiment: "multiverse",
            brief: "one reading shows all three figures",
            statement: "There is a reading under which λ₂ and λ₃ fall below a hundredth of λ₁, or are predicted to in time, in most draws of each of the three figures.",
            source: Source::Paper("the three figures together"),
            predicate: some_reading,
            control: NO_NOISE,
            figure: None,
            code: (FILE, "some-reading"),
        },
        Claim {
            id: "multiverse/foreseen",
            experiment: "multiverse",
            brief: "what becomes of a run is foreseen",
            statement: "What becomes of a run (arrives, on the way, diverges) is what theory predicts before it is made, in at least four runs in five of each figure.",
            source: Source::Ours("derivation, sections 2 and 5"),
            predicate: foreseen,
            control: Control {
                variant: "limit-flow",
                reason: "in the limit of small steps nothing diverges, so a theory of that limit must be wrong about many readings",
            },
            figure: None,
            code: (FILE, "foreseen"),
        },
    ]
}

// [reference]
fn reference(record: &Record) -> Judgement {
    let scores = rank(record);
    let wanted = picks(&Reading::REFERENCE);
    let place = scores.iter().position(|score| Some(score.picks) == wanted);
    let mut evidence: Vec<Evidence> = (CHOICES.iter().zip(scores[0].picks))
        .map(|(choice, pick)| Evidence {
            what: format!("{} of the reading that the rule chooses", choice.name),
            value: Datum::text(choice.options[pick].0),
            asked: wanted.map(|wanted| {
                choice.options[wanted[CHOICES.iter().position(|it| it.name == choice.name).unwrap_or(0)]].0.into()
            }),
        })
        .collect();
    evidence.push(number(
        "place of the report's reading in the ranking",
        place.map_or(0.0, |at| at as f64 + 1.0),
        Some("1"),
    ));
    let verdict = if place == Some(0) { Verdict::Holds } else { Verdict::Fails };
    Judgement { verdict, evidence }
}
// [/reference]

// [some-reading]
fn some_reading(record: &Record) -> Judgement {
    let draws = record.parameters.get("draws").and_then(serde_json::Value::as_u64).unwrap_or(0);
    let scores = rank(record);
    let least = |expected: [u64; 3]| expected.into_iter().fold(u64::MAX, u64::min);
    let holding = scores.iter().filter(|score| least(score.expected).saturating_mul(2) > draws).count();
    let evidence = vec![
        number("draws of each reading and figure", draws as f64, None),
        number(
            "draws in the worst figure of the best reading",
            least(scores[0].expected) as f64,
            Some("more than half"),
        ),
        number(
            "readings in which most draws of each figure arrive or are predicted to",
            holding as f64,
            Some("at least 1"),
        ),
    ];
    Judgement { verdict: if holding > 0 { Verdict::Holds } else { Verdict::Fails }, evidence }
}
// [/some-reading]

// [foreseen]
fn foreseen(record: &Record) -> Judgement {
    let mut holds = true;
    let mut evidence = Vec::new();
    for (figure, ..) in STATED {
        let share = record.number(&format!("outcomes.{figure}.foreseen_share")).unwrap_or(0.0);
        holds &= share >= 0.8;
        evidence.push(number(
            &format!("share of runs foreseen, {}", figure.replace('_', " ")),
            share,
            Some("at least 0.8"),
        ));
    }
    Judgement { verdict: if holds { Verdict::Holds } else { Verdict::Fails }, evidence }
}
// [/foreseen]

fn number(what: &str, value: f64, asked: Option<&str>) -> Evidence {
    Evidence { what: what.into(), value: value.into(), asked: asked.map(Into::into) }
}
