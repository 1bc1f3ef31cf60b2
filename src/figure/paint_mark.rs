use super::layout::Layout;
use super::pen::{Pen, Role};
use super::scene::{Drawn, Plane};
use super::{Geometry, Ink, Mark, Shade, Shape, Stroke, Weight};
use plotters::element::{Circle, PathElement, Polygon};

const fn line_pen(ink: Ink, stroke: Stroke) -> Pen {
    let role = match stroke.weight {
        Weight::Thin => Role::Thin,
        Weight::Medium => Role::Line,
        Weight::Heavy => Role::Heavy,
    };
    Pen::new(ink, role).dash(stroke.dash)
}

pub(super) const fn band_pen(ink: Ink, shade: Shade) -> Pen {
    Pen::new(ink, if matches!(shade, Shade::Light) { Role::LightBand } else { Role::Band })
}

/// The pen of a mark.
pub(super) const fn mark_pen(mark: &Mark) -> Pen {
    match &mark.geometry {
        Geometry::Band { shade, .. } => band_pen(mark.ink, *shade),
        Geometry::Points { shape, .. } => Pen::new(mark.ink, shape.role()),
        Geometry::Intervals { .. } => Pen::new(mark.ink, Role::Thin),
        Geometry::Line { stroke, .. }
        | Geometry::Segment { stroke, .. }
        | Geometry::Level { stroke, .. }
        | Geometry::Upright { stroke, .. } => line_pen(mark.ink, *stroke),
    }
}

/// Draws a mark.
pub(super) fn paint_mark(plane: &Plane, mark: &Mark, layout: &Layout) -> Drawn {
    let frame = &layout.frame;
    let style = mark_pen(mark).style();
    match &mark.geometry {
        Geometry::Band { points, .. } => frame.bands(points).into_iter().try_for_each(|run| {
            let there = run.iter().map(|&(x, _, high)| (x, high));
            let back = run.iter().rev().map(|&(x, low, _)| (x, low));
            plane.draw(&Polygon::new(there.chain(back).collect::<Vec<_>>(), style))
        }),
        Geometry::Points { points, shape } => {
            frame.points(points).into_iter().try_for_each(|at| draw_point(plane, at, *shape, mark.ink))
        }
        _ => frame.strokes(&mark.geometry).into_iter().try_for_each(|line| plane.draw(&PathElement::new(line, style))),
    }
}

pub(super) fn draw_point(plane: &Plane, at: (f64, f64), shape: Shape, ink: Ink) -> Drawn {
    let here = plane.map_coordinate(&at);
    let pixel = plane.strip_coord_spec();
    let moved = |(dx, dy): (i32, i32)| (here.0 + dx, here.1 + dy);
    let pen = Pen::new(ink, shape.role());
    match shape {
        Shape::Disc => pixel.draw(&Circle::new(here, 40, pen.style())),
        Shape::Ring => pixel.draw(&Circle::new(here, 38, pen.open_style())),
        Shape::Cross => {
            pixel.draw(&PathElement::new(vec![moved((-45, 0)), moved((45, 0))], pen.style()))?;
            pixel.draw(&PathElement::new(vec![moved((0, -45)), moved((0, 45))], pen.style()))
        }
        Shape::Square | Shape::Triangle | Shape::Diamond => {
            let corners: Vec<_> = shape.corners().iter().map(|&corner| moved(corner)).collect();
            pixel.draw(&Polygon::new(corners, pen.style()))
        }
    }
}
