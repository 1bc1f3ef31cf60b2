use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is served at a time.
pub struct Version {
    /// The report's files, by path.
    pub files: BTreeMap<String, String>,
    /// The page's version.
    pub version: String,
}

/// What is served now, and who waits for it to change.
pub struct Shown {
    now: Mutex<Arc<Version>>,
    changed: Condvar,
}

impl Shown {
    /// Begins with a version.
    pub fn new(version: Version) -> Self {
        Self { now: Mutex::new(Arc::new(version)), changed: Condvar::new() }
    }

    /// What is served now.
    pub fn now(&self) -> Arc<Version> {
        self.lock().clone()
    }

    /// Serves another version from now on.
    pub fn show(&self, version: Version) {
        *self.lock() = Arc::new(version);
        self.changed.notify_all();
    }

    /// The page's version as soon as it is not `version`, or when `patience` is over.
    pub fn other_than(&self, version: &str, patience: Duration) -> String {
        let waiting = self.changed.wait_timeout_while(self.lock(), patience, |now| now.version == version);
        waiting.unwrap_or_else(PoisonError::into_inner).0.version.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Arc<Version>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(version: &str) -> Version {
        Version { files: BTreeMap::new(), version: version.into() }
    }

    #[test]
    fn who_waits_is_told_at_once_of_a_change_and_after_a_while_of_none() {
        let shown = Shown::new(version("one"));
        assert_eq!(shown.other_than("nought", Duration::MAX), "one");
        assert_eq!(shown.other_than("one", Duration::from_millis(10)), "one");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| shown.other_than("one", Duration::from_mins(1)));
            shown.show(version("two"));
            assert_eq!(waiting.join().unwrap(), "two");
        });
    }
}
