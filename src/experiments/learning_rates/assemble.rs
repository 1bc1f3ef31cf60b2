use super::run::{FLOWS, LOOKS};
use super::{CASES, Setting};
use crate::experiments::quantile::quantile;
use crate::float::ln;
use crate::record::{Datum, Parameters, Record};

/// Puts the rungs together, case by case.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let rates: Vec<f64> = (0..setting.rungs).map(|rung| setting.sgd(rung, CASES[0].0).rate).collect();
    record.series(
        "rate",
        "",
        rates.iter().copied().map(Datum::number).collect(),
        "1",
        "learning rate times factor, c eta",
    );
    record.scalar("rungs", setting.rungs, "1", "learning rates");
    record.scalar("steps.last", setting.steps(setting.rungs - 1), "step", "steps at the smallest learning rate");
    record.scalar("rate.last", rates[rates.len() - 1], "1", "the smallest c eta");
    for (cells, (_, case, _)) in cells.chunks(setting.rungs as usize).zip(CASES) {
        let case = case.replace('-', "_");
        let stable = cells[0].values("stable");
        let count = stable.iter().filter(|stable| stable.as_text() == Some("yes")).count() as u64;
        record.scalar(
            &format!("{case}.draws"),
            count,
            "draw",
            "draws with stable single steps on every rung: these are compared",
        );
        for (flow, _) in FLOWS {
            let median = |cell: &Record| {
                let values = cell.values(&format!("off.{flow}")).iter().zip(stable);
                let values: Vec<Datum> =
                    values.filter(|(_, stable)| stable.as_text() == Some("yes")).map(|(off, _)| off.clone()).collect();
                quantile(&values, 0.5)
            };
            let medians: Vec<Datum> = cells.iter().map(median).collect();
            let what = format!(
                "distance of the chain from the {flow} flow, at most over the run and over the way to go: median over draws"
            );
            record.scalar(
                &format!("{case}.{flow}.order"),
                Datum::optional(order(&rates, &medians)),
                "1",
                &format!("{what}: order in c eta, without the largest"),
            );
            record.scalar(
                &format!("{case}.{flow}.first"),
                medians[0].clone(),
                "1",
                &format!("{what}, at the largest c eta"),
            );
            record.scalar(
                &format!("{case}.{flow}.last"),
                medians[medians.len() - 1].clone(),
                "1",
                &format!("{what}, at the smallest c eta"),
            );
            record.series(&format!("{case}.{flow}.off"), "rate", medians, "1", &what);
        }
    }
    curves(&mut record, setting, cells);
    record
}

/// Slope of `ln off` over `ln rate`, least squares, without the first rung, where `c eta h` is no small number.
fn order(rates: &[f64], off: &[Datum]) -> Option<f64> {
    let points: Option<Vec<(f64, f64)>> = rates
        .iter()
        .zip(off)
        .skip(1)
        .map(|(rate, off)| Some((ln(*rate), ln(off.as_number().filter(|off| *off > 0.0)?))))
        .collect();
    let points = points?;
    let count = points.len() as f64;
    let sum = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(0.0, |sum, x| sum + x);
    let (x, y) = (sum(|point| point.0) / count, sum(|point| point.1) / count);
    let (mut product, mut square) = (0.0, 0.0);
    for point in &points {
        product += (point.0 - x) * (point.1 - y);
        square += (point.0 - x) * (point.0 - x);
    }
    Some(product / square)
}

/// Curves of the first stable draw of the first case, on every rung.
fn curves(record: &mut Record, setting: &Setting, cells: &[Record]) {
    let Some(draw) = cells[0].values("stable").iter().position(|stable| stable.as_text() == Some("yes")) else {
        return;
    };
    let unit = setting.rate * setting.rate * setting.steps as f64 / LOOKS as f64;
    let time = (0..=LOOKS).map(|look| Datum::number(unit * look as f64)).collect();
    record.series("time", "", time, "1", "time t = k (c eta)^2");
    record.scalar(
        "shown.draw",
        draw as u64,
        "1",
        "number of the draw whose curves are shown: the first that is stable",
    );
    for (rung, cell) in cells.iter().take(setting.rungs as usize).enumerate() {
        let chain = cell.values(&format!("draw_{draw}.chain.lambda_2")).to_vec();
        record.series(
            &format!("shown.rung_{rung}"),
            "time",
            chain,
            "1",
            &format!("rung {rung}: second eigenvalue of the features"),
        );
    }
    let flow = cells[0].values(&format!("draw_{draw}.limit.lambda_2")).to_vec();
    record.series("shown.limit", "time", flow, "1", "limit flow: second eigenvalue of the features");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::Reading;

    #[test]
    fn half_the_factor_at_twice_the_learning_rate_is_the_same_process_to_the_bit() {
        let plain = Reading { factor: 1.0, ..Reading::LITERAL };
        for rate in [0.05, 0.1, 0.3] {
            let (twice, once) = (Reading::LITERAL.sgd(rate, 0.03), plain.sgd(2.0 * rate, 0.03));
            assert_eq!(twice.rate.to_bits(), once.rate.to_bits());
            assert_eq!(twice, once);
        }
    }

    #[test]
    fn the_order_is_the_exponent_of_a_power_of_the_rate() {
        let rates = [0.4, 0.2, 0.1, 0.05];
        let square: Vec<Datum> = rates.iter().map(|rate| Datum::number(3.0 * rate * rate)).collect();
        assert!((order(&rates, &square).unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(order(&rates, &[Datum::Absent, Datum::Absent, Datum::Absent, Datum::Absent]), None);
    }
}
