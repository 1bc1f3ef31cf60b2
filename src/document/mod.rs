//! The document: chapters, Markdown, mathematics and the page. Knows records, claims and figures, and runs nothing.
//!
//! ```text
//! templates/chapters/*.md --lint--> --minijinja--> Markdown with tokens --+--> REPORT.md
//!                                       ^                                 +--> MathML, HTML --> index.html
//!              bindings, claims, figures, listings (fragments, one a token)
//! ```
//!
//! A token stands for a fragment that has two forms, one for the page and one for Markdown. So chapters are rendered
//! once, and both outputs say the same.

mod binding;
mod checklist;
mod claims;
mod edition;
mod embedded;
mod escape;
mod figures;
mod filters;
mod fragment;
mod functions;
mod headings;
mod held;
mod highlight;
mod links;
mod lint;
mod listing;
mod markdown;
mod math;
mod metadata;
mod number;
mod page;
mod plots;
mod preview;
mod reference;
mod render;
#[cfg(test)]
mod sample;
mod scan;
mod script;
mod standing;
mod stock;
mod tables;
mod template_error;
#[cfg(test)]
mod tests;
mod verdicts;
mod written;

pub use edition::{Edition, Entry, ParameterRow, Pinned, Standing};
pub use embedded::{Told, embedded_edition, embedded_lock, embedded_numbers, embedded_records};
pub use metadata::{CRATE, PACKAGE, data_package, ro_crate};
pub use preview::{failure, live};
pub use render::{CHAPTERS, Rendered, render};
