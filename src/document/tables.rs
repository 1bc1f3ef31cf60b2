use std::fmt::Write as _;

use super::figures::record_id;
use super::fragment::Fragment;
use super::number::Shown;
use super::verdicts::capital;
use super::{Edition, Entry, Standing, binding, escape, number};
use crate::Error;
use crate::record::{Datum, Table};

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

/// Columns of a record's table: each given as its name, or as `name=heading`; all of them where none is given. Behind a
/// bar stands the form of its numbers, if not the one that suits each: `name|percent=heading`.
pub fn rows(table: &Table, columns: &[String]) -> Result<Fragment, Error> {
    let all: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    let chosen: Vec<(&str, String)> = (if columns.is_empty() { &all } else { columns })
        .iter()
        .map(|column| {
            column.split_once('=').map_or_else(
                || (column.as_str(), capital(&column.replace(['_', '.'], " "))),
                |(name, heading)| (name, heading.to_owned()),
            )
        })
        .collect();
    let mut html = String::from("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    let (mut head, mut rule) = (String::from("|"), String::from("|"));
    let mut values = Vec::new();
    for (name, heading) in &chosen {
        let (name, form) = match name.split_once('|') {
            None => (*name, number::sensible as fn(f64) -> Shown),
            Some((name, "percent")) => (name, (|share| number::percent(share, 1)) as fn(f64) -> Shown),
            Some((_, other)) => return Err(Error::unknown("form of a column", other, &["percent".to_owned()])),
        };
        let column = table.columns.iter().find(|column| column.name == name);
        let column = column.ok_or_else(|| Error::unknown("column", name, &all))?;
        let title = escape::html(&column.description);
        let _ = write!(html, "<th title=\"{title}\">{}</th>", escape::prose(heading));
        let _ = write!(head, " {} |", escape::markdown(heading));
        rule.push_str("---|");
        values.push((&column.values, form));
    }
    html.push_str("</tr></thead><tbody>");
    let mut markdown = format!("{head}\n{rule}\n");
    for row in 0..values.first().map_or(0, |(column, _)| column.len()) {
        html.push_str("<tr>");
        markdown.push('|');
        for (column, form) in &values {
            let value = column.get(row).unwrap_or(&Datum::Absent);
            let _ = write!(html, "<td>{}</td>", binding::value_html_as(value, *form));
            let _ = write!(markdown, " {} |", escape::markdown(&binding::words_as(value, *form)));
        }
        html.push_str("</tr>");
        markdown.push('\n');
    }
    html.push_str("</tbody></table></div>");
    Ok(Fragment::block(html, markdown))
}

/// Chain-steps behind each experiment's figures, record by record.
pub fn costs(edition: &Edition) -> Fragment {
    let mut html = String::from(
        "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>Record</th><th>Chain-steps</th><th>Figures drawn from it</th></tr></thead><tbody>",
    );
    let mut markdown = String::from("| Record | Chain-steps | Figures drawn from it |\n|---|---:|---|\n");
    let mut total: u64 = 0;
    for entry in &edition.entries {
        let link = |html: bool| {
            let links = entry.figures.iter().map(|figure| {
                let (id, title) = (escape::id(&figure.id), &figure.title);
                if html {
                    format!("<a href=\"#{id}\">{}</a>", escape::html(title))
                } else {
                    format!("[{title}](#{id})")
                }
            });
            links.collect::<Vec<_>>().join("; ")
        };
        for (index, pinned) in std::iter::once(&entry.record).chain(&entry.controls).enumerate() {
            total = total.saturating_add(pinned.chain_steps);
            let steps = number::group(&pinned.chain_steps.to_string());
            let name = &pinned.record.experiment;
            let (figures_html, figures_text) = if index == 0 {
                (link(true), link(false))
            } else {
                ("beside it, the same".into(), "beside it, the same".into())
            };
            let _ = write!(
                html,
                "<tr><td><code>{}</code></td><td class=\"t-right short\">{steps}</td><td>{figures_html}</td></tr>",
                escape::html(name)
            );
            let _ = writeln!(markdown, "| `{name}` | {steps} | {figures_text} |");
        }
    }
    let total = number::group(&total.to_string());
    let _ = write!(html, "<tr><td>all of them</td><td class=\"t-right short\">{total}</td><td></td></tr>");
    let _ = writeln!(markdown, "| all of them | {total} | |");
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
