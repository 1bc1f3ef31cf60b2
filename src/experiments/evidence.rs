use crate::claim::{Evidence, Judgement, Verdict};
use crate::record::{Datum, Record};

/// Scalars of a record as evidence, each with what is asked of it.
pub fn evidence(record: &Record, asked: &[(&str, Option<&str>)]) -> Vec<Evidence> {
    let one = |(name, asked): &(&str, Option<&str>)| {
        let scalar = record.look_up(name);
        Evidence {
            what: scalar.map_or((*name).to_owned(), |scalar| scalar.description.clone()),
            value: scalar.map_or(Datum::Absent, |scalar| scalar.value.clone()),
            asked: asked.map(Into::into),
        }
    };
    asked.iter().map(one).collect()
}

/// A verdict, with scalars of the record as evidence.
pub fn judge(record: &Record, verdict: impl Into<Verdict>, asked: &[(&str, Option<&str>)]) -> Judgement {
    Judgement { verdict: verdict.into(), evidence: evidence(record, asked) }
}
