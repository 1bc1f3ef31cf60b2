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
    Disc,
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
    const ALL: [Self; 17] = [
        Self::Thin,
        Self::Line,
        Self::Heavy,
        Self::Band,
        Self::LightBand,
        Self::Dot,
        Self::Disc,
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
            Self::Disc => "fig-disc",
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
        self.open_style().filled()
    }

    /// The style of what is not filled.
    pub fn open_style(self) -> ShapeStyle {
        ShapeStyle::from(self.color())
    }

    /// The pen that travelled as this colour.
    pub fn of(color: BackendColor) -> Self {
        let (ink, role, dash) = color.rgb;
        Self {
            ink: Ink::ALL.get(usize::from(ink)).copied().unwrap_or(Ink::Text),
            role: Role::ALL.get(usize::from(role)).copied().unwrap_or(Role::Line),
            dash: Dash::ALL.get(usize::from(dash)).copied().unwrap_or_default(),
        }
    }

    /// The classes that stand for role and dash, for the ink, or for both.
    pub fn classes(self, role: bool, ink: bool) -> String {
        let mut classes = Vec::new();
        if role {
            classes.push(self.role.class().to_owned());
        }
        if ink {
            classes.push(format!("fig-{}", self.ink.name()));
        }
        match self.dash {
            Dash::Dashed if role => classes.push("fig-dashed".into()),
            Dash::Dotted if role => classes.push("fig-dotted".into()),
            _ => {}
        }
        classes.join(" ")
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
                let pen = Pen::new(ink, role).dash(Dash::Dotted);
                assert_eq!(Pen::of(pen.color().to_backend_color()), pen);
                assert_eq!(pen.classes(true, true), format!("{} fig-{} fig-dotted", role.class(), ink.name()));
                assert_eq!(pen.classes(false, true), format!("fig-{}", ink.name()));
            }
        }
    }
}
