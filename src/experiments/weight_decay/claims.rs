use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/weight_decay/claims.rs";

/// The claims on weight decay.
pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "weight-decay/single-vector",
            experiment: "weight-decay",
            brief: "decay of the favourable kind brings all neurons to one vector",
            statement: "With fewer points than dimensions, in every draw in which neurons are due as one (the predicted exponent is negative, and differences fall by e⁻¹² within the run), all neurons from a start anywhere end within a thousandth of the longest from one another.",
            source: Source::Review("does weight decay bring all neurons to one vector?"),
            predicate: single_vector,
            control: Control {
                variant: "undecayed",
                reason: "without decay the parts across the data stay, and neurons are never one",
            },
            figure: Some("weight-decay-exponents"),
            code: (FILE, "single-vector"),
        },
        Claim {
            id: "weight-decay/breaks",
            experiment: "weight-decay",
            brief: "elsewhere decay drives equal neurons apart, as predicted",
            statement: "Where the predicted exponent is visible (differences between nearly equal neurons change by e³ or more within the run), its sign is the measured one in nine draws of ten or more; in five draws or more it is positive, and in nine of ten of these the neurons part.",
            source: Source::Review("does weight decay bring all neurons to one vector?"),
            predicate: breaks,
            control: Control {
                variant: "shrinking",
                reason: "a theory in which decay only shrinks predicts that no neurons part",
            },
            figure: Some("weight-decay-exponents"),
            code: (FILE, "breaks"),
        },
    ]
}

// [single-vector]
fn single_vector(record: &Record) -> Judgement {
    let due = record.number("due").filter(|due| *due > 0.0);
    let verdict = match due {
        None => undecided("In no draw are neurons due as one within so few steps."),
        Some(_) if record.number("due.one") == due => Verdict::Holds,
        Some(_) => Verdict::Fails,
    };
    judge(record, verdict, &[("due", Some("at least 1")), ("due.one", Some("all"))])
}
// [/single-vector]

// [breaks]
fn breaks(record: &Record) -> Judgement {
    let number = |name: &str| record.number(name).unwrap_or_default();
    let most = |part: &str, whole: &str| number(part) >= 0.9 * number(whole);
    let verdict = match (number("visible"), number("parting")) {
        (visible, _) if visible > 0.0 && !most("right", "visible") => Verdict::Fails,
        (_, parting) if parting < 5.0 => undecided("In too few draws the predicted exponent is positive and visible."),
        _ if most("parting.right", "parting") => Verdict::Holds,
        _ => Verdict::Fails,
    };
    let asked = [
        ("visible", None),
        ("right", Some("nine in ten")),
        ("parting", Some("at least 5")),
        ("parting.right", Some("nine in ten")),
        ("over.median", None),
    ];
    judge(record, verdict, &asked)
}
// [/breaks]

fn undecided(reason: &str) -> Verdict {
    Verdict::Undecided { reason: reason.into(), decides: "longer runs, or more draws.".into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Parameters;

    fn record(scalars: &[(&str, f64)]) -> Record {
        let mut record = Record::new("weight-decay", Parameters::new(), 1);
        for (name, value) in scalars {
            record.scalar(name, *value, "1", "");
        }
        record
    }

    #[test]
    fn one_draw_that_does_not_end_as_one_vector_is_one_too_many() {
        let verdict = |due, one| single_vector(&record(&[("due", due), ("due.one", one)])).verdict;
        assert_eq!(verdict(4.0, 4.0), Verdict::Holds);
        assert_eq!(verdict(4.0, 3.0), Verdict::Fails);
        assert!(matches!(verdict(0.0, 0.0), Verdict::Undecided { .. }));
    }

    #[test]
    fn signs_must_be_right_and_some_of_them_positive() {
        let verdict = |right, parting, parted| {
            let counts = [("visible", 20.0), ("right", right), ("parting", parting), ("parting.right", parted)];
            breaks(&record(&counts)).verdict
        };
        assert_eq!(verdict(18.0, 10.0, 9.0), Verdict::Holds);
        assert_eq!(verdict(17.0, 10.0, 9.0), Verdict::Fails);
        assert_eq!(verdict(20.0, 10.0, 8.0), Verdict::Fails);
        assert!(matches!(verdict(20.0, 0.0, 0.0), Verdict::Undecided { .. }));
    }
}
