use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::sources::Sources;

/// The folder that is worked in.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The nearest folder, from `from` upwards, that holds a lock or templates; else `from` itself.
    pub fn find(from: &Path) -> Self {
        let holds = |folder: &&Path| {
            folder.join("report/results.lock").is_file() || folder.join("templates/page.html").is_file()
        };
        Self { root: from.ancestors().find(holds).unwrap_or(from).into() }
    }

    /// Its templates and sources, or those this program was built from.
    pub fn sources(&self) -> Sources {
        Sources::at(&self.root)
    }

    /// The committed report.
    pub fn report(&self) -> PathBuf {
        self.root.join("report")
    }

    /// Where a report goes that is not the committed one.
    pub fn scratch_report(&self, name: &str) -> PathBuf {
        self.root.join("target/report").join(name)
    }

    /// Records of runs that differ from the pinned ones.
    pub fn pending(&self) -> PathBuf {
        self.report().join("pending")
    }

    /// Stored cells.
    pub fn store(&self) -> PathBuf {
        self.root.join("target/store")
    }

    /// A path as a reader should see it: from the root.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// Writes a file whole or not at all: beside its place first, then renamed. Leaves a file alone that says the same.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = folder.join(name);
    fs::write(&beside, bytes).map_err(Error::io("write", &beside))?;
    fs::rename(&beside, path).map_err(|source| {
        let _ = fs::remove_file(&beside);
        Error::io("write", path)(source)
    })
}
