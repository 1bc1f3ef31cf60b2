use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape;

/// A heading of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the title.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Ids for headings, as code hosts make them, so that a link works in the page and in REPORT.md.
#[derive(Debug, Default)]
pub struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// The id of the next heading.
    pub fn next(&mut self, text: &str) -> String {
        let mut slug = String::new();
        for character in text.to_lowercase().chars() {
            match character {
                ' ' => slug.push('-'),
                '-' | '_' => slug.push(character),
                _ if character.is_alphanumeric() => slug.push(character),
                _ => {}
            }
        }
        let count = self.0.entry(slug.clone()).or_insert(0);
        if *count > 0 {
            let _ = write!(slug, "-{count}");
        }
        *count += 1;
        slug
    }
}

/// What is wrong with the order of headings: one title, first, and no level skipped.
pub fn disorder(headings: &[Heading]) -> Option<String> {
    let mut above = 0;
    for (index, heading) in headings.iter().enumerate() {
        if (heading.level == 1) != (index == 0) {
            return Some(format!(
                "the heading {:?} is of level {}: one title, first, is all there is",
                heading.text, heading.level
            ));
        }
        if heading.level > above + 1 {
            return Some(format!(
                "the heading {:?} of level {} follows one of level {above}",
                heading.text, heading.level
            ));
        }
        above = heading.level;
    }
    None
}

/// The table of contents: the headings of the second level.
pub fn contents(headings: &[Heading]) -> String {
    let mut out = String::from("<ol>");
    for heading in headings.iter().filter(|heading| heading.level == 2) {
        let _ = write!(out, "<li><a href=\"#{}\">{}</a></li>", heading.id, escape::html(&heading.text));
    }
    out + "</ol>"
}
