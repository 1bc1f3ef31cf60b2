use super::run::SEEN;
use super::{Curve, Setting};
use crate::experiments::binomial::exact_interval;
use crate::experiments::quantile::{quantile, write_share};
use crate::record::{Datum, Parameters, Record, Table};

/// Edges of the classes by reach, powers of ten.
const EDGES: [f64; 8] = [1e-3, 1e-2, 0.1, 1.0, 10.0, 1e2, 1e3, 1e4];

/// Puts the manifolds together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let all = |name: &str| cells.iter().flat_map(|cell| cell.values(name).to_vec()).collect::<Vec<Datum>>();
    let pairs: Vec<(f64, f64)> = (all("reach").iter().zip(&all("least")))
        .filter_map(|(reach, least)| Some((reach.as_number()?, least.as_number()?)))
        .collect();
    let off = all("off");
    record.scalar("draws", setting.draws, "draw", "draws of data, and so manifolds");
    record.scalar("tried", (cells.len() as u64) * setting.samples, "point", "points tried");
    record.scalar("points", pairs.len() as u64, "point", "points of manifolds looked at");
    record.scalar("off.median", quantile(&off, 0.5), "1", &format!("{}: median", SEEN[3].1));
    record.scalar("off.least", quantile(&off, 0.0), "1", &format!("{}: least", SEEN[3].1));
    record.scalar("off.most", quantile(&off, 1.0), "1", &format!("{}: most", SEEN[3].1));
    let within: Vec<(f64, f64)> = pairs.iter().copied().filter(|(reach, _)| *reach < 1.0).collect();
    let margins: Vec<Datum> = within.iter().map(|(reach, least)| Datum::number(least - (1.0 - reach))).collect();
    record.scalar("within", within.len() as u64, "point", "points within the radius: |P ∇F| < ρ");
    let positive = within.iter().filter(|(_, least)| *least > 0.0).count() as u64;
    record.scalar("within.positive", positive, "point", "of these, points where the Hessian is positive");
    let what = "least eigenvalue over the floor, beyond 1 − |P ∇F| / ρ: least of the points within the radius";
    record.scalar("within.margin", quantile(&margins, 0.0), "1", what);
    let negative: Vec<Datum> =
        pairs.iter().filter(|(_, least)| *least < 0.0).map(|(reach, _)| Datum::number(*reach)).collect();
    let beyond = pairs.len() - within.len();
    if beyond > 0 {
        let count = pairs.iter().filter(|(reach, least)| *reach >= 1.0 && *least < 0.0).count() as u64;
        write_share(
            &mut record,
            "beyond.negative",
            count,
            beyond as u64,
            "point",
            "points beyond the radius where it is not",
        );
    }
    record.scalar("beyond", beyond as u64, "point", "points beyond the radius");
    let what = "|P ∇F| / ρ: least of the points where the Hessian is not positive";
    record.scalar("negative.first", quantile(&negative, 0.0), "1", what);
    if setting.curve == Curve::Straight {
        // The points are the same; straight lines are for the differences alone.
        return record;
    }
    classes(&mut record, &pairs);
    record
}

/// The least eigenvalues of points, by reach.
fn classes(record: &mut Record, pairs: &[(f64, f64)]) {
    let class = |k: usize| -> Vec<Datum> {
        let inside = |reach: f64| (k == 0 || reach >= EDGES[k - 1]) && (k == EDGES.len() || reach < EDGES[k]);
        pairs.iter().filter(|(reach, _)| inside(*reach)).map(|(_, least)| Datum::number(*least)).collect()
    };
    let mut columns: [Vec<Datum>; 10] = Default::default();
    for k in 0..=EDGES.len() {
        let values = class(k);
        if values.is_empty() {
            continue;
        }
        let n = values.len() as u64;
        let positive = values.iter().filter_map(Datum::as_number).filter(|least| *least > 0.0).count() as u64;
        let (low, high) = exact_interval(n, positive);
        // The root of ten within a class, which is where its middle is.
        let reach = if k == 0 { EDGES[0] / 10.0 } else { EDGES[k - 1] } * 10.0_f64.sqrt();
        let share = positive as f64 / n as f64;
        let counts = [reach.into(), n.into(), positive.into(), share.into(), low.into(), high.into()];
        let quantiles = [0.0, 0.25, 0.5, 0.75].map(|q| quantile(&values, q));
        columns.iter_mut().zip(counts.into_iter().chain(quantiles)).for_each(|(column, value)| column.push(value));
    }
    let heads = [
        ("reach", "|P ∇F| / ρ, middle of the class; the first and the last are open"),
        ("points", "points of the class"),
        ("positive", "of these, points where the Hessian is positive"),
        ("share", "share of these"),
        ("low", "share, lower end of its exact 95 % interval"),
        ("high", "share, upper end of its exact 95 % interval"),
        ("least", "least eigenvalue over the floor: least of the class"),
        ("quarter", "the same: first quartile"),
        ("median", "the same: median"),
        ("three_quarters", "the same: third quartile"),
    ];
    let table = heads
        .into_iter()
        .zip(columns)
        .fold(Table::new("one row a class of points"), |table, ((name, what), values)| {
            table.with(name, "1", what, values)
        });
    record.tables.insert("classes".into(), table);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_in_one_class() {
        let pairs: Vec<(f64, f64)> = (1..=120).map(|k| (1e-5 * f64::from(k * k * k * k), f64::from(60 - k))).collect();
        let mut record = Record::new("convexity", Parameters::new(), 1);
        classes(&mut record, &pairs);
        let table = &record.tables["classes"];
        let sum = |name: &str| table.column(name).iter().filter_map(Datum::as_number).sum::<f64>();
        assert_eq!((sum("points"), sum("positive")), (120.0, 59.0));
        assert_eq!(table.column("share")[0], Datum::Number(1.0));
        assert_eq!(table.column("least").last(), Some(&Datum::Number(-60.0)));
    }
}
