use super::plain::plain;
use super::{Axis, Geometry, Mark, Panel, Scale, csv};

/// What the rows of one panel in the CSV file mean, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// The panel's letter, as in the first column.
    pub panel: char,
    /// Its title.
    pub title: Option<String>,
    /// What is in the column x.
    pub x: Measure,
    /// What is in the columns y, low and high.
    pub y: Measure,
    /// Its series, in the order of the file.
    pub series: Vec<Series>,
}

/// What an axis measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its heading, without the unit; empty where nothing is written at the axis.
    pub label: String,
    /// The unit, if it has one.
    pub unit: Option<String>,
    /// Whether it is drawn on a logarithmic axis.
    pub logarithmic: bool,
    /// What 0, 1, 2 ... stand for, where they are not numbers.
    pub names: Vec<String>,
}

/// A series of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name, as in the second column.
    pub name: String,
    /// What it is called in the figure, if it is.
    pub label: Option<String>,
    /// What it is drawn as, which says what columns it fills: `line`, `points`, `band` ...
    pub drawn_as: &'static str,
}

impl Legend {
    /// The legends of a figure's panels.
    pub(super) fn of(panels: &[Panel]) -> Vec<Self> {
        let legend = |(index, panel): (usize, &Panel)| Self {
            panel: csv::letter(index),
            title: panel.title.as_deref().map(plain),
            x: Measure::of(&panel.x),
            y: Measure::of(&panel.y),
            series: panel.marks.iter().map(Series::of).collect(),
        };
        panels.iter().enumerate().map(legend).collect()
    }
}

impl Measure {
    fn of(axis: &Axis) -> Self {
        Self {
            label: plain(&axis.label),
            unit: axis.unit.as_deref().map(plain),
            logarithmic: axis.scale == Scale::Log,
            names: axis.names.iter().map(|name| plain(name)).collect(),
        }
    }
}

impl Series {
    fn of(mark: &Mark) -> Self {
        let drawn_as = match mark.geometry {
            Geometry::Line { .. } => "line",
            Geometry::Points { .. } => "points",
            Geometry::Band { .. } => "band",
            Geometry::Intervals { .. } => "intervals",
            Geometry::Segment { .. } => "straight line",
            Geometry::Level { .. } => "level line",
            Geometry::Upright { .. } => "upright line",
        };
        let label = mark.label.as_ref().map(|label| plain(&label.text));
        Self { name: mark.name.clone(), label, drawn_as }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Ink;

    #[test]
    fn headings_units_and_series_are_told_in_plain_text() {
        let panel = Panel::new(Axis::linear("step *k*").unit("10^{6} steps"), Axis::log("*λ*_2"))
            .titled("draw *0*")
            .mark(Mark::line("lambda_2", Ink::First, vec![(0.0, 1.0)]).label("*λ*_2, measured"))
            .mark(Mark::band("quartiles", Ink::First, vec![(0.0, 1.0, 2.0)]));
        let legend = Legend::of(&[panel.clone(), panel]).remove(1);
        assert_eq!((legend.panel, legend.title.as_deref()), ('b', Some("draw 0")));
        assert_eq!((legend.x.label.as_str(), legend.x.unit.as_deref()), ("step k", Some("10⁶ steps")));
        assert!(!legend.x.logarithmic && legend.y.logarithmic);
        assert_eq!(legend.series[0].label.as_deref(), Some("λ₂, measured"));
        assert_eq!((legend.series[1].label.as_deref(), legend.series[1].drawn_as), (None, "band"));
    }

    #[test]
    fn an_axis_of_names_tells_what_its_numbers_stand_for() {
        let panel = Panel::new(Axis::linear("share"), Axis::named("", ["*m* = 1", "*m* = 2"]));
        assert_eq!(Legend::of(&[panel])[0].y.names, ["m = 1", "m = 2"]);
    }
}
