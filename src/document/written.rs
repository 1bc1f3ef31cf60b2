use serde_json::{Value, json};

/// How far the strokes of a specification curve reach to both sides of what they stand under.
const REACH: f64 = 0.4;

/// Numbers in a shorter form than one by one, if they have one.
pub fn written(values: &[f64], x: Option<&[f64]>) -> Option<Value> {
    runs(values).or_else(|| constant(values, x)).or_else(|| whole_numbers(values)).or_else(|| parts(values))
}

/// Whole numbers as spans: `0-19,21`, and `30-38/2` for 30, 32, 34, 36, 38.
pub fn spans(numbers: &[usize]) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spans.push((number, number)),
        }
    }
    words(&spans)
}

/// Spans in words, lone numbers evenly apart as one.
fn words(spans: &[(usize, usize)]) -> String {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&(first, last)) = spans.get(at) {
        let step = spans.get(at + 1).map_or(0, |next| next.0.saturating_sub(first));
        let even = |&(place, &(from, to)): &(usize, &(usize, usize))| from == to && from == first + place * step;
        let count = if step < 2 { 1 } else { spans[at..].iter().enumerate().take_while(even).count() };
        words.push(match count {
            3.. => format!("{first}-{}/{step}", first + (count - 1) * step),
            _ if first == last => format!("{first}"),
            _ => format!("{first}-{last}"),
        });
        at += if count >= 3 { count } else { 1 };
    }
    words.join(",")
}

fn whole_number(value: f64) -> Option<usize> {
    let number = value as usize;
    (number as f64 == value && value.is_sign_positive() && value < 1e15).then_some(number)
}

fn whole_numbers(values: &[f64]) -> Option<Value> {
    let numbers: Vec<usize> = values.iter().copied().map(whole_number).collect::<Option<_>>()?;
    (numbers.len() > 3).then(|| format!("={}", spans(&numbers)).into())
}

/// One number wherever there is an x, and a gap wherever there is none.
fn constant(values: &[f64], x: Option<&[f64]>) -> Option<Value> {
    let (x, first) = (x?, *values.first()?);
    let same =
        |(&x, &value): (&f64, &f64)| if x.is_nan() { value.is_nan() } else { value.to_bits() == first.to_bits() };
    (values.len() > 3 && x.len() == values.len() && first.is_finite() && x.iter().zip(values).all(same))
        .then(|| json!(first))
}

/// A number in equal parts, from one part to all but the last: `a k / n` for `k = 1, ..., n - 1`.
fn parts(values: &[f64]) -> Option<Value> {
    let of = values.len() as f64 + 1.0;
    let whole = values.last()? * of / values.len() as f64;
    // Nearly always a number of few digits, off by the rounding of the last part.
    let whole: f64 = format!("{whole:.9e}").parse().ok()?;
    let same = |(at, value): (usize, &f64)| (whole * (at as f64 + 1.0) / of).to_bits() == value.to_bits();
    (values.len() > 3 && values.iter().enumerate().all(same)).then(|| json!({"parts": whole, "of": of}))
}

/// Strokes from the first to the last of neighbouring whole numbers, each with a gap after it.
fn runs(values: &[f64]) -> Option<Value> {
    let mut spans = Vec::new();
    for stroke in values.chunks(3) {
        let &[from, to, gap] = stroke else { return None };
        let (first, last) = (whole_number(libm::round(from + REACH))?, whole_number(libm::round(to - REACH))?);
        if !gap.is_nan() || first as f64 - REACH != from || last as f64 + REACH != to {
            return None;
        }
        spans.push((first, last));
    }
    (!spans.is_empty()).then(|| json!({"runs": words(&spans)}))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn whole_numbers_are_spans_in_their_order() {
        assert_eq!(spans(&[0, 1, 2, 4, 3, 7]), "0-2,4,3,7");
        assert_eq!(spans(&[0, 1, 4, 6, 8, 10, 11, 14, 16]), "0-1,4-8/2,10-11,14,16");
        assert_eq!(written(&[0.0, 1.0, 2.0, 5.0], None), Some(json!("=0-2,5")));
        assert_eq!(written(&[0.0, 1.0, 2.5, 5.0], None), None);
        assert_eq!(written(&[0.0, -0.0, 1.0, 2.0], None), None, "a negative zero is another number");
    }

    #[test]
    fn equal_parts_are_said_by_their_whole() {
        let parts: Vec<f64> = (1..120).map(|k| 1.5 * f64::from(k) / 120.0).collect();
        assert_eq!(written(&parts, None), Some(json!({"parts": 1.5, "of": 120.0})));
        assert_eq!(written(&[&[0.25], &parts[1..]].concat(), None), None);
    }

    #[test]
    fn strokes_are_what_they_stand_under() {
        assert_eq!(written(&[-0.4, 3.4, GAP, 6.6, 7.4, GAP], None), Some(json!({"runs": "0-3,7"})));
        assert_eq!(written(&[-0.4, 3.5, GAP], None), None);
    }

    #[test]
    fn a_constant_has_its_gaps_where_x_has_them() {
        let x = [0.5, 1.5, GAP, 2.5];
        assert_eq!(written(&[3.5, 3.5, GAP, 3.5], Some(&x)), Some(json!(3.5)));
        assert_eq!(written(&[3.5, 3.5, 3.5, 3.5], Some(&x)), None);
    }
}
