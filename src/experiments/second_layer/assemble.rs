use super::run::ENDS;
use super::sgd::LOOKS;
use super::{Matrix, Setting};
use crate::experiments::quantile::quantile;
use crate::record::{Datum, Parameters, Record};

/// A descent ends in a stationary point where the residual of every point is at most this.
pub const STATIONARY: f64 = 1e-8;

/// A chain of SGD has got there where the image's ratio over the feature matrix's is at most this.
pub const THERE: f64 = 0.1;

/// Puts the draws together: descents by signs, features by activation, chains by signs.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let (descents, chains) = cells.split_at(cells.len() - Setting::CHAINS.len() * setting.chains as usize);
    let draws = setting.draws as usize;
    if draws > 0 {
        let cases = setting.cases();
        for (group, signed) in [("positive", false), ("signed", true)] {
            let of = cases.iter().zip(descents.chunks(draws)).filter(|(case, _)| case.signed == signed);
            let of: Vec<&Record> = of.flat_map(|(_, cells)| cells).collect();
            ends(&mut record, group, setting, &of);
        }
        for (case, cells) in cases.iter().zip(descents.chunks(draws)).filter(|(case, _)| !case.signed) {
            let name = case.name().replace('-', "_");
            let features: Vec<Datum> = cells.iter().flat_map(|cell| cell.values("features").to_vec()).collect();
            for (word, q) in [("least", 0.0), ("most", 1.0)] {
                let what = format!("{}: σ₂/σ₁ of the feature matrix at the end of a descent: {word}", case.name());
                record.scalar(&format!("{name}.features.{word}"), quantile(&features, q), "1", &what);
            }
        }
    }
    if setting.chains > 0 {
        sgd(&mut record, setting, chains);
    }
    record
}

/// Where the descents of some cells end.
fn ends(record: &mut Record, group: &str, setting: &Setting, cells: &[&Record]) {
    let all = |name: &str| cells.iter().flat_map(|cell| cell.values(name).to_vec()).collect::<Vec<Datum>>();
    let residuals = all("residual");
    let stationary = residuals.iter().filter_map(Datum::as_number).filter(|residual| *residual <= STATIONARY).count();
    record.scalar(
        &format!("{group}.descents"),
        residuals.len() as u64,
        "1",
        &format!("{group} second layer: descents"),
    );
    let what = format!("{group} second layer: descents that end in a stationary point at every data point");
    record.scalar(&format!("{group}.stationary"), stationary as u64, "1", &what);
    let matrix = if setting.matrix == Matrix::Image { "image" } else { "features" };
    let of_matrix = if setting.matrix == Matrix::Image { "of φ″(z_ij)" } else { "of the feature matrix (z_ij)" };
    let what = format!("{group} second layer: σ₂/σ₁ {of_matrix} at the end of a descent: most");
    record.scalar(&format!("{group}.ratio"), quantile(&all(matrix), 1.0), "1", &what);
    for (name, what) in [ENDS[0], ENDS[3]] {
        let what = format!("{group} second layer: {what}: most");
        record.scalar(&format!("{group}.{name}"), quantile(&all(name), 1.0), "1", &what);
    }
    for (word, q) in [("least", 0.0), ("most", 1.0)] {
        let what = format!("{group} second layer: {}: {word}", ENDS[4].1);
        record.scalar(&format!("{group}.sharpness.{word}"), quantile(&all("sharpness"), q), "1", &what);
    }
}

/// Where chains of SGD have got to, and the first of them all along.
fn sgd(record: &mut Record, setting: &Setting, cells: &[Record]) {
    record.scalar(
        "sgd.chains",
        cells.len() as u64,
        "1",
        "chains of SGD with sinh, half of them with a signed second layer",
    );
    // Means over a tenth of the looks: single ones jitter with the noise.
    let mean = |cell: &Record, name: &str, from: u64| -> Option<f64> {
        let values = &cell.values(name)[from as usize..][..(LOOKS / 10) as usize];
        let numbers: Vec<f64> = values.iter().filter_map(Datum::as_number).collect();
        (numbers.len() == values.len()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
    };
    let last = |cell: &Record, name: &str| mean(cell, name, LOOKS + 1 - LOOKS / 10);
    let matrix = if setting.matrix == Matrix::Image { "image" } else { "features" };
    let ends = |name: &str| cells.iter().map(|cell| Datum::optional(last(cell, name))).collect::<Vec<Datum>>();
    let shares: Vec<Datum> = ends(matrix)
        .iter()
        .zip(ends("features"))
        .map(|(image, features)| match (image.as_number(), features.as_number()) {
            (Some(image), Some(features)) => Datum::number(image / features),
            _ => Datum::Diverged,
        })
        .collect();
    // Of the chains that have not got there, how much is left of what there was half-way.
    let behind = cells.iter().zip(&shares).filter(|(_, share)| share.as_number().is_none_or(|share| share > THERE));
    let left = behind.map(|(cell, _)| match (last(cell, "image"), mean(cell, "image", LOOKS / 2)) {
        (Some(last), Some(before)) => Datum::number(last / before),
        _ => Datum::Diverged,
    });
    let left: Vec<Datum> = left.collect();
    let what =
        "SGD, chains whose share is above 0.1: σ₂/σ₁ of φ″(z_ij), mean of the last tenth over that of the sixth: most";
    record.scalar("sgd.behind", left.len() as u64, "1", "chains of SGD whose share is above 0.1");
    record.scalar("sgd.left", quantile(&left, 1.0), "1", what);
    for (name, values, what) in [
        ("image", ends("image"), "SGD, mean of the last tenth: σ₂/σ₁ of φ″(z_ij)"),
        ("features", ends("features"), "SGD, mean of the last tenth: σ₂/σ₁ of the feature matrix"),
        ("share", shares, "SGD, mean of the last tenth: σ₂/σ₁ of φ″(z_ij) over that of the feature matrix"),
    ] {
        for (word, q) in [("median", 0.5), ("most", 1.0)] {
            record.scalar(&format!("sgd.{name}.{word}"), quantile(&values, q), "1", &format!("{what}: {word}"));
        }
    }
    // Every fourth look is enough to see, and the draw shown is the first.
    let shown = |name: &str| cells[0].values(name).iter().step_by(4).cloned().collect::<Vec<Datum>>();
    record.series("step", "", shown("step"), "step", "step of SGD");
    record.series(
        "shown.features",
        "step",
        shown("features"),
        "1",
        "draw 0, positive second layer: σ₂/σ₁ of the feature matrix",
    );
    record.series("shown.image", "step", shown("image"), "1", "draw 0, positive second layer: σ₂/σ₁ of φ″(z_ij)");
}
