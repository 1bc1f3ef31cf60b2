use std::fmt::Write as _;

use super::fragment::Fragment;
use super::{Edition, Standing, escape};

/// How the whole edition stands to the pinned results.
pub struct Summary {
    /// `matches`, `differs`, `departs`, `unpinned`.
    pub class: &'static str,
    /// A sign and two to five words.
    pub badge: String,
    /// One sentence.
    pub sentence: String,
    /// What moved, a line each.
    pub lines: Vec<String>,
}

/// Sums the standings of all records up: the worst one is what the reader must know.
pub fn summary(edition: &Edition) -> Summary {
    let records: Vec<_> =
        edition.entries.iter().flat_map(|entry| std::iter::once(&entry.record).chain(&entry.controls)).collect();
    let mut lines = Vec::new();
    let mut differing = 0;
    for pinned in &records {
        if let Standing::Differs(moved) = &pinned.standing {
            differing += 1;
            lines.extend(moved.iter().map(|line| format!("{}: {line}", pinned.record.experiment)));
        }
    }
    let any = |standing: &Standing| records.iter().any(|pinned| pinned.standing == *standing);
    let total = records.len();
    let of = if total == 1 { "record".to_owned() } else { format!("{total} records") };
    if differing > 0 {
        return Summary {
            class: "differs",
            badge: "▲ differs from the pinned results".into(),
            sentence: format!(
                "{differing} of {of} differ from the pinned results; the verdicts below are those of this run."
            ),
            lines,
        };
    }
    if !edition.borrowed.is_empty() {
        return Summary {
            class: "departs",
            badge: "◆ a part of the experiments was run".into(),
            sentence: format!(
                "This run computed {} of {of}; the others are shown as they are pinned.",
                total - edition.borrowed.len()
            ),
            lines: edition
                .borrowed
                .iter()
                .map(|name| format!("{name}: not run, shown as pinned"))
                .chain(edition.departures.clone())
                .collect(),
        };
    }
    if any(&Standing::Departs) || !edition.departures.is_empty() {
        return Summary {
            class: "departs",
            badge: "◆ departs from the pinned settings".into(),
            sentence:
                "This run was told to depart from the pinned settings, so it is not compared with the pinned results."
                    .into(),
            lines: edition.departures.clone(),
        };
    }
    if total == 0 || any(&Standing::Unpinned) {
        return Summary {
            class: "unpinned",
            badge: "○ not pinned yet".into(),
            sentence: "Nothing is pinned yet for some of these results, so they are compared with nothing.".into(),
            lines,
        };
    }
    Summary {
        class: "matches",
        badge: "● matches the pinned results".into(),
        sentence: format!(
            "It matches: the digests of all {of} behind this page, controls included, are the pinned ones, bit for bit."
        ),
        lines,
    }
}

/// The standing as a fragment of a chapter.
pub fn fragment(edition: &Edition) -> Fragment {
    let summary = summary(edition);
    let mut html =
        format!("<p class=\"standing {}\" id=\"standing\">{}</p>", summary.class, escape::html(&summary.sentence));
    let mut markdown = format!("**{}**\n\n{}\n", escape::markdown(&summary.badge), escape::markdown(&summary.sentence));
    if !summary.lines.is_empty() {
        html.push_str("<ul class=\"moved\">");
        markdown.push('\n');
        for line in &summary.lines {
            let _ = write!(html, "<li>{}</li>", escape::html(line));
            let _ = writeln!(markdown, "- {}", escape::markdown(line));
        }
        html.push_str("</ul>");
    }
    Fragment::block(html, markdown)
}
