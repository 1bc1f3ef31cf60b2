//! One builder of tests: a folder of its own, the real program run in it, and everything that came out.

#![allow(dead_code, unused_imports, reason = "each file of tests uses a part of it")]

mod outcome;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use simplicity_bias::pipeline::Lock;
use simplicity_bias::record::{Record, canonical, digest, from_canonical};
use tempfile::TempDir;

pub use outcome::Run;

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of all records, in the order in which they are computed.
pub fn records() -> Vec<String> {
    let scale = simplicity_bias::experiments::Scale::Quick;
    let runs = simplicity_bias::experiments::REGISTRY.iter().flat_map(|it| it.runs(&(it.defaults)(scale)));
    runs.map(|(name, _)| name).collect()
}

/// The name of a record's file, without its extension.
pub fn file_stem(name: &str) -> String {
    name.replace('/', ".")
}

/// A fresh folder to run the program in; gone at the end of the test.
pub struct Test {
    folder: TempDir,
    variables: Vec<(&'static str, PathBuf)>,
}

impl Test {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// Makes it a small project: with the repository's lock and pinned records.
    pub fn pinned(self) -> Self {
        self.copied("report/results.lock").copied("report/records")
    }

    /// Copies a file or a folder of the repository.
    pub fn copied(self, path: &str) -> Self {
        copy(&repository().join(path), &self.path(path));
        self
    }

    /// Sets an environment variable to a path in the folder.
    pub fn variable(mut self, name: &'static str, path: &str) -> Self {
        let path = self.path(path);
        self.variables.push((name, path));
        self
    }

    /// Where a path of the folder is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file, its folder too.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Puts one text in place of another, once; it must be there.
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not contain {old:?}");
        self.write(path, text.replacen(old, new, 1));
    }

    /// Changes a pinned record of scale `quick`, and returns it as it was.
    pub fn change_record(&self, name: &str, change: impl FnOnce(&mut Record)) -> Record {
        let path = format!("report/records/quick/{}.json", name.replace('/', "."));
        let was: Record = from_canonical(&path, self.read(&path).as_bytes()).unwrap();
        let mut record = was.clone();
        change(&mut record);
        assert_ne!(was, record, "nothing was changed");
        self.write(&path, canonical(&record));
        was
    }

    /// As [`Self::change_record`], and pins it: as if the change had been accepted.
    pub fn change_pinned(&self, name: &str, change: impl FnOnce(&mut Record)) -> Record {
        let mut pinned = None;
        let was = self.change_record(name, |record| {
            change(record);
            pinned = Some((digest(&record.parameters), digest(record)));
        });
        let (parameters, record) = pinned.unwrap();
        self.change_lock(|lock| {
            let pin = lock.scales.get_mut("quick").unwrap().get_mut(name).unwrap();
            (pin.parameters, pin.record) = (parameters, record);
        });
        was
    }

    /// Changes the lock.
    pub fn change_lock(&self, change: impl FnOnce(&mut Lock)) {
        let mut lock = Lock::read("results.lock", &self.read("report/results.lock")).unwrap();
        change(&mut lock);
        self.write("report/results.lock", lock.write());
    }

    /// Every file, with its bytes.
    pub fn files(&self, path: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path(path)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    // A run that is going on may rename a file between its listing and its reading.
                    match fs::read(&path) {
                        Ok(bytes) => drop(found.insert(path, bytes)),
                        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                        Err(error) => panic!("{}: {error}", path.display()),
                    }
                }
            }
        }
        found
    }

    /// The program, in the folder, with arguments split at spaces.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simplicity-bias"));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        command.env_remove("GITHUB_STEP_SUMMARY").envs(self.variables.iter().map(|(name, path)| (name, path)));
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &str) -> Run {
        Run::new(arguments, &self.command(arguments).output().unwrap())
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}
