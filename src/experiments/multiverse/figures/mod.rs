//! The figures of the multiverse: a specification curve for each figure of the paper, and what each option does.

mod curve;
mod options;

use crate::figure::Figure;
use crate::record::Record;

pub fn figures(record: &Record, _variants: &[Record]) -> Vec<Figure> {
    vec![curve::curve(record, 0), curve::curve(record, 1), curve::curve(record, 2), options::options(record)]
}
