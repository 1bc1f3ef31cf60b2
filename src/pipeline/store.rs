use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Build;
use super::project::write_atomically;
use crate::Error;
use crate::experiments::Cell;
use crate::record::{Parameters, Record, canonical, digest, from_canonical};

/// A folder of computed cells: cache, means to resume, and exchange between machines.
pub struct Store {
    folder: PathBuf,
    code: String,
}

/// What a cell is a function of. Its digest names the file.
#[derive(Serialize, Deserialize)]
struct Key {
    experiment: String,
    cell: String,
    parameters: Parameters,
    seed: String,
    code: String,
}

/// What a file of the store holds.
#[derive(Serialize, Deserialize)]
struct Stored {
    key: Key,
    digest: String,
    record: Record,
}

/// The program that last found what is pinned at a scale.
#[derive(Serialize, Deserialize)]
struct Matched {
    build: Build,
}

impl Store {
    /// The store in `folder`, for cells of this very code.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, code: Build::current().code }
    }

    /// Where records are kept that are put together of cells, so that a warm run need not read the cells: the only cell of
    /// an experiment that is called like the record.
    #[must_use]
    pub fn assembled(&self) -> Self {
        Self { folder: self.folder.join("assembled"), code: self.code.clone() }
    }

    fn key(&self, experiment: &str, cell: &Cell, root: u64) -> Key {
        Key {
            experiment: experiment.into(),
            cell: cell.name.clone(),
            parameters: cell.parameters.clone(),
            seed: root.to_string(),
            code: self.code.clone(),
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{}.json", digest(key)))
    }

    /// The record of a cell, if it is there and sound. A damaged or foreign file is an error that says so; the cell has to
    /// be computed again then.
    pub fn load(&self, experiment: &str, cell: &Cell, root: u64) -> Result<Option<Record>, Error> {
        let key = self.key(experiment, cell, root);
        let path = self.path(&key);
        let Ok(bytes) = fs::read(&path) else { return Ok(None) };
        let name = path.display().to_string();
        let stored: Stored = from_canonical(&name, &bytes)?;
        // By digest: a parameter of 1.0 comes back as 1.
        if digest(&stored.key) != digest(&key) {
            return Err(Error::NotARecord { name, reason: "it is the cell of another run".into() });
        }
        if stored.digest != digest(&stored.record) {
            return Err(Error::NotARecord { name, reason: "its record does not have the digest beside it".into() });
        }
        Ok(Some(stored.record))
    }

    /// Makes sure that cells can be kept here, before any is computed.
    pub fn prepare(&self) -> Result<(), Error> {
        let probe = self.folder.join("probe");
        write_atomically(&probe, b"")?;
        // Another process may have removed it first.
        let _ = fs::remove_file(probe);
        Ok(())
    }

    /// Keeps the record of a cell.
    pub fn save(&self, experiment: &str, cell: &Cell, root: u64, record: &Record) -> Result<(), Error> {
        let key = self.key(experiment, cell, root);
        let path = self.path(&key);
        write_atomically(&path, &canonical(&Stored { key, digest: digest(record), record: record.clone() }))
    }

    /// Notes that this very program has found what is pinned at a scale.
    pub fn note_match(&self, scale: &str) -> Result<(), Error> {
        write_atomically(&self.match_path(scale), &canonical(&Matched { build: Build::current() }))
    }

    /// The program that last did, on this machine.
    pub fn last_match(&self, scale: &str) -> Option<Build> {
        let bytes = fs::read(self.match_path(scale)).ok()?;
        Some(serde_json::from_slice::<Matched>(&bytes).ok()?.build)
    }

    fn match_path(&self, scale: &str) -> PathBuf {
        self.folder.join(format!("matched-{scale}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell() -> Cell {
        Cell { name: "draw-0".into(), parameters: Parameters::from([("x".into(), 1.0.into())]), chain_steps: 2 }
    }

    #[test]
    fn a_cell_comes_back_only_for_the_key_it_was_kept_under() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().into());
        let record = Record::new("e/draw-0", Parameters::new(), 1);
        store.save("e", &cell(), 1, &record).unwrap();
        assert_eq!(store.load("e", &cell(), 1).unwrap(), Some(record));
        assert_eq!(store.load("e", &cell(), 2).unwrap(), None);
        let other = Cell { parameters: Parameters::from([("x".into(), 2.into())]), ..cell() };
        assert_eq!(store.load("e", &other, 1).unwrap(), None);
        let older = Store { code: "older".into(), folder: folder.path().into() };
        assert_eq!(older.load("e", &cell(), 1).unwrap(), None);
    }

    #[test]
    fn a_damaged_or_foreign_file_is_never_used() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().into());
        let record = Record::new("e/draw-0", Parameters::new(), 1);
        store.save("e", &cell(), 1, &record).unwrap();
        let path = store.path(&store.key("e", &cell(), 1));
        let text = fs::read_to_string(&path).unwrap();
        for damaged in [
            text.replace("e/draw-0", "e/draw-1"),
            text.replace(r#""cell":"draw-0""#, r#""cell":"draw-9""#),
            text[..text.len() / 2].to_owned(),
            format!("{text}\n"),
        ] {
            fs::write(&path, damaged).unwrap();
            assert!(store.load("e", &cell(), 1).is_err());
        }
    }
}
