use super::path_data::{PathData, tenths};
use super::pen::Pen;
use std::fmt::Write;

/// What a drawing is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    pub pen: Pen,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Path(PathData),
    /// Text as it stands in the element, at a place in tenths of a pixel; it starts there unless anchored otherwise.
    Text {
        at: (i32, i32),
        anchor: Option<&'static str>,
        text: String,
    },
}

impl Element {
    pub const fn is_text(&self) -> bool {
        matches!(self.content, Content::Text { .. })
    }

    /// A text's anchor.
    pub const fn anchor(&self) -> Option<&'static str> {
        match self.content {
            Content::Text { anchor, .. } => anchor,
            Content::Path(_) => None,
        }
    }

    /// Writes the element with these classes; with its anchor unless something around it has that.
    pub fn write(&self, out: &mut String, classes: &str, anchored: bool) {
        let class = if classes.is_empty() { String::new() } else { format!(" class=\"{classes}\"") };
        // Writing to a string cannot fail.
        match &self.content {
            Content::Path(data) => {
                let _ = writeln!(out, "<path{class} d=\"{}\"/>", data.as_str());
            }
            Content::Text { at, text, .. } => {
                let _ = write!(out, "<text{class}");
                attribute(out, "x", at.0);
                attribute(out, "y", at.1);
                if let Some(anchor) = self.anchor().filter(|_| anchored) {
                    let _ = write!(out, " text-anchor=\"{anchor}\"");
                }
                let _ = writeln!(out, ">{text}</text>");
            }
        }
    }
}

/// An attribute, given in tenths of a pixel.
pub(super) fn attribute(out: &mut String, name: &str, value: i32) {
    let _ = write!(out, " {name}=\"");
    tenths(out, value);
    out.push('"');
}
