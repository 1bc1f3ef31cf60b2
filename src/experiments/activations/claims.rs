use crate::claim::{Claim, Control, Judgement, Source};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/activations/claims.rs";

/// The claims on other activations.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, predicate, mark, reason| Claim {
        id,
        experiment: "activations",
        brief,
        statement,
        source: Source::Review("what becomes of other activations?"),
        predicate,
        control: Control { variant: "as-if-met", reason },
        figure: Some("activations-least"),
        code: (FILE, mark),
    };
    vec![
        claim(
            "activations/threshold",
            "equal neurons are a local minimum exactly where φ‴ > 0",
            "For every activation and label, all descents from near equal neurons come back to them where φ‴(φ⁻¹(y/m)) > 0, and none does where it is below zero.",
            threshold,
            "threshold",
            "if the condition were met everywhere, all descents would come back",
        ),
        claim(
            "activations/least",
            "the flattest end of descents is the least sharpness by theory",
            "For every activation and label, the flattest end of all descents lies above the least sharpness with at most one neuron unlike the others, which are equal or at the ends of the range, by 10⁻² of the sharpness of equal neurons at most, and below it by 10⁻⁹ at most.",
            least,
            "least",
            "if the condition were met everywhere, nothing would be flatter than equal neurons",
        ),
        claim(
            "activations/attained",
            "where theory has neurons at an end of the range, there is no flattest interpolator",
            "For every activation and label, the flattest end of all descents is a stationary point (residual at most 10⁻⁸) exactly where by theory the least sharpness is attained.",
            attained,
            "attained",
            "if the condition were met everywhere, the least sharpness would be attained everywhere",
        ),
    ]
}

// [threshold]
fn threshold(record: &Record) -> Judgement {
    all_cases(record, "agree.stays")
}
// [/threshold]

// [least]
fn least(record: &Record) -> Judgement {
    let at_most = |name: &str, bound: f64| record.number(name).is_some_and(|off| off <= bound);
    let holds = at_most("above", 1e-2) && at_most("below", 1e-9);
    judge(record, holds, &[("cases", None), ("above", Some("at most 10⁻²")), ("below", Some("at most 10⁻⁹"))])
}
// [/least]

// [attained]
fn attained(record: &Record) -> Judgement {
    all_cases(record, "agree.attained")
}
// [/attained]

fn all_cases(record: &Record, agree: &str) -> Judgement {
    let holds = record.number("cases").is_some() && record.number(agree) == record.number("cases");
    judge(record, holds, &[("cases", None), (agree, Some("all"))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Verdict;
    use crate::record::Parameters;

    #[test]
    fn one_case_that_does_not_agree_is_one_too_many() {
        let verdicts = |agree: u64, above: f64| {
            let mut record = Record::new("activations", Parameters::new(), 1);
            for (name, value) in [("cases", 5), ("agree.stays", agree), ("agree.attained", agree)] {
                record.scalar(name, value, "1", "");
            }
            record.scalar("above", above, "1", "");
            record.scalar("below", 1e-12, "1", "");
            [threshold, least, attained].map(|predicate| predicate(&record).verdict)
        };
        assert_eq!(verdicts(5, 1e-3), [Verdict::Holds, Verdict::Holds, Verdict::Holds]);
        assert_eq!(verdicts(4, 0.1), [Verdict::Fails, Verdict::Fails, Verdict::Fails]);
        let empty = Record::new("activations", Parameters::new(), 1);
        assert_eq!(
            [threshold, least, attained].map(|predicate| predicate(&empty).verdict),
            [const { Verdict::Fails }; 3]
        );
    }
}
