use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::pins::{Pins, read_record};
use super::plan::task;
use super::publish::surplus;
use super::{Frame, Progress, Project, Way, compute, edition, files};
use crate::Error;
use crate::document::{embedded_edition, embedded_lock, embedded_numbers, embedded_records};
use crate::experiments::find;
use crate::record::{Record, digest, from_canonical};

/// A report from anyone: a page, or the folder of one.
pub struct Report {
    name: String,
    html: String,
    folder: Option<PathBuf>,
    frame: Frame,
    /// The records that the page carries: name, and the record if the bytes are one.
    records: Vec<(String, Result<Record, Error>)>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub good: bool,
    /// What was looked at, and what was found.
    pub what: String,
}

impl Finding {
    fn new(good: bool, what: impl Into<String>) -> Self {
        Self { good, what: what.into() }
    }
}

impl Report {
    /// Opens a page or the folder it is in.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (page, folder) =
            if path.is_dir() { (path.join("index.html"), Some(path.into())) } else { (path.into(), None) };
        let bytes = fs::read(&page).map_err(Error::io("read", &page))?;
        let name = page.display().to_string();
        let not_a_report = |reason: &str| Error::NotAReport { name: name.clone(), reason: reason.into() };
        let html = String::from_utf8(bytes).map_err(|_| not_a_report("it is not UTF-8 text"))?;
        let embedded = embedded_records(&html).map_err(|error| not_a_report(&error.to_string()))?;
        if embedded.is_empty() {
            return Err(not_a_report("it carries no records"));
        }
        let lock = embedded_lock(&html).map_err(|error| not_a_report(&error.to_string()))?;
        let told = embedded_edition(&html).map_err(|error| not_a_report(&error.to_string()))?;
        let records = embedded
            .into_iter()
            .map(|(record, bytes)| {
                let read = from_canonical(&format!("the record of {record} in {name}"), &bytes);
                (record, read)
            })
            .collect();
        Ok(Self { frame: Frame { told, lock }, name, html, folder, records })
    }

    /// Hashes the records again and holds them against the lock, then makes figures, numbers and text from them again and
    /// compares.
    pub fn verify(&self, project: &Project) -> Result<Vec<Finding>, Error> {
        let mut findings = self.hashes();
        findings.push(self.lock_of(project)?);
        let pins = self.folder.as_deref().map_or_else(|| Ok(Pins::default()), Pins::read)?;
        match self.remake(project, &pins) {
            Ok(files) => {
                findings.extend(self.page(&files["index.html"]));
                if let Some(folder) = &self.folder {
                    findings.extend(beside(folder, &files));
                    findings.extend(pinned_files(folder)?);
                }
            }
            Err(error) => findings.push(Finding::new(false, format!("the page cannot be made again: {error}"))),
        }
        Ok(findings)
    }

    /// Computes the records again, without any store; all of them together may take `budget` chain-steps.
    pub fn rerun(&self, budget: u64, way: Way, progress: &Progress) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        let mut tasks = Vec::new();
        for (name, record) in &self.records {
            let Ok(record) = record else {
                findings
                    .push(Finding::new(false, format!("{name}: not computed again, for the page's record is damaged")));
                continue;
            };
            let experiment = find(name.split('/').next().unwrap_or(name))?;
            let root: u64 = record.seed.parse().map_err(|_| Error::NotAReport {
                name: self.name.clone(),
                reason: format!("the seed of {name}, {:?}, is not a whole number", record.seed),
            })?;
            tasks.push((task(experiment, name.clone(), record.parameters.clone())?, root, record));
        }
        let needed = tasks.iter().fold(0_u64, |steps, (task, ..)| steps.saturating_add(task.plan.chain_steps()));
        if needed > budget {
            return Err(Error::Budget { needed: needed as f64, budget: budget as f64 });
        }
        for (task, root, record) in tasks {
            let name = task.name.clone();
            let results = compute(vec![task], root, None, way, progress);
            let (was, is) = (digest(record), digest(&results[0].record));
            findings.push(if was == is {
                Finding::new(true, format!("{name}: computed again, {is}"))
            } else {
                Finding::new(false, format!("{name}: computed again, {is}, but the page has {was}"))
            });
        }
        Ok(findings)
    }

    fn hashes(&self) -> Vec<Finding> {
        let lock = match Lock::read("the page's lock", &self.frame.lock) {
            Ok(lock) => lock,
            Err(error) => return vec![Finding::new(false, error.to_string())],
        };
        let hash = |(name, record): &(String, Result<Record, Error>)| {
            let record = match record {
                Ok(record) => record,
                Err(error) => return Finding::new(false, error.to_string()),
            };
            let is = digest(record);
            match lock.pin(&self.frame.told.scale, name) {
                _ if !self.frame.told.departures.is_empty() => Finding::new(
                    true,
                    format!("{name}: {is}; not pinned, for this run departs from the lock on purpose"),
                ),
                Some(pin) if pin.record == is && pin.parameters == digest(&record.parameters) => {
                    Finding::new(true, format!("{name}: {is}, as the page's lock pins it"))
                }
                Some(pin) => Finding::new(false, format!("{name}: {is}, but the page's lock pins {}", pin.record)),
                None => Finding::new(false, format!("{name}: {is}, but the page's lock pins nothing for it")),
            }
        };
        self.records.iter().map(hash).collect()
    }

    /// A forged page may carry a forged lock; a checkout's own lock tells.
    fn lock_of(&self, project: &Project) -> Result<Finding, Error> {
        let ours = Pins::read(&project.report())?;
        if ours.text.is_empty() {
            return Ok(Finding::new(true, "its lock: there is no checkout here to compare it with"));
        }
        Ok(if ours.text == self.frame.lock {
            Finding::new(true, "its lock is this checkout's")
        } else {
            Finding::new(false, "its lock is not this checkout's: it is of another version, or forged")
        })
    }

    fn remake(&self, project: &Project, pins: &Pins) -> Result<BTreeMap<String, String>, Error> {
        let mut records = BTreeMap::new();
        for (name, record) in &self.records {
            if let Ok(record) = record {
                records.insert(name.clone(), record.clone());
            }
        }
        files(&edition(&records, &self.frame)?, &project.sources(), pins)
    }

    /// The page, byte by byte; where it differs, which numbers and figures do.
    fn page(&self, again: &str) -> Vec<Finding> {
        if self.html == again {
            return vec![Finding::new(true, "its text, numbers and figures are what its records make them")];
        }
        let mut findings = Vec::new();
        let (said, made) = (embedded_numbers(&self.html), embedded_numbers(again));
        for (said, made) in said.iter().zip(&made).filter(|(said, made)| said != made) {
            findings.push(Finding::new(false, format!("the page says {said}, its records make it {made}")));
        }
        let at = self.html.bytes().zip(again.bytes()).take_while(|(a, b)| a == b).count();
        let line = String::from_utf8_lossy(&self.html.as_bytes()[..at]).split('\n').count();
        findings.push(Finding::new(
            false,
            format!(
                "{}:{line}: the page has {:?} where its records and this program's templates make {:?}",
                self.name,
                excerpt(&self.html, at),
                excerpt(again, at)
            ),
        ));
        findings
    }
}

