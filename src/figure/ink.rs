/// A colour by its role. Hues follow Okabe and Ito, adjusted until each can be read as text on light and on dark paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// The first series: blue.
    First,
    /// The second series: vermilion.
    Second,
    /// The third series: green.
    Third,
    /// The fourth series: ochre.
    Fourth,
    /// What a theory predicts: black (white on dark paper).
    Prediction,
    /// What another theory predicts: purple.
    Alternative,
    /// Context: grey.
    Muted,
    /// Words and numbers.
    Text,
    /// Lines of the grid: a grey that hardly shows; not for data.
    Grid,
}

impl Ink {
    /// All of them, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Prediction,
        Self::Alternative,
        Self::Muted,
        Self::Text,
        Self::Grid,
    ];

    /// Its name in classes and custom properties.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Fourth => "fourth",
            Self::Prediction => "prediction",
            Self::Alternative => "alternative",
            Self::Muted => "muted",
            Self::Text => "text",
            Self::Grid => "grid",
        }
    }

    /// Its colour on light paper, red, green and blue in one number.
    pub(super) const fn light(self) -> u32 {
        match self {
            Self::First => 0x00_6d_b3,
            Self::Second => 0xb8_4a_00,
            Self::Third => 0x00_7a_5a,
            Self::Fourth => 0x86_66_00,
            Self::Prediction => 0x1b_1f_24,
            Self::Alternative => 0xa3_3a_7c,
            Self::Muted => 0x66_6e_79,
            Self::Text => 0x3a_40_48,
            Self::Grid => 0xe3_e6_ea,
        }
    }

    /// Its colour on dark paper.
    pub(super) const fn dark(self) -> u32 {
        match self {
            Self::First => 0x5c_b4_f2,
            Self::Second => 0xf5_93_55,
            Self::Third => 0x45_c9_a0,
            Self::Fourth => 0xdd_ba_48,
            Self::Prediction => 0xf0_f2_f4,
            Self::Alternative => 0xea_90_c6,
            Self::Muted => 0x97_a0_ac,
            Self::Text => 0xcd_d2_d9,
            Self::Grid => 0x2c_31_38,
        }
    }
}
