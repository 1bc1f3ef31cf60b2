use std::collections::BTreeMap;

use super::lock::Lock;
use super::pins::{Pins, Verdicts, pin};
use super::plan::task;
use crate::Error;
use crate::claim::Outcome;
use crate::document::{Edition, Entry, ParameterRow, Pinned, Standing, Told};
use crate::experiments::{Experiment, Info, REGISTRY};
use crate::random::ROOT_SEED;
use crate::record::{Datum, Record, digest, parameter, reads};
use crate::sources::Sources;

/// What an edition is told beside the records themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Scale, seed and departures.
    pub told: Told,
    /// The lock file's text.
    pub lock: String,
}

/// The variant that runs an experiment in the literal reading.
const LITERAL: &str = "literal";

/// Judges the claims of an experiment on its record and on its controls'.
pub fn judge(experiment: &Experiment, records: &BTreeMap<String, Record>) -> Result<Vec<Outcome>, Error> {
    let main = named(records, experiment.id)?;
    (experiment.claims)()
        .into_iter()
        .map(|claim| {
            let control = named(records, &format!("{}/{}", experiment.id, claim.control.variant))?;
            let literal = records.get(&format!("{}/{LITERAL}", experiment.id)).map(claim.predicate);
            let (main, reads) = reads(|| (claim.predicate)(main));
            Ok(Outcome { main, control: (claim.predicate)(control), reads, literal, claim })
        })
        .collect()
}

/// The verdicts that are pinned with each record: an experiment's with its own, none with a control's.
pub fn verdicts(records: &BTreeMap<String, Record>, name: &str) -> Result<Verdicts, Error> {
    let mut verdicts = Verdicts::default();
    if let Some(experiment) = REGISTRY.iter().find(|experiment| experiment.id == name) {
        verdicts.claims = Some(digest(&claims_of(experiment)?));
        for outcome in judge(experiment, records)? {
            let (main, control) = outcome.words();
            verdicts.main.insert(outcome.claim.id.into(), main);
            verdicts.controls.insert(outcome.claim.id.into(), control);
        }
    }
    Ok(verdicts)
}

/// The claims of an experiment in words, and the source files of their predicates: a threshold moved is no longer the
/// claim that was pinned.
fn claims_of(experiment: &Experiment) -> Result<Vec<(&'static str, &'static str, String)>, Error> {
    let claims = (experiment.claims)().into_iter();
    claims.map(|claim| Ok((claim.id, claim.statement, Sources::embedded().text(claim.code.0)?.into_owned()))).collect()
}

/// The edition that the records make: a pure function of them and of the frame, whoever computed them.
pub fn edition(records: &BTreeMap<String, Record>, frame: &Frame) -> Result<Edition, Error> {
    let lock = Lock::read("results.lock", &frame.lock)?;
    let mut entries = Vec::new();
    for &experiment in REGISTRY {
        let main = named(records, experiment.id)?;
        let mut chain_steps: u64 = 0;
        let mut runs = Vec::new();
        for (name, _) in experiment.runs(&main.parameters) {
            let record = named(records, &name)?;
            let task = task(experiment, name.clone(), record.parameters.clone())?;
            let steps = task.plan.chain_steps();
            chain_steps = steps.saturating_add(chain_steps);
            runs.push(pinned(record, steps, &verdicts(records, &name)?, frame, &lock));
        }
        let controls: Vec<Record> = runs[1..].iter().map(|run| run.record.clone()).collect();
        let row = |info: &Info| ParameterRow {
            name: info.name.into(),
            value: main.parameters.get(info.name).map_or(Datum::Absent, parameter),
            unit: info.unit,
            description: info.description,
            recorded: info.recorded,
        };
        entries.push(Entry {
            id: experiment.id,
            title: experiment.title,
            item: experiment.item,
            source: experiment.source,
            chain_steps,
            parameters: experiment.parameters.iter().map(row).collect(),
            outcomes: judge(experiment, records)?,
            figures: (experiment.figures)(main, &controls),
            record: runs.remove(0),
            controls: runs,
        });
    }
    Ok(Edition {
        scale: frame.told.scale.clone(),
        seed: frame.told.seed.clone(),
        departures: frame.told.departures.clone(),
        borrowed: frame.told.borrowed.clone(),
        entries,
        lock: frame.lock.clone(),
    })
}

/// The edition of the pinned records of a scale: what the committed report shows.
pub fn pinned_edition(pins: &Pins, scale: &str) -> Result<Edition, Error> {
    let names = pins.lock.scales.get(scale).into_iter().flat_map(BTreeMap::keys);
    let records: BTreeMap<String, Record> =
        names.map(|name| Ok((name.clone(), pins.record(scale, name)?))).collect::<Result<_, Error>>()?;
    if records.is_empty() {
        return Err(Error::Unpinned { scale: scale.into() });
    }
    let told = Told { scale: scale.into(), seed: ROOT_SEED.to_string(), departures: Vec::new(), borrowed: Vec::new() };
    edition(&records, &Frame { told, lock: pins.text.clone() })
}

fn pinned(record: &Record, chain_steps: u64, verdicts: &Verdicts, frame: &Frame, lock: &Lock) -> Pinned {
    let now = pin(record, verdicts);
    let digest = now.record.clone();
    let standing = if frame.told.departures.is_empty() {
        match lock.pin(&frame.told.scale, &record.experiment) {
            None => Standing::Unpinned,
            Some(pinned) if *pinned == now => Standing::Matches,
            Some(pinned) => Standing::Differs(vec![if pinned.record == digest {
                format!("{}: the pinned parameters, claims or verdicts are others", record.experiment)
            } else {
                format!("{}: record digest {digest}, pinned {}", record.experiment, pinned.record)
            }]),
        }
    } else {
        Standing::Departs
    };
    Pinned { record: record.clone(), digest, standing, chain_steps }
}

fn named<'a>(records: &'a BTreeMap<String, Record>, name: &str) -> Result<&'a Record, Error> {
    records.get(name).ok_or_else(|| Error::unknown("record of", name, records.keys()))
}
