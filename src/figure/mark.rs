use super::{Dash, Ink, Label, Place, Shape, Stroke, Weight};

/// How strongly a band is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// For the widest band: extremes.
    Light,
    /// For a band within: quartiles.
    #[default]
    Medium,
}

/// What is drawn. Coordinates are in data units; a point that is not finite, or not positive on a logarithmic axis, is
/// left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// A line through points `(x, y)`; a point left out breaks it.
    Line {
        /// The points, in the order drawn.
        points: Vec<(f64, f64)>,
        /// The way it is drawn.
        stroke: Stroke,
    },
    /// The area between two lines: `(x, low, high)`. A `low` that is not positive on a logarithmic axis reaches its foot.
    Band {
        /// The limits, by increasing x.
        points: Vec<(f64, f64, f64)>,
        /// How strongly it is filled.
        shade: Shade,
    },
    /// Single points `(x, y)`.
    Points {
        /// The points.
        points: Vec<(f64, f64)>,
        /// Their shape.
        shape: Shape,
    },
    /// Upright bars `(x, low, high)`: the uncertainty of points.
    Intervals {
        /// The bars.
        points: Vec<(f64, f64, f64)>,
    },
    /// A straight line between two points, such as a line of equality. Axes do not stretch to hold it.
    Segment {
        /// Where it starts.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// The way it is drawn.
        stroke: Stroke,
    },
    /// A level line across the whole panel; the axis stretches to hold it.
    Level {
        /// At this y.
        at: f64,
        /// The way it is drawn.
        stroke: Stroke,
    },
    /// An upright line across the whole panel; the axis stretches to hold it.
    Upright {
        /// At this x.
        at: f64,
        /// The way it is drawn.
        stroke: Stroke,
    },
}

/// One series in a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its name in the CSV file: `lambda_1`.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// What it is called in the figure; without one, nothing is written.
    pub label: Option<Label>,
    /// What is drawn.
    pub geometry: Geometry,
}

impl Mark {
    fn new(name: impl Into<String>, ink: Ink, geometry: Geometry) -> Self {
        Self { name: name.into(), ink, label: None, geometry }
    }

    /// A solid line through `(x, y)`.
    pub fn line(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64)>) -> Self {
        Self::new(name, ink, Geometry::Line { points, stroke: Stroke::default() })
    }

    /// The area between `low` and `high`, given as `(x, low, high)`.
    pub fn band(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64, f64)>) -> Self {
        Self::new(name, ink, Geometry::Band { points, shade: Shade::default() })
    }

    /// Discs at `(x, y)`.
    pub fn points(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64)>) -> Self {
        Self::new(name, ink, Geometry::Points { points, shape: Shape::default() })
    }

    /// Upright bars `(x, low, high)`.
    pub fn intervals(name: impl Into<String>, ink: Ink, points: Vec<(f64, f64, f64)>) -> Self {
        Self::new(name, ink, Geometry::Intervals { points })
    }

    /// A thin straight line between two points.
    pub fn segment(name: impl Into<String>, ink: Ink, from: (f64, f64), to: (f64, f64)) -> Self {
        Self::new(name, ink, Geometry::Segment { from, to, stroke: Self::guide() })
    }

    /// A thin level line at y = `at`.
    pub fn level(name: impl Into<String>, ink: Ink, at: f64) -> Self {
        Self::new(name, ink, Geometry::Level { at, stroke: Self::guide() })
    }

    /// A thin upright line at x = `at`.
    pub fn upright(name: impl Into<String>, ink: Ink, at: f64) -> Self {
        Self::new(name, ink, Geometry::Upright { at, stroke: Self::guide() })
    }

    const fn guide() -> Stroke {
        Stroke { dash: Dash::Solid, weight: Weight::Thin }
    }

    /// With a label: at the end of a line, in the key for all else.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        let place = match self.geometry {
            Geometry::Band { .. } | Geometry::Points { .. } | Geometry::Intervals { .. } => Place::Key,
            _ => Place::End,
        };
        self.label = Some(Label { text: text.into(), place });
        self
    }

    /// With its label, if it has one, in this place.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        if let Some(label) = &mut self.label {
            label.place = place;
        }
        self
    }

    /// Broken into dashes; only lines change.
    #[must_use]
    pub fn dashed(self) -> Self {
        self.stroke(|stroke| stroke.dash = Dash::Dashed)
    }

    /// Broken into dots; only lines change.
    #[must_use]
    pub fn dotted(self) -> Self {
        self.stroke(|stroke| stroke.dash = Dash::Dotted)
    }

    /// As heavy as this; only lines change.
    #[must_use]
    pub fn weight(self, weight: Weight) -> Self {
        self.stroke(|stroke| stroke.weight = weight)
    }

    fn stroke(mut self, change: impl FnOnce(&mut Stroke)) -> Self {
        match &mut self.geometry {
            Geometry::Line { stroke, .. }
            | Geometry::Segment { stroke, .. }
            | Geometry::Level { stroke, .. }
            | Geometry::Upright { stroke, .. } => change(stroke),
            Geometry::Band { .. } | Geometry::Points { .. } | Geometry::Intervals { .. } => {}
        }
        self
    }

    /// Filled lightly; only bands change.
    #[must_use]
    pub fn light(mut self) -> Self {
        if let Geometry::Band { shade, .. } = &mut self.geometry {
            *shade = Shade::Light;
        }
        self
    }

    /// Of this shape; only points change.
    #[must_use]
    pub fn shape(mut self, new: Shape) -> Self {
        if let Geometry::Points { shape, .. } = &mut self.geometry {
            *shape = new;
        }
        self
    }
}
