use std::fmt::Write as _;

use super::{Edition, escape};
use crate::Error;
use crate::record::canonical;

const RECORD: &str = "<script type=\"application/json\" id=\"record-";
const LOCK: &str = "<script type=\"text/plain\" id=\"lock\">";
const END: &str = "</script>";

/// The elements that carry the records and the lock: their text is hashed, so nothing in it may be escaped.
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
    let _ = writeln!(out, "{LOCK}{}{END}", embeddable("the lock", &edition.lock)?);
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
    html.split_once(LOCK)
        .and_then(|(_, rest)| rest.split_once(END))
        .map(|(text, _)| text.to_owned())
        .ok_or_else(|| Error::NotARecord { name: "the page".into(), reason: "it carries no lock".into() })
}
