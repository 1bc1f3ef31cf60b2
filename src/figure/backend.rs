use super::element::{Content, Element, attribute};
use super::markup::{Level, parse};
use super::metrics::width;
use super::path_data::PathData;
use super::pen::Pen;
use super::thin::thin;
use super::xml::escape;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Turns what plotters draws into elements, appended to a list.
///
/// Its unit is a tenth of a pixel, so that plotters' whole numbers make smooth curves. A colour is a [`Pen`]; what one pen
/// draws in a row is one path; text is markup, and stands on the baseline it is given.
pub(super) struct SvgBackend<'a> {
    out: &'a mut Vec<Element>,
    size: (u32, u32),
}

impl<'a> SvgBackend<'a> {
    /// A backend of `size` tenths of a pixel that adds to `out`.
    pub const fn new(out: &'a mut Vec<Element>, size: (u32, u32)) -> Self {
        Self { out, size }
    }

    /// Adds to the path of this colour, if the last element is one, or to a new path.
    fn path(&mut self, color: BackendColor, add: impl FnOnce(&mut PathData)) {
        let wanted = Pen::of(color);
        if let Some(Element { pen, content: Content::Path(data) }) = self.out.last_mut()
            && *pen == wanted
        {
            return add(data);
        }
        let mut data = PathData::default();
        add(&mut data);
        if !data.is_empty() {
            self.out.push(Element { pen: wanted, content: Content::Path(data) });
        }
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.path(color, |data| data.line([point]));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path(style.color(), |data| data.line([from, to]));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _fill: bool) -> Drawn {
        self.path(style.color(), |data| data.polygon([a, (b.0, a.1), b, (a.0, b.1)]));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        self.path(style.color(), |data| data.line(thin(&points)));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let corners: Vec<_> = corners.into_iter().collect();
        self.path(style.color(), |data| data.polygon(thin(&corners)));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.path(style.color(), |data| {
            if fill {
                // A dot of a stroke as wide as the disc, by far the shortest way to say it.
                data.line([center]);
            } else {
                data.ring(center, i32::try_from(radius).unwrap_or(0));
            }
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => None,
            HPos::Center => Some("middle"),
            HPos::Right => Some("end"),
        };
        let content = Content::Text { at, anchor, text: runs(text, style.size()) };
        self.out.push(Element { pen: Pen::of(style.color()), content });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok(((width(text, style.size()) * 10.0) as u32, (style.size() * 10.0) as u32))
    }
}

/// Marked-up text, its baseline shifted from run to run.
fn runs(markup: &str, size: f64) -> String {
    let mut out = String::new();
    let mut baseline = 0;
    for run in parse(markup) {
        let wanted = match run.level {
            Level::Base => 0,
            Level::Sub => (size * 2.2) as i32,
            Level::Super => (size * -3.6) as i32,
        };
        let shift = wanted - baseline;
        baseline = wanted;
        let class = match (run.level == Level::Base, run.italic) {
            (true, false) => "",
            (true, true) => " class=\"fig-italic\"",
            (false, false) => " class=\"fig-script\"",
            (false, true) => " class=\"fig-script fig-italic\"",
        };
        let text = escape(&run.text);
        if class.is_empty() && shift == 0 {
            out.push_str(&text);
            continue;
        }
        out.push_str("<tspan");
        out.push_str(class);
        if shift != 0 {
            attribute(&mut out, "dy", shift);
        }
        out.push('>');
        out.push_str(&text);
        out.push_str("</tspan>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::group::group;
    use crate::figure::pen::Role;
    use crate::figure::{Dash, Ink};
    use plotters::coord::Shift;
    use plotters::drawing::{DrawingArea, IntoDrawingArea};
    use plotters::element::{Circle, PathElement};
    use plotters::style::{IntoFont, TextStyle};

    fn drawn(draw: impl FnOnce(&DrawingArea<SvgBackend, Shift>)) -> Vec<String> {
        let mut out = Vec::new();
        let area = SvgBackend::new(&mut out, (1000, 1000)).into_drawing_area();
        draw(&area);
        drop(area);
        out.into_iter().map(|element| group("", &[element]).trim_end().to_owned()).collect()
    }

    #[test]
    fn scripts_shift_the_baseline_and_return() {
        let text = drawn(|area| {
            let color = Pen::new(Ink::First, Role::Label).color();
            let style = TextStyle::from(("sans-serif", 20).into_font()).color(&color);
            area.draw_text("*λ*_2 < 1", &style, (105, 200)).unwrap();
        });
        assert_eq!(
            text,
            ["<text class=\"fig-label fig-first\" x=\"10.5\" y=\"20\"><tspan class=\"fig-italic\">λ</tspan>\
             <tspan class=\"fig-script\" dy=\"4.4\">2</tspan>\
             <tspan dy=\"-4.4\"> &lt; 1</tspan></text>"]
        );
    }

    #[test]
    fn what_one_pen_draws_in_a_row_is_one_element_and_what_another_draws_is_not() {
        let lines = drawn(|area| {
            for (ink, x) in [(Ink::First, 0), (Ink::First, 50), (Ink::Second, 100), (Ink::First, 150)] {
                let pen = Pen::new(ink, Role::Line);
                area.draw(&PathElement::new(vec![(x, 0), (x, 10)], pen.style())).unwrap();
            }
        });
        assert_eq!(lines[0], "<path class=\"fig-line fig-first\" d=\"m0 0v1m5-1v1\"/>");
        assert_eq!(lines.len(), 3, "{lines:?}");
    }

    #[test]
    fn discs_are_dots_of_a_heavy_stroke_and_rings_are_not() {
        let lines = drawn(|area| {
            let disc = Pen::new(Ink::First, Role::Disc).style();
            let ring = Pen::new(Ink::First, Role::Ring).style();
            area.draw(&Circle::new((100, 100), 40, disc)).unwrap();
            area.draw(&Circle::new((120, 100), 40, disc)).unwrap();
            area.draw(&Circle::new((100, 100), 38, ring.stroke_width(1))).unwrap();
        });
        assert_eq!(lines[0], "<path class=\"fig-disc fig-first\" d=\"m10 10h0m2 0h0\"/>");
        assert_eq!(lines.len(), 2, "{lines:?}");
    }

    #[test]
    fn a_dashed_line_is_one_element() {
        let lines = drawn(|area| {
            let pen = Pen::new(Ink::Second, Role::Line).dash(Dash::Dashed);
            area.draw(&PathElement::new(vec![(0, 0), (5, 7), (20, 7)], pen.style())).unwrap();
        });
        assert_eq!(lines, ["<path class=\"fig-line fig-second fig-dashed\" d=\"m0 0 .5.7h1.5\"/>"]);
    }
}
