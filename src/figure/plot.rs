use super::frame::Frame;
use super::layout::Layout;
use super::{Axis, Mark, Panel};

/// A panel as it is drawn: what one needs to read values from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The rectangle between the axes, in pixels of the figure: left, top, right, bottom.
    pub area: [f64; 4],
    /// What is on the axes at its edges, in the axes' own coordinates (decimal logarithms on a logarithmic axis).
    pub x: (f64, f64),
    /// The same from foot to head.
    pub y: (f64, f64),
    /// The panel.
    pub panel: Panel,
}

impl Plot {
    pub(super) fn new(panel: &Panel, layout: &Layout) -> Self {
        let (plot, Frame { x, y, .. }) = (&layout.plot, layout.frame);
        let tenth = |pixels: f64| libm::round(pixels * 10.0) / 10.0;
        Self { area: [plot.left, plot.top, plot.right, plot.bottom].map(tenth), x, y, panel: panel.clone() }
    }

    /// Both axes, x first.
    pub const fn axes(&self) -> [(&Axis, (f64, f64)); 2] {
        [(&self.panel.x, self.x), (&self.panel.y, self.y)]
    }

    /// What is drawn.
    pub fn marks(&self) -> &[Mark] {
        &self.panel.marks
    }
}
