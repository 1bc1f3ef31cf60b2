//! Figures: charts drawn as SVG. Knows no experiment: it draws the numbers it is given.
//!
//! A [`Chart`] holds panels, a [`Panel`] two axes and marks, a [`Mark`] its data, an [`Ink`] and a label:
//!
//! ```
//! use simplicity_bias::figure::{Axis, Chart, Ink, Mark, Panel};
//! let decay = Mark::line("lambda_2", Ink::Second, vec![(0.0, 1e-1), (1e6, 1e-6), (2e6, 1e-11)]).label("*λ*_2");
//! let panel = Panel::new(Axis::linear("time").unit("steps"), Axis::log("eigenvalue")).mark(decay);
//! let figure = Chart::new("decay", "Decay of the second eigenvalue", "It falls.").panel(panel).draw();
//! assert!(figure.svg.contains("<title id=\"decay-title\">"));
//! assert!(figure.csv.starts_with("panel,series,x,y,low,high\n"));
//! ```
//!
//! Every text but title and description may hold `_2`, `_{12}`, `^{-6}` and `*x*`: subscript, superscript, italics; a
//! backslash takes the special meaning away. Colours are classes, set by [`stylesheet`]; a page takes a figure in
//! through [`inline`].
//!
//! The bytes of a drawing are the same on every platform: coordinates are whole tenths of a pixel, reached by
//! arithmetic and `libm` alone.

mod account;
mod axis;
mod backend;
mod chart;
mod clip;
mod columns;
mod csv;
mod element;
mod end_labels;
mod envelope;
mod figure;
mod frame;
mod group;
mod ink;
mod label;
mod layout;
mod legend;
mod log_ticks;
mod mark;
mod markup;
mod metrics;
mod paint;
mod paint_axes;
mod paint_key;
mod paint_mark;
mod panel;
mod path_data;
mod pen;
mod plain;
mod plot;
mod range;
mod rectangle;
mod scene;
mod shape;
mod spread;
mod stroke;
mod theme;
mod thin;
mod ticks;
mod xml;

pub use axis::{Axis, Scale};
pub use chart::Chart;
pub use columns::Columns;
pub use envelope::inline;
pub use figure::Figure;
pub use ink::Ink;
pub use label::{Label, Place, Side};
pub use legend::{Legend, Measure, Series};
pub use mark::{Geometry, Mark, Shade};
pub use panel::Panel;
pub use plot::Plot;
pub use shape::Shape;
pub use stroke::{Dash, Stroke, Weight};
pub use theme::stylesheet;
