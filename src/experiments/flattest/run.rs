use super::Setting;
use crate::dynamics::Optimum;
use crate::experiments::Cell;
use crate::experiments::ground::{Shape, dataset, fits, network};
use crate::manifold::{Flattening, descend, riemannian_gradient};
use crate::network::Network;
use crate::record::{Datum, Record};

/// What is kept of where a descent ends.
pub const ENDS: [(&str, &str); 5] = [
    ("rounds", "rounds of the descent"),
    ("residual", "|P ∇F| / |∇F| at its end"),
    ("distance", "largest |z_ij − z_i*| at its end"),
    ("sharpness", "F / F* at its end"),
    ("excess", "F / F* − 1 at its end"),
];

/// Rounds at which a descent is recorded: half as many again each time.
pub fn recorded_rounds(rounds: u64) -> Vec<u64> {
    let mut recorded = vec![0];
    let mut next = 1;
    while next < rounds {
        recorded.push(next);
        next = (next + 1).max(next * 3 / 2);
    }
    recorded.push(rounds);
    recorded
}

// [flattest]
/// Descents of the sharpness along one manifold, each from a random point of it, until they arrive or have made all rounds.
pub fn compute(shape: Shape, cell: &Cell, setting: &Setting, root: u64) -> Record {
    let phi = setting.activation.activation(setting.nu);
    let path = format!("flattest/{}", cell.name);
    let data = dataset(root, &path, shape, phi);
    let optimum = Optimum::new(&data, phi, shape.m);
    let recorded = recorded_rounds(setting.rounds);
    let mut record = Record::new(path.clone(), cell.parameters.clone(), root);
    let mut ends: [Vec<Datum>; ENDS.len()] = Default::default();
    for start in 0..setting.starts {
        let weights = network(root, &format!("{path}/start-{start}"), shape, phi, setting.start);
        let landed = descend(&weights, &data).network;
        let descent = if fits(&landed, &data) { Flattening::new(landed, &data) } else { None };
        let (curve, end) = match descent {
            None => (vec![Datum::Absent; recorded.len()], [const { Datum::Absent }; ENDS.len()]),
            Some(mut descent) => {
                let away = |network: &Network| Datum::number(network.distance(&data, &optimum.targets));
                let residual =
                    |network: &Network| riemannian_gradient(network, &data).map_or(1.0, |gradient| gradient.residual());
                let (mut rounds, mut curve, mut going) = (0, Vec::new(), true);
                for next in &recorded {
                    while going && rounds < *next {
                        going = residual(descent.network()) > setting.residual && descent.round();
                        rounds += u64::from(going);
                    }
                    curve.push(away(descent.network()));
                }
                let end = [
                    rounds.into(),
                    Datum::number(residual(descent.network())),
                    away(descent.network()),
                    Datum::number(descent.sharpness() / optimum.sharpness()),
                    Datum::number(descent.sharpness() / optimum.sharpness() - 1.0),
                ];
                (curve, end)
            }
        };
        let name = format!("start_{start}.distance");
        record.series(&name, "round", curve, "1", "largest |z_ij − z_i*|, start by start");
        ends.iter_mut().zip(end).for_each(|(column, value)| column.push(value));
    }
    record.series("round", "", recorded.into_iter().map(Datum::from).collect(), "round", "rounds made");
    record.series("start", "", (0..setting.starts).map(Datum::from).collect(), "1", "number of the start");
    for ((name, what), values) in ENDS.into_iter().zip(ends) {
        record.series(name, "start", values, "1", what);
    }
    record
}
// [/flattest]

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_recorded_from_none_to_the_last_one_each_once() {
        for rounds in [1, 2, 100, 5_000] {
            let recorded = recorded_rounds(rounds);
            assert_eq!((recorded[0], recorded[recorded.len() - 1]), (0, rounds));
            assert!(recorded.windows(2).all(|pair| pair[0] < pair[1]), "{recorded:?}");
        }
    }
}
