use super::Setting;
use super::run::SEEN;
use crate::experiments::binomial::exact_interval;
use crate::experiments::quantile::{quantile, write_share};
use crate::record::{Datum, Parameters, Record, Table};

/// Points that the record keeps one by one: the first of each manifold, this many in all.
const SHOWN: usize = 192;
/// Edges of the classes by reach, a factor of the square root of ten apart: ten to the power of half of each.
const EDGES: std::ops::RangeInclusive<i32> = -8..=8;
const ROOT_TEN: f64 = 3.162_277_660_168_379_5;

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
    classes(&mut record, &pairs);
    let shown = SHOWN.div_ceil(cells.len()).min(setting.samples as usize);
    for (name, what) in &SEEN[..2] {
        let values = cells.iter().flat_map(|cell| cell.values(name).iter().take(shown).cloned()).take(SHOWN).collect();
        let along = if *name == "reach" { "" } else { "shown.reach" };
        record.series(&format!("shown.{name}"), along, values, "1", &format!("{what}: the first points of each draw"));
    }
    record
}

/// The share of points where the Hessian is positive, by reach.
fn classes(record: &mut Record, pairs: &[(f64, f64)]) {
    let edges: Vec<f64> = EDGES.map(edge).collect();
    let class = |k: usize| -> Vec<f64> {
        let inside = |reach: f64| (k == 0 || reach >= edges[k - 1]) && (k == edges.len() || reach < edges[k]);
        pairs.iter().filter(|(reach, _)| inside(*reach)).map(|(_, least)| *least).collect()
    };
    let (mut columns, middle): ([Vec<Datum>; 7], _) = (Default::default(), ROOT_TEN.sqrt());
    for k in 0..=edges.len() {
        let values = class(k);
        if values.is_empty() {
            continue;
        }
        let n = values.len() as u64;
        let positive = values.iter().filter(|least| **least > 0.0).count() as u64;
        let (low, high) = exact_interval(n, positive);
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let at = if k == 0 { edges[0] / middle } else { edges[k - 1] * middle };
        let row = [at, n as f64, positive as f64, positive as f64 / n as f64, low, high, least];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(Datum::number(value)));
    }
    let heads = [
        ("reach", "|P ∇F| / ρ, middle of the class; the first and the last are open"),
        ("points", "points of the class"),
        ("positive", "of these, points where the Hessian is positive"),
        ("share", "share of these"),
        ("low", "share, lower end of its exact 95 % interval"),
        ("high", "share, upper end of its exact 95 % interval"),
        ("least", "least eigenvalue over the floor: the least"),
    ];
    let table = heads
        .into_iter()
        .zip(columns)
        .fold(Table::new("one row a class of points"), |table, ((name, what), values)| {
            table.with(name, "1", what, values)
        });
    record.tables.insert("classes".into(), table);
}

/// Ten to the power of half of `k`, by multiplications.
fn edge(k: i32) -> f64 {
    let mut edge = 1.0;
    for _ in 0..k.abs() {
        edge *= ROOT_TEN;
    }
    if k < 0 { 1.0 / edge } else { edge }
}
