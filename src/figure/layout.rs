use super::frame::Frame;
use super::metrics::width;
use super::pen::Role;
use super::rectangle::Rectangle;
use super::ticks::{Tick, Ticks, linear};
use super::{Axis, Label, Mark, Panel, Place, Scale, log_ticks};

/// The distance between the baselines of neighbouring labels, in pixels.
pub(super) const LINE: f64 = 20.0;
/// The room between the end of a line and its label.
pub(super) const LABEL_GAP: f64 = 12.0;
/// The width of a sample in the key, and the room after it and after an entry.
pub(super) const SAMPLE: f64 = 26.0;
pub(super) const SAMPLE_GAP: f64 = 8.0;
const ENTRY_GAP: f64 = 22.0;

const TITLE: f64 = 28.0;
/// The height of a row of the key.
pub(super) const KEY: f64 = 25.0;
const HEADING: f64 = 34.0;
const FOOT: f64 = 56.0;
const LEAST_MARGIN: f64 = 16.0;

/// Where the parts of a panel go.
pub(super) struct Layout {
    pub cell: Rectangle,
    pub plot: Rectangle,
    pub frame: Frame,
    pub x: Ticks,
    pub y: Ticks,
    /// The marks labelled at their ends.
    pub ends: Vec<usize>,
    /// The marks in the key, row by row, each with the left edge of its entry.
    pub key: Vec<Vec<(usize, f64)>>,
    /// The baselines of title, first row of the key, and heading of the y axis.
    pub title: f64,
    pub first_key: f64,
    pub heading: f64,
}

/// What must be known of all panels in a row before any can be laid out.
pub(super) struct Plan {
    ends: Vec<usize>,
    key: Vec<Vec<(usize, f64)>>,
    titled: bool,
}

impl Plan {
    /// Chooses between labels at ends and the key, and breaks the key into rows. Labels go to the key when they are
    /// too many for the height or take too much of the width.
    pub fn new(panel: &Panel, lettered: bool, cell: &Rectangle) -> Self {
        let labelled = |mark: &Mark| mark.label.as_ref().map(|label| label.place);
        let mut ends: Vec<usize> =
            (0..panel.marks.len()).filter(|&index| labelled(&panel.marks[index]) == Some(Place::End)).collect();
        let widest = ends.iter().map(|&index| label_width(&panel.marks[index])).fold(0.0, f64::max);
        if ends.len() as f64 * LINE > cell.height() - 130.0 || widest > 0.42 * cell.width() {
            ends.clear();
        }
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::new();
        let mut x = f64::INFINITY;
        for (index, mark) in panel.marks.iter().enumerate() {
            let keyed = match labelled(mark) {
                Some(Place::Key) => true,
                Some(Place::End) => !ends.contains(&index),
                Some(Place::At(..)) | None => false,
            };
            if keyed {
                let room = SAMPLE + SAMPLE_GAP + label_width(mark);
                if x + room > cell.right {
                    rows.push(Vec::new());
                    x = cell.left + 2.0;
                }
                if let Some(row) = rows.last_mut() {
                    row.push((index, x));
                }
                x += room + ENTRY_GAP;
            }
        }
        Self { ends, key: rows, titled: lettered || panel.title.is_some() }
    }

    /// The room above the plot, in pixels.
    pub fn head(&self) -> f64 {
        let title = if self.titled { TITLE } else { 0.0 };
        title + KEY * self.key.len() as f64 + HEADING + 4.0
    }
}

impl Layout {
    /// Lays `panel` out in `cell`, the plot starting `head` pixels below its top and at least `room` from its left edge.
    pub fn new(panel: &Panel, plan: Plan, cell: Rectangle, head: f64, room: f64) -> Self {
        let frame = Frame::new(panel);
        let (top, bottom) = (cell.top + head, (cell.bottom - FOOT).max(cell.top + head + 20.0));
        let per = |length: f64, room: f64, most: f64| (length / room).clamp(2.0, most) as usize;
        let ticks = |axis: &Axis, (low, high): (f64, f64), most: usize| match axis.scale {
            _ if !axis.names.is_empty() => names(&axis.names),
            Scale::Linear => linear(low, high, most),
            Scale::Log => log_ticks::logarithmic(low, high, most),
        };
        let y = ticks(&panel.y, frame.y, per(bottom - top, 36.0, 7.0));
        let left = cell.left + room.max(widest(&y) + 11.0);
        let right = (cell.right - Self::margin(panel, &plan, &frame, cell.right - left)).max(left + 40.0);
        let room = if frame.scales.0 == Scale::Log { 58.0 } else { 48.0 };
        let mut most = per(right - left, room, 8.0);
        let mut x = ticks(&panel.x, frame.x, most);
        // Fewer, until neighbours stand well apart.
        while most > 2
            && x.ticks.iter().filter(|tick| tick.text.is_some()).count() as f64 * (widest(&x) + 18.0) > right - left
        {
            most -= 1;
            x = ticks(&panel.x, frame.x, most);
        }
        let heading = top - 19.0;
        let first_key = heading - HEADING + 2.0 - KEY * plan.key.len().saturating_sub(1) as f64;
        let plot = Rectangle { left, top, right, bottom };
        Self { cell, plot, frame, x, y, ends: plan.ends, key: plan.key, title: cell.top + 18.0, first_key, heading }
    }

