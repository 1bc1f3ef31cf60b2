use super::{RetractionFailed, retract};
use crate::network::{Dataset, Network};

// [difference]
/// The second derivative of the sharpness at a network along a curve that leaves it along `u`, from differences: on the
/// manifold, where every point of the curve is retracted, or straight on. Central differences over `h`, `h/2` and `h/4` are
/// extrapolated twice (Richardson), which leaves an error of order `h^6`.
pub fn second_difference(
    network: &Network,
    data: &Dataset,
    u: &[f64],
    h: f64,
    retracted: bool,
) -> Result<f64, RetractionFailed> {
    let at = |t: f64| -> Result<f64, RetractionFailed> {
        let mut moved = network.clone();
        moved.theta.iter_mut().zip(u).for_each(|(weight, u)| *weight += t * u);
        Ok(if retracted { retract(&moved, data)? } else { moved }.sharpness(data))
    };
    let middle = network.sharpness(data);
    let difference = |h: f64| Ok(((at(h)? - middle) + (at(-h)? - middle)) / (h * h));
    let [coarse, half, quarter] = [difference(h)?, difference(0.5 * h)?, difference(0.25 * h)?];
    let [first, second] = [(4.0 * half - coarse) / 3.0, (4.0 * quarter - half) / 3.0];
    Ok((16.0 * second - first) / 15.0)
}
// [/difference]
