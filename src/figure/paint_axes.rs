use super::group::{group, wrap};
use super::layout::Layout;
use super::metrics::width;
use super::pen::{Pen, Role};
use super::scene::{drawn, pixels};
use super::ticks::Tick;
use super::{Axis, Ink};
use plotters::style::text_anchor::HPos;

const PEN: Pen = Pen::new(Ink::Muted, Role::Axis);

/// The y axis: its grid, its line with ticks, what stands at them, and its heading.
pub(super) fn y_axis(size: (u32, u32), axis: &Axis, layout: &Layout) -> String {
    let plot = &layout.plot;
    let y = |tick: &Tick| pixels(&layout.frame, plot, (layout.frame.x.0, tick.at)).1;
    let grid = drawn(size, |scene| {
        let labelled = layout.y.ticks.iter().filter(|tick| tick.text.is_some());
        labelled
            .map(y)
            .try_for_each(|y| scene.path(&[(plot.left, y), (plot.right, y)], Pen::new(Ink::Grid, Role::Grid)))
    });
    let line = drawn(size, |scene| {
        scene.path(&[(plot.left, plot.top), (plot.left, plot.bottom)], PEN)?;
        let mut ticks = layout.y.ticks.iter();
        ticks.try_for_each(|tick| scene.path(&[(plot.left - length(tick), y(tick)), (plot.left, y(tick))], PEN))
    });
    let texts = drawn(size, |scene| {
        let mut ticks = layout.y.ticks.iter();
        ticks.try_for_each(|tick| {
            let text = tick.text.as_deref().unwrap_or_default();
            scene.text(text, Ink::Text, Role::Tick, (plot.left - 9.0, y(tick) + 5.5), HPos::Right)
        })
    });
    let heading = drawn(size, |scene| {
        let above = (layout.cell.left, layout.heading);
        scene.text(&axis.heading(layout.y.power), Ink::Text, Role::Heading, above, HPos::Left)
    });
    wrap(" data-axis=\"y\"", &[grid, line, texts, heading].map(|part| group("", &part)).concat())
}

/// The x axis: its line with ticks, what stands at them, and its heading.
pub(super) fn x_axis(size: (u32, u32), axis: &Axis, layout: &Layout) -> String {
    let plot = &layout.plot;
    let x = |tick: &Tick| pixels(&layout.frame, plot, (tick.at, layout.frame.y.0)).0;
    let line = drawn(size, |scene| {
        scene.path(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], PEN)?;
        let mut ticks = layout.x.ticks.iter();
        ticks.try_for_each(|tick| scene.path(&[(x(tick), plot.bottom), (x(tick), plot.bottom + length(tick))], PEN))
    });
    let texts = drawn(size, |scene| {
        let mut ticks = layout.x.ticks.iter();
        ticks.try_for_each(|tick| {
            let text = tick.text.as_deref().unwrap_or_default();
            scene.text(text, Ink::Text, Role::Tick, (x(tick), plot.bottom + 23.0), HPos::Center)
        })
    });
    let heading = drawn(size, |scene| {
        let heading = axis.heading(layout.x.power);
        // Centred under the plot as far as the panel has room.
        let half = 0.5 * width(&heading, Role::Heading.size());
        let middle = (0.5 * (plot.left + plot.right)).min(layout.cell.right - half).max(layout.cell.left + half);
        scene.text(&heading, Ink::Text, Role::Heading, (middle, plot.bottom + 47.0), HPos::Center)
    });
    wrap(" data-axis=\"x\"", &[line, texts, heading].map(|part| group("", &part)).concat())
}

/// The length of a tick, in pixels.
fn length(tick: &Tick) -> f64 {
    if tick.text.is_some() { 5.0 } else { 3.0 }
}
