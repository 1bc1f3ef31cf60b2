use std::fmt::Write as _;

use super::fragment::Fragment;
use super::listing::listing;
use super::{Edition, escape};
use crate::record::Datum;
use crate::sources::Sources;

/// One line of the checklist.
struct Line {
    asked: &'static str,
    paper: &'static str,
    /// Whether this report has it; found out, not written.
    here: bool,
    /// What there is, or why not.
    evidence: String,
    /// Where it is: an anchor of the page and its words.
    link: Option<(&'static str, &'static str)>,
}

/// The record's own seven rows, answered for this report.
pub fn table(edition: &Edition, sources: &Sources) -> Fragment {
    let mut html = String::from(
        "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>Asked</th><th>The paper</th><th>This report</th><th>Evidence</th></tr></thead><tbody>",
    );
    let mut markdown = String::from("| Asked | The paper | This report | Evidence |\n|---|---|---|---|\n");
    for line in lines(edition, sources) {
        let (class, word) = if line.here { ("holds", "✓ yes") } else { ("fails", "✗ no") };
        let link = line.link.map(|(anchor, words)| {
            (format!(" <a href=\"#{anchor}\">{}</a>.", escape::html(words)), format!(" [{words}](#{anchor})."))
        });
        let (link_html, link_text) = link.unwrap_or_default();
        let _ = write!(
            html,
            "<tr><td>{}</td><td class=\"short\">{}</td><td><span class=\"verdict {class}\">{word}</span></td><td>{}{link_html}</td></tr>",
            line.asked,
            line.paper,
            escape::prose(&line.evidence)
        );
        let _ = writeln!(
            markdown,
            "| {} | {} | **{word}** | {}{link_text} |",
            line.asked,
            line.paper,
            escape::markdown(&line.evidence)
        );
    }
    html.push_str("</tbody></table></div>");
    Fragment::block(html, markdown)
}

fn lines(edition: &Edition, sources: &Sources) -> [Line; 7] {
    let shown = |file: &str, mark: &str| listing(sources, file, mark).is_ok();
    let step = shown("src/dynamics/step.rs", "step");
    let draw = shown("src/experiments/reading.rs", "draw") && shown("src/random/stream.rs", "seed");
    let records = || edition.entries.iter().flat_map(|entry| std::iter::once(&entry.record).chain(&entry.controls));
    let seeded = records().filter(|pinned| pinned.record.seed == edition.seed).count();
    let licence = sources.text("Cargo.toml").ok().and_then(|text| value(&text, "license = "));
    let address = sources.text("Cargo.toml").ok().and_then(|text| value(&text, "repository = "));
    let rust = sources.text("Cargo.toml").ok().and_then(|text| value(&text, "rust-version = "));
    let (packages, pinned) = sources.text("Cargo.lock").map_or((0, 0), |text| dependencies(&text));
    let parameters = || edition.entries.iter().flat_map(|entry| &entry.parameters);
    let given = parameters().filter(|row| row.value != Datum::Absent).count();
    [
        Line {
            asked: "Pseudocode",
            paper: "no",
            here: step,
            evidence: "The step of the method, as code that is run, to the order of every sum.".into(),
            link: Some(("label-noise-sgd", "Label noise SGD")),
        },
        Line {
            asked: "Open source code",
            paper: "no",
            here: licence.is_some(),
            evidence: format!(
                "All of it, under {}, {}.",
                licence.unwrap_or_else(|| "no licence".into()),
                address.map_or_else(|| "with this report; it has no public address yet".into(), |at| format!("at {at}"))
            ),
            link: Some(("how-to-recompute-everything", "How to recompute everything")),
        },
        Line {
            asked: "Open data sets",
            paper: "no",
            here: draw && seeded == records().count(),
            evidence: format!("The data are made from the root seed {}, in all {seeded} records.", edition.seed),
            link: Some(("where-the-data-come-from", "Where the data come from")),
        },
        Line {
            asked: "Data set splits",
            paper: "no",
            here: false,
            evidence: "Nothing is held out: the question is where training goes, and no claim is about unseen data.".into(),
            link: None,
        },
        Line {
            asked: "Hardware",
            paper: "no",
            here: false,
            evidence: "The report names no machine, for its bytes must not depend on one; a run says on its terminal which instruction set it used.".into(),
            link: None,
        },
        Line {
            asked: "Software dependencies",
            paper: "no",
            here: packages > 0 && packages == pinned && rust.is_some(),
            evidence: format!(
                "Rust {} or later, and {pinned} packages of exact version with a checksum each, in `Cargo.lock`.",
                rust.unwrap_or_default()
            ),
            link: Some(("how-to-recompute-everything", "How to recompute everything")),
        },
        Line {
            asked: "Experiment setup",
            paper: "yes",
            here: given == parameters().count(),
            evidence: format!("All {given} parameters of the {} experiments have a value and say whose it is.", edition.entries.len()),
            link: Some(("what-the-record-leaves-open", "What the record leaves open")),
        },
    ]
}

/// The text between quotes after a key of a TOML file.
fn value(text: &str, key: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// Packages in a lock file beside the project itself, and those of them with a checksum.
fn dependencies(lock: &str) -> (usize, usize) {
    let packages = lock.split("[[package]]").skip(1).filter(|package| package.contains("\nsource = "));
    let checked = packages.clone().filter(|package| package.contains("\nchecksum = "));
    (packages.count(), checked.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    fn ticks(edition: &Edition, sources: &Sources) -> Vec<bool> {
        lines(edition, sources).iter().map(|line| line.here).collect()
    }

    #[test]
    fn lines_are_ticked_by_what_is_there() {
        assert_eq!(ticks(&sample::edition(), &Sources::embedded()), [true, true, true, false, false, true, true]);
    }

    #[test]
    fn a_tick_goes_where_its_evidence_is_missing() {
        let mut edition = sample::edition();
        edition.entries[0].record.record.seed = "7".into();
        edition.entries[0].parameters[0].value = Datum::Absent;
        assert_eq!(ticks(&edition, &Sources::embedded()), [true, true, false, false, false, true, false]);
        assert_eq!(dependencies("[[package]]\nname = \"a\"\nsource = \"x\"\n"), (1, 0));
    }
}
