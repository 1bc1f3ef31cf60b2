use plotters_backend::BackendCoord;

/// The points of a line that it needs to keep its course to a tenth of a pixel, the unit of its coordinates (Ramer,
/// Douglas and Peucker): a curve of many points shown small has few that can be told apart.
pub(super) fn thin(points: &[BackendCoord]) -> Vec<BackendCoord> {
    let mut kept = vec![false; points.len()];
    for end in [0, points.len().saturating_sub(1)] {
        if let Some(kept) = kept.get_mut(end) {
            *kept = true;
        }
    }
    let mut spans = vec![(0, points.len().saturating_sub(1))];
    while let Some((first, last)) = spans.pop() {
        let far = (first + 1..last)
            .map(|middle| (strays(points[middle], points[first], points[last]), middle))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, middle)) = far
            && distance > 1.0
        {
            kept[middle] = true;
            spans.extend([(first, middle), (middle, last)]);
        }
    }
    points.iter().zip(kept).filter_map(|(&point, kept)| kept.then_some(point)).collect()
}

/// The distance of a point from a stretch of line, in tenths of a pixel, squared.
fn strays(point: BackendCoord, from: BackendCoord, to: BackendCoord) -> f64 {
    let apart = |a: BackendCoord, b: BackendCoord| (f64::from(a.0) - f64::from(b.0), f64::from(a.1) - f64::from(b.1));
    let ((px, py), (dx, dy)) = (apart(point, from), apart(to, from));
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 { 0.0 } else { ((px * dx + py * dy) / length).clamp(0.0, 1.0) };
    let (ex, ey) = (px - share * dx, py - share * dy);
    ex * ex + ey * ey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_the_way_are_left_out_and_corners_stay() {
        assert_eq!(thin(&[(0, 0), (10, 0), (20, 1), (30, 0), (30, 50)]), [(0, 0), (30, 0), (30, 50)]);
        assert_eq!(thin(&[(0, 0), (10, 2), (20, 0)]), [(0, 0), (10, 2), (20, 0)]);
    }

    #[test]
    fn a_line_that_turns_back_keeps_its_turning_points() {
        assert_eq!(thin(&[(0, 0), (0, 90), (0, -40), (0, 10)]), [(0, 0), (0, 90), (0, -40), (0, 10)]);
        assert_eq!(thin(&[(0, 0), (0, 90), (0, 0)]), [(0, 0), (0, 90), (0, 0)]);
    }

    #[test]
    fn no_point_left_out_strays_by_more_than_a_tenth_of_a_pixel() {
        let wave = |k: i32| (10 * k, (300.0 * libm::sin(f64::from(k) / 20.0)) as i32);
        let all: Vec<_> = (0..400).map(wave).collect();
        let few = thin(&all);
        assert!(few.len() < 200, "{}", few.len());
        let nearest = |&point: &BackendCoord| {
            few.windows(2).map(|pair| strays(point, pair[0], pair[1])).fold(f64::INFINITY, f64::min)
        };
        assert!(all.iter().map(nearest).fold(0.0, f64::max) <= 1.0);
    }

    #[test]
    fn little_or_nothing_stays_as_it_is() {
        assert_eq!(thin(&[]), []);
        assert_eq!(thin(&[(1, 2)]), [(1, 2)]);
        assert_eq!(thin(&[(1, 2), (1, 2)]), [(1, 2), (1, 2)]);
    }
}
