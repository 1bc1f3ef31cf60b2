use super::{RetractionFailed, retract};
use crate::network::{Dataset, Network};

// [difference]
/// The second derivative of the sharpness at a network along a curve that leaves it along `u`, from differences: on the
/// manifold, where every point of the curve is retracted, or straight on.
///
/// Central differences over `h`, `h/2`, `h/4` ... are extrapolated in all ways, and the value is taken that differs least
/// from those it is made of (Ridders 1982): what is too long for a curve that bends, or too short for rounding, drops out.
pub fn second_difference(
    network: &Network,
    data: &Dataset,
    u: &[f64],
    h: f64,
    retracted: bool,
) -> Result<f64, RetractionFailed> {
    const HALVINGS: usize = 8;
    let at = |t: f64| -> Result<f64, RetractionFailed> {
        let mut moved = network.clone();
        moved.theta.iter_mut().zip(u).for_each(|(weight, u)| *weight += t * u);
        Ok(if retracted { retract(&moved, data)? } else { moved }.sharpness(data))
    };
    let middle = network.sharpness(data);
    let (mut h, mut last, mut best) = (h, Vec::<f64>::new(), (f64::INFINITY, f64::NAN));
    for _ in 0..HALVINGS {
        let mut row = vec![((at(h)? - middle) + (at(-h)? - middle)) / (h * h)];
        let mut power = 4.0;
        for before in &last {
            let left = row[row.len() - 1];
            let value = (power * left - before) / (power - 1.0);
            let apart = (value - left).abs().max((value - before).abs());
            if apart < best.0 {
                best = (apart, value);
            }
            row.push(value);
            power *= 4.0;
        }
        (last, h) = (row, 0.5 * h);
    }
    Ok(best.1)
}
// [/difference]
