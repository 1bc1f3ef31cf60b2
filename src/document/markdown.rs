use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::fragment::Fragments;
use super::headings::{Heading, Slugs};
use super::math::Math;
use super::{escape, highlight};

/// Markdown turned into HTML, with the headings met.
pub struct Converted {
    /// The HTML; tokens are still in it.
    pub html: String,
    /// The headings, in order.
    pub headings: Vec<Heading>,
}

/// Renders Markdown. An error says what is wrong with a formula.
pub fn convert(text: &str, math: &Math, fragments: &Fragments) -> Result<Converted, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event<'_>> = Vec::new();
    for event in Parser::new_ext(text, options) {
        let event = match event {
            Event::InlineMath(formula) => Event::InlineHtml(math.convert(&formula, false)?.into()),
            Event::DisplayMath(formula) => {
                let mathml = math.convert(&formula, true)?;
                Event::InlineHtml(format!("<span class=\"formula\" tabindex=\"0\">{mathml}</span>").into())
            }
            Event::Start(Tag::Table(alignments)) => {
                events.push(Event::Html("<div class=\"wide\" tabindex=\"0\">".into()));
                Event::Start(Tag::Table(alignments))
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                Event::Html("</div>".into())
            }
            other => other,
        };
        events.push(event);
    }
    let mut headings = Vec::new();
    name_headings(&mut events, &mut headings, fragments);
    let events = unwrap_blocks(highlighted(events), fragments);
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events.into_iter());
    // Alignment of cells, the one style that the writer of HTML has.
    for side in ["left", "center", "right"] {
        out = out.replace(&format!(" style=\"text-align: {side}\""), &format!(" class=\"t-{side}\""));
    }
    Ok(Converted { html: out, headings })
}

/// Gives every heading an id.
fn name_headings(events: &mut [Event<'_>], headings: &mut Vec<Heading>, fragments: &Fragments) {
    let mut slugs = Slugs::default();
    for start in 0..events.len() {
        if !matches!(events[start], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let mut text = String::new();
        for event in events[start..].iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {
            if let Event::Text(part) | Event::Code(part) = event {
                text.push_str(part);
            }
        }
        let text = fragments.markdown(&text);
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[start] {
            let name = id.as_ref().map_or_else(|| slugs.next(&text), ToString::to_string);
            *id = Some(CowStr::from(name.clone()));
            headings.push(Heading { level: number(*level), id: name, text });
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Blocks of code with highlights.
fn highlighted(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut code: Option<(bool, String)> = None;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let rust = matches!(&kind, CodeBlockKind::Fenced(language) if &**language == "rust");
                code = Some((rust, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (rust, text) = code.take().unwrap_or_default();
                let body = if rust { highlight::rust(&text) } else { escape::html(&text) };
                out.push(Event::Html(format!("<pre tabindex=\"0\"><code>{body}</code></pre>\n").into()));
            }
            Event::Text(part) if code.is_some() => {
                if let Some((_, text)) = &mut code {
                    text.push_str(&part);
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Takes a fragment that stands alone out of the paragraph that Markdown puts around its token.
fn unwrap_blocks<'a>(events: Vec<Event<'a>>, fragments: &Fragments) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len());
    for event in events {
        if matches!(event, Event::End(TagEnd::Paragraph))
            && let [.., Event::Start(Tag::Paragraph), Event::Text(text)] = out.as_slice()
            && fragments.alone(text).is_some_and(|fragment| fragment.block)
        {
            let text = format!("{text}\n");
            out.truncate(out.len() - 2);
            out.push(Event::Html(text.into()));
            continue;
        }
        out.push(event);
    }
    out
}
