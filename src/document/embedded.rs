use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{Edition, escape, plots};
use crate::Error;
use crate::record::{canonical, from_canonical};

const RECORD: &str = "<script type=\"application/json\" id=\"record-";
const EDITION: &str = "<script type=\"application/json\" id=\"edition\">";
const LOCK: &str = "<script type=\"text/plain\" id=\"lock\">";
const FIGURES: &str = "<script type=\"application/json\" id=\"figures\">";
const END: &str = "</script>";

/// What an edition was told beside its records and the lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The scale of the runs.
    pub scale: String,
    /// The root seed, in decimal.
    pub seed: String,
    /// What the runs were told to do otherwise than pinned.
    pub departures: Vec<String>,
    /// Records that were not computed and are shown as they are pinned.
    pub borrowed: Vec<String>,
}

/// The elements that carry the records, the lock and the data of the figures: the text of the first two is hashed, so
/// nothing in it may be escaped.
pub fn elements(edition: &Edition) -> Result<String, Error> {
    let mut out = String::new();
    for pinned in edition.entries.iter().flat_map(|entry| std::iter::once(&entry.record).chain(&entry.controls)) {
        let name = &pinned.record.experiment;
        let text = String::from_utf8_lossy(&canonical(&pinned.record)).into_owned();
        let _ = writeln!(
            out,
            "{RECORD}{}\" data-record=\"{}\" data-digest=\"{}\">{}{END}",
            escape::id(name),
            escape::html(name),
            pinned.digest,
            embeddable(name, &text)?
        );
    }
    let told = Told {
        scale: edition.scale.clone(),
        seed: edition.seed.clone(),
        departures: edition.departures.clone(),
        borrowed: edition.borrowed.clone(),
    };
    let told = String::from_utf8_lossy(&canonical(&told)).into_owned();
    let _ = writeln!(out, "{EDITION}{}{END}", embeddable("the edition", &told)?);
    let _ = writeln!(out, "{LOCK}{}{END}", embeddable("the lock", &edition.lock)?);
    let _ = writeln!(out, "{FIGURES}{}{END}", plots::plots(edition));
    Ok(out)
}

fn embeddable<'a>(name: &str, text: &'a str) -> Result<&'a str, Error> {
    // A browser ends the element at `</script`; after `<!--` it would look for another end.
    match ["</", "<!--"].into_iter().find(|mark| text.contains(mark)) {
        None => Ok(text),
        Some(mark) => Err(Error::NotARecord {
            name: name.into(),
            reason: format!(
                "it contains {mark:?}, which cannot stand in a page unescaped; escaping would change its digest"
            ),
        }),
    }
}

/// The records that a page carries: name and bytes, in order. Whether the bytes are canonical and match a digest is for
/// the reader to check.
pub fn embedded_records(html: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let broken = |reason: &str| Error::NotARecord { name: "an embedded record".into(), reason: reason.into() };
    html.split(RECORD)
        .skip(1)
        .map(|rest| {
            let (attributes, rest) = rest.split_once('>').ok_or_else(|| broken("its element has no end"))?;
            let (text, _) = rest.split_once(END).ok_or_else(|| broken("its element is not closed"))?;
            let name = attributes
                .split_once("data-record=\"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .map(|(name, _)| name)
                .ok_or_else(|| broken("its element has no data-record"))?;
            Ok((name.to_owned(), text.as_bytes().to_vec()))
        })
        .collect()
}

/// The lock that a page carries.
pub fn embedded_lock(html: &str) -> Result<String, Error> {
    Ok(element(html, LOCK, "lock")?.to_owned())
}

/// What the page was told beside its records and the lock.
pub fn embedded_edition(html: &str) -> Result<Told, Error> {
    from_canonical("the page's edition", element(html, EDITION, "edition")?.as_bytes())
}

fn element<'a>(html: &'a str, start: &str, what: &str) -> Result<&'a str, Error> {
    html.split_once(start)
        .and_then(|(_, rest)| rest.split_once(END))
        .map(|(text, _)| text)
        .ok_or_else(|| Error::NotARecord { name: "the page".into(), reason: format!("it carries no {what}") })
}

/// The traced numbers of a page, in order, each as its path and what is shown: `figure-1 › draw_0.final.loss as 1.2`.
pub fn embedded_numbers(html: &str) -> Vec<String> {
    html.split("<data class=\"num\"")
        .skip(1)
        .map(|rest| {
            let title = rest.split_once('>').and_then(|(tag, _)| tag.split_once("title=\""));
            let path = title.and_then(|(_, title)| title.split_once(" = "));
            let shown = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</data>"));
            format!("{} as {}", path.map_or("", |(path, _)| path), shown.map_or("", |(shown, _)| shown))
        })
        .collect()
}
