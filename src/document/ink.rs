//! The one place where the page touches the drawing of figures.

/// Styles of the figures' inks, for the page.
pub fn stylesheet() -> String {
    String::new()
}

/// A figure's SVG as it stands within the page: without what only a stand-alone file needs.
pub fn inline(svg: &str) -> String {
    let mut out = svg.trim();
    if out.starts_with("<?xml") {
        out = out.split_once("?>").map_or(out, |(_, rest)| rest.trim_start());
    }
    match (out.find("<style"), out.find("</style>")) {
        (Some(start), Some(end)) => format!("{}{}", &out[..start], &out[end + "</style>".len()..]),
        _ => out.to_owned(),
    }
}
