use std::fmt::Write as _;

use super::figures::record_id;
use super::fragment::Fragment;
use super::listing::listing;
use super::{binding, escape};
use crate::Error;
use crate::claim::{Evidence, Outcome, Source, Verdict, Word};
use crate::sources::Sources;

/// The id of a claim's card.
pub fn anchor(claim: &str) -> String {
    format!("claim-{}", escape::id(claim))
}

/// The sign of a verdict.
pub fn mark(word: Word) -> &'static str {
    match word {
        Word::Holds => "✓",
        Word::Fails => "✗",
        Word::Undecided => "?",
    }
}

/// What the control says, in a few words.
pub fn control_words(outcome: &Outcome) -> &'static str {
    match outcome.control.verdict.word() {
        // Of a claim that fails its control has nothing to say.
        Word::Fails if outcome.main.verdict.word() == Word::Fails => "control fails, too",
        Word::Fails => "control fails, as it must",
        Word::Holds => "control holds too: the claim shows nothing",
        Word::Undecided => "control undecided",
    }
}

/// The verdict within a sentence, linked to the claim's card.
pub fn badge(outcome: &Outcome) -> Fragment {
    let word = outcome.main.verdict.word();
    let anchor = anchor(outcome.claim.id);
    let silent = if outcome.control_speaks() { "" } else { " silent" };
    let html = format!(
        "<a class=\"badge {word}{silent}\" href=\"#{anchor}\" title=\"{statement}\">{mark} {word}<span> · {control}</span></a>",
        word = word.as_str(),
        mark = mark(word),
        control = control_words(outcome),
        statement = escape::html(outcome.claim.statement),
    );
    let markdown = format!("[**{}**; {}](#{anchor})", word.as_str(), control_words(outcome));
    Fragment::inline(html, markdown)
}

/// The card of a claim: statement, source, verdict, evidence, control, code.
pub fn card(outcome: &Outcome, sources: &Sources) -> Result<Fragment, Error> {
    let claim = &outcome.claim;
    let code = listing(sources, claim.code.0, claim.code.1)?;
    let word = outcome.main.verdict.word();
    let control = outcome.control.verdict.word();
    let whose = match claim.source {
        Source::Paper(_) => "paper",
        Source::Review(_) => "review",
        Source::Ours(_) => "ours",
    };
    let mut html = format!(
        "<article class=\"claim {word}\" id=\"{anchor}\"><p class=\"claim-head\"><span class=\"verdict {word}\">{mark} {word}</span> \
         <span class=\"source {whose}\">{source}</span> <code>{id}</code></p><p class=\"statement\">{statement}</p>",
        word = word.as_str(),
        mark = mark(word),
        anchor = anchor(claim.id),
        source = escape::html(&claim.source.label()),
        id = escape::html(claim.id),
        statement = escape::prose(claim.statement),
    );
    let mut markdown = format!(
        "<a id=\"{}\"></a>\n\n### `{}`: {}\n\n{}\n\n*{}*\n\n",
        anchor(claim.id),
        claim.id,
        word.as_str(),
        escape::markdown(claim.statement),
        escape::markdown(&claim.source.label())
    );
    reasons(&outcome.main.verdict, &mut html, &mut markdown);
    evidence(&outcome.main.evidence, &mut html, &mut markdown);
    if let Some(literal) = &outcome.literal {
        let word = literal.verdict.word();
        let _ = write!(
            html,
            "<p class=\"control\"><span class=\"verdict small {0}\">{1} {0}</span> in the literal reading, on the same draws</p>",
            word.as_str(),
            mark(word)
        );
        let _ = write!(markdown, "In the literal reading, on the same draws: **{}**.\n\n", word.as_str());
    }
    let _ = write!(
        html,
        "<p class=\"control\"><span class=\"verdict small {class}\">{words}</span> <code>{variant}</code>: {reason}</p>",
        class = if outcome.control_speaks() { "expected" } else { control.as_str() },
        words = escape::html(control_words(outcome)),
        variant = escape::html(claim.control.variant),
        reason = escape::prose(claim.control.reason),
    );
    let _ = write!(
        markdown,
        "Control `{}` (**{}**): {}\n\n",
        claim.control.variant,
        control_words(outcome),
        escape::markdown(claim.control.reason)
    );
    html.push_str("<details><summary>What the control shows, and the predicate as code</summary>");
    markdown.push_str("<details><summary>What the control shows, and the predicate as code</summary>\n\n");
    reasons(&outcome.control.verdict, &mut html, &mut markdown);
    evidence(&outcome.control.evidence, &mut html, &mut markdown);
    html.push_str(&code.html);
    markdown.push('\n');
    markdown.push_str(&code.markdown);
    reads(outcome, &mut html, &mut markdown);
    html.push_str("</details></article>");
    markdown.push_str("\n\n</details>\n");
    Ok(Fragment::block(html, markdown))
}

