use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::Args;

use super::Outcome;
use super::output::print;
use crate::Error;
use crate::claim::Word;
use crate::experiments::{REGISTRY, Scale, find};
use crate::pipeline::{Pending, Pins, Project, Store, Verdicts, drift, pinned_edition, publish_alone, verdicts};
use crate::record::Record;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The experiments to pin, with their controls; all that is pending if none is given.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

/// Shows how what is pending differs from what is pinned, pins it, and writes the report again from the pinned records.
pub fn accept(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    for id in &arguments.ids {
        find(id)?;
    }
    let mut pins = Pins::read(&project.report())?;
    let pending = Pending::new(project.pending());
    let store = Store::new(project.store());
    let mut text = String::new();
    let chosen = |name: &str| {
        let id = name.split('/').next().unwrap_or(name);
        arguments.ids.is_empty() || arguments.ids.iter().any(|chosen| chosen == id)
    };
    let mut by_scale: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    for ((scale, name), record) in pending.read()? {
        if chosen(&name) {
            by_scale.entry(scale).or_default().push(record);
        }
    }
    for (scale, accepted) in &by_scale {
        let records = together(&pins, scale, accepted);
        let mut pinned: Vec<(Record, Verdicts)> = Vec::new();
        for record in accepted {
            let verdicts = verdicts(&records, &record.experiment)?;
            if let Some(drift) = drift(&pins, scale, record, &verdicts, &store) {
                let _ = writeln!(text, "{drift}");
            }
            for (claim, control) in verdicts.controls.iter().filter(|(_, control)| **control != Word::Fails) {
                let _ = writeln!(
                    text,
                    "warning: the control of {claim} is {}, so the claim shows nothing\n",
                    control.as_str()
                );
            }
            pinned.push((record.clone(), verdicts));
        }
        // A control's new record may flip a verdict that is pinned with its experiment.
        for experiment in REGISTRY.iter().filter(|experiment| chosen(experiment.id)) {
            if let Some(main) = records.get(experiment.id) {
                pinned.push((main.clone(), verdicts(&records, experiment.id)?));
            }
        }
        pins.pin(scale, &pinned)?;
        for record in accepted {
            pending.forget(scale, &record.experiment)?;
        }
    }
    for (scale, name) in pins.stale() {
        let _ = writeln!(text, "{name} ({scale}): no longer pinned, for nothing computes it any more");
    }
    pins.drop_stale()?;
    let count: usize = by_scale.values().map(Vec::len).sum();
    let _ = match count {
        0 => writeln!(text, "nothing is pending: everything that was run is as pinned"),
        1 => writeln!(text, "1 record pinned"),
        _ => writeln!(text, "{count} records pinned"),
    };
    if count > 0 {
        republish(project, &pins, &mut text)?;
    }
    print(&text)?;
    Ok(Outcome::AsPinned)
}

/// The accepted records beside the pinned ones that they are judged with.
fn together(pins: &Pins, scale: &str, accepted: &[Record]) -> BTreeMap<String, Record> {
    let names = pins.lock.scales.get(scale).into_iter().flat_map(BTreeMap::keys);
    let mut records: BTreeMap<String, Record> =
        names.filter_map(|name| Some((name.clone(), pins.record(scale, name).ok()?))).collect();
    records.extend(accepted.iter().map(|record| (record.experiment.clone(), record.clone())));
    records
}

/// The committed report shows the pinned `standard` run, and says that it does.
fn republish(project: &Project, pins: &Pins, text: &mut String) -> Result<(), Error> {
    let scale = Scale::Standard.name();
    let records = together(pins, scale, &[]);
    if REGISTRY.iter().any(|experiment| !records.contains_key(experiment.id)) {
        let _ = writeln!(text, "the report is not written: not every experiment is pinned at scale {scale} yet");
        return Ok(());
    }
    publish_alone(&pinned_edition(pins, scale)?, &project.sources(), &project.report())?;
    let _ = writeln!(text, "report: {}", project.show(&project.report().join("index.html")));
    Ok(())
}
