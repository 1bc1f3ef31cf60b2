use std::sync::Arc;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use super::fragment::Fragments;
use super::links::{self, BadLink};
use super::lint::lint;
use super::math::Math;
use super::scan::for_code_hosts;
use super::stock::Stock;
use super::template_error::chapter_error;
use super::{Edition, binding, filters, functions, headings, markdown, page};
use crate::Error;
use crate::sources::Sources;

/// The chapters, in reading order.
pub const CHAPTERS: &[&str] = &[
    "templates/chapters/00-head.md",
    "templates/chapters/10-setting.md",
    "templates/chapters/20-why.md",
    "templates/chapters/25-notation.md",
    "templates/chapters/30-readings.md",
    "templates/chapters/40-figures.md",
    "templates/chapters/50-more-points.md",
    "templates/chapters/60-controls.md",
    "templates/chapters/65-geometry.md",
    "templates/chapters/66-flow.md",
    "templates/chapters/67-other-networks.md",
    "templates/chapters/68-what-never-moves.md",
    "templates/chapters/70-checklist.md",
    "templates/chapters/80-references.md",
    "templates/chapters/90-appendix.md",
];

/// A rendered report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The page: one self-contained HTML file.
    pub html: String,
    /// The same as Markdown, for a code host.
    pub markdown: String,
}

/// Renders an edition. The same inputs give the same bytes.
pub fn render(edition: &Edition, sources: &Sources) -> Result<Rendered, Error> {
    let mut chapters = Vec::new();
    for file in CHAPTERS {
        chapters.push((*file, sources.text(file)?.into_owned()));
    }
    render_chapters(edition, sources, &chapters)
}

/// Renders given chapters: file names and sources.
pub(super) fn render_chapters(
    edition: &Edition,
    sources: &Sources,
    chapters: &[(&str, String)],
) -> Result<Rendered, Error> {
    let math = Arc::new(Math::new());
    let fragments = Fragments::default();
    let stock = Arc::new(Stock::new(edition, sources)?);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    filters::add(&mut environment);
    functions::add(&mut environment, &stock, sources, &fragments, &math);
    let bindings = binding::root(edition, &fragments);

    let mut text = String::new();
    let mut errors = Vec::new();
    for (file, source) in chapters {
        let mut found = lint(file, source, &math, &bindings);
        match environment.render_named_str(file, source, Value::from_dyn_object(bindings.clone())) {
            Ok(rendered) if found.is_empty() => match markdown::convert(&rendered, &math, &fragments) {
                Ok(_) => text.extend([rendered.trim(), "\n\n"]),
                Err(message) => found.push(formula_error(file, source, message)),
            },
            Ok(_) => {}
            Err(error) => found.push(chapter_error(file, source, &error, &bindings)),
        }
        found.sort_by_key(Error::line);
        errors.extend(found);
    }
    Error::together(errors)?;

    let converted = markdown::convert(&text, &math, &fragments).map_err(|message| Error::Chapter {
        file: "the report".into(),
        line: 1,
        message,
    })?;
    if let Some(message) = headings::disorder(&converted.headings) {
        return Err(located(chapters, "#", message));
    }
    let html = page::page(edition, sources, &fragments.html(&converted.html), &converted.headings)?;
    check(&html, chapters)?;
    Ok(Rendered { html, markdown: for_code_hosts(fragments.markdown(&text).trim_end()) + "\n" })
}

/// What must hold of a finished page.
fn check(html: &str, chapters: &[(&str, String)]) -> Result<(), Error> {
    let visible = html.split("<script").next().unwrap_or(html);
    match links::check(visible) {
        Ok(()) => {}
        Err(BadLink::Repeated(id)) => return Err(located(chapters, id, format!("two elements have the id {id:?}"))),
        Err(BadLink::Dangling { fragment, ids }) => {
            let unknown = Error::unknown("element with the id", fragment, ids);
            return Err(located(chapters, fragment, format!("a link leads to {fragment:?}, but {unknown}")));
        }
    }
    if let Some(at) = visible.find(" style=\"") {
        let text: String = visible[at..].chars().take(60).collect();
        return Err(located(
            chapters,
            "style=",
            format!("the page's policy blocks style attributes, but it has {text:?}"),
        ));
    }
    Ok(())
}

/// An error at the first line of the chapters that contains a text.
fn located(chapters: &[(&str, String)], needle: &str, message: String) -> Error {
    let place = chapters.iter().find_map(|(file, source)| {
        let line = source.lines().position(|line| line.contains(needle))?;
        Some((*file, line + 1))
    });
    let (file, line) = place.unwrap_or(("the report", 1));
    Error::Chapter { file: file.into(), line, message }
}

/// A formula that was right before its bindings were filled in.
fn formula_error(file: &str, source: &str, message: String) -> Error {
    let longest = message.split(['"', '…']).max_by_key(|part| part.len()).unwrap_or_default();
    let start: String = longest.chars().take(12).collect();
    let line = source.lines().position(|line| line.contains(&start)).map_or(1, |line| line + 1);
    Error::Chapter { file: file.into(), line, message }
}
