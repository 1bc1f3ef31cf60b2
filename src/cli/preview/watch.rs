use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::record::sha256;

/// The files below a folder and the digests of their texts. Reading some twenty small files ten times a second costs next
/// to nothing, and needs neither a library nor trust in events: it sees through renames, over network mounts and in
/// containers, and two saves within one tick of the clock.
pub fn state_of(folder: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::io("read", &folder))?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                // One that cannot be read is being replaced, and there again the next time.
                found.push((path, sha256(&bytes)));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_a_new_file_and_a_lost_one_are_seen_and_a_save_of_the_same_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let state = || state_of(folder.path()).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("chapters")).unwrap();
        write("chapters/a.md", "one");
        let first = state();
        write("chapters/a.md", "one");
        assert_eq!(first, state());
        write("chapters/a.md", "two");
        assert_ne!(first, state());
        write("chapters/a.md", "one");
        write("b.css", "");
        assert_ne!(first, state());
        fs::remove_file(folder.path().join("b.css")).unwrap();
        assert_eq!(first, state());
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = state_of(Path::new("no/templates")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read no/templates: "), "{error}");
    }
}
