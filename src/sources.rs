//! The project's own text files.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::Error;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The project's own text files: read from a checkout where there is one, else as they were when the program was
/// built, so that a report can be verified anywhere.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    root: Option<PathBuf>,
}

impl Sources {
    /// The files of the checkout at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: Some(root.into()) }
    }

    /// The files this program was built from.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The text of a file by its path from the root: `templates/page.html`, `src/dynamics/step.rs`.
    pub fn text(&self, path: &str) -> Result<Cow<'static, str>, Error> {
        if let Some(root) = &self.root {
            let file = root.join(path);
            if file.exists() {
                return std::fs::read_to_string(&file).map(Cow::Owned).map_err(Error::io("read", file));
            }
        }
        embedded()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| Cow::Borrowed(text))
            .ok_or_else(|| Error::unknown("source file", path, embedded().map(|(name, _)| name)))
    }
}

/// Every file this program was built from, by path, in order.
pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_file_is_embedded() {
        assert!(Sources::embedded().text("src/sources.rs").unwrap().contains("this_very_file_is_embedded"));
    }

    #[test]
    fn a_missing_file_is_named_with_its_nearest_neighbour() {
        let error = Sources::embedded().text("src/source.rs").unwrap_err().to_string();
        assert_eq!(error, r#"there is no source file "src/source.rs"; did you mean "src/sources.rs"?"#);
    }
}
