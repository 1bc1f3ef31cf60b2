use super::frame::Frame;
use super::layout::{Layout, SAMPLE, SAMPLE_GAP};
use super::paint_mark::{band_pen, draw_point, mark_pen};
use super::pen::Role;
use super::rectangle::Rectangle;
use super::scene::{Drawn, Scene};
use super::{Geometry, Mark, Panel, Shade};
use plotters::style::text_anchor::HPos;

/// Draws an entry of the key, a sample and the name, from the left on a baseline.
pub(super) fn entry(scene: &Scene, panel: &Panel, mark: &Mark, (x, baseline): (f64, f64), layout: &Layout) -> Drawn {
    sample(scene, panel, mark, (x, baseline - 6.0), layout)?;
    let text = mark.label.as_ref().map_or("", |label| &label.text);
    scene.text(text, mark.ink, Role::Label, (x + SAMPLE + SAMPLE_GAP, baseline), HPos::Left)
}

fn sample(scene: &Scene, panel: &Panel, mark: &Mark, (x, y): (f64, f64), layout: &Layout) -> Drawn {
    let middle = x + 0.5 * SAMPLE;
    let pen = mark_pen(mark);
    match &mark.geometry {
        Geometry::Band { shade, .. } => {
            let corners = [(x, y - 7.0), (x + SAMPLE, y - 7.0), (x + SAMPLE, y + 7.0), (x, y + 7.0)];
            // A band within a lighter one of its ink is seen on top of it.
            let within = panel.marks.iter().any(|other| {
                other.ink == mark.ink && matches!(other.geometry, Geometry::Band { shade: Shade::Light, .. })
            });
            if within && *shade == Shade::Medium {
                scene.polygon(&corners, band_pen(mark.ink, Shade::Light))?;
            }
            scene.polygon(&corners, pen)
        }
        Geometry::Intervals { .. } => scene.path(&[(middle, y - 8.0), (middle, y + 8.0)], pen),
        Geometry::Points { shape, .. } => {
            // A frame of its own, so that a sample is drawn as the points are.
            let unit = Frame { x: (0.0, 1.0), y: (0.0, 1.0), ..layout.frame };
            let around = Rectangle { left: x, top: y - 10.0, right: x + SAMPLE, bottom: y + 10.0 };
            draw_point(&scene.plane(&unit, &around), (0.5, 0.5), *shape, mark.ink)
        }
        _ => scene.path(&[(x, y), (x + SAMPLE, y)], pen),
    }
}
