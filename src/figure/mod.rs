//! Figures: charts drawn as SVG. Knows no experiment: it draws the numbers it is given.

mod figure;

pub use figure::Figure;
