use super::{ACTIVATIONS, SHAPES, Setting};
use crate::experiments::quantile::quantile;
use crate::record::{Datum, Parameters, Record, Table};

/// What is kept of the draws of a case.
const KEPT: [(&str, &str, f64, &str); 4] = [
    ("on.alone", "worst", 1.0, "on the manifold: |2F / trace − 1|, the largest"),
    ("off.alone", "least", 0.0, "off the manifold: |2F / trace − 1|, the least"),
    ("off.alone", "median", 0.5, "off the manifold: |2F / trace − 1|, the median"),
    ("off.whole", "worst", 1.0, "off the manifold, with the known term: |(2F + term) / trace − 1|, the largest"),
];

/// Puts the draws together, and tells them apart by shape and activation.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let values = |cells: &[Record], name: &str| -> Vec<Datum> {
        cells.iter().map(|cell| cell.scalars[name].value.clone()).collect()
    };
    let landed = values(cells, "landed").iter().filter_map(Datum::as_number).sum::<f64>();
    record.scalar("points", cells.len() as u64, "point", "points of manifolds looked at, and as many beside them");
    record.scalar("landed", landed, "point", "of these, points where the manifold was reached");
    for (scalar, word, q, what) in KEPT {
        record.scalar(&format!("{scalar}.{word}"), quantile(&values(cells, scalar), q), "1", what);
    }
    let cases: Vec<&[Record]> = cells.chunks(setting.draws as usize).collect();
    let shapes = || SHAPES.iter().flat_map(|shape| ACTIVATIONS.map(|(_, word)| (shape, word)));
    let count = |of: usize| Datum::from(of as u64);
    let table = Table::new("one row a shape and activation")
        .with("activation", "1", "activation φ", shapes().map(|(_, word)| Datum::text(word)).collect())
        .with("neurons", "1", "neurons m", shapes().map(|(shape, _)| count(shape.m)).collect())
        .with("dimension", "1", "dimension d", shapes().map(|(shape, _)| count(shape.d)).collect())
        .with("points", "1", "data points n", shapes().map(|(shape, _)| count(shape.n)).collect());
    let table = KEPT.iter().fold(table, |table, (scalar, word, q, what)| {
        let column = cases.iter().map(|cells| quantile(&values(cells, scalar), *q)).collect();
        table.with(&format!("{scalar}.{word}"), "1", what, column)
    });
    record.tables.insert("cases".into(), table);
    record
}
