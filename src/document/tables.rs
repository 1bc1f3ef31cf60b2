use std::fmt::Write as _;

use super::figures::record_id;
use super::fragment::Fragment;
use super::{Edition, Entry, Standing, binding, escape};
use crate::record::Datum;

/// The parameters of an experiment: what the paper fixes and what our reading does.
pub fn parameters(entry: &Entry) -> Fragment {
    let mut html = String::from(
        "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>Parameter</th><th>Value</th><th>Fixed by</th><th>Meaning</th></tr></thead><tbody>",
    );
    let mut markdown = String::from("| Parameter | Value | Fixed by | Meaning |\n|---|---|---|---|\n");
    for row in &entry.parameters {
        let by = match row.recorded {
            None => "our reading".to_owned(),
            Some(recorded) if row.value == Datum::Number(recorded) => "the paper".to_owned(),
            Some(recorded) => format!("this run (the paper: {recorded})"),
        };
        let unit = if row.unit == "1" { String::new() } else { format!(" {}", row.unit) };
        let _ = write!(
            html,
            "<tr><td><code>{}</code></td><td>{}{}</td><td class=\"short\">{by}</td><td>{}</td></tr>",
            escape::html(&row.name),
            binding::value_html(&row.value),
            escape::html(&unit),
            escape::html(row.description)
        );
        let _ = writeln!(
            markdown,
            "| `{}` | {}{} | {by} | {} |",
            row.name,
            escape::markdown(&binding::words(&row.value)),
            escape::markdown(&unit),
            escape::markdown(row.description)
        );
    }
    html.push_str("</tbody></table></div>");
    Fragment::block(html, markdown)
}

/// Every record with its digest and how it stands to the lock.
pub fn digests(edition: &Edition) -> Fragment {
    let mut html = String::from(
        "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>Record</th><th>SHA-256 of its canonical bytes</th><th>Lock</th></tr></thead><tbody>",
    );
    let mut markdown = String::from("| Record | SHA-256 of its canonical bytes | Lock |\n|---|---|---|\n");
    for pinned in edition.entries.iter().flat_map(|entry| std::iter::once(&entry.record).chain(&entry.controls)) {
        let name = &pinned.record.experiment;
        let (class, words) = match pinned.standing {
            Standing::Matches => ("matches", "● matches"),
            Standing::Differs(_) => ("differs", "▲ differs"),
            Standing::Unpinned => ("unpinned", "○ not pinned"),
            Standing::Departs => ("departs", "◆ departs"),
        };
        let _ = write!(
            html,
            "<tr id=\"{}\"><td><code>{}</code></td><td><code class=\"hash\">{}</code></td><td class=\"standing {class}\">{words}</td></tr>",
            record_id(name),
            escape::html(name),
            pinned.digest
        );
        let _ = writeln!(markdown, "| `{name}` | `{}` | {words} |", pinned.digest);
    }
    html.push_str("</tbody></table></div>");
    Fragment::block(html, markdown)
}
