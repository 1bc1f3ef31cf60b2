use super::clip::clip;
use super::range::{Direction, range};
use super::{Geometry, Mark, Panel, Scale, Side};

/// What a panel shows of the plane: the part within its ranges, in the axes' own coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub scales: (Scale, Scale),
    pub x: (f64, f64),
    pub y: (f64, f64),
}

impl Frame {
    pub fn new(panel: &Panel) -> Self {
        Self {
            scales: (panel.x.scale, panel.y.scale),
            x: range(&panel.x, &panel.marks, Direction::X),
            y: range(&panel.y, &panel.marks, Direction::Y),
        }
    }

    /// Where the axes put a point; it may lie outside.
    fn place(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        Some((self.scales.0.place(x)?, self.scales.1.place(y)?))
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        x >= self.x.0 && x <= self.x.1 && y >= self.y.0 && y <= self.y.1
    }

    /// The visible parts of the line through `points`.
    pub fn lines(&self, points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        clip(points.iter().map(|&point| self.place(point)), self.x, self.y)
    }

    /// The visible ones of `points`.
    pub fn points(&self, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        points.iter().filter_map(|&point| self.place(point)).filter(|&point| self.holds(point)).collect()
    }

    /// The visible parts of a band, as runs of `(x, low, high)`.
    pub fn bands(&self, points: &[(f64, f64, f64)]) -> Vec<Vec<(f64, f64, f64)>> {
        let mut runs = vec![Vec::new()];
        for &(x, low, high) in points {
            let low = if low <= 0.0 && self.scales.1 == Scale::Log { Some(self.y.0) } else { self.scales.1.place(low) };
            match (self.scales.0.place(x), low, self.scales.1.place(high)) {
                (Some(x), Some(low), Some(high)) if x >= self.x.0 && x <= self.x.1 => {
                    if let Some(run) = runs.last_mut() {
                        run.push((x, low.clamp(self.y.0, self.y.1), high.clamp(self.y.0, self.y.1)));
                    }
                }
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// The lines of a mark that is one.
    pub fn strokes(&self, geometry: &Geometry) -> Vec<Vec<(f64, f64)>> {
        let placed = |ends: [Option<(f64, f64)>; 2]| clip(ends, self.x, self.y);
        match geometry {
            Geometry::Line { points, .. } => self.lines(points),
            Geometry::Segment { from, to, .. } => self.lines(&[*from, *to]),
            Geometry::Level { at, .. } => {
                let y = self.scales.1.place(*at);
                placed([self.x.0, self.x.1].map(|x| y.map(|y| (x, y))))
            }
            Geometry::Upright { at, .. } => {
                let x = self.scales.0.place(*at);
                placed([self.y.0, self.y.1].map(|y| x.map(|x| (x, y))))
            }
            Geometry::Intervals { points } => {
                self.bands(points).into_iter().flatten().map(|(x, low, high)| vec![(x, low), (x, high)]).collect()
            }
            Geometry::Band { .. } | Geometry::Points { .. } => Vec::new(),
        }
    }

    /// The visible points of a mark to which a label can be tied, in order.
    fn ties(&self, mark: &Mark) -> Vec<(f64, f64)> {
        match &mark.geometry {
            Geometry::Points { points, .. } => self.points(points),
            Geometry::Band { points, .. } | Geometry::Intervals { points } => {
                self.bands(points).into_iter().flatten().map(|(x, low, high)| (x, 0.5 * (low + high))).collect()
            }
            strokes => self.strokes(strokes).into_iter().flatten().collect(),
        }
    }

    /// The last visible point of a mark.
    pub fn end(&self, mark: &Mark) -> Option<(f64, f64)> {
        self.ties(mark).last().copied()
    }

    /// The point of a mark at `x` (data units): on a straight line exactly there, else the nearest one. Of several on
    /// one upright, the one towards `side`.
    pub fn tie(&self, mark: &Mark, x: f64, side: Side) -> Option<(f64, f64)> {
        let ties = self.ties(mark);
        let Some(wanted) = self.scales.0.place(x) else { return ties.last().copied() };
        if let (Geometry::Segment { .. } | Geometry::Level { .. }, [from, to]) = (&mark.geometry, ties.as_slice())
            && from.0 != to.0
        {
            let share = ((wanted - from.0) / (to.0 - from.0)).clamp(0.0, 1.0);
            return Some((from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)));
        }
        let upwards = if side == Side::Below { 1.0 } else { -1.0 };
        ties.into_iter().min_by(|a, b| {
            let distance = |point: &(f64, f64)| (point.0 - wanted).abs();
            distance(a).total_cmp(&distance(b)).then((upwards * a.1).total_cmp(&(upwards * b.1)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Axis, Ink};

    fn frame() -> Frame {
        Frame::new(&Panel::new(Axis::linear("x").range(0.0, 10.0), Axis::log("y").range(1e-4, 1.0)))
    }

    #[test]
    fn a_log_axis_breaks_lines_at_zero_and_draws_nothing_there() {
        let lines = frame().lines(&[(0.0, 0.1), (1.0, 0.0), (2.0, 0.1), (3.0, -1.0)]);
        assert_eq!(lines, [vec![(0.0, -1.0)], vec![(2.0, -1.0)]]);
        assert!(frame().points(&[(1.0, 0.0), (2.0, f64::NAN), (11.0, 0.1)]).is_empty());
    }

    #[test]
    fn a_band_down_to_zero_reaches_the_foot_of_a_log_axis() {
        assert_eq!(frame().bands(&[(1.0, 0.0, 10.0)]), [vec![(1.0, -4.0, 0.0)]]);
        assert_eq!(frame().bands(&[(1.0, 0.1, 1.0), (2.0, 0.1, f64::NAN), (3.0, 0.1, 1.0)]).len(), 2);
    }

    #[test]
    fn a_label_is_tied_to_the_nearest_point_or_along_a_straight_line() {
        let line = Mark::line("l", Ink::First, vec![(0.0, 1.0), (4.0, 0.1), (10.0, 0.01)]);
        assert_eq!(frame().tie(&line, 5.0, Side::Above), Some((4.0, -1.0)));
        assert_eq!(frame().end(&line), Some((10.0, -2.0)));
        let level = Mark::level("l", Ink::First, 0.01);
        assert_eq!(frame().tie(&level, 5.0, Side::Above), Some((5.0, -2.0)));
        assert_eq!(frame().end(&Mark::line("l", Ink::First, vec![])), None);
    }
}
