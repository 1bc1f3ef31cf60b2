/// How values are laid out along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences take equal room.
    Linear,
    /// Equal ratios take equal room; values that are not positive have no place.
    Log,
}

impl Scale {
    /// Where the axis puts `value`, in its own coordinate: the value itself or its decimal logarithm.
    pub(super) fn place(self, value: f64) -> Option<f64> {
        match self {
            // Room is left so that a difference of two values never overflows.
            Self::Linear => value.is_finite().then(|| value.clamp(-1e300, 1e300)),
            Self::Log => (value.is_finite() && value > 0.0).then(|| libm::log10(value)),
        }
    }
}

/// One axis of a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured, in markup.
    pub label: String,
    /// The unit, in markup, written in brackets after the label.
    pub unit: Option<String>,
    /// Linear or logarithmic.
    pub scale: Scale,
    /// First and last value shown; without it, the data decide. Data beyond it are cut off.
    pub range: Option<(f64, f64)>,
    /// What stands at 0, 1, 2 ... in place of numbers, in markup.
    pub names: Vec<String>,
}

impl Axis {
    /// A linear axis.
    pub fn linear(label: impl Into<String>) -> Self {
        Self { label: label.into(), unit: None, scale: Scale::Linear, range: None, names: Vec::new() }
    }

    /// A logarithmic axis.
    pub fn log(label: impl Into<String>) -> Self {
        Self { scale: Scale::Log, ..Self::linear(label) }
    }

    /// An axis of things that are not numbers, the first one lowest (or leftmost).
    pub fn named(label: impl Into<String>, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        let range = Some((-0.6, names.len() as f64 - 0.4));
        Self { range, names, ..Self::linear(label) }
    }

    /// With a unit.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// From `low` to `high`.
    #[must_use]
    pub fn range(mut self, low: f64, high: f64) -> Self {
        self.range = Some((low, high));
        self
    }

    /// What is written at the axis: label, unit and the power of ten taken out of the tick labels.
    pub(super) fn heading(&self, power: i32) -> String {
        let unit = self.unit.as_deref();
        match (unit, power) {
            (None, 0) => self.label.clone(),
            (Some(unit), 0) => format!("{} ({unit})", self.label),
            (None, _) => format!("{} (×10^{{{}}})", self.label, super::ticks::signed(power)),
            (Some(unit), _) => format!("{} (10^{{{}}} {unit})", self.label, super::ticks::signed(power)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_axis_has_no_place_for_zero_negative_or_undefined_values() {
        for value in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Scale::Log.place(value), None);
        }
        assert_eq!(Scale::Log.place(1e-6), Some(-6.0));
        assert_eq!(Scale::Linear.place(f64::NEG_INFINITY), None);
    }

    #[test]
    fn the_heading_names_unit_and_power() {
        assert_eq!(Axis::linear("time").unit("steps").heading(6), "time (10^{6} steps)");
        assert_eq!(Axis::linear("loss").heading(-6), "loss (×10^{−6})");
        assert_eq!(Axis::log("loss").heading(0), "loss");
    }
}
