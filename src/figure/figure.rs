use super::{Legend, Plot};

/// A finished figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name, unique in the report: `figure-1-draw-0`.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What one sees in it, in text, for those who do not see it; made from the data.
    pub description: String,
    /// The stand-alone SVG file.
    pub svg: String,
    /// The data drawn, as CSV with a header line.
    pub csv: String,
    /// What the rows of the CSV mean, panel by panel.
    pub legends: Vec<Legend>,
    /// Its panels as they are drawn.
    pub plots: Vec<Plot>,
}
