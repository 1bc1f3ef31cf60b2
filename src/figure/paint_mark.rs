use super::layout::Layout;
use super::pen::{Pen, Role};
use super::scene::{Drawn, Plane};
use super::{Geometry, Ink, Mark, Shade, Shape, Stroke, Weight};
use plotters::element::{Circle, PathElement, Polygon};

pub(super) fn line_pen(ink: Ink, stroke: Stroke) -> Pen {
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

/// Draws a mark.
pub(super) fn paint_mark(plane: &Plane, mark: &Mark, layout: &Layout) -> Drawn {
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

pub(super) fn draw_point(plane: &Plane, at: (f64, f64), shape: Shape, ink: Ink) -> Drawn {
    let here = plane.map_coordinate(&at);
    let pixel = plane.strip_coord_spec();
    let moved = |(dx, dy): (i32, i32)| (here.0 + dx, here.1 + dy);
    match shape {
        Shape::Disc => pixel.draw(&Circle::new(here, 40, Pen::new(ink, Role::Disc).style())),
        Shape::Ring => pixel.draw(&Circle::new(here, 38, Pen::new(ink, Role::Ring).open_style())),
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
