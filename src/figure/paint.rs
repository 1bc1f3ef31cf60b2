use super::csv::letter;
use super::end_labels::end_labels;
use super::layout::{KEY, Layout, SAMPLE, SAMPLE_GAP, label_width};
use super::metrics::width;
use super::pen::{Pen, Role};
use super::pixels::pixels;
use super::scene::{Drawn, Plane, Scene};
use super::{Geometry, Ink, Label, Mark, Panel, Place, Shade, Shape, Side, Stroke, Weight};
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::HPos;

/// Draws panel number `index`.
pub(super) fn panel(scene: &Scene, panel: &Panel, index: Option<usize>, layout: &Layout) -> Drawn {
    let plane = scene.plane(&layout.frame, &layout.plot);
    axes(scene, &plane, panel, layout)?;
    for mark in &panel.marks {
        draw_mark(&plane, mark, layout)?;
    }
    tied_labels(scene, &plane, panel, layout)?;
    end_labels(scene, &plane, panel, layout)?;
    key(scene, panel, layout)?;
    let left = layout.cell.left;
    let indent = if index.is_some() { 22.0 } else { 0.0 };
    if let Some(index) = index {
        scene.text(&letter(index).to_string(), Ink::Prediction, Role::Letter, (left, layout.title), HPos::Left)?;
    }
    let title = panel.title.as_deref().unwrap_or_default();
    scene.text(title, Ink::Prediction, Role::Title, (left + indent, layout.title), HPos::Left)
}

/// Writes the labels placed at a point, moved as far as need be to stay within the panel.
fn tied_labels(scene: &Scene, plane: &Plane, panel: &Panel, layout: &Layout) -> Drawn {
    for mark in &panel.marks {
        if let Some(Label { text, place: Place::At(x, side) }) = &mark.label
            && let Some(tie) = layout.frame.tie(mark, *x, *side)
        {
            let (x, y) = pixels(plane.map_coordinate(&tie));
            let room = label_width(mark);
            let (left, baseline) = match side {
                Side::Above => (x - 0.5 * room, y - 9.0),
                Side::Below => (x - 0.5 * room, y + 21.0),
                Side::Left => (x - 11.0 - room, y + 6.0),
                Side::Right => (x + 11.0, y + 6.0),
            };
            let left = left.min(layout.cell.right - room).max(layout.plot.left + 5.0);
            let baseline = baseline.min(layout.plot.bottom - 6.0).max(layout.plot.top + 12.0);
            scene.text(text, mark.ink, Role::Label, (left, baseline), HPos::Left)?;
        }
    }
    Ok(())
}

fn axes(scene: &Scene, plane: &Plane, panel: &Panel, layout: &Layout) -> Drawn {
    let plot = &layout.plot;
    let pen = Pen::new(Ink::Muted, Role::Axis);
    for tick in &layout.y.ticks {
        let (_, y) = pixels(plane.map_coordinate(&(layout.frame.x.0, tick.at)));
        if let Some(text) = &tick.text {
            scene.path(&[(plot.left, y), (plot.right, y)], Pen::new(Ink::Grid, Role::Grid))?;
            scene.text(text, Ink::Text, Role::Tick, (plot.left - 9.0, y + 5.5), HPos::Right)?;
        }
        let length = if tick.text.is_some() { 5.0 } else { 3.0 };
        scene.path(&[(plot.left - length, y), (plot.left, y)], pen)?;
    }
    for tick in &layout.x.ticks {
        let (x, _) = pixels(plane.map_coordinate(&(tick.at, layout.frame.y.0)));
        let length = if tick.text.is_some() { 5.0 } else { 3.0 };
        scene.path(&[(x, plot.bottom), (x, plot.bottom + length)], pen)?;
        if let Some(text) = &tick.text {
            scene.text(text, Ink::Text, Role::Tick, (x, plot.bottom + 23.0), HPos::Center)?;
        }
    }
    scene.path(&[(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)], pen)?;
    let heading = panel.x.heading(layout.x.power);
    // Centred under the plot as far as the panel has room.
    let half = 0.5 * width(&heading, Role::Heading.size());
    let middle = (0.5 * (plot.left + plot.right)).min(layout.cell.right - half).max(layout.cell.left + half);
    scene.text(&heading, Ink::Text, Role::Heading, (middle, plot.bottom + 47.0), HPos::Center)?;
    let above = (layout.cell.left, layout.heading);
    scene.text(&panel.y.heading(layout.y.power), Ink::Text, Role::Heading, above, HPos::Left)
}

fn line_pen(ink: Ink, stroke: Stroke) -> Pen {
    let role = match stroke.weight {
        Weight::Thin => Role::Thin,
        Weight::Medium => Role::Line,
        Weight::Heavy => Role::Heavy,
    };
    Pen::new(ink, role).dash(stroke.dash)
}

const fn band_pen(ink: Ink, shade: Shade) -> Pen {
    Pen::new(ink, if matches!(shade, Shade::Light) { Role::LightBand } else { Role::Band })
}

