use serde::{Deserialize, Serialize};

use crate::record::digest;
use crate::sources::embedded;

/// Where the code lives that can change a number of a cell, dependencies included. All of it counts, so a stale cell is
/// never used; prose, style and figures are elsewhere, so an edit of them invalidates nothing.
const NUMERIC: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "src/dynamics/",
    "src/experiments/",
    "src/float.rs",
    "src/manifold/",
    "src/network/",
    "src/random/",
    "src/record/",
    "src/vector/",
];

/// Files and folders of an experiment that read its record and change no number in it.
const READERS: [&str; 3] = ["/claims.rs", "/figures.rs", "/figures/"];

/// How this program computes. Extended precision gives other bits: the one kind of machine whose cells are not everybody's.
pub const ARITHMETIC: &str =
    if cfg!(all(target_arch = "x86", not(target_feature = "sse2"))) { "x87" } else { "binary64" };

/// Digest of the code that computes cells, as it was when this program was built.
pub fn fingerprint() -> String {
    digest(&(ARITHMETIC, embedded().filter(|(path, _)| counts(path)).collect::<Vec<_>>()))
}

/// Whether a file can change a number of a cell.
fn counts(path: &str) -> bool {
    NUMERIC.iter().any(|place| path.starts_with(place)) && !READERS.iter().any(|reader| path.contains(reader))
}

/// What this program is: kept beside stored cells, and never in anything hashed or committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// [`fingerprint`].
    pub code: String,
    /// The compiler, as it calls itself.
    pub toolchain: String,
    /// The target triple.
    pub platform: String,
}

impl Build {
    /// This very program.
    pub fn current() -> Self {
        Self { code: fingerprint(), toolchain: env!("BUILD_TOOLCHAIN").into(), platform: env!("BUILD_TARGET").into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_place_that_counts_looks_into_counts_too() {
        // Claims and figures read records; errors are words.
        const READ_ONLY: [&str; 3] = ["claim", "figure", "Error"];
        let mut looked = 0;
        for (path, text) in embedded().filter(|(path, _)| path.starts_with("src/") && counts(path)) {
            for rest in text.split("crate::").skip(1) {
                let room: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let places = [format!("src/{room}/x.rs"), format!("src/{room}.rs")];
                let fine = READ_ONLY.contains(&room.as_str()) || places.iter().any(|place| counts(place));
                assert!(fine, "{path} looks into {room:?}, an edit of which would leave stale cells in use");
                looked += 1;
            }
        }
        assert!(looked > 50, "{looked}");
    }

    #[test]
    fn every_place_exists_and_prose_is_not_among_them() {
        for place in NUMERIC {
            assert!(embedded().any(|(path, _)| path.starts_with(place)), "{place}");
        }
        for reader in READERS {
            assert!(embedded().any(|(path, _)| path.contains(reader)), "{reader}");
        }
        assert!(!NUMERIC.iter().any(|place| "templates/style.css".starts_with(place)));
    }
}
