use crate::record::Datum;

/// The order statistic at `q` in `[0, 1]`: the value of rank `ceil(q count)`, the least for `q = 0`. It is one of the
/// values, so it has a meaning for outcomes that are no numbers too. Absent values do not count.
pub fn quantile(values: &[Datum], q: f64) -> Datum {
    let mut sorted: Vec<&Datum> = values.iter().filter(|value| **value != Datum::Absent).collect();
    sorted.sort_by(|a, b| a.order(b));
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted.get(rank - 1).map_or(Datum::Absent, |value| (*value).clone())
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
}
