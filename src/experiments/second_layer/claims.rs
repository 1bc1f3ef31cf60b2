use super::assemble::THERE;
use crate::claim::{Claim, Control, Judgement, Source, Verdict};
use crate::experiments::evidence::judge;
use crate::record::Record;

const FILE: &str = "src/experiments/second_layer/claims.rs";

/// The claims on second layers.
pub fn claims() -> Vec<Claim> {
    let claim = |id, brief, statement, source, predicate, mark, variant, reason| Claim {
        id,
        experiment: "second-layer",
        brief,
        statement,
        source,
        predicate,
        control: Control { variant, reason },
        figure: Some("second-layer-sgd"),
        code: (FILE, mark),
    };
    let remark = Source::Paper("the remark on second layers, which a public review doubted");
    let ours = Source::Ours("derivation, section 3");
    vec![
        claim(
            "second-layer/phi-second-rank-one",
            "with a second layer, the image of the feature matrix under φ″ has rank one",
            "With a positive second layer every descent, for the cubic, sinh and exp, ends in a stationary point (residual at most 10⁻⁸), and there the second singular value of (φ″(z_ij)) is at most 10⁻⁶ of the first.",
            remark,
            rank_one,
            "rank-one",
            "features",
            "the feature matrix itself has rank one with the cubic only",
        ),
        claim(
            "second-layer/features-need-not",
            "and the feature matrix need not",
            "With a positive second layer and sinh or exp, the second singular value of the feature matrix is at least 10⁻³ of the first at the end of every descent.",
            remark,
            need_not,
            "need-not",
            "ones",
            "with weights of one all neurons are equal, and the feature matrix has rank one",
        ),
        claim(
            "second-layer/signed",
            "signs do not matter where φ is odd",
            "With a second layer of both signs every descent ends in a stationary point (residual at most 10⁻⁸) within 10⁻⁶ of the one of the formula, and there the second singular value of (φ″(z_ij)) is at most 10⁻⁶ of the first.",
            ours,
            signed,
            "signed",
            "signed-exp",
            "φ″ > 0 cannot be c / aⱼ for both signs of aⱼ: neurons of one sign run off",
        ),
        claim(
            "second-layer/sgd",
            "SGD gets there too",
            "In every chain of label noise SGD, the second singular value of (φ″(z_ij)) over the first, in the mean over the last tenth of looks, is at most a tenth of that of the feature matrix itself.",
            remark,
            sgd,
            "sgd",
            "no-label-noise",
            "without label noise nothing goes on once the loss is gone",
        ),
    ]
}

// [rank-one]
fn rank_one(record: &Record) -> Judgement {
    let holds = all_stationary(record, "positive") && at_most(record, "positive.ratio", 1e-6);
    let asked =
        [("positive.descents", None), ("positive.stationary", Some("all")), ("positive.ratio", Some("at most 10⁻⁶"))];
    judge(record, holds, &asked)
}
// [/rank-one]

// [need-not]
fn need_not(record: &Record) -> Judgement {
    let names = ["sinh_positive.features.least", "exp_positive.features.least"];
    let holds = names.iter().all(|name| record.number(name).is_some_and(|ratio| ratio >= 1e-3));
    judge(record, holds, &names.map(|name| (name, Some("at least 10⁻³"))))
}
// [/need-not]

// [signed]
fn signed(record: &Record) -> Judgement {
    let near = at_most(record, "signed.distance", 1e-6);
    let holds = all_stationary(record, "signed") && near && at_most(record, "signed.ratio", 1e-6);
    let asked = [
        ("signed.descents", None),
        ("signed.stationary", Some("all")),
        ("signed.distance", Some("at most 10⁻⁶")),
        ("signed.ratio", Some("at most 10⁻⁶")),
    ];
    judge(record, holds, &asked)
}
// [/signed]

// [sgd]
fn sgd(record: &Record) -> Judgement {
    let asked = [
        ("sgd.chains", None),
        ("sgd.share.most", Some("at most 0.1")),
        ("sgd.behind", None),
        ("sgd.left", Some("at most 0.999: still on its way")),
    ];
    let mut judgement = judge(record, at_most(record, "sgd.share.most", THERE), &asked);
    if judgement.verdict == Verdict::Fails && at_most(record, "sgd.left", 0.999) {
        judgement.verdict = Verdict::Undecided {
            reason: "In the chains that have not got there, the second singular value of the image still falls.".into(),
            decides: "more steps.".into(),
        };
    }
    judgement
}
// [/sgd]

fn all_stationary(record: &Record, group: &str) -> bool {
    let number = |name: &str| record.number(&format!("{group}.{name}"));
    number("descents").is_some() && number("stationary") == number("descents")
}

fn at_most(record: &Record, name: &str, bound: f64) -> bool {
    record.number(name).is_some_and(|value| value <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Parameters;

    #[test]
    fn one_descent_or_chain_that_is_off_is_one_too_many() {
        let verdicts = |stationary: u64, ratio: f64, features: f64, share: f64| {
            let mut record = Record::new("second-layer", Parameters::new(), 1);
            for group in ["positive", "signed"] {
                record.scalar(&format!("{group}.descents"), 8, "1", "");
                record.scalar(&format!("{group}.stationary"), stationary, "1", "");
                record.scalar(&format!("{group}.ratio"), ratio, "1", "");
            }
            record.scalar("signed.distance", ratio, "1", "");
            record.scalar("sinh_positive.features.least", features, "1", "");
            record.scalar("exp_positive.features.least", 0.1, "1", "");
            record.scalar("sgd.share.most", share, "1", "");
            record.scalar("sgd.left", 1.0, "1", "");
            [rank_one, need_not, signed, sgd].map(|predicate| predicate(&record).verdict)
        };
        assert_eq!(verdicts(8, 1e-9, 0.1, 0.05), [const { Verdict::Holds }; 4]);
        assert_eq!(verdicts(7, 1e-9, 1e-9, 0.2), [const { Verdict::Fails }; 4]);
        assert_eq!(verdicts(8, 1e-3, 1e-9, 0.2), [const { Verdict::Fails }; 4]);
        let mut falling = Record::new("second-layer", Parameters::new(), 1);
        falling.scalar("sgd.share.most", 0.2, "1", "");
        falling.scalar("sgd.left", 0.5, "1", "");
        assert!(matches!(sgd(&falling).verdict, Verdict::Undecided { .. }));
        let empty = Record::new("second-layer", Parameters::new(), 1);
        assert!([rank_one, need_not, signed, sgd].iter().all(|predicate| predicate(&empty).verdict == Verdict::Fails));
    }
}
