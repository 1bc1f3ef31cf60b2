/// Moves `wished` centres as little as need be (in least squares) so that neighbours keep `gap` apart and all lie
/// within `low..=high`; order is kept, ties by position in the list. If they cannot all fit, they start at `low`.
pub(super) fn spread(wished: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wished.len()).collect();
    order.sort_by(|&a, &b| wished[a].total_cmp(&wished[b]).then(a.cmp(&b)));
    // Less `gap` for each one before it, a centre only has to be no less than its predecessor: isotonic regression by
    // pooling neighbours that are out of order. A pool is (sum, count).
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (rank, &index) in order.iter().enumerate() {
        let mut pool = (wished[index] - gap * rank as f64, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pools.pop();
            pool = (sum + pool.0, count + pool.1);
        }
        pools.push(pool);
    }
    let last = (high - gap * wished.len().saturating_sub(1) as f64).max(low);
    let mut placed = vec![0.0; wished.len()];
    let levels = pools.iter().flat_map(|&(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    for (rank, (&index, level)) in order.iter().zip(levels).enumerate() {
        placed[index] = level.clamp(low, last) + gap * rank as f64;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_have_room_stay_where_they_are() {
        assert_eq!(spread(&[50.0, 10.0, 90.0], 18.0, (0.0, 100.0)), [50.0, 10.0, 90.0]);
    }

    #[test]
    fn labels_that_collide_part_evenly_and_keep_their_order() {
        assert_eq!(spread(&[52.0, 50.0], 18.0, (0.0, 100.0)), [60.0, 42.0]);
        assert_eq!(spread(&[50.0, 50.0, 50.0], 10.0, (0.0, 100.0)), [40.0, 50.0, 60.0]);
    }

    #[test]
    fn labels_stay_within_the_panel() {
        assert_eq!(spread(&[99.0, 100.0], 18.0, (0.0, 100.0)), [82.0, 100.0]);
        assert_eq!(spread(&[1.0, 1.0], 18.0, (5.0, 100.0)), [5.0, 23.0]);
        assert_eq!(spread(&[], 18.0, (0.0, 100.0)), [0.0; 0]);
    }
}
