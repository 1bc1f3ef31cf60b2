//! x
use rayon::prelude::*;
use simplicity_bias::{
    experiments::{Scale, find},
    random::ROOT_SEED,
    record::Record,
};
fn main() {
    let scale = match std::env::args().nth(1).as_deref() {
        Some("standard") => Scale::Standard,
        _ => Scale::Quick,
    };
    let e = find("figure-1").unwrap();
    let mut recs = vec![];
    for (name, params) in e.runs(&(e.defaults)(scale)) {
        let plan = (e.plan)(&name, &params).unwrap();
        let n = plan.cells().len();
        let cells: Vec<Record> = (0..n).into_par_iter().map(|i| plan.compute(i, ROOT_SEED)).collect();
        recs.push(plan.assemble(&cells, ROOT_SEED));
    }
    for f in (e.figures)(&recs[0], &recs[1..]) {
        std::fs::write(format!("/tmp/figs/{}.svg", f.id), &f.svg).unwrap();
        println!("{} {}\n {}", f.id, f.svg.len(), f.description);
    }
}
