use plotters_backend::BackendCoord;

/// SVG path data, in few bytes: every step is relative, numbers are tenths of a pixel written as decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PathData {
    text: String,
    /// Where the pen is, in tenths of a pixel.
    at: BackendCoord,
    /// The command that bare numbers would continue.
    command: char,
    /// Whether the last number written has a point, so that the next one may start with its own.
    pointed: bool,
}

impl PathData {
    /// A line through `points`, given in tenths of a pixel. Points that fall on their predecessor are left out; a lone
    /// point becomes a step of no length, which a round cap shows as a dot.
    pub fn line(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut points = points.into_iter();
        let Some(first) = points.next() else { return };
        self.start(first);
        let mut moved = false;
        for point in points {
            let (dx, dy) = self.step_to(point);
            match (dx, dy) {
                (0, 0) => continue,
                (_, 0) => self.command('h', &[dx]),
                (0, _) => self.command('v', &[dy]),
                _ => self.command('l', &[dx, dy]),
            }
            (self.at, moved) = (point, true);
        }
        if !moved {
            self.command('h', &[0]);
        }
    }

    /// A closed polygon.
    pub fn polygon(&mut self, corners: impl IntoIterator<Item = BackendCoord>) {
        let mut corners = corners.into_iter().peekable();
        let Some(&first) = corners.peek() else { return };
        self.line(corners);
        self.close(first);
    }

    /// A circle: an arc that all but closes, and the chord that is left.
    pub fn ring(&mut self, (x, y): BackendCoord, radius: i32) {
        let top = (x, y.saturating_sub(radius));
        self.start(top);
        self.command('a', &[radius, radius, 0]);
        // The flags, large and counter-clockwise, need nothing between them and the number that follows.
        self.text.push_str(" 10.1 0");
        self.close(top);
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn start(&mut self, point: BackendCoord) {
        let (dx, dy) = self.step_to(point);
        // Every part begins with its own letter: numbers after `m` would be a line's.
        self.command = ' ';
        self.command('m', &[dx, dy]);
        (self.at, self.command) = (point, 'l');
    }

    fn close(&mut self, start: BackendCoord) {
        self.text.push('z');
        (self.at, self.command) = (start, ' ');
    }

    fn step_to(&self, point: BackendCoord) -> BackendCoord {
        (point.0.saturating_sub(self.at.0), point.1.saturating_sub(self.at.1))
    }

    fn command(&mut self, letter: char, numbers: &[i32]) {
        let mut apart = true;
        if letter != self.command {
            self.text.push(letter);
            (self.command, apart) = (letter, false);
        }
        for &number in numbers {
            let bare = number.unsigned_abs() < 10 && number > 0;
            if apart && number >= 0 && !(bare && self.pointed) {
                self.text.push(' ');
            }
            tenths(&mut self.text, number);
            (apart, self.pointed) = (true, number % 10 != 0);
        }
    }
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

    fn written(draw: impl FnOnce(&mut PathData)) -> String {
        let mut data = PathData::default();
        draw(&mut data);
        data.as_str().to_owned()
    }

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
        assert_eq!(written(|data| data.line([(10, 20), (10, 20), (15, 17), (12, 30)])), "m1 2 .5-.3-.3 1.3");
        assert_eq!(written(|data| data.polygon([(0, 0), (10, 0), (10, 10)])), "m0 0h1v1z");
    }

    #[test]
    fn numbers_part_only_where_they_would_run_together() {
        assert_eq!(written(|data| data.line([(5, 5), (10, 12), (20, 20)])), "m.5.5.5.7 1 .8");
    }

    #[test]
    fn a_second_part_starts_where_the_first_one_left_the_pen() {
        let two = |data: &mut PathData| {
            data.line([(0, 0), (10, 10)]);
            data.line([(30, 10), (30, 20)]);
        };
        assert_eq!(written(two), "m0 0 1 1m2 0v1");
        let closed = |data: &mut PathData| {
            data.polygon([(50, 50), (60, 50), (60, 60)]);
            data.line([(50, 60), (55, 61)]);
        };
        assert_eq!(written(closed), "m5 5h1v1zm0 1 .5.1", "a closed part leaves the pen at its start");
    }

    #[test]
    fn a_lone_point_is_a_step_of_no_length() {
        assert_eq!(written(|data| data.line([(10, 20), (10, 20)])), "m1 2h0");
        assert!(written(|data| data.line([])).is_empty());
    }

    #[test]
    fn a_ring_starts_at_its_top_and_closes() {
        assert_eq!(written(|data| data.ring((100, 100), 38)), "m10 6.2a3.8 3.8 0 10.1 0z");
    }
}
