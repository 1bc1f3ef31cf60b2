use super::pen::Role;

/// The shape of a point: series are told apart by it as well as by colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A filled circle.
    #[default]
    Disc,
    /// An open circle.
    Ring,
    /// A filled square.
    Square,
    /// A filled triangle, tip up.
    Triangle,
    /// A filled square on its corner.
    Diamond,
    /// An upright cross.
    Cross,
}

impl Shape {
    /// What draws it: a stroke as wide as the disc, a thin one, or a fill.
    pub(super) const fn role(self) -> Role {
        match self {
            Self::Disc => Role::Disc,
            Self::Ring => Role::Ring,
            Self::Cross => Role::Cross,
            Self::Square | Self::Triangle | Self::Diamond => Role::Dot,
        }
    }

    /// The corners round `(0, 0)`, in tenths of a pixel; none for circles and the cross.
    pub(super) const fn corners(self) -> &'static [(i32, i32)] {
        match self {
            Self::Square => &[(-36, -36), (36, -36), (36, 36), (-36, 36)],
            Self::Triangle => &[(0, -50), (46, 32), (-46, 32)],
            Self::Diamond => &[(0, -53), (53, 0), (0, 53), (-53, 0)],
            Self::Disc | Self::Ring | Self::Cross => &[],
        }
    }
}
