use crate::network::Curve;

/// The least sharpness that one point allows, and how neurons share the label there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Least {
    /// The least `sum_j g(w_j)` where `sum_j w_j = y`, ends of the range included.
    pub sharpness: f64,
    /// Whether no neuron is at an end of the range, which no pre-activation reaches: only then is it attained.
    pub attained: bool,
    /// Whether all neurons are equal there.
    pub equal: bool,
}

// [least]
/// The least of `sum_j g(w_j)` where `sum_j w_j = y`, over `m` neurons with `w_j` in the closed range of the activation.
///
/// At a least point neurons within the range share one `g'(w_j)`, and at most one of them is where `g` is concave: with two
/// there, moving them apart would lower the sum. On the convex parts `g'` is one-to-one (where there are two such parts, as
/// with tanh and the sigmoid, it is positive on one and negative on the other). So some neurons are at the ends, at most one
/// has a value of its own, and all the rest are equal: that leaves finitely many functions of one number to look at.
pub fn least(phi: Curve, m: usize, y: f64) -> Least {
    let (low, high) = phi.range();
    // A neuron beyond these would have to be balanced by others; for activations without an end g is convex.
    let (floor, top) = (low.max(-(1.0 + y.abs())), high.min(1.0 + y.abs()));
    let mut best = Least { sharpness: f64::INFINITY, attained: false, equal: false };
    let mut consider = |sharpness: f64, attained: bool, equal: bool| {
        // Lower by rounding only is no other candidate: it lies next to the one before.
        if sharpness < best.sharpness * (1.0 - 1e-9) {
            best = Least { sharpness, attained, equal };
        }
        best.sharpness = best.sharpness.min(sharpness);
    };
    // From many neurons at the ends to none: what is least at the ends is also the limit of what is not quite there.
    for ends in (0..=m).rev() {
        for at_low in 0..=ends {
            let at_high = ends - at_low;
            if (at_low > 0 && low.is_infinite()) || (at_high > 0 && high.is_infinite()) {
                continue;
            }
            let end = |count: usize, end: f64| if count > 0 { count as f64 * end } else { 0.0 };
            let rest = y - end(at_low, low) - end(at_high, high);
            let (free, attained) = (m - ends, ends == 0);
            if free == 0 && rest.abs() <= 1e-12 {
                consider(0.0, false, false);
            }
            // At an end of the range g has slope 0: it pays to leave the lower one where g' > 0 for those within, and the
            // upper one where g' < 0.
            let pays = |w: f64| {
                let slope = if attained { 0.0 } else { phi.second(phi.inverse(w)) };
                (at_low > 0 && slope > 0.0) || (at_high > 0 && slope < 0.0)
            };
            let share = rest / free as f64;
            if free > 0 && share > floor && share < top && !pays(share) {
                consider(free as f64 * phi.flatness(share), attained, attained);
            }
            if free < 2 {
                continue;
            }
            // All but one at u, that one at what is left.
            let others = (free - 1) as f64;
            let (from, to) = (floor.max((rest - top) / others), top.min((rest - floor) / others));
            if from < to {
                let sum = |u: f64| others * phi.flatness(u) + phi.flatness(rest - others * u);
                let (u, sharpness) = lowest(sum, from, to);
                if !pays(u) {
                    consider(sharpness, attained, false);
                }
            }
        }
    }
    best
}
// [/least]

/// Where between two numbers a function is lowest, and its value there: on a grid, then by golden sections around the lowest
/// of that.
fn lowest(f: impl Fn(f64) -> f64, from: f64, to: f64) -> (f64, f64) {
    const GRID: usize = 100;
    const SECTIONS: usize = 50;
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let width = (to - from) / GRID as f64;
    let at = |k: usize| from + width * k as f64;
    // The ends themselves are other candidates' business: there a neuron is at an end of the range.
    let values = (1..GRID).map(|k| (f(at(k)), k));
    let (value, k) = values.fold((f64::INFINITY, 1), |best, next| if next.0 < best.0 { next } else { best });
    let (mut low, mut high, mut best) = (at(k - 1), at(k + 1), (at(k), value));
    for _ in 0..SECTIONS {
        let (a, b) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (left, right) = (f(a), f(b));
        for (u, value) in [(a, left), (b, right)] {
            if value < best.1 {
                best = (u, value);
            }
        }
        if left < right { high = b } else { low = a }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Cubic, Tanh};
    use crate::random::Stream;

    const TANH: Curve = Curve::Of(Activation::Tanh(Tanh));

    #[test]
    fn where_the_condition_of_the_paper_holds_equal_neurons_are_the_least() {
        for phi in [Curve::Of(Activation::Cubic(Cubic { nu: 1.0 })), Curve::Exp] {
            for y in [0.5, 4.0, 20.0] {
                let found = least(phi, 10, y);
                assert!(found.attained && found.equal, "{phi:?} {y} {found:?}");
                assert!((found.sharpness / (10.0 * phi.flatness(0.1 * y)) - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn saturated_neurons_that_add_up_to_the_label_leave_nothing_but_are_out_of_reach() {
        let found = least(TANH, 3, 1.0);
        assert!(found.sharpness < 1e-12 && !found.attained && !found.equal, "{found:?}");
    }

    #[test]
    fn no_shares_at_random_are_below_the_least() {
        let mut stream = Stream::new(1, "least");
        for phi in [TANH, Curve::Sigmoid, Curve::Softplus, Curve::Squareplus] {
            for _ in 0..2_000 {
                let w: [f64; 4] = std::array::from_fn(|_| phi.value(4.0 * stream.uniform() - 2.0));
                let y = w.iter().sum::<f64>();
                let sharpness: f64 = w.iter().map(|w| phi.flatness(*w)).sum();
                let found = least(phi, 4, y).sharpness;
                assert!(found <= sharpness * (1.0 + 1e-9), "{phi:?} {y}: {found} {sharpness}");
            }
        }
    }
}
