use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

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
            folder.join("report/results.lock").is_file() || folder.join("templates/chapters/00-head.md").is_file()
        };
        Self { root: from.ancestors().find(holds).unwrap_or(from).into() }
    }

    /// Its templates and sources, or those this program was built from.
    pub fn sources(&self) -> Sources {
        Sources::at(&self.root)
    }

    /// What the report's text is made from.
    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
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

/// Files written so far; tells apart what the threads of a process write at the same time.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Writes a file whole or not at all: beside its place first, then renamed. Leaves a file alone that says the same.
/// Several may write the same file at a time: none sees what another one has not finished.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}-{}.tmp", std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed)));
    let beside = folder.join(name);
    fs::write(&beside, bytes).map_err(Error::io("write", &beside))?;
    fs::rename(&beside, path).map_err(|source| {
        let _ = fs::remove_file(&beside);
        Error::io("write", path)(source)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_may_write_the_same_file_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/file");
        std::thread::scope(|scope| {
            for writer in 0..8_u8 {
                let path = &path;
                scope.spawn(move || (0..50).for_each(|_| write_atomically(path, &[writer; 4096]).unwrap()));
            }
        });
        let found = fs::read(&path).unwrap();
        assert_eq!(found, vec![found[0]; 4096]);
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
    }
}
