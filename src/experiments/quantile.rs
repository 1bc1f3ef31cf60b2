use super::binomial::{exact_interval, median_ranks};
use crate::record::{Datum, Record};

/// Quantiles shown of an ensemble.
pub const QUANTILES: [(&str, f64); 5] =
    [("least", 0.0), ("quarter", 0.25), ("median", 0.5), ("three_quarters", 0.75), ("most", 1.0)];

/// The order statistic at `q` in `[0, 1]`: the value of rank `ceil(q count)`, the least for `q = 0`. It is one of the
/// values, so it has a meaning for outcomes that are no numbers too. Absent values do not count.
pub fn quantile(values: &[Datum], q: f64) -> Datum {
    let sorted = sorted(values);
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted.get(rank - 1).map_or(Datum::Absent, |value| (*value).clone())
}

/// The order statistics between which the median of the law that the values come from lies, but for 5 % of samples;
/// absent where there are too few values to say.
pub fn median_interval(values: &[Datum]) -> [Datum; 2] {
    let sorted = sorted(values);
    median_ranks(sorted.len() as u64)
        .map_or([Datum::Absent, Datum::Absent], |(low, high)| [low, high].map(|rank| sorted[rank as usize - 1].clone()))
}

fn sorted(values: &[Datum]) -> Vec<&Datum> {
    let mut sorted: Vec<&Datum> = values.iter().filter(|value| **value != Datum::Absent).collect();
    sorted.sort_by(|a, b| a.order(b));
    sorted
}

/// Writes the median of some values with its interval: `NAME.median`, `.low`, `.high`.
pub fn write_median(record: &mut Record, name: &str, values: &[Datum], unit: &str, what: &str) {
    let [low, high] = median_interval(values);
    record.scalar(&format!("{name}.median"), quantile(values, 0.5), unit, &format!("{what}: median"));
    record.scalar(&format!("{name}.low"), low, unit, &format!("{what}: median, lower end of its 95 % interval"));
    record.scalar(&format!("{name}.high"), high, unit, &format!("{what}: median, upper end of its 95 % interval"));
}

/// Writes how many of `n` did something, as a count and as a share with its exact interval: `NAME`, `NAME.share`, `.low`,
/// `.high`.
pub fn write_share(record: &mut Record, name: &str, count: u64, n: u64, unit: &str, what: &str) {
    let (low, high) = exact_interval(n, count);
    record.scalar(name, count, unit, what);
    record.scalar(&format!("{name}.share"), count as f64 / n as f64, "1", &format!("{what}: share"));
    record.scalar(&format!("{name}.low"), low, "1", &format!("{what}: share, lower end of its exact 95 % interval"));
    record.scalar(&format!("{name}.high"), high, "1", &format!("{what}: share, upper end of its exact 95 % interval"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_occur() {
        let values = [Datum::Number(3.0), Datum::Diverged, Datum::Merged, Datum::Number(1.0), Datum::Absent];
        let found = [0.0, 0.25, 0.5, 0.75, 1.0].map(|q| quantile(&values, q));
        assert_eq!(found, [Datum::Merged, Datum::Merged, Datum::Number(1.0), Datum::Number(3.0), Datum::Diverged]);
        assert_eq!(quantile(&[], 0.5), Datum::Absent);
    }

    #[test]
    fn the_interval_of_a_median_is_made_of_values_that_occur_and_needs_enough_of_them() {
        let values: Vec<Datum> = (1..=10).map(|k| Datum::Number(f64::from(k))).collect();
        assert_eq!(median_interval(&values), [Datum::Number(2.0), Datum::Number(9.0)]);
        assert_eq!(median_interval(&values[..5]), [Datum::Absent, Datum::Absent]);
    }
}
