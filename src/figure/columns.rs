use super::Geometry;

/// The data of a mark by column, all of one length; a number that is not finite is NaN, a column it does not have is
/// absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Abscissae.
    pub x: Option<Vec<f64>>,
    /// Ordinates.
    pub y: Option<Vec<f64>>,
    /// Lower limits.
    pub low: Option<Vec<f64>>,
    /// Upper limits.
    pub high: Option<Vec<f64>>,
}

impl Columns {
    /// Columns by name, those that there are.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &Vec<f64>)> {
        let all = [("x", &self.x), ("y", &self.y), ("low", &self.low), ("high", &self.high)];
        all.into_iter().filter_map(|(name, column)| Some((name, column.as_ref()?)))
    }

    /// The rows, NaN where a column is absent.
    pub(super) fn rows(&self) -> impl Iterator<Item = [f64; 4]> {
        let all = [&self.x, &self.y, &self.low, &self.high];
        let count = all.into_iter().flatten().map(Vec::len).max().unwrap_or(0);
        (0..count).map(move |row| all.map(|column| column.as_ref().map_or(f64::NAN, |column| column[row])))
    }
}

impl From<&Geometry> for Columns {
    /// Lines and points have `x` and `y`, bands and intervals `x`, `low` and `high`; level and upright lines only the
    /// one they have.
    fn from(geometry: &Geometry) -> Self {
        let none = Self::default();
        let finite = |value: f64| if value.is_finite() { value } else { f64::NAN };
        let column = |values: &mut dyn Iterator<Item = f64>| Some(values.map(finite).collect());
        let pairs = |points: &[(f64, f64)]| Self {
            x: column(&mut points.iter().map(|point| point.0)),
            y: column(&mut points.iter().map(|point| point.1)),
            ..Self::default()
        };
        match geometry {
            Geometry::Line { points, .. } | Geometry::Points { points, .. } => pairs(points),
            Geometry::Band { points, .. } | Geometry::Intervals { points } => Self {
                x: column(&mut points.iter().map(|point| point.0)),
                low: column(&mut points.iter().map(|point| point.1)),
                high: column(&mut points.iter().map(|point| point.2)),
                ..none
            },
            Geometry::Segment { from, to, .. } => pairs(&[*from, *to]),
            Geometry::Level { at, .. } => Self { y: Some(vec![finite(*at)]), ..none },
            Geometry::Upright { at, .. } => Self { x: Some(vec![finite(*at)]), ..none },
        }
    }
}
