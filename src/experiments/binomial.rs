use crate::float::{exp, ln, ln_gamma};

/// Chance that an exact interval misses, in all.
const MISS: f64 = 0.05;

/// `P(X >= k)` for `X` binomial of `n` trials with chance `p`: the sum of its terms, each from the one before, from the
/// largest outwards, so that nothing cancels and nothing underflows that matters.
pub fn upper_tail(n: u64, k: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    // The side that does not hold the mode is summed, so that terms fall from the first on.
    if k as f64 <= p * n as f64 {
        return 1.0 - falling(n, n - k + 1, 1.0 - p);
    }
    falling(n, k, p)
}

/// The tail from `k` upwards, `k` above the mode.
fn falling(n: u64, k: u64, p: f64) -> f64 {
    if k > n {
        return 0.0;
    }
    let (trials, from) = (n as f64, k as f64);
    let choose = ln_gamma(trials + 1.0) - ln_gamma(from + 1.0) - ln_gamma(trials - from + 1.0);
    let mut term = exp(choose + from * ln(p) + (trials - from) * ln(1.0 - p));
    let mut sum = 0.0;
    for j in k..=n {
        sum += term;
        if term <= f64::EPSILON * f64::EPSILON * sum {
            break;
        }
        term *= (n - j) as f64 / (j + 1) as f64 * (p / (1.0 - p));
    }
    sum.min(1.0)
}

/// The exact interval of Clopper and Pearson (1934) for a chance that came up in `k` of `n` trials: whatever the chance
/// is, the interval misses it in at most 5 % of experiments. Beyond ten million trials, more than an experiment may have,
/// it is all of `[0, 1]`: a forged record must not keep a verifier busy.
pub fn exact_interval(n: u64, k: u64) -> (f64, f64) {
    const MOST: u64 = 10_000_000;
    if n > MOST {
        return (0.0, 1.0);
    }
    let low = if k == 0 { 0.0 } else { crossing(|p| upper_tail(n, k, p) >= 0.5 * MISS) };
    let high = if k >= n { 1.0 } else { crossing(|p| 1.0 - upper_tail(n, k + 1, p) < 0.5 * MISS) };
    (low, high)
}

/// Where a condition that is false at 0 and true at 1 turns.
fn crossing(reached: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if reached(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    0.5 * (low + high)
}

/// Ranks, from 1, of the order statistics of `n` values between which their law's median lies, whatever the law, but for
/// at most 5 % of samples; none where there are fewer than six.
pub fn median_ranks(n: u64) -> Option<(u64, u64)> {
    let below = |rank: u64| upper_tail(n, n - rank + 1, 0.5);
    let mut rank = 0;
    while rank < n / 2 && below(rank + 1) <= 0.5 * MISS {
        rank += 1;
    }
    (rank > 0).then(|| (rank, n + 1 - rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, right: f64) -> bool {
        (found - right).abs() < 1e-9 * right.max(1e-3)
    }

    #[test]
    fn tails_are_those_of_the_binomial_law() {
        // By hand: three trials at 1/4; ten at 1/2.
        assert!(near(upper_tail(3, 2, 0.25), 10.0 / 64.0));
        assert!(near(upper_tail(3, 1, 0.25), 37.0 / 64.0));
        assert!(near(upper_tail(10, 8, 0.5), 56.0 / 1024.0));
        assert!(near(upper_tail(10, 3, 0.5), 968.0 / 1024.0));
        for (n, k) in [(256, 100), (1_000_000, 500_300), (1_000_000, 499_000)] {
            let both = upper_tail(n, k, 0.5) + upper_tail(n, n - k + 1, 0.5);
            assert!(near(both, 1.0), "{n} {k}: {both}");
        }
    }

    #[test]
    fn exact_intervals_are_the_published_ones() {
        // Clopper and Pearson's limits, as exact arithmetic gives them.
        for (n, k, low, high) in [
            (10, 0, 0.0, 0.308_497_107_8),
            (10, 3, 0.066_739_511_8, 0.652_452_850_1),
            (256, 128, 0.437_108_648_9, 0.562_891_351_1),
            (20, 20, 0.831_566_529_0, 1.0),
        ] {
            let found = exact_interval(n, k);
            assert!((found.0 - low).abs() < 1e-8 && (found.1 - high).abs() < 1e-8, "{n} {k}: {found:?}");
        }
    }

    #[test]
    fn an_interval_at_another_share_does_not_hold_the_share() {
        let (low, high) = exact_interval(256, 230);
        assert!(low < 230.0 / 256.0 && 230.0 / 256.0 < high && high < 0.95 && low > 0.85);
    }

    #[test]
    fn median_ranks_are_the_published_ones() {
        for (n, ranks) in [(5, None), (6, Some((1, 6))), (10, Some((2, 9))), (25, Some((8, 18))), (100, Some((40, 61)))]
        {
            assert_eq!(median_ranks(n), ranks, "{n}");
        }
    }
}
