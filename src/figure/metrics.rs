use super::markup::{Level, parse};

/// The size of sub- and superscripts, as a share of the text they belong to.
pub(super) const SCRIPT: f64 = 0.72;

/// Widths of the characters from space to tilde in Helvetica (and Arial and Liberation Sans, made to its measure), in
/// thousandths of the font size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// About how wide `markup` is when set in `size` pixels, in pixels; generous, since readers' fonts differ.
pub(super) fn width(markup: &str, size: f64) -> f64 {
    let thousandths: f64 = parse(markup)
        .iter()
        .map(|run| {
            let plain: u32 = run.text.chars().map(character).sum();
            f64::from(plain) * if run.level == Level::Base { 1.0 } else { SCRIPT }
        })
        .sum();
    thousandths * size * 1.04 / 1000.0
}

fn character(character: char) -> u32 {
    let code = u32::from(character);
    match code {
        0x20..=0x7e => u32::from(WIDTHS[(code - 0x20) as usize]),
        // Combining marks take no room.
        0x300..=0x36f | 0x200b..=0x200d => 0,
        0x2009 | 0x202f => 200,
        0x391..=0x3a9 => 690,
        0x1100..=0x115f | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x1f000.. => 1000,
        _ => 580,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greek_is_as_wide_as_latin_and_scripts_are_narrower() {
        assert!((width("λ", 100.0) - width("n", 100.0)).abs() < 5.0);
        assert!(width("x_2", 100.0) < width("x2", 100.0));
        assert_eq!(width("*x*", 100.0), width("x", 100.0));
        assert_eq!(width("", 16.0), 0.0);
    }
}
