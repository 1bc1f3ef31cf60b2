use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::claim::Word;

/// The pinned results: for each scale and record the digests and verdicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lock {
    /// By scale, then by record (`figure-1`, `figure-1/no-label-noise`).
    pub scales: BTreeMap<String, BTreeMap<String, Pin>>,
}

/// What is pinned of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The root seed, in decimal.
    pub seed: String,
    /// Digest of the parameters.
    pub parameters: String,
    /// Digest of the record.
    pub record: String,
    /// Digest of the claims on the record, as code and in words; none on a control's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<String>,
    /// Verdicts on the record, by claim; none on a control's record.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub verdicts: BTreeMap<String, Word>,
    /// Verdicts of the same claims on their controls.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub controls: BTreeMap<String, Word>,
}

const HEADER: &str = "\
# What the report's results must be. `simplicity-bias check` recomputes all of it and compares; only `accept` writes it.
# Digests are SHA-256 over the canonical form (RFC 8785) of the parameters and of the records beside this file.

";

impl Lock {
    /// What is pinned of a record.
    pub fn pin(&self, scale: &str, record: &str) -> Option<&Pin> {
        self.scales.get(scale)?.get(record)
    }

    /// Pins a record.
    pub fn set(&mut self, scale: &str, record: &str, pin: Pin) {
        self.scales.entry(scale.into()).or_default().insert(record.into(), pin);
    }

    /// Reads a lock file's text.
    pub fn read(name: &str, text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::NotALock { name: name.into(), reason: error.to_string() })
    }

    /// The text of a lock file: sorted, so that a change shows as a change and nothing else.
    ///
    /// # Panics
    /// Never: a lock is tables of strings.
    pub fn write(&self) -> String {
        format!("{HEADER}{}", toml::to_string(self).expect("a lock is tables of strings"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_survives_a_round_trip_and_names_what_it_cannot_read() {
        let mut lock = Lock::default();
        let verdicts = BTreeMap::from([("figure-1/slopes".into(), Word::Holds)]);
        let pin = Pin { seed: "1".into(), parameters: "ab".into(), record: "cd".into(), verdicts, ..Pin::default() };
        lock.set("quick", "figure-1", pin);
        lock.set("quick", "figure-1/control", Pin::default());
        let text = lock.write();
        assert_eq!(Lock::read("results.lock", &text).unwrap(), lock);
        let broken = text.replace("holds", "hodls");
        let error = Lock::read("results.lock", &broken).unwrap_err().to_string();
        assert!(error.starts_with("results.lock is not a lock file") && error.contains("hodls"), "{error}");
    }
}
