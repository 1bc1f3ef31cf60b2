use super::Panel;
use super::element::Element;
use super::layout::{LABEL_GAP, LINE, Layout, column, label_width};
use super::pen::{Pen, Role};
use super::scene::{drawn, pixels};
use super::spread::spread;
use plotters::style::text_anchor::HPos;

/// A label at the end of a line.
struct EndLabel {
    index: usize,
    /// The end of the line, in pixels.
    end: (f64, f64),
    /// The left and right edge of the text.
    x: (f64, f64),
}

/// The labels at the ends of lines, each with the index of its mark. Those that would overlap sideways part up and
/// down; one that has moved far is tied to its line.
pub(super) fn end_labels(size: (u32, u32), panel: &Panel, layout: &Layout) -> Vec<(usize, Vec<Element>)> {
    let mut written = Vec::new();
    let plot = &layout.plot;
    let mut labels: Vec<EndLabel> = Vec::new();
    for &index in &layout.ends {
        let mark = &panel.marks[index];
        if let Some(end) = layout.frame.end(mark) {
            let end = pixels(&layout.frame, plot, end);
            let left = plot.left + column((end.0 - plot.left) / plot.width()) * plot.width() + LABEL_GAP;
            labels.push(EndLabel { index, end, x: (left, left + label_width(mark)) });
        }
    }
    for group in groups(labels) {
        let wished: Vec<f64> = group.iter().map(|label| label.end.1).collect();
        let placed = spread(&wished, LINE, (plot.top, plot.bottom - 0.4 * LINE));
        for (label, y) in group.iter().zip(placed) {
            let mark = &panel.marks[label.index];
            let elements = drawn(size, |scene| {
                if (y - label.end.1).abs() > 0.3 * LINE {
                    let pen = Pen::new(mark.ink, Role::Leader);
                    scene.path(&[(label.end.0 + 1.5, label.end.1), (label.x.0 - 3.0, y)], pen)?;
                }
                let text = mark.label.as_ref().map_or("", |label| &label.text);
                scene.text(text, mark.ink, Role::Label, (label.x.0, y + 6.0), HPos::Left)
            });
            written.push((label.index, elements));
        }
    }
    written
}

/// Labels in groups that overlap sideways.
fn groups(mut labels: Vec<EndLabel>) -> Vec<Vec<EndLabel>> {
    labels.sort_by(|a, b| a.x.0.total_cmp(&b.x.0).then(a.index.cmp(&b.index)));
    let mut groups: Vec<Vec<EndLabel>> = Vec::new();
    let mut right = f64::NEG_INFINITY;
    for label in labels {
        let apart = label.x.0 > right;
        right = right.max(label.x.1);
        match groups.last_mut() {
            Some(group) if !apart => group.push(label),
            _ => groups.push(vec![label]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_labels_that_overlap_sideways_share_a_group() {
        let label = |index, left, right| EndLabel { index, end: (0.0, 0.0), x: (left, right) };
        let grouped = groups(vec![label(0, 50.0, 90.0), label(1, 0.0, 40.0), label(2, 30.0, 45.0)]);
        let indices: Vec<Vec<usize>> =
            grouped.iter().map(|group| group.iter().map(|label| label.index).collect()).collect();
        assert_eq!(indices, [vec![1, 2], vec![0]]);
    }
}
