use super::markup::{Level, parse};
use super::metrics::{SCRIPT, width};
use super::path_data::{path_data, tenths};
use super::pen::Pen;
use super::xml::escape;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::fmt::{Arguments, Write};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Turns what plotters draws into SVG elements, appended to a string.
///
/// Its unit is a tenth of a pixel, so that plotters' whole numbers make smooth curves. A colour is a [`Pen`] and becomes
/// classes; a path stays one element; text is markup, and stands on the baseline it is given.
pub(super) struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

impl<'a> SvgBackend<'a> {
    /// A backend of `size` tenths of a pixel that writes to `out`.
    pub const fn new(out: &'a mut String, size: (u32, u32)) -> Self {
        Self { out, size }
    }

    fn write(&mut self, text: Arguments) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn path(&mut self, data: &str, color: BackendColor) {
        if !data.is_empty() {
            self.write(format_args!("<path class=\"{}\" d=\"{data}\"/>\n", Pen::classes(color)));
        }
    }

    /// A path that is not filled. Those of one pen that follow one another are one element: a tenth of the bytes where
    /// there are thousands.
    fn stroke(&mut self, data: &str, color: BackendColor) {
        const END: &str = "\"/>\n";
        let start = format!("<path class=\"{}\" d=\"", Pen::classes(color));
        let last = self.out.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        if self.out[last..].starts_with(&start) && self.out.ends_with(END) && !data.is_empty() {
            self.out.truncate(self.out.len() - END.len());
            self.write(format_args!("{data}{END}"));
        } else {
            self.path(data, color);
        }
    }

    fn attribute(&mut self, name: &str, value: i32) {
        self.write(format_args!(" {name}=\""));
        tenths(self.out, value);
        self.out.push('"');
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
        self.path(&path_data([point], false), color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.stroke(&path_data([from, to], false), style.color());
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _fill: bool) -> Drawn {
        self.path(&path_data([a, (b.0, a.1), b, (a.0, b.1)], true), style.color());
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.stroke(&path_data(path, false), style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.path(&path_data(corners, true), style.color());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, _fill: bool) -> Drawn {
        self.write(format_args!("<circle class=\"{}\"", Pen::classes(style.color())));
        self.attribute("cx", center.0);
        self.attribute("cy", center.1);
        self.attribute("r", i32::try_from(radius).unwrap_or(0));
        self.out.push_str("/>\n");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.write(format_args!("<text class=\"{}\"", Pen::classes(style.color())));
        self.attribute("x", at.0);
        self.attribute("y", at.1);
        self.out.push_str(match style.anchor().h_pos {
            HPos::Left => ">",
            HPos::Center => " text-anchor=\"middle\">",
            HPos::Right => " text-anchor=\"end\">",
        });
        self.runs(text, style.size());
        self.out.push_str("</text>\n");
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

impl SvgBackend<'_> {
    /// Writes marked-up text, shifting the baseline from run to run.
    fn runs(&mut self, markup: &str, size: f64) {
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
                self.out.push_str(&text);
                continue;
            }
            self.write(format_args!("<tspan{class}"));
            if shift != 0 {
                self.attribute("dy", shift);
            }
            if run.level != Level::Base {
                self.attribute("font-size", (size * SCRIPT * 10.0) as i32);
            }
            self.write(format_args!(">{text}</tspan>"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::pen::Role;
    use crate::figure::{Dash, Ink};
    use plotters::drawing::IntoDrawingArea;
    use plotters::element::PathElement;
    use plotters::style::{IntoFont, TextStyle};

    fn drawn(text: &str) -> String {
        let mut out = String::new();
        let area = SvgBackend::new(&mut out, (1000, 1000)).into_drawing_area();
        let color = Pen::new(Ink::First, Role::Label).color();
        let style = TextStyle::from(("sans-serif", 20).into_font()).color(&color);
        area.draw_text(text, &style, (105, 200)).unwrap();
        drop(area);
        out
    }

    #[test]
    fn scripts_shift_the_baseline_and_return() {
        assert_eq!(
            drawn("*λ*_2 < 1"),
            "<text class=\"fig-label fig-first\" x=\"10.5\" y=\"20\"><tspan class=\"fig-italic\">λ</tspan>\
             <tspan class=\"fig-script\" dy=\"4.4\" font-size=\"14.4\">2</tspan>\
             <tspan dy=\"-4.4\"> &lt; 1</tspan></text>\n"
        );
    }

    #[test]
    fn strokes_of_one_pen_in_a_row_are_one_element_and_those_of_another_are_not() {
        let mut out = String::new();
        let area = SvgBackend::new(&mut out, (1000, 1000)).into_drawing_area();
        for (ink, x) in [(Ink::First, 0), (Ink::First, 50), (Ink::Second, 100), (Ink::First, 150)] {
            let pen = Pen::new(ink, Role::Line);
            area.draw(&PathElement::new(vec![(x, 0), (x, 10)], pen.style())).unwrap();
        }
        drop(area);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], "<path class=\"fig-line fig-first\" d=\"M0 0l0 1M5 0l0 1\"/>");
        assert_eq!(lines.len(), 3, "{out}");
    }

    #[test]
    fn a_dashed_line_is_one_element() {
        let mut out = String::new();
        let area = SvgBackend::new(&mut out, (1000, 1000)).into_drawing_area();
        let pen = Pen::new(Ink::Second, Role::Line).dash(Dash::Dashed);
        area.draw(&PathElement::new(vec![(0, 0), (5, 7), (20, 7)], pen.style())).unwrap();
        drop(area);
        assert_eq!(out, "<path class=\"fig-line fig-second fig-dashed\" d=\"M0 0l.5 .7 1.5 0\"/>\n");
    }
}
