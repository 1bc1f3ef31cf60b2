use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::pins::{file_name, read_record};
use super::project::write_atomically;
use crate::Error;
use crate::record::{Record, canonical};

/// What runs found that is not as pinned, by scale: so that a drift always has both sides to show.
pub struct Pending {
    folder: PathBuf,
}

impl Pending {
    /// The records pending in `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps the differing ones of the computed records, and forgets what was pending of the others.
    pub fn replace(&self, scale: &str, computed: &[String], differing: &[&Record]) -> Result<(), Error> {
        for name in computed {
            self.forget(scale, name)?;
        }
        for record in differing {
            write_atomically(&self.path(scale, &record.experiment), &canonical(record))?;
        }
        Ok(())
    }

    /// All of them, by scale and name.
    pub fn read(&self) -> Result<BTreeMap<(String, String), Record>, Error> {
        let mut records = BTreeMap::new();
        for scale in entries(&self.folder)? {
            let name = scale.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for file in entries(&scale)? {
                if file.extension().is_some_and(|extension| extension == "json") {
                    let record = read_record(&file)?;
                    records.insert((name.clone(), record.experiment.clone()), record);
                }
            }
        }
        Ok(records)
    }

    /// Forgets one.
    pub fn forget(&self, scale: &str, name: &str) -> Result<(), Error> {
        let path = self.path(scale, name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", path)(error)),
            _ => {
                // Empty folders would say that something is pending; a folder that is not empty stays.
                let _ = fs::remove_dir(self.folder.join(scale));
                let _ = fs::remove_dir(&self.folder);
                Ok(())
            }
        }
    }

    fn path(&self, scale: &str, name: &str) -> PathBuf {
        self.folder.join(scale).join(file_name(name))
    }
}

/// What a folder holds, in order; nothing where there is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = fs::read_dir(folder).map_err(Error::io("read", folder))?;
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}
