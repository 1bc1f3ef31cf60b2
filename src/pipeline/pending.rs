use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::fingerprint;
use super::pins::{file_name, is_alive, read_record};
use super::project::write_atomically;
use crate::Error;
use crate::record::{Record, canonical, digest};

/// What lies in the pending folder of a scale, and the code that found it.
#[derive(Default, Serialize, Deserialize)]
struct Found(BTreeMap<String, Origin>);

#[derive(Serialize, Deserialize)]
struct Origin {
    code: String,
    digest: String,
}

/// Name of the file that says where the pending records come from.
const FOUND: &str = "found.json";

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
        if differing.is_empty() {
            return Ok(());
        }
        let mut found = self.found(scale);
        for record in differing {
            write_atomically(&self.path(scale, &record.experiment), &canonical(record))?;
            let origin = Origin { code: fingerprint(), digest: digest(record) };
            found.0.insert(record.experiment.clone(), origin);
        }
        write_atomically(&self.found_path(scale), &canonical(&found))
    }

    fn found(&self, scale: &str) -> Found {
        fs::read(self.found_path(scale)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn found_path(&self, scale: &str) -> PathBuf {
        self.folder.join(scale).join(FOUND)
    }

    /// All of them, by scale and name: each as a run of this very code left it, or it is refused.
    pub fn read(&self) -> Result<BTreeMap<(String, String), Record>, Error> {
        let mut records = BTreeMap::new();
        for scale in entries(&self.folder)? {
            let name = scale.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let found = self.found(&name);
            let record_files = entries(&scale)?
                .into_iter()
                .filter(|file| file.extension().is_some_and(|extension| extension == "json") && !file.ends_with(FOUND));
            for file in record_files {
                let record = read_record(&file)?;
                let refuse = |reason: &str| Error::Pending { name: file.display().to_string(), reason: reason.into() };
                if !is_alive(&name, &record.experiment) {
                    return Err(refuse("there is no such scale or experiment"));
                }
                match found.0.get(&record.experiment) {
                    Some(origin) if origin.digest != digest(&record) => {
                        return Err(refuse("it is not what the run left there"));
                    }
                    Some(origin) if origin.code == fingerprint() => {}
                    _ => return Err(refuse("other code found it")),
                }
                records.insert((name.clone(), record.experiment.clone()), record);
            }
        }
        Ok(records)
    }

    /// Forgets one.
    pub fn forget(&self, scale: &str, name: &str) -> Result<(), Error> {
        let path = self.path(scale, name);
        let mut found = self.found(scale);
        if found.0.remove(name).is_some() {
            if found.0.is_empty() {
                let _ = fs::remove_file(self.found_path(scale));
            } else {
                write_atomically(&self.found_path(scale), &canonical(&found))?;
            }
        }
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