/// The files that belong to the page.
fn beside(folder: &Path, files: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| *path != "index.html") {
        let good = fs::read(folder.join(path)).is_ok_and(|found| found == text.as_bytes());
        if !good {
            findings.push(Finding::new(false, format!("{path} is missing, or not what the records make it")));
        }
    }
    for path in surplus(files, folder) {
        findings.push(Finding::new(false, format!("{path} does not belong to this report")));
    }
    if findings.is_empty() {
        findings.push(Finding::new(
            true,
            format!("the {} files beside it are what its records make them", files.len() - 1),
        ));
    }
    findings
}

/// The pinned records that lie in the folder, if it is the committed report.
fn pinned_files(folder: &Path) -> Result<Vec<Finding>, Error> {
    let pins = Pins::read(folder)?;
    if pins.text.is_empty() && folder.join("records").is_dir() {
        return Ok(vec![Finding::new(false, "results.lock is missing, though pinned records lie here")]);
    }
    let pinned =
        pins.lock.scales.iter().flat_map(|(scale, pins)| pins.iter().map(move |(name, pin)| (scale, name, pin)));
    Ok(pinned
        .map(|(scale, name, pin)| match read_record(&pins.record_path(scale, name)) {
            Ok(record) if digest(&record) == pin.record => {
                Finding::new(true, format!("{name} ({scale}): its file is as pinned"))
            }
            Ok(record) => Finding::new(
                false,
                format!("{name} ({scale}): its file has digest {}, not the pinned one", digest(&record)),
            ),
            Err(error) => Finding::new(false, error.to_string()),
        })
        .collect())
}

fn excerpt(text: &str, at: usize) -> String {
    String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(20)..text.len().min(at + 40)]).into_owned()
}