fn draw_mark(plane: &Plane, mark: &Mark, layout: &Layout) -> Drawn {
    let frame = &layout.frame;
    match &mark.geometry {
        Geometry::Band { points, shade } => {
            for run in frame.bands(points) {
                let there = run.iter().map(|&(x, _, high)| (x, high));
                let back = run.iter().rev().map(|&(x, low, _)| (x, low));
                let corners: Vec<_> = there.chain(back).collect();
                plane.draw(&Polygon::new(corners, band_pen(mark.ink, *shade).style()))?;
            }
            Ok(())
        }
        Geometry::Points { points, shape } => {
            frame.points(points).into_iter().try_for_each(|at| draw_point(plane, at, *shape, mark.ink))
        }
        Geometry::Line { stroke, .. }
        | Geometry::Segment { stroke, .. }
        | Geometry::Level { stroke, .. }
        | Geometry::Upright { stroke, .. } => {
            let pen = line_pen(mark.ink, *stroke);
            frame
                .strokes(&mark.geometry)
                .into_iter()
                .try_for_each(|line| plane.draw(&PathElement::new(line, pen.style())))
        }
        Geometry::Intervals { .. } => {
            let pen = Pen::new(mark.ink, Role::Thin);
            frame
                .strokes(&mark.geometry)
                .into_iter()
                .try_for_each(|line| plane.draw(&PathElement::new(line, pen.style())))
        }
    }
}

fn draw_point(plane: &Plane, at: (f64, f64), shape: Shape, ink: Ink) -> Drawn {
    let here = plane.map_coordinate(&at);
    let pixel = plane.strip_coord_spec();
    let moved = |(dx, dy): (i32, i32)| (here.0 + dx, here.1 + dy);
    match shape {
        Shape::Disc => pixel.draw(&Circle::new(here, 40, Pen::new(ink, Role::Dot).style())),
        Shape::Ring => pixel.draw(&Circle::new(here, 38, Pen::new(ink, Role::Ring).style())),
        Shape::Cross => {
            let pen = Pen::new(ink, Role::Cross).style();
            pixel.draw(&PathElement::new(vec![moved((-45, 0)), moved((45, 0))], pen))?;
            pixel.draw(&PathElement::new(vec![moved((0, -45)), moved((0, 45))], pen))
        }
        Shape::Square | Shape::Triangle | Shape::Diamond => {
            let corners: Vec<_> = shape.corners().iter().map(|&corner| moved(corner)).collect();
            pixel.draw(&Polygon::new(corners, Pen::new(ink, Role::Dot).style()))
        }
    }
}

/// The rows of samples and their names above the plot.
fn key(scene: &Scene, panel: &Panel, layout: &Layout) -> Drawn {
    for (row, entries) in layout.key.iter().enumerate() {
        let baseline = layout.first_key + KEY * row as f64;
        for &(index, x) in entries {
            let mark = &panel.marks[index];
            sample(scene, panel, mark, (x, baseline - 6.0), layout)?;
            let text = mark.label.as_ref().map_or("", |label| &label.text);
            scene.text(text, mark.ink, Role::Label, (x + SAMPLE + SAMPLE_GAP, baseline), HPos::Left)?;
        }
    }
    Ok(())
}

fn sample(scene: &Scene, panel: &Panel, mark: &Mark, (x, y): (f64, f64), layout: &Layout) -> Drawn {
    let middle = x + 0.5 * SAMPLE;
    match &mark.geometry {
        Geometry::Line { stroke, .. }
        | Geometry::Segment { stroke, .. }
        | Geometry::Level { stroke, .. }
        | Geometry::Upright { stroke, .. } => scene.path(&[(x, y), (x + SAMPLE, y)], line_pen(mark.ink, *stroke)),
        Geometry::Band { shade, .. } => {
            let corners = [(x, y - 7.0), (x + SAMPLE, y - 7.0), (x + SAMPLE, y + 7.0), (x, y + 7.0)];
            // A band within a lighter one of its ink is seen on top of it.
            let within = panel.marks.iter().any(|other| {
                other.ink == mark.ink && matches!(other.geometry, Geometry::Band { shade: Shade::Light, .. })
            });
            if within && *shade == Shade::Medium {
                scene.polygon(&corners, band_pen(mark.ink, Shade::Light))?;
            }
            scene.polygon(&corners, band_pen(mark.ink, *shade))
        }
        Geometry::Intervals { .. } => {
            scene.path(&[(middle, y - 8.0), (middle, y + 8.0)], Pen::new(mark.ink, Role::Thin))
        }
        Geometry::Points { shape, .. } => {
            // A frame of its own, so that a sample is drawn as the points are.
            let unit = super::frame::Frame { x: (0.0, 1.0), y: (0.0, 1.0), ..layout.frame };
            let around = super::rectangle::Rectangle { left: x, top: y - 10.0, right: x + SAMPLE, bottom: y + 10.0 };
            draw_point(&scene.plane(&unit, &around), (0.5, 0.5), *shape, mark.ink)
        }
    }
}
