use super::{Axis, Mark};

/// One plot: two axes and what is drawn between them. Later marks lie on top of earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Written above the plot, in markup.
    pub title: Option<String>,
    /// The axis that runs to the right.
    pub x: Axis,
    /// The axis that runs up.
    pub y: Axis,
    /// What is drawn.
    pub marks: Vec<Mark>,
}

impl Panel {
    /// An empty panel.
    pub const fn new(x: Axis, y: Axis) -> Self {
        Self { title: None, x, y, marks: Vec::new() }
    }

    /// With a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With one more mark.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// With more marks.
    #[must_use]
    pub fn marks(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks.extend(marks);
        self
    }
}
