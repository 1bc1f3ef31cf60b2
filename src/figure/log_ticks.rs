use super::ticks::{Decimal, Tick, Ticks, round_values, signed};

/// Ticks between the powers of ten `low` and `high` (decimal logarithms), at most `most` of them labelled: every k-th
/// power of ten over many decades, 1, 2 and 5 times powers of ten over two, round values within one.
pub(super) fn logarithmic(low: f64, high: f64, most: usize) -> Ticks {
    let (first, last) = (libm::ceil(low - 1e-9) as i32, libm::floor(high + 1e-9) as i32);
    let ticks = if last - first >= 2 { powers(low, high, first, last, most) } else { within(low, high, most) };
    Ticks { ticks, power: 0 }
}

fn powers(low: f64, high: f64, first: i32, last: i32, most: usize) -> Vec<Tick> {
    let labelled = |stride: i32| (first..=last).filter(move |power| power.rem_euclid(stride) == 0);
    let stride =
        [1, 2, 3, 4, 5, 10, 20, 50, 100].into_iter().find(|&k| labelled(k).count() <= most.max(2)).unwrap_or(200);
    let plain = labelled(stride).all(|power| (-2..=3).contains(&power));
    let mut ticks: Vec<Tick> = labelled(stride)
        .map(|power| {
            let one = Decimal { digits: 1, exponent: power };
            let text = if plain { one.plain(0) } else { format!("10^{{{}}}", signed(power)) };
            Tick { at: f64::from(power), text: Some(text) }
        })
        .collect();
    if stride > 1 {
        // A minor tick at every power, unless they would run together.
        let between = (first..=last).filter(|power| stride <= 5 && power.rem_euclid(stride) != 0);
        ticks.extend(between.map(|power| Tick { at: f64::from(power), text: None }));
    } else if last - first <= 4 {
        ticks.extend(multiples(low, high, 2..=9).map(|value| Tick { at: place(value), text: None }));
    }
    ticks
}

fn within(low: f64, high: f64, most: usize) -> Vec<Tick> {
    let mut values: Vec<Decimal> =
        multiples(low, high, 1..=9).filter(|value| matches!(value.digits, 1 | 2 | 5)).collect();
    if values.len() < 3 {
        values = round_values(libm::exp10(low), libm::exp10(high), most);
    } else if values.len() > most + 1 {
        values.retain(|value| value.digits == 1);
    }
    let plain = values.iter().all(|value| (1e-3..1e4).contains(&value.value()));
    let mut ticks: Vec<Tick> = values
        .iter()
        .map(|&value| Tick { at: place(value), text: Some(if plain { value.plain(0) } else { scientific(value) }) })
        .collect();
    if high - low > 0.6 {
        let minor = multiples(low, high, 1..=9).filter(|value| !values.contains(value));
        ticks.extend(minor.map(|value| Tick { at: place(value), text: None }));
    }
    ticks
}

/// The whole multiples of powers of ten in the range.
fn multiples(low: f64, high: f64, digits: std::ops::RangeInclusive<i64>) -> impl Iterator<Item = Decimal> {
    (libm::floor(low) as i32..=libm::floor(high + 1e-9) as i32)
        .flat_map(move |exponent| digits.clone().map(move |digits| Decimal { digits, exponent }))
        .filter(move |&value| place(value) >= low - 1e-9 && place(value) <= high + 1e-9)
}

fn place(value: Decimal) -> f64 {
    // Split, so that values below the smallest normal number keep their place.
    libm::log10(value.digits as f64) + f64::from(value.exponent)
}

/// `2×10^{−6}`, `10^{−6}`.
fn scientific(value: Decimal) -> String {
    let (mut digits, mut exponent) = (value.digits, value.exponent);
    while digits != 0 && digits % 10 == 0 {
        (digits, exponent) = (digits / 10, exponent + 1);
    }
    let places = digits.unsigned_abs().checked_ilog10().unwrap_or(0).cast_signed();
    let mantissa = Decimal { digits, exponent: -places }.plain(0);
    let power = format!("10^{{{}}}", signed(exponent + places));
    if mantissa == "1" { power } else { format!("{mantissa}×{power}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, most: usize) -> String {
        let ticks = logarithmic(low, high, most).ticks;
        ticks.into_iter().filter_map(|tick| tick.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn labels_are_powers_of_ten_and_few() {
        for (low, high, most, expected) in [
            (-12.0, -1.0, 7, "10^{−12} 10^{−10} 10^{−8} 10^{−6} 10^{−4} 10^{−2}"),
            (-3.2, 4.1, 7, "10^{−2} 10^{0} 10^{2} 10^{4}"),
            (-2.0, 1.0, 7, "0.01 0.1 1 10"),
            (-300.0, 10.0, 7, "10^{−300} 10^{−250} 10^{−200} 10^{−150} 10^{−100} 10^{−50} 10^{0}"),
            (0.0, 2.0, 7, "1 10 100"),
        ] {
            assert_eq!(labels(low, high, most), expected, "{low} {high}");
        }
    }

    #[test]
    fn a_short_range_has_ticks_between_the_powers() {
        for (low, high, expected) in [
            (-0.1, 1.1, "1 2 5 10"),
            (-6.1, -4.9, "10^{−6} 2×10^{−6} 5×10^{−6} 10^{−5}"),
            (0.05, 0.11, "1.14 1.16 1.18 1.20 1.22 1.24 1.26 1.28"),
        ] {
            assert_eq!(labels(low, high, 8), expected, "{low} {high}");
        }
    }

    #[test]
    fn minor_ticks_never_run_together() {
        for (low, high) in [(-300.0, 0.0), (-40.0, 0.0), (-12.0, -1.0), (-4.0, 0.0), (-1.0, 0.0)] {
            let count = logarithmic(low, high, 7).ticks.len();
            assert!(count <= 40, "{low} {high}: {count}");
        }
    }

    #[test]
    fn every_tick_lies_within_the_range() {
        for (low, high) in [(-12.3, -1.2), (0.1, 0.2), (-0.5, 0.5), (3.3, 5.9), (-320.0, 300.0), (-1.0, 0.0)] {
            let ticks = logarithmic(low, high, 7).ticks;
            assert!(ticks.iter().filter(|tick| tick.text.is_some()).count() >= 2, "{low} {high}");
            assert!(ticks.iter().all(|tick| tick.at >= low - 1e-2 && tick.at <= high + 1e-2), "{low} {high}");
        }
    }
}
