use std::fmt::Write as _;

/// A number as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Digits, with a sign; no exponent.
    digits: String,
    exponent: Option<i32>,
    suffix: &'static str,
}

/// Between groups of three digits, and before a unit: a narrow space that does not break.
const THIN: char = '\u{202f}';
const MINUS: char = '\u{2212}';

/// With `significant` digits, times a power of ten.
pub fn sci(value: f64, significant: usize) -> Shown {
    if value == 0.0 {
        return Shown { digits: "0".into(), exponent: None, suffix: "" };
    }
    let text = format!("{value:.*e}", significant.max(1) - 1);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    Shown { digits: mantissa.into(), exponent: exponent.parse().ok().filter(|exponent| *exponent != 0), suffix: "" }
}

/// With `significant` digits, and a power of ten only where the number is very small or large.
pub fn significant(value: f64, significant: usize) -> Shown {
    let power = sci(value, significant);
    match power.exponent.unwrap_or(0) {
        exponent @ -3..=4 => fix(value, significant.saturating_sub(1).saturating_add_signed(-exponent as isize)),
        _ => power,
    }
}

/// With a fixed number of decimals.
pub fn fix(value: f64, decimals: usize) -> Shown {
    let digits = format!("{value:.decimals$}");
    let zero = digits.trim_start_matches('-').bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let digits = if zero { digits.trim_start_matches('-').to_owned() } else { digits };
    Shown { digits, exponent: None, suffix: "" }
}

/// The nearest whole number.
pub fn int(value: f64) -> Shown {
    fix(value, 0)
}

/// In hundredths.
pub fn percent(value: f64, decimals: usize) -> Shown {
    Shown { suffix: "%", ..fix(value * 100.0, decimals) }
}

/// All digits it takes to get the number back.
pub fn plain(value: f64) -> Shown {
    let size = value.abs();
    if value != 0.0 && !(1e-4..1e15).contains(&size) {
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return Shown { digits: mantissa.into(), exponent: exponent.parse().ok(), suffix: "" };
    }
    Shown { digits: format!("{value}"), exponent: None, suffix: "" }
}

/// The form a number takes where none was asked for: all digits of a short one, else three significant ones.
pub fn sensible(value: f64) -> Shown {
    let size = value.abs();
    let exact = plain(value);
    if exact.digits.bytes().filter(u8::is_ascii_digit).count() <= 6 || (value.fract() == 0.0 && size < 1e15) {
        return exact;
    }
    if (1e-2..1e3).contains(&size) {
        let whole = format!("{size:.0}").len().min(3);
        return fix(value, if size < 1.0 { 3 } else { 3 - whole.max(1) });
    }
    sci(value, 3)
}

impl Shown {
    /// In the page.
    pub fn html(&self) -> String {
        let base = self.grouped();
        let power = self.exponent.map(|power| format!(" × 10<sup>{}</sup>", signed(&power.to_string())));
        base + power.as_deref().unwrap_or_default() + &self.unit()
    }

    /// In text.
    pub fn text(&self) -> String {
        let mut out = self.grouped();
        if let Some(power) = self.exponent {
            out.push_str(" × 10");
            out.extend(power.to_string().chars().map(|digit| match digit {
                '-' => '⁻',
                '1' => '¹',
                '2' => '²',
                '3' => '³',
                other => char::from_u32(u32::from(other) - u32::from('0') + 0x2070).unwrap_or(other),
            }));
        }
        out + &self.unit()
    }

    /// In a formula.
    pub fn tex(&self) -> String {
        let mut out = self.grouped().replace(THIN, r"\,").replace(MINUS, "-");
        if let Some(power) = self.exponent {
            let _ = write!(out, r" \times 10^{{{power}}}");
        }
        if !self.suffix.is_empty() {
            out.push_str(r"\,\%");
        }
        out
    }

    fn unit(&self) -> String {
        if self.suffix.is_empty() { String::new() } else { format!("{THIN}{}", self.suffix) }
    }

    fn grouped(&self) -> String {
        group(&signed(&self.digits))
    }
}

/// Whole digits in groups of three, from five digits on.
pub fn group(digits: &str) -> String {
    let (whole, decimals) = digits.split_once('.').map_or((digits, ""), |(whole, _)| (whole, &digits[whole.len()..]));
    let count = whole.chars().filter(char::is_ascii_digit).count();
    if count < 5 {
        return digits.into();
    }
    let mut out = String::new();
    let mut left = count;
    for character in whole.chars() {
        out.push(character);
        if character.is_ascii_digit() {
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                out.push(THIN);
            }
        }
    }
    out + decimals
}

fn signed(digits: &str) -> String {
    digits.strip_prefix('-').map_or_else(|| digits.to_owned(), |rest| format!("{MINUS}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_reads_alike_in_page_text_and_formula() {
        let shown = sci(1.234_567e-6, 2);
        assert_eq!(shown.html(), "1.2 × 10<sup>−6</sup>");
        assert_eq!(shown.text(), "1.2 × 10⁻⁶");
        assert_eq!(shown.tex(), r"1.2 \times 10^{-6}");
    }

    #[test]
    fn rounding_carries_into_the_exponent() {
        assert_eq!(sci(9.99e5, 2).text(), "1.0 × 10⁶");
        assert_eq!(sci(-2.0, 1).text(), "−2");
        assert_eq!(sci(0.0, 3).text(), "0");
    }

    #[test]
    fn significant_digits_need_a_power_only_far_from_one() {
        assert_eq!(significant(36.118, 4).text(), "36.12");
        assert_eq!(significant(0.0123, 2).text(), "0.012");
        assert_eq!(significant(99.96, 3).text(), "100");
        assert_eq!(significant(3.6e-7, 2).text(), "3.6 × 10⁻⁷");
    }

    #[test]
    fn long_whole_numbers_are_grouped_and_short_ones_are_not() {
        assert_eq!(int(1e7).text(), "10\u{202f}000\u{202f}000");
        assert_eq!(int(-12345.0).text(), "−12\u{202f}345");
        assert_eq!(int(2410.0).text(), "2410");
        assert_eq!(int(1e7).tex(), r"10\,000\,000");
    }

    #[test]
    fn a_rounded_negative_zero_has_no_sign() {
        assert_eq!(fix(-0.001, 2).text(), "0.00");
    }

    #[test]
    fn percent_counts_in_hundredths() {
        assert_eq!(percent(0.125, 1).text(), "12.5\u{202f}%");
    }

    #[test]
    fn short_numbers_keep_their_digits_and_long_ones_lose_some() {
        let cases = [(0.05, "0.05"), (10.0, "10"), (1.0 / 3.0, "0.333"), (2.345_678_9, "2.35"), (217.182_818, "217")];
        for (value, text) in cases {
            assert_eq!(sensible(value).text(), text);
        }
        assert_eq!(sensible(1.234_567_8e-9).text(), "1.23 × 10⁻⁹");
    }
}
