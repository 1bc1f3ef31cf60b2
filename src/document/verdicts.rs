use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::claims::{anchor, mark};
use super::fragment::Fragment;
use super::{Edition, binding, escape, number};
use crate::claim::{Outcome, Source, Verdict};
use crate::record::Datum;

/// The verdicts on what the paper says: under the reference reading, under the literal one, in what share of readings, and
/// which figure shows it.
pub fn table(edition: &Edition) -> Fragment {
    let titles: BTreeMap<&str, &str> = (edition.entries.iter().flat_map(|entry| &entry.figures))
        .map(|figure| (figure.id.as_str(), figure.title.as_str()))
        .collect();
    let mut html = String::from(
        "<div class=\"wide\" tabindex=\"0\"><table class=\"verdicts\"><thead><tr><th scope=\"col\">The paper says</th><th scope=\"col\">Reference reading</th><th scope=\"col\">Literal reading</th><th scope=\"col\">Share of readings</th><th scope=\"col\">Shown in</th></tr></thead><tbody>",
    );
    let mut markdown = String::from(
        "| The paper says | Reference reading | Literal reading | Share of readings | Shown in |\n|---|---|---|---|---|\n",
    );
    for entry in &edition.entries {
        let stated = entry.outcomes.iter().filter(|outcome| matches!(outcome.claim.source, Source::Paper(_)));
        for (index, outcome) in stated.filter(|outcome| outcome.literal.is_some()).enumerate() {
            if index == 0 {
                let item = entry.item;
                let _ = write!(
                    html,
                    "<tr class=\"group\"><th colspan=\"5\" scope=\"colgroup\">{}</th></tr>",
                    escape::prose(&capital(item))
                );
                let _ = writeln!(markdown, "| **{}** | | | | |", escape::markdown(&capital(item)));
            }
            row(outcome, share(edition, outcome.claim.id), &titles, &mut html, &mut markdown);
        }
    }
    html.push_str("</tbody></table></div>");
    Fragment::block(html, markdown)
}

fn row(
    outcome: &Outcome,
    (share_html, share_text): (String, String),
    titles: &BTreeMap<&str, &str>,
    html: &mut String,
    markdown: &mut String,
) {
    let claim = &outcome.claim;
    let verdict = |verdict: Option<&Verdict>| match verdict.map(Verdict::word) {
        None => ("<td></td>".to_owned(), String::new()),
        Some(word) => (
            format!("<td><span class=\"verdict {0}\">{1} {0}</span></td>", word.as_str(), mark(word)),
            format!("**{}**", word.as_str()),
        ),
    };
    let main = verdict(Some(&outcome.main.verdict));
    let literal = verdict(outcome.literal.as_ref().map(|literal| &literal.verdict));
    let figure = claim.figure.and_then(|figure| Some((figure, *titles.get(figure)?)));
    let link = figure.map(|(id, title)| {
        (
            format!("<a href=\"#{}\">{}</a>", escape::id(id), escape::html(title)),
            format!("[{title}](#{})", escape::id(id)),
        )
    });
    let (link_html, link_text) = link.unwrap_or_default();
    let anchor = anchor(claim.id);
    let brief = capital(claim.brief);
    let _ = write!(
        html,
        "<tr><td><a href=\"#{anchor}\">{}</a></td>{}{}<td>{share_html}</td><td>{link_html}</td></tr>",
        escape::prose(&brief),
        main.0,
        literal.0
    );
    let _ = writeln!(
        markdown,
        "| [{}](#{anchor}) | {} | {} | {share_text} | {link_text} |",
        escape::markdown(&brief),
        main.1,
        literal.1
    );
}

/// In how many of the readings that can tell a claim holds, as the experiment that tries them all has it; and the share,
/// with its interval where there is one.
fn share(edition: &Edition, claim: &str) -> (String, String) {
    let name = format!("statements.{}", claim.replace('-', "_").replace('/', "."));
    let found = edition.entries.iter().map(|entry| &entry.record.record).find_map(|record| {
        let number = |part: &str| record.number(&format!("{name}.{part}"));
        Some((number("readings")?, number("of")?, number("low").zip(number("high"))))
    });
    let Some((holding, of, interval)) = found else { return (String::new(), String::new()) };
    let percent = |count: f64| number::percent(count / of, 0).text();
    let between = interval.map(|(low, high)| format!(" ({} to {})", percent(low), percent(high))).unwrap_or_default();
    let share = if of > 0.0 { format!(": {}{between}", percent(holding)) } else { String::new() };
    let all = number::int(of).text();
    let value = binding::value_html(&Datum::number(holding));
    (format!("{value} of {all}{share}"), format!("{} of {all}{share}", number::int(holding).text()))
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        // A Greek lambda is a symbol, not a word.
        let first = if first.is_ascii() { first.to_ascii_uppercase() } else { first };
        format!("{first}{}", characters.as_str())
    })
}
