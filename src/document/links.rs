use std::collections::BTreeSet;

/// What is wrong with the first bad link or repeated id of a page.
pub enum BadLink<'a> {
    /// A fragment that no element has as its id.
    Dangling {
        /// The fragment.
        fragment: &'a str,
        /// The ids there are.
        ids: BTreeSet<&'a str>,
    },
    /// An id of two elements.
    Repeated(&'a str),
}

/// Checks every link within the page.
pub fn check(html: &str) -> Result<(), BadLink<'_>> {
    let mut ids = BTreeSet::new();
    for id in attribute(html, " id=\"") {
        if !ids.insert(id) {
            return Err(BadLink::Repeated(id));
        }
    }
    for fragment in attribute(html, " href=\"#") {
        if !ids.contains(fragment) {
            return Err(BadLink::Dangling { fragment, ids });
        }
    }
    Ok(())
}

fn attribute<'a>(html: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(opening).skip(1).filter_map(|rest| rest.split('"').next())
}
