use super::{LADDER, Setting, Theory};
use crate::dynamics::{Decayed, DecayingChain, Fate};
use crate::experiments::Cell;
use crate::experiments::ground::Shape;
use crate::float::ln;
use crate::network::{Dataset, Network};
use crate::random::Stream;
use crate::record::{Datum, Record};

/// Times that a run near equal neurons is looked at.
const LOOKS: u64 = 200;
/// Spreads of pre-activations at which neurons all but agree and differ by more than their last bits.
const LINEAR: [f64; 2] = [1e-12, 1e-3];

// [weight-decay]
/// One draw: what theory says of differences between neurons under decay; a run from near equal neurons, and runs from a
/// start anywhere with no decay, with this one and with ten times as much.
pub fn compute((nu, shape, draw): (f64, Shape, u64), cell: &Cell, setting: &Setting, root: u64) -> Record {
    let Shape { m, d, n } = shape;
    let (reading, sgd) = (setting.reading(nu), setting.sgd());
    let phi = reading.phi();
    let path = |draw: u64| format!("weight-decay/{}/draw-{draw}", shape.name());
    let dataset = |draw: u64| reading.dataset(root, &path(draw), n, d, m);
    let mut record = Record::new(format!("weight-decay/{}", cell.name), cell.parameters.clone(), root);

    // Beyond the draws that are run, as many others with each as are asked for.
    let signs: Vec<f64> = (0..setting.foretold)
        .filter_map(|more| {
            let data = dataset(draw + more * setting.draws);
            let exponents = Decayed::new(&data, phi, m, setting.decay)?.of_decay(sgd)?;
            exponents.gamma.first().copied()
        })
        .collect();
    record.scalar("foretold", signs.len() as u64, "draw", "draws for which theory says what decay alone does");
    let hurts = signs.iter().filter(|gamma| **gamma > 0.0).count() as u64;
    record.scalar("hurts", hurts, "draw", "of these, draws where it drives neurons apart");

    let data = dataset(draw);
    let equilibrium = Decayed::new(&data, phi, m, setting.decay);
    let stable = equilibrium.as_ref().is_some_and(|at| at.stability(sgd) < 2.0);
    let exponents = equilibrium.as_ref().filter(|_| stable);
    let exponents = exponents.and_then(|at| at.exponents(sgd, setting.theory == Theory::Whole));
    let predicted = exponents.and_then(|exponents| exponents.gamma.first().copied());
    let what = "predicted exponent of differences between neurons on the data; none where single steps are unstable";
    record.scalar("predicted", Datum::optional(predicted), "1/step", what);
    let noise = Stream::new(root, &format!("{}/noise", path(draw)));
    let measured = equilibrium.as_ref().filter(|_| predicted.is_some()).and_then(|at| {
        let mut theta = at.neuron().repeat(m);
        let off = Stream::new(root, &format!("{}/near", path(draw))).normals(m * d);
        theta.iter_mut().zip(off).for_each(|(weight, normal)| *weight += setting.near * normal);
        let network = Network { activation: phi, dimension: d, theta };
        slope(
            DecayingChain::new(network, &data, sgd, setting.applied * setting.decay, noise.clone()),
            &data,
            setting.steps,
        )
    });
    record.scalar("measured", Datum::optional(measured), "1/step", "measured: slope of ln of the spread");
    for (name, share) in LADDER {
        let start = reading.start(root, &path(draw), m, d);
        let mut chain = DecayingChain::new(start, &data, sgd, setting.applied * share * setting.decay, noise.clone());
        chain.advance_to(setting.steps);
        let finite = !matches!(chain.fate(), Fate::Diverged { .. });
        let seen = |value: f64| if finite { Datum::number(value) } else { Datum::Diverged };
        let apart = seen(chain.network().disagreement());
        let what = "start anywhere: largest distance between neurons over the longest, at the end";
        record.scalar(&format!("{name}.apart"), apart, "1", what);
        let loss = seen(chain.network().loss(&data));
        record.scalar(&format!("{name}.loss"), loss, "1", "start anywhere: training loss at the end");
    }
    record
}
// [/weight-decay]

// [slope]
/// Slope of `ln` of the spread of pre-activations over the second half of the looks at which neurons all but agree; `None`
/// where they do at too few.
fn slope(mut chain: DecayingChain, data: &Dataset, steps: u64) -> Option<f64> {
    const LEAST: usize = 10;
    let mut seen = Vec::new();
    for look in 1..=LOOKS {
        let step = steps * look / LOOKS / 2 * 2;
        chain.advance_to(step);
        let spread = chain.network().spread(data);
        // Once neurons are apart, or one to the last bits, what comes later says nothing.
        if !(LINEAR[0]..=LINEAR[1]).contains(&spread) {
            break;
        }
        seen.push((step as f64, ln(spread)));
    }
    if seen.len() < LEAST {
        return None;
    }
    let (first, last) = (seen[seen.len() / 2 - 1], seen[seen.len() - 1]);
    Some((last.1 - first.1) / (last.0 - first.0))
}
// [/slope]

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::{LabelNoise, NoiseLaw};
    use crate::network::{Activation, Cubic};

    #[test]
    fn no_slope_is_taken_of_neurons_that_are_apart_from_the_start() {
        let data = Dataset { dimension: 1, points: vec![0.7], labels: vec![0.5] };
        let sgd = LabelNoise { rate: 0.1, deviation: 0.1, law: NoiseLaw::PlusMinus };
        let chain = |theta: Vec<f64>| {
            let network = Network { activation: Activation::Cubic(Cubic { nu: 1.0 }), dimension: 1, theta };
            DecayingChain::new(network, &data, sgd, 0.01, Stream::new(1, "weight-decay/slope"))
        };
        assert!(slope(chain(vec![0.3, 0.300_001]), &data, 5_000).is_some_and(|slope| slope < 0.0));
        assert_eq!(slope(chain(vec![0.3, 0.4]), &data, 5_000), None);
        assert_eq!(slope(chain(vec![0.3, 0.3]), &data, 5_000), None);
    }
}