    /// The room that labels at ends need to the right of the plot. A line that ends earlier, at a share of the plot's
    /// width, has the rest of the plot for its label.
    fn margin(panel: &Panel, plan: &Plan, frame: &Frame, width: f64) -> f64 {
        let needs = plan.ends.iter().filter_map(|&index| {
            let (x, _) = frame.end(&panel.marks[index])?;
            let share = column((x - frame.x.0) / (frame.x.1 - frame.x.0)).max(0.05);
            Some((LABEL_GAP + label_width(&panel.marks[index]) + 2.0 - (1.0 - share) * width) / share)
        });
        needs.fold(LEAST_MARGIN, f64::max)
    }
}

/// Where, as a share of the plot's width, the label of a line that ends at `share` starts: those that end near the right
/// edge form one column.
pub(super) fn column(share: f64) -> f64 {
    if share > 0.97 { 1.0 } else { share }
}

/// The width of a mark's label, in pixels.
pub(super) fn label_width(mark: &Mark) -> f64 {
    mark.label.as_ref().map_or(0.0, |Label { text, .. }| width(text, Role::Label.size()))
}

/// A tick at 0, 1, 2 ... for each name.
fn names(names: &[String]) -> Ticks {
    let tick = |(at, name): (usize, &String)| Tick { at: at as f64, text: Some(name.clone()) };
    Ticks { ticks: names.iter().enumerate().map(tick).collect(), power: 0 }
}

fn widest(ticks: &Ticks) -> f64 {
    let widths = ticks.ticks.iter().filter_map(|tick| tick.text.as_deref()).map(|text| width(text, Role::Tick.size()));
    widths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Ink;

    const CELL: Rectangle = Rectangle { left: 0.0, top: 0.0, right: 720.0, bottom: 420.0 };

    fn laid_out(marks: impl IntoIterator<Item = Mark>) -> Layout {
        let panel = Panel::new(Axis::linear("x"), Axis::linear("y")).marks(marks);
        let plan = Plan::new(&panel, false, &CELL);
        let head = plan.head();
        Layout::new(&panel, plan, CELL, head, 0.0)
    }

    fn line(label: &str, end: f64) -> Mark {
        Mark::line("l", Ink::First, vec![(0.0, 0.0), (end, 1.0)]).label(label)
    }

    #[test]
    fn the_right_margin_holds_the_widest_label() {
        let layout = laid_out([line("short", 1.0), line("a much longer label", 1.0)]);
        let needed = width("a much longer label", Role::Label.size());
        assert!(layout.cell.right - layout.plot.right >= needed + LABEL_GAP);
        assert!(laid_out([line("short", 1.0)]).plot.right > layout.plot.right);
    }

    #[test]
    fn an_axis_of_names_has_a_tick_for_each() {
        let panel = Panel::new(Axis::linear("x"), Axis::named("choice", ["uniform", "*c* = 1"]));
        let plan = Plan::new(&panel, false, &CELL);
        let head = plan.head();
        let layout = Layout::new(&panel, plan, CELL, head, 0.0);
        let ticks: Vec<(f64, &str)> =
            layout.y.ticks.iter().map(|tick| (tick.at, tick.text.as_deref().unwrap_or_default())).collect();
        assert_eq!(ticks, [(0.0, "uniform"), (1.0, "*c* = 1")]);
        assert!(layout.plot.left >= width("uniform", Role::Tick.size()));
    }

    #[test]
    fn a_line_that_ends_early_uses_the_room_inside() {
        let layout = laid_out([line("a much longer label", 0.4), line("x", 1.0)]);
        assert!(layout.cell.right - layout.plot.right < 40.0);
    }

    #[test]
    fn labels_too_wide_or_too_many_go_to_the_key() {
        let layout = laid_out([line(&"wide ".repeat(12), 1.0)]);
        assert!(layout.ends.is_empty() && layout.key.len() == 1);
        let layout = laid_out((0..30).map(|_| line("many", 1.0)));
        assert!(layout.ends.is_empty() && layout.key.len() > 1);
        assert!(layout.key.iter().flatten().all(|&(_, x)| x < CELL.right));
    }
}
