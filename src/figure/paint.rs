use super::csv::letter;
use super::element::{Content, Element};
use super::end_labels::end_labels;
use super::group::{group, wrap};
use super::layout::{KEY, Layout, label_width};
use super::paint_axes::{x_axis, y_axis};
use super::paint_key::entry;
use super::paint_mark::{mark_pen, paint_mark};
use super::path_data::PathData;
use super::pen::Role;
use super::scene::{Drawn, Scene, drawn, pixels};
use super::{Ink, Label, Mark, Panel, Place, Side};
use plotters::style::text_anchor::HPos;

/// Draws panel number `index` of a drawing of `size` pixels: groups for the axes, the marks, their labels and their
/// entries in the key, so that a script can find each.
pub(super) fn panel(size: (u32, u32), panel: &Panel, index: usize, lettered: bool, layout: &Layout) -> String {
    let marks = panel.marks.iter().enumerate();
    let mut inner = y_axis(size, &panel.y, layout) + &x_axis(size, &panel.x, layout);
    for (at, mark) in marks.clone() {
        let mut elements = drawn(size, |scene| paint_mark(&scene.plane(&layout.frame, &layout.plot), mark, layout));
        if elements.is_empty() {
            // Nothing of it can be seen on these axes; on others, a script may draw it with its pen.
            elements.push(Element { pen: mark_pen(mark), content: Content::Path(PathData::default()) });
        }
        inner.push_str(&group(&format!(" data-mark=\"{at}\""), &elements));
    }
    let labels = marks.filter_map(|(at, mark)| Some((at, tied_label(size, mark, layout)?)));
    for (at, elements) in labels.chain(end_labels(size, panel, layout)) {
        inner.push_str(&group(&format!(" data-label=\"{at}\""), &elements));
    }
    for (row, entries) in layout.key.iter().enumerate() {
        let baseline = layout.first_key + KEY * row as f64;
        for &(at, x) in entries {
            let elements = drawn(size, |scene| entry(scene, panel, &panel.marks[at], (x, baseline), layout));
            inner.push_str(&group(&format!(" data-key=\"{at}\""), &elements));
        }
    }
    inner.push_str(&group("", &drawn(size, |scene| title(scene, panel, lettered.then_some(index), layout))));
    wrap(&format!(" data-panel=\"{index}\""), &inner)
}

fn title(scene: &Scene, panel: &Panel, index: Option<usize>, layout: &Layout) -> Drawn {
    let left = layout.cell.left;
    let indent = if index.is_some() { 22.0 } else { 0.0 };
    if let Some(index) = index {
        scene.text(&letter(index).to_string(), Ink::Prediction, Role::Letter, (left, layout.title), HPos::Left)?;
    }
    let title = panel.title.as_deref().unwrap_or_default();
    scene.text(title, Ink::Prediction, Role::Title, (left + indent, layout.title), HPos::Left)
}

/// The label placed at a point of a mark, moved as far as need be to stay within the panel.
fn tied_label(size: (u32, u32), mark: &Mark, layout: &Layout) -> Option<Vec<Element>> {
    let Some(Label { text, place: Place::At(x, side) }) = &mark.label else { return None };
    let tie = layout.frame.tie(mark, *x, *side)?;
    Some(drawn(size, |scene| {
        let (x, y) = pixels(&layout.frame, &layout.plot, tie);
        let room = label_width(mark);
        let (left, baseline) = match side {
            Side::Above => (x - 0.5 * room, y - 9.0),
            Side::Below => (x - 0.5 * room, y + 21.0),
            Side::Left => (x - 11.0 - room, y + 6.0),
            Side::Right => (x + 11.0, y + 6.0),
        };
        let left = left.min(layout.cell.right - room).max(layout.plot.left + 5.0);
        let baseline = baseline.min(layout.plot.bottom - 6.0).max(layout.plot.top + 12.0);
        scene.text(text, mark.ink, Role::Label, (left, baseline), HPos::Left)
    }))
}
