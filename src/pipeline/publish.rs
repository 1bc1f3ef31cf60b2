use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::pins::Pins;
use super::project::write_atomically;
use crate::Error;
use crate::document::{CRATE, Edition, PACKAGE, data_package, render, ro_crate};
use crate::sources::Sources;

/// Folders of a report whose every file is made from the edition.
const MADE: [&str; 2] = ["figures", "data"];

/// What the folder of a report holds, by path: the page, the Markdown, figures and their data, and what these are for
/// machines. `pins` are those that lie in that folder too.
pub fn files(edition: &Edition, sources: &Sources, pins: &Pins) -> Result<BTreeMap<String, String>, Error> {
    let rendered = render(edition, sources)?;
    let mut files = BTreeMap::new();
    for figure in edition.entries.iter().flat_map(|entry| &entry.figures) {
        files.insert(format!("figures/{}.svg", figure.id), figure.svg.clone());
        files.insert(format!("data/{}.csv", figure.id), figure.csv.clone());
    }
    files.insert("REPORT.md".into(), rendered.markdown);
    files.insert("index.html".into(), rendered.html);
    files.insert(PACKAGE.into(), data_package(edition));
    files.insert(CRATE.into(), ro_crate(edition, &files, &pins.files()));
    Ok(files)
}

/// The pins in a folder that a report is to go to.
fn pins(folder: &Path) -> Result<Pins, Error> {
    if folder.exists() && !folder.is_dir() {
        // It cannot be had as a folder: that it holds no pins would be a strange way to say so.
        fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    }
    Pins::read(folder)
}

/// Writes a report to a folder. Nothing is written unless all of it could be rendered.
pub fn publish(edition: &Edition, sources: &Sources, folder: &Path) -> Result<(), Error> {
    write(&files(edition, sources, &pins(folder)?)?, folder)
}

/// Writes a report to a folder that holds nothing else: figures and data that it no longer has are removed.
pub fn publish_alone(edition: &Edition, sources: &Sources, folder: &Path) -> Result<(), Error> {
    let files = files(edition, sources, &pins(folder)?)?;
    write(&files, folder)?;
    for path in surplus(&files, folder) {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(Error::io("remove", path))?;
    }
    Ok(())
}

/// Files among a report's figures and data that are not its own.
pub fn surplus(files: &BTreeMap<String, String>, folder: &Path) -> Vec<String> {
    let mut surplus = Vec::new();
    for made in MADE {
        let Ok(entries) = fs::read_dir(folder.join(made)) else { continue };
        let found = entries.flatten().filter(|entry| entry.path().is_file());
        let names = found.map(|entry| format!("{made}/{}", entry.file_name().to_string_lossy()));
        surplus.extend(names.filter(|name| !files.contains_key(name)));
    }
    surplus.sort();
    surplus
}

fn write(files: &BTreeMap<String, String>, folder: &Path) -> Result<(), Error> {
    for (path, text) in files {
        write_atomically(&folder.join(path), text.as_bytes())?;
    }
    Ok(())
}
