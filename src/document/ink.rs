//! The one place where the page touches the drawing of figures.

pub use crate::figure::{inline, stylesheet};
