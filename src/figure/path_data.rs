use plotters_backend::BackendCoord;

/// SVG path data through `points`, given in tenths of a pixel: a start, then steps from point to point. Points that
/// fall on their predecessor are left out; a lone point becomes a step of no length, which a round cap shows as a dot.
pub(super) fn path_data(points: impl IntoIterator<Item = BackendCoord>, closed: bool) -> String {
    let mut points = points.into_iter();
    let Some(mut last) = points.next() else { return String::new() };
    let mut data = String::from("M");
    pair(&mut data, last, false);
    let mut moved = false;
    for point in points {
        if point == last {
            continue;
        }
        let step = (point.0.saturating_sub(last.0), point.1.saturating_sub(last.1));
        if !moved {
            data.push('l');
        }
        pair(&mut data, step, moved);
        (last, moved) = (point, true);
    }
    if !moved {
        data.push_str("h0");
    }
    if closed {
        data.push('z');
    }
    data
}

fn pair(out: &mut String, (x, y): BackendCoord, apart: bool) {
    if apart && x >= 0 {
        out.push(' ');
    }
    tenths(out, x);
    if y >= 0 {
        out.push(' ');
    }
    tenths(out, y);
}

/// Writes `value` tenths as a decimal number: `-.5`, `12`, `12.3`.
pub(super) fn tenths(out: &mut String, value: i32) {
    let size = value.unsigned_abs();
    if value < 0 {
        out.push('-');
    }
    let (whole, part) = (size / 10, size % 10);
    if whole > 0 || part == 0 {
        out.push_str(&whole.to_string());
    }
    if part > 0 {
        out.push('.');
        out.push(char::from(b'0' + part as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_at_most_and_no_idle_zeros() {
        let written = |value| {
            let mut out = String::new();
            tenths(&mut out, value);
            out
        };
        assert_eq!([0, 5, -5, 10, 123, -120].map(written), ["0", ".5", "-.5", "1", "12.3", "-12"]);
    }

    #[test]
    fn a_path_is_a_start_and_steps_without_repeated_points() {
        assert_eq!(path_data([(10, 20), (10, 20), (15, 17), (12, 30)], false), "M1 2l.5-.3-.3 1.3");
        assert_eq!(path_data([(0, 0), (10, 0), (10, 10)], true), "M0 0l1 0 0 1z");
    }

    #[test]
    fn a_lone_point_is_a_step_of_no_length() {
        assert_eq!(path_data([(10, 20), (10, 20)], false), "M1 2h0");
        assert_eq!(path_data([], false), "");
    }
}
