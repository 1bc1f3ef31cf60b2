use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::lock::{Lock, Pin};
use super::project::write_atomically;
use crate::Error;
use crate::claim::Word;
use crate::experiments::{REGISTRY, Scale};
use crate::record::{Record, canonical, digest, from_canonical, sha256};

/// The pinned results: a lock, and beside it the records it pins; by default none.
#[derive(Default)]
pub struct Pins {
    report: PathBuf,
    /// The lock.
    pub lock: Lock,
    /// Its file's text.
    pub text: String,
}

impl Pins {
    /// The pins of the report in `report`; none where there is no lock.
    pub fn read(report: &Path) -> Result<Self, Error> {
        let path = report.join("results.lock");
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            other => other.map_err(Error::io("read", &path))?,
        };
        let lock = Lock::read(&path.display().to_string(), &text)?;
        Ok(Self { report: report.into(), lock, text })
    }

    /// The file of a pinned record.
    pub fn record_path(&self, scale: &str, name: &str) -> PathBuf {
        self.report.join("records").join(scale).join(file_name(name))
    }

    /// A pinned record, as its file has it.
    pub fn record(&self, scale: &str, name: &str) -> Result<Record, Error> {
        read_record(&self.record_path(scale, name))
    }

    /// Digests of the files that the pins are: the lock and the records it pins, by path from the report's folder.
    pub fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for (scale, pins) in &self.lock.scales {
            for (name, pin) in pins {
                files.insert(format!("records/{scale}/{}", file_name(name)), pin.record.clone());
            }
        }
        if !self.text.is_empty() {
            files.insert("results.lock".into(), sha256(self.text.as_bytes()));
        }
        files
    }

    /// Pins records and their verdicts; records first, so that the lock never names one that is not there.
    pub fn pin(&mut self, scale: &str, pinned: &[(Record, Verdicts)]) -> Result<(), Error> {
        for (record, verdicts) in pinned {
            write_atomically(&self.record_path(scale, &record.experiment), &canonical(record))?;
            self.lock.set(scale, &record.experiment, pin(record, verdicts));
        }
        self.write_lock()
    }

    /// Drops what is pinned of experiments and controls that do not exist any more.
    pub fn drop_stale(&mut self) -> Result<(), Error> {
        for (scale, name) in self.stale() {
            if let Some(records) = self.lock.scales.get_mut(&scale) {
                records.remove(&name);
            }
            let _ = fs::remove_file(self.record_path(&scale, &name));
        }
        self.write_lock()
    }

    /// Scale and name of each pinned record that nothing would compute.
    pub fn stale(&self) -> Vec<(String, String)> {
        let pinned = self.lock.scales.iter().flat_map(|(scale, records)| records.keys().map(move |name| (scale, name)));
        pinned
            .filter(|(scale, name)| !is_alive(scale, name))
            .map(|(scale, name)| (scale.clone(), name.clone()))
            .collect()
    }

    fn write_lock(&mut self) -> Result<(), Error> {
        self.text = self.lock.write();
        write_atomically(&self.report.join("results.lock"), self.text.as_bytes())
    }
}

/// Whether there are a scale and an experiment or control of these names.
pub fn is_alive(scale: &str, name: &str) -> bool {
    let mut known = REGISTRY.iter().flat_map(|experiment| experiment.runs(&(experiment.defaults)(Scale::Quick)));
    Scale::ALL.iter().any(|known| known.name() == scale) && known.any(|(known, _)| known == name)
}

/// Verdicts on a record and on the controls of its claims, by claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// Digest of the claims themselves.
    pub claims: Option<String>,
    /// On the record.
    pub main: BTreeMap<String, Word>,
    /// On the controls.
    pub controls: BTreeMap<String, Word>,
}

/// What the lock should say of a record.
pub fn pin(record: &Record, verdicts: &Verdicts) -> Pin {
    Pin {
        seed: record.seed.clone(),
        parameters: digest(&record.parameters),
        record: digest(record),
        claims: verdicts.claims.clone(),
        verdicts: verdicts.main.clone(),
        controls: verdicts.controls.clone(),
    }
}

/// The file name of a record: `figure-1.no-label-noise.json`.
pub fn file_name(name: &str) -> String {
    format!("{}.json", name.replace('/', "."))
}

/// Reads a record's file however it is written, to say what is in it; never to use it.
pub fn peek_record(path: &Path) -> Option<Record> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Reads a record's file, which must be its own canonical bytes.
pub fn read_record(path: &Path) -> Result<Record, Error> {
    let bytes = fs::read(path).map_err(Error::io("read", path))?;
    from_canonical(&path.display().to_string(), &bytes)
}
