/// How a line is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Into dashes.
    Dashed,
    /// Into dots.
    Dotted,
}

impl Dash {
    pub(super) const ALL: [Self; 3] = [Self::Solid, Self::Dashed, Self::Dotted];
}

/// How heavy a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// 1.2 pixels: context, guides.
    Thin,
    /// 2.2 pixels: data.
    #[default]
    Medium,
    /// 3.2 pixels: the one line that matters.
    Heavy,
}

/// The way a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stroke {
    /// How it is broken.
    pub dash: Dash,
    /// How heavy it is.
    pub weight: Weight,
}
