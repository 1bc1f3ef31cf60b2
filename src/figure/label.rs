/// On which side of its point a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above, centred.
    Above,
    /// Below, centred.
    Below,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Right of the last point; labels make room for one another.
    End,
    /// Beside the point of the mark whose x is nearest to this one (data units).
    At(f64, Side),
    /// In the key above the panel, after a sample of the mark.
    Key,
}

/// What a mark is called in the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text, in markup.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
