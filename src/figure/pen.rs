use super::{Dash, Ink};
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::BackendColor;

/// What a drawn thing is for; decides its weight, its fill, its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Thin,
    Line,
    Heavy,
    Band,
    LightBand,
    Dot,
    Ring,
    Cross,
    Grid,
    Axis,
    Leader,
    Tick,
    Heading,
    Label,
    Title,
    Letter,
}

impl Role {
    const ALL: [Self; 16] = [
        Self::Thin,
        Self::Line,
        Self::Heavy,
        Self::Band,
        Self::LightBand,
        Self::Dot,
        Self::Ring,
        Self::Cross,
        Self::Grid,
        Self::Axis,
        Self::Leader,
        Self::Tick,
        Self::Heading,
        Self::Label,
        Self::Title,
        Self::Letter,
    ];

    pub const fn class(self) -> &'static str {
        match self {
            Self::Thin => "fig-thin",
            Self::Line => "fig-line",
            Self::Heavy => "fig-heavy",
            Self::Band => "fig-band",
            Self::LightBand => "fig-light-band",
            Self::Dot => "fig-dot",
            Self::Ring => "fig-ring",
            Self::Cross => "fig-cross",
            Self::Grid => "fig-rule",
            Self::Axis => "fig-axis",
            Self::Leader => "fig-leader",
            Self::Tick => "fig-tick",
            Self::Heading => "fig-heading",
            Self::Label => "fig-label",
            Self::Title => "fig-title",
            Self::Letter => "fig-letter",
        }
    }

    /// The size of text in this role, in pixels.
    pub const fn size(self) -> f64 {
        match self {
            Self::Title | Self::Letter => 18.0,
            Self::Tick => 16.0,
            _ => 17.0,
        }
    }
}

/// An ink in a role. On its way through plotters, which knows only colours, a pen travels as one: red is the ink,
/// green the role, blue the dash. The backend turns it into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub ink: Ink,
    pub role: Role,
    pub dash: Dash,
}

impl Pen {
    pub const fn new(ink: Ink, role: Role) -> Self {
        Self { ink, role, dash: Dash::Solid }
    }

    pub const fn dash(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    pub const fn color(self) -> RGBAColor {
        RGBAColor(self.ink as u8, self.role as u8, self.dash as u8, 1.0)
    }

    pub fn style(self) -> ShapeStyle {
        ShapeStyle::from(self.color()).filled()
    }

    /// The classes a colour stands for.
    pub fn classes(color: BackendColor) -> String {
        let (ink, role, dash) = color.rgb;
        let role = Role::ALL.get(usize::from(role)).map_or("fig-line", |role| role.class());
        let ink = Ink::ALL.get(usize::from(ink)).map_or("text", |ink| ink.name());
        let dash = match Dash::ALL.get(usize::from(dash)) {
            Some(Dash::Dashed) => " fig-dashed",
            Some(Dash::Dotted) => " fig-dotted",
            _ => "",
        };
        format!("{role} fig-{ink}{dash}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::style::Color;

    #[test]
    fn a_pen_survives_its_journey_as_a_colour() {
        for (index, &ink) in Ink::ALL.iter().enumerate() {
            assert_eq!(ink as usize, index);
            for (index, &role) in Role::ALL.iter().enumerate() {
                assert_eq!(role as usize, index);
                let classes = Pen::classes(Pen::new(ink, role).dash(Dash::Dotted).color().to_backend_color());
                assert_eq!(classes, format!("{} fig-{} fig-dotted", role.class(), ink.name()));
            }
        }
    }
}
