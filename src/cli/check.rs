use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use clap::{Args, ValueEnum};

use super::output::print;
use super::run::compare;
use super::work::Work;
use super::{Outcome, Selection};
use crate::Error;
use crate::pipeline::{Drift, Pins, Project, Store, compute, plan};
use crate::record::Record;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    work: Work,
    /// How the findings are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// Annotations and a job summary for GitHub Actions.
    Github,
}

/// Recomputes every record without looking at the store, and compares with the lock.
pub fn check(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    let options = arguments.selection.options();
    let scale = options.scale.name();
    let tasks = plan(&options)?;
    let pins = Pins::read(&project.report())?;
    let results = arguments.work.go(|way, progress| compute(tasks, options.root(), None, way, progress))?;
    let records: BTreeMap<String, Record> =
        results.into_iter().map(|result| (result.task.name, result.record)).collect();
    let computed: Vec<String> = records.keys().cloned().collect();
    let drifts = compare(&pins, scale, &computed, &records, &Store::new(project.store()))?;
    let stale = pins.stale();
    let good = drifts.is_empty() && stale.is_empty();
    let findings = Findings { scale, checked: &computed, drifts: &drifts, stale: &stale };
    match arguments.format {
        Format::Text if arguments.work.quiet && good => {}
        Format::Text => print(&findings.text())?,
        Format::Json => print(&findings.json(good))?,
        Format::Github => findings.github(good)?,
    }
    Ok(Outcome::pinned(good))
}

struct Findings<'a> {
    scale: &'a str,
    checked: &'a [String],
    drifts: &'a [Drift],
    stale: &'a [(String, String)],
}

impl Findings<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for drift in self.drifts {
            let _ = writeln!(text, "{drift}");
        }
        for (scale, name) in self.stale {
            let _ = writeln!(text, "{name} ({scale}): pinned, but nothing computes it any more; `accept` drops it\n");
        }
        let same = self.checked.len() - self.drifts.len();
        let _ = writeln!(text, "{same} of {} records ({}) are as pinned", self.checked.len(), self.scale);
        text
    }

    fn json(&self, good: bool) -> String {
        let stale: Vec<&String> = self.stale.iter().map(|(_, name)| name).collect();
        let value = serde_json::json!({
            "as_pinned": good, "scale": self.scale, "checked": self.checked, "drifts": self.drifts, "stale": stale,
        });
        format!("{value:#}\n")
    }

    /// Annotations on standard output, the whole text in the job's summary.
    fn github(&self, good: bool) -> Result<(), Error> {
        let mut annotations = String::new();
        for drift in self.drifts {
            let title = format!("Drift in {}", drift.record);
            let body = escape(&drift.to_string());
            let _ = writeln!(annotations, "::error file=report/results.lock,title={}::{body}", escape_property(&title));
        }
        for (scale, name) in self.stale {
            let _ = writeln!(
                annotations,
                "::error file=report/results.lock,title=Stale pin::{}",
                escape(&format!("{name} ({scale}): pinned, but nothing computes it any more"))
            );
        }
        if good {
            let _ = writeln!(
                annotations,
                "::notice title=Results as pinned::{} records ({})",
                self.checked.len(),
                self.scale
            );
        }
        print(&annotations)?;
        if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") {
            let title = if good { "Results are as pinned" } else { "Results have drifted" };
            let summary = format!("## {title}\n\n```text\n{}```\n", self.text());
            let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
            let written = file.and_then(|mut file| file.write_all(summary.as_bytes()));
            written.map_err(Error::io("write", path))?;
        }
        Ok(())
    }
}

fn escape(text: &str) -> String {
    text.trim_end().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
