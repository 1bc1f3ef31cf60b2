use super::{Axis, Geometry, Mark, Scale};

/// Which coordinate is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    X,
    Y,
}

/// The first and the last coordinate of an axis, in its own coordinate; always finite and apart.
pub(super) fn range(axis: &Axis, marks: &[Mark], direction: Direction) -> (f64, f64) {
    if let Some((a, b)) = axis.range
        && let (Some(a), Some(b)) = (axis.scale.place(a), axis.scale.place(b))
    {
        return apart(a.min(b), a.max(b), axis.scale);
    }
    let mut extent: Option<(f64, f64)> = None;
    let mut points = false;
    for mark in marks {
        points |= matches!(mark.geometry, Geometry::Points { .. } | Geometry::Intervals { .. });
        for value in values(&mark.geometry, direction).into_iter().filter_map(|value| axis.scale.place(value)) {
            extent = Some(extent.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
    }
    let Some((low, high)) = extent else { return (0.0, 1.0) };
    let (low, high) = apart(low, high, axis.scale);
    if direction == Direction::X && !points {
        return (low, high);
    }
    let air = 0.04 * (high - low);
    // A linear axis that nearly reaches zero starts there.
    let start = if axis.scale == Scale::Linear && low >= 0.0 && low < 0.25 * high { 0.0 } else { low - air };
    (start, high + air)
}

/// Widens a range that has no extent worth the name.
fn apart(low: f64, high: f64, scale: Scale) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    match scale {
        Scale::Log if high - low < 1e-6 => (low - 0.5, high + 0.5),
        Scale::Linear if size == 0.0 => (-1.0, 1.0),
        Scale::Linear if high - low <= 1e-9 * size => (low - 0.1 * size, high + 0.1 * size),
        _ => (low, high),
    }
}

fn values(geometry: &Geometry, direction: Direction) -> Vec<f64> {
    match geometry {
        Geometry::Line { points, .. } | Geometry::Points { points, .. } => {
            points.iter().map(|&(x, y)| if direction == Direction::X { x } else { y }).collect()
        }
        Geometry::Band { points, .. } | Geometry::Intervals { points } => points
            .iter()
            .flat_map(|&(x, low, high)| if direction == Direction::X { [x, x] } else { [low, high] })
            .collect(),
        Geometry::Level { at, .. } if direction == Direction::Y => vec![*at],
        Geometry::Upright { at, .. } if direction == Direction::X => vec![*at],
        Geometry::Segment { .. } | Geometry::Level { .. } | Geometry::Upright { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Ink;

    fn line(points: &[(f64, f64)]) -> [Mark; 1] {
        [Mark::line("l", Ink::First, points.to_vec())]
    }

    #[test]
    fn a_line_fills_its_x_axis_and_has_air_on_its_y_axis() {
        let marks = line(&[(2.0, 10.0), (3.0, 20.0), (f64::NAN, 1e9), (2.5, f64::INFINITY)]);
        assert_eq!(range(&Axis::linear("x"), &marks, Direction::X), (2.0, 3.0));
        let (low, high) = range(&Axis::linear("y").range(0.0, 30.0), &marks, Direction::Y);
        assert_eq!((low, high), (0.0, 30.0));
    }

    #[test]
    fn a_linear_axis_that_nearly_reaches_zero_starts_there() {
        assert_eq!(range(&Axis::linear("y"), &line(&[(0.0, 1.0), (1.0, 100.0)]), Direction::Y).0, 0.0);
        assert!(range(&Axis::linear("y"), &line(&[(0.0, 90.0), (1.0, 100.0)]), Direction::Y).0 > 80.0);
    }

    #[test]
    fn an_axis_stretches_to_a_level_but_not_to_a_guide() {
        let mut marks = vec![line(&[(0.0, 1.0), (1.0, 2.0)])[0].clone()];
        marks.push(Mark::segment("guide", Ink::Muted, (-100.0, -100.0), (100.0, 100.0)));
        assert!(range(&Axis::linear("y"), &marks, Direction::Y).1 < 3.0);
        marks.push(Mark::level("bound", Ink::Muted, 10.0));
        assert!(range(&Axis::linear("y"), &marks, Direction::Y).1 > 10.0);
        assert_eq!(range(&Axis::linear("x"), &marks, Direction::X), (0.0, 1.0));
    }

    #[test]
    fn a_log_axis_passes_over_what_is_not_positive() {
        let marks = line(&[(1.0, 1e-3), (2.0, 0.0), (3.0, -5.0), (4.0, 1e-1)]);
        let (low, high) = range(&Axis::log("y"), &marks, Direction::Y);
        assert!((-3.2..-3.0).contains(&low) && (-1.0..-0.8).contains(&high));
    }

    #[test]
    fn no_data_and_one_value_still_make_a_range() {
        for scale in [Axis::linear("y"), Axis::log("y")] {
            for points in
                [vec![], vec![(1.0, 7.0)], vec![(1.0, f64::NAN)], vec![(0.0, 0.0)], vec![(1.0, 1e300), (1.0, -1e308)]]
            {
                let (low, high) = range(&scale, &line(&points), Direction::Y);
                assert!(low < high && (high - low).is_finite(), "{points:?}");
            }
        }
    }
}
