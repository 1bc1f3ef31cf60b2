use crate::figure::Figure;
use crate::record::Record;

/// The figures of Figure 1.
pub fn figures(_record: &Record) -> Vec<Figure> {
    Vec::new()
}
