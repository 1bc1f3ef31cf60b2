/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Where, in the axis' own coordinate (the decimal logarithm on a logarithmic axis).
    pub at: f64,
    /// What is written there, in markup; nothing at a minor tick.
    pub text: Option<String>,
}

/// The ticks of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ticks {
    pub ticks: Vec<Tick>,
    /// The power of ten taken out of the labels.
    pub power: i32,
}

/// Round values between `low` and `high`, 1, 2 or 5 times a power of ten apart, at most `most` of them.
pub(super) fn linear(low: f64, high: f64, most: usize) -> Ticks {
    let values = round_values(low, high, most);
    // The decimal order of the largest value: 3 for 1000 to 9999.
    let order = values
        .iter()
        .filter(|value| value.digits != 0)
        .map(|value| value.exponent + value.digits.unsigned_abs().ilog10().cast_signed())
        .max();
    let power = match order {
        Some(order) if !(-3..5).contains(&order) => 3 * order.div_euclid(3),
        _ => 0,
    };
    let ticks = values.iter().map(|value| Tick { at: value.value(), text: Some(value.plain(power)) }).collect();
    Ticks { ticks, power }
}

/// The decimal number `digits` x 10^`exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub digits: i64,
    pub exponent: i32,
}

impl Decimal {
    /// The nearest double.
    pub fn value(self) -> f64 {
        format!("{}e{}", self.digits, self.exponent).parse().unwrap_or(0.0)
    }

    /// Written out after division by 10^`power`: `0.5`, `−20`, `12,000`.
    pub fn plain(self, power: i32) -> String {
        if self.digits == 0 {
            return "0".to_owned();
        }
        let shift = self.exponent - power;
        let mut whole = self.digits.unsigned_abs().to_string();
        let mut part = String::new();
        if shift >= 0 {
            whole.push_str(&"0".repeat(shift.unsigned_abs() as usize));
        } else {
            let places = shift.unsigned_abs() as usize;
            whole = format!("{whole:0>width$}", width = places + 1);
            part = format!(".{}", whole.split_off(whole.len() - places));
        }
        if whole.len() > 4 {
            // From the right, so that places further left do not shift.
            let mut position = whole.len() - 3;
            while position > 0 {
                whole.insert(position, ',');
                position = position.saturating_sub(3);
            }
        }
        let sign = if self.digits < 0 { "−" } else { "" };
        format!("{sign}{whole}{part}")
    }
}

/// A whole number with a true minus sign.
pub(super) fn signed(number: i32) -> String {
    number.to_string().replace('-', "−")
}

/// The values at the ticks of a linear axis.
pub(super) fn round_values(low: f64, high: f64, most: usize) -> Vec<Decimal> {
    // A thousandth of a step beyond the ends still counts: sums of decimals miss round values by a hair.
    const SLACK: f64 = 1e-3;
    let span = high - low;
    if !(span.is_finite() && span > 0.0) || most == 0 {
        return Vec::new();
    }
    let mut exponent = libm::floor(libm::log10(span / most as f64)) as i32;
    for digits in [1_i64, 2, 5].into_iter().cycle().take(9) {
        let step = Decimal { digits, exponent }.value();
        let (first, last) = (libm::ceil(low / step - SLACK), libm::floor(high / step + SLACK));
        // Beyond 2^53 steps from zero, neighbouring ticks are one and the same number.
        if !(first.abs() < 9e15 && last.abs() < 9e15) {
            return Vec::new();
        }
        if last - first < most as f64 {
            return (first as i64..=last as i64).map(|n| Decimal { digits: n * digits, exponent }).collect();
        }
        if digits == 5 {
            exponent += 1;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, most: usize) -> (Vec<String>, i32) {
        let ticks = linear(low, high, most);
        (ticks.ticks.into_iter().filter_map(|tick| tick.text).collect(), ticks.power)
    }

    #[test]
    fn ticks_are_round_few_and_share_their_decimals() {
        for (low, high, most, expected, power) in [
            (0.0, 1.0, 6, "0 0.2 0.4 0.6 0.8 1.0", 0),
            (0.0, 1e7, 6, "0 2 4 6 8 10", 6),
            (-1.0, 1.0, 5, "−1.0 −0.5 0 0.5 1.0", 0),
            (0.0, 4.3e-5, 5, "0 10 20 30 40", -6),
            (0.0, 25000.0, 6, "0 5000 10,000 15,000 20,000 25,000", 0),
            (0.13, 0.18, 6, "0.13 0.14 0.15 0.16 0.17 0.18", 0),
            (999.0, 1001.0, 5, "999.0 999.5 1000.0 1000.5 1001.0", 0),
            (-3e8, 0.0, 4, "−300 −200 −100 0", 6),
        ] {
            assert_eq!(
                labels(low, high, most),
                (expected.split(' ').map(str::to_owned).collect(), power),
                "{low} {high}"
            );
        }
    }

    #[test]
    fn ticks_lie_within_the_range_and_never_exceed_their_number() {
        for (low, high) in [(0.0, 0.7), (-12.3, 45.6), (1e-9, 3e-9), (5e5, 5.1e5), (-1e300, 1e300), (0.0, 1e-310)] {
            for most in 2..9 {
                let ticks = linear(low, high, most).ticks;
                assert!(!ticks.is_empty() && ticks.len() <= most, "{low} {high} {most}: {}", ticks.len());
                assert!(
                    ticks
                        .iter()
                        .all(|tick| tick.at >= low - 1e-2 * (high - low) && tick.at <= high + 1e-2 * (high - low))
                );
            }
        }
    }

    #[test]
    fn a_range_without_extent_has_no_ticks() {
        for (low, high) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (1.0, 1.0 + 1e-16)] {
            assert!(linear(low, high, 5).ticks.is_empty());
        }
    }
}
