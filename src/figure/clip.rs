/// The parts of the line through `points` that lie within `(low, high)` in both coordinates, each a line of its own.
/// Where a point is `None` the line is broken. A point without neighbours makes a line of one point.
pub(super) fn clip(
    points: impl IntoIterator<Item = Option<(f64, f64)>>,
    x: (f64, f64),
    y: (f64, f64),
) -> Vec<Vec<(f64, f64)>> {
    let inside = |(px, py): (f64, f64)| px >= x.0 && px <= x.1 && py >= y.0 && py <= y.1;
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    let mut open = false;
    for point in points {
        let Some(point) = point else {
            (last, open) = (None, false);
            continue;
        };
        match last {
            None if inside(point) => {
                lines.push(vec![point]);
                open = true;
            }
            None => {}
            Some(last) => {
                if let Some((start, end)) = segment(last, point, x, y) {
                    if !open {
                        lines.push(vec![start]);
                    }
                    if let Some(line) = lines.last_mut() {
                        line.push(end);
                    }
                }
                open = inside(point);
            }
        }
        last = Some(point);
    }
    lines
}

/// The part of a straight line within the rectangle (Liang and Barsky).
fn segment(from: (f64, f64), to: (f64, f64), x: (f64, f64), y: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, from.0 - x.0), (dx, x.1 - from.0), (-dy, from.1 - y.0), (dy, y.1 - from.1)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let along = |share: f64| (from.0 + share * dx, from.1 + share * dy);
    (enter <= leave).then(|| {
        // Ends within are kept as they are, not computed anew.
        (if enter > 0.0 { along(enter) } else { from }, if leave < 1.0 { along(leave) } else { to })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: (f64, f64) = (0.0, 1.0);

    #[test]
    fn a_gap_breaks_the_line() {
        let points = [Some((0.0, 0.0)), Some((0.1, 0.5)), None, Some((0.3, 0.5)), Some((0.4, 1.0)), None];
        let lines = clip(points, UNIT, UNIT);
        assert_eq!(lines, [vec![(0.0, 0.0), (0.1, 0.5)], vec![(0.3, 0.5), (0.4, 1.0)]]);
    }

    #[test]
    fn a_line_that_leaves_ends_at_the_edge_and_comes_back_as_another() {
        let lines = clip([(0.0, 0.5), (0.5, 1.5), (1.0, 0.5)].map(Some), UNIT, UNIT);
        assert_eq!(lines, [vec![(0.0, 0.5), (0.25, 1.0)], vec![(0.75, 1.0), (1.0, 0.5)]]);
    }

    #[test]
    fn a_line_across_is_cut_at_both_edges_and_one_outside_vanishes() {
        assert_eq!(clip([(-1.0, 0.5), (2.0, 0.5)].map(Some), UNIT, UNIT), [vec![(0.0, 0.5), (1.0, 0.5)]]);
        assert!(clip([(-1.0, 2.0), (2.0, 2.0)].map(Some), UNIT, UNIT).is_empty());
        assert_eq!(clip([None, Some((0.5, 0.5)), None], UNIT, UNIT), [vec![(0.5, 0.5)]]);
    }
}
