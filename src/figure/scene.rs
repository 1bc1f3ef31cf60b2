use super::Ink;
use super::backend::SvgBackend;
use super::element::Element;
use super::frame::Frame;
use super::pen::{Pen, Role};
use super::rectangle::Rectangle;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Polygon};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};
use std::convert::Infallible;

/// Whether drawing went well; it always does, since the backend writes to memory.
pub(super) type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The part of the drawing that speaks in an axis pair's own coordinates.
pub(super) type Plane<'a> = DrawingArea<SvgBackend<'a>, Cartesian>;

type Cartesian = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A part of the drawing, in pixels of the whole.
pub(super) struct Scene<'a> {
    root: DrawingArea<SvgBackend<'a>, Shift>,
}

/// What `draw` draws in a drawing of `size` pixels.
pub(super) fn drawn(size: (u32, u32), draw: impl FnOnce(&Scene) -> Drawn) -> Vec<Element> {
    let mut out = Vec::new();
    if let Err(error) = draw(&Scene::new(&mut out, size)) {
        unreachable!("writing to memory failed: {error}");
    }
    out
}

fn coordinates(frame: &Frame, plot: &Rectangle) -> Cartesian {
    let x = tenths(plot.left)..tenths(plot.right);
    let y = tenths(plot.bottom)..tenths(plot.top);
    Cartesian2d::new(frame.x.0..frame.x.1, frame.y.0..frame.y.1, (x, y))
}

/// Where a point, in the axes' own coordinates, is drawn: in pixels, on a whole tenth of one.
pub(super) fn pixels(frame: &Frame, plot: &Rectangle, point: (f64, f64)) -> (f64, f64) {
    let (x, y) = coordinates(frame, plot).translate(&point);
    (f64::from(x) / 10.0, f64::from(y) / 10.0)
}

/// Pixels to tenths.
fn tenths(pixels: f64) -> i32 {
    libm::round(pixels * 10.0) as i32
}

impl<'a> Scene<'a> {
    /// A part of a drawing of `size` pixels, added to `out`.
    fn new(out: &'a mut Vec<Element>, size: (u32, u32)) -> Self {
        let size = (size.0.saturating_mul(10), size.1.saturating_mul(10));
        Self { root: SvgBackend::new(out, size).into_drawing_area() }
    }

    /// The coordinates of `frame`, spread over `plot`.
    pub fn plane(&self, frame: &Frame, plot: &Rectangle) -> Plane<'a> {
        self.root.apply_coord_spec(coordinates(frame, plot))
    }

    /// A line through `points`.
    pub fn path(&self, points: &[(f64, f64)], pen: Pen) -> Drawn {
        let points: Vec<_> = points.iter().map(|&(x, y)| (tenths(x), tenths(y))).collect();
        self.root.draw(&PathElement::new(points, pen.style()))
    }

    /// A filled area.
    pub fn polygon(&self, corners: &[(f64, f64)], pen: Pen) -> Drawn {
        let corners: Vec<_> = corners.iter().map(|&(x, y)| (tenths(x), tenths(y))).collect();
        self.root.draw(&Polygon::new(corners, pen.style()))
    }

    /// Marked-up text on a baseline.
    pub fn text(&self, markup: &str, ink: Ink, role: Role, (x, y): (f64, f64), anchor: HPos) -> Drawn {
        if markup.is_empty() {
            return Ok(());
        }
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, role.size(), FontStyle::Normal),
            color: Pen::new(ink, role).color().to_backend_color(),
            pos: Pos::new(anchor, VPos::Bottom),
        };
        self.root.draw_text(markup, &style, (tenths(x), tenths(y)))
    }
}
