//! The document: chapters, Markdown, mathematics and the page. Knows records, claims and figures, and runs nothing.

mod edition;

pub use edition::{Edition, Entry, ParameterRow, Pinned, Standing};
