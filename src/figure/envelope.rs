use super::theme::stylesheet;
use super::xml::escape;

/// The stand-alone SVG file round `body`: size, title and description for screen readers, style.
pub(super) fn envelope(id: &str, title: &str, description: &str, (width, height): (u32, u32), body: &str) -> String {
    let (id, title, description) = (&identifier(id), escape(title), escape(description));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n\
         <style>\n{style}.fig{{background:var(--fig-paper)}}\n</style>\n{body}</svg>\n",
        style = stylesheet(),
    )
}

/// `id` as an XML identifier: other characters than letters, digits, `-` and `_` become `-`.
fn identifier(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = id.chars().map(plain).collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("figure-{id}") }
}

/// A stand-alone figure made ready to stand in an HTML page: without XML declaration and without its `<style>`, whose
/// rules the page carries once (see [`stylesheet`]).
pub fn inline(svg: &str) -> String {
    let svg = match (svg.starts_with("<?xml"), svg.find("?>")) {
        (true, Some(end)) => svg[end + 2..].trim_start(),
        _ => svg,
    };
    match (svg.find("<style"), svg.find("</style>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &svg[..start], svg[end + "</style>".len()..].trim_start())
        }
        _ => svg.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inlined_figure_has_neither_declaration_nor_style() {
        let svg = envelope("a b", "t", "d", (10, 20), "<path d=\"M0 0\"/>\n");
        let page = inline(&format!("<?xml version=\"1.0\"?>\n{svg}"));
        assert!(page.starts_with("<svg ") && page.ends_with("</desc>\n<path d=\"M0 0\"/>\n</svg>\n"));
        assert!(svg.contains("<style>") && !page.contains("style"));
        assert_eq!(inline("<svg/>"), "<svg/>");
    }

    #[test]
    fn title_and_description_are_escaped_and_bear_the_figures_id() {
        let svg = envelope("1 \"x\"", "a < b & c", "\"d\"", (10, 20), "");
        assert!(svg.contains("aria-labelledby=\"figure-1--x--title figure-1--x--desc\""));
        assert!(svg.contains("<title id=\"figure-1--x--title\">a &lt; b &amp; c</title>"));
        assert!(svg.contains("\">&quot;d&quot;</desc>"));
    }
}