/// What the predicate looked at, and where to see it.
fn reads(outcome: &Outcome, html: &mut String, markdown: &mut String) {
    let claim = &outcome.claim;
    let experiment = claim.experiment;
    let names = |around: fn(&String) -> String| outcome.reads.iter().map(around).collect::<Vec<_>>().join(" ");
    let _ = write!(
        html,
        "<p class=\"reads\">It read, of the record <a href=\"#{}\">{experiment}</a>: {}. The control is the record <a href=\"#{}\">{experiment}/{}</a>.",
        record_id(experiment),
        names(|name| format!("<code>{}</code>", escape::html(name))),
        record_id(&format!("{experiment}/{}", claim.control.variant)),
        claim.control.variant,
    );
    let _ = write!(
        markdown,
        "\n\nIt read, of the record `{experiment}`: {}. The control is the record `{experiment}/{}`.",
        names(|name| format!("`{name}`")),
        claim.control.variant
    );
    if let Some(figure) = claim.figure {
        let id = escape::id(figure);
        let _ = write!(html, " Shown in <a href=\"#{id}\">{figure}</a>.");
        let _ = write!(markdown, " Shown in [{figure}](#{id}).");
    }
    html.push_str("</p>");
}

fn reasons(verdict: &Verdict, html: &mut String, markdown: &mut String) {
    if let Verdict::Undecided { reason, decides } = verdict {
        let _ = write!(
            html,
            "<p class=\"undecided-why\">{} What would decide it: {}</p>",
            escape::prose(reason),
            escape::prose(decides)
        );
        let _ =
            write!(markdown, "{} What would decide it: {}\n\n", escape::markdown(reason), escape::markdown(decides));
    }
}

fn evidence(list: &[Evidence], html: &mut String, markdown: &mut String) {
    if list.is_empty() {
        return;
    }
    html.push_str("<ul class=\"evidence\">");
    for item in list {
        let value = binding::value_html(&item.value);
        let asked = item.asked.as_deref();
        let _ = write!(html, "<li><span>{}</span> <b>{value}</b>", escape::prose(&item.what));
        if let Some(asked) = asked {
            let _ = write!(html, " <i>asked: {}</i>", escape::html(asked));
        }
        html.push_str("</li>");
        let asked = asked.map(|asked| format!(" (asked: {})", escape::markdown(asked))).unwrap_or_default();
        let _ = writeln!(
            markdown,
            "- {}: {}{asked}",
            escape::markdown(&item.what),
            escape::markdown(&binding::words(&item.value))
        );
    }
    html.push_str("</ul>");
    markdown.push('\n');
}

/// A table of all claims.
pub fn summary<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Fragment {
    let mut html = String::from("<ul class=\"summary\">");
    let mut markdown = String::from("| Claim | Verdict | Control | Source |\n|---|---|---|---|\n");
    for outcome in outcomes {
        let claim = &outcome.claim;
        let word = outcome.main.verdict.word();
        let anchor = anchor(claim.id);
        let _ = write!(
            html,
            "<li><a href=\"#{anchor}\"><span class=\"verdict {word}\">{mark} {word}</span></a> <span>{statement} \
             <small>{source}; {control}.</small></span></li>",
            word = word.as_str(),
            mark = mark(word),
            statement = escape::prose(claim.statement),
            source = escape::html(&claim.source.label()),
            control = escape::html(control_words(outcome)),
        );
        let _ = writeln!(
            markdown,
            "| [{}](#{anchor}) | **{}** | {} | {} |",
            escape::markdown(claim.statement),
            word.as_str(),
            control_words(outcome),
            escape::markdown(&claim.source.label())
        );
    }
    html.push_str("</ul>");
    Fragment::block(html, markdown)
}
