use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::departures::Departures;
use super::output::print;
use super::work::Work;
use super::{Outcome, Selection};
use crate::Error;
use crate::document::{Edition, Told};
use crate::experiments::Scale;
use crate::pipeline::{
    Drift, Frame, Options, Pending, Pins, Project, Store, compute, drift, edition, plan, publish, publish_alone,
    verdicts,
};
use crate::record::{Record, digest};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    departures: Departures,
    #[command(flatten)]
    work: Work,
    /// Folder of computed cells, such as `shard` makes; target/store if not given.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Folder to write the report to.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Computes what the store does not know yet, judges, compares with the lock, and writes the report.
pub fn run(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    let options = arguments.departures.with(arguments.selection.options());
    let (scale, departures) = (options.scale.name(), options.departures());
    let tasks = plan(&options)?;
    let pins = Pins::read(&project.report())?;
    // What this machine last found is noted in its own store; the cells may come from elsewhere.
    let own = Store::new(project.store());
    let store = Store::new(arguments.store.clone().unwrap_or_else(|| project.store()));
    let results = arguments.work.go(|way, progress| compute(tasks, options.root(), Some(&store), way, progress))?;
    let mut records: BTreeMap<String, Record> =
        results.into_iter().map(|result| (result.task.name, result.record)).collect();
    let computed: Vec<String> = records.keys().cloned().collect();
    let borrowed = borrow(&pins, &options, &mut records)?;

    let mut drifts = Vec::new();
    if departures.is_empty() {
        drifts = compare(&pins, scale, &computed, &records, &own)?;
        let differing: Vec<&Record> = drifts.iter().map(|drift| &records[&drift.record]).collect();
        Pending::new(project.pending()).replace(scale, &computed, &differing)?;
        if drifts.is_empty() && borrowed.is_empty() {
            // Only a later drift would miss it.
            let _ = own.note_match(scale);
        }
    }

    let told = Told { scale: scale.into(), seed: options.root().to_string(), departures, borrowed: borrowed.clone() };
    let frame = Frame { told, lock: pins.text.clone() };
    let edition = edition(&records, &frame)?;
    let output = arguments.output.clone().unwrap_or_else(|| default_output(project, &options));
    // A folder that was asked for may hold other things; ours hold nothing else.
    let publish = if arguments.output.is_some() { publish } else { publish_alone };
    publish(&edition, &project.sources(), &output)?;
    if !arguments.work.quiet {
        print(&summary(&edition, &drifts, &borrowed, &project.show(&output.join("index.html"))))?;
    }
    Ok(Outcome::pinned(drifts.is_empty()))
}

/// Only the pinned `standard` run goes to the committed report.
fn default_output(project: &Project, options: &Options) -> PathBuf {
    match (options.scale, options.departures().is_empty()) {
        (Scale::Standard, true) => project.report(),
        (scale, true) => project.scratch_report(scale.name()),
        (scale, false) => project.scratch_report(&format!("{scale}-departing")),
    }
}

/// Adds the pinned records of the experiments that were not run, so that every chapter has its numbers.
fn borrow(pins: &Pins, options: &Options, records: &mut BTreeMap<String, Record>) -> Result<Vec<String>, Error> {
    let everything = plan(&Options { only: Vec::new(), ..options.clone() })?;
    let missing: Vec<String> =
        everything.into_iter().map(|task| task.name).filter(|name| !records.contains_key(name)).collect();
    for name in &missing {
        records.insert(name.clone(), pins.record(options.scale.name(), name)?);
    }
    Ok(missing)
}

/// How the computed records differ from the pinned ones.
pub(super) fn compare(
    pins: &Pins,
    scale: &str,
    computed: &[String],
    records: &BTreeMap<String, Record>,
    store: &Store,
) -> Result<Vec<Drift>, Error> {
    let compare = |name: &String| Ok(drift(pins, scale, &records[name], &verdicts(records, name)?, store));
    let drifts: Result<Vec<_>, Error> = computed.par_iter().map(compare).collect();
    Ok(drifts?.into_iter().flatten().collect())
}

fn summary(edition: &Edition, drifts: &[Drift], borrowed: &[String], page: &str) -> String {
    let mut text = String::new();
    for entry in &edition.entries {
        for outcome in &entry.outcomes {
            let (main, control) = outcome.words();
            let id = outcome.claim.id;
            let _ = writeln!(text, "{id:<28} {:<10} its control {}", main.as_str(), control.as_str());
        }
    }
    for entry in &edition.entries {
        for run in std::iter::once(&entry.record).chain(&entry.controls) {
            let _ = writeln!(text, "{:<28} {}", run.record.experiment, digest(&run.record));
        }
    }
    for name in borrowed {
        let _ = writeln!(text, "{name:<28} not run; the report shows the pinned record");
    }
    text.push('\n');
    for drift in drifts {
        let _ = writeln!(text, "{drift}");
    }
    let standing = match (edition.departures.as_slice(), drifts.len()) {
        ([], 0) => "all results are as pinned".to_owned(),
        ([], 1) => "1 record is not as pinned; `accept` would pin what this run found".to_owned(),
        ([], count) => format!("{count} records are not as pinned; `accept` would pin what this run found"),
        (departures, _) => {
            format!("not compared with the lock, for this run departs from it: {}", departures.join(", "))
        }
    };
    let _ = writeln!(text, "{standing}\nreport: {page}");
    text
}
