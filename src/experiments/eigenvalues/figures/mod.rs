//! The figures: functions of the record and those of its variants.

mod decay;
mod draw_0;
mod ensemble;
mod sharpness;
mod slopes;
mod steps;

use crate::figure::Figure;
use crate::record::Record;

/// Those that every figure of the paper gets.
pub fn ensemble_only(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let literal = variant(variants, "literal");
    vec![
        draw_0::draw_0(record, literal),
        ensemble::ensemble(record, literal),
        steps::steps(record, literal),
        sharpness::sharpness(record, variant(variants, "no-label-noise")),
    ]
}

/// These, and the closer look that Figure 1 gets.
pub fn all(record: &Record, variants: &[Record]) -> Vec<Figure> {
    let mut figures = ensemble_only(record, variants);
    figures.extend([decay::decay(record), slopes::slopes(record, variant(variants, "literal"))]);
    figures
}

fn variant<'a>(variants: &'a [Record], name: &str) -> Option<&'a Record> {
    variants.iter().find(|variant| variant.experiment.rsplit('/').next() == Some(name))
}
