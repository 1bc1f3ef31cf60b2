use super::run::CURVES;
use super::{SIZES, Setting};
use crate::experiments::quantile::{median_interval, quantile, write_share};
use crate::record::{Datum, Parameters, Record, Table};

/// Puts the draws together, size by size.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    record.series("step", "", cells[0].values("step").to_vec(), "step", "steps of SGD made");
    record.scalar("draws", setting.draws, "draw", "draws of data, start and noise, for each number of points");
    record.scalar("steps", setting.steps, "step", "steps of each chain");
    let mut columns: Vec<(String, &str, String, Vec<Datum>)> = Vec::new();
    let mut put = |column: &str, unit: &'static str, what: &str, value: Datum| match columns
        .iter_mut()
        .find(|(known, ..)| known == column)
    {
        Some((_, _, _, values)) => values.push(value),
        None => columns.push((column.into(), unit, what.into(), vec![value])),
    };
    for (points, cells) in SIZES.into_iter().zip(cells.chunks(setting.draws as usize)) {
        let prefix = format!("n_{points}");
        put("points", "1", "data points n", (points as u64).into());
        let fate = |word: &str| {
            let fates = cells.iter().filter_map(|cell| cell.scalars.get("fate"));
            fates.filter(|fate| fate.value.as_text() == Some(word)).count() as u64
        };
        // A chain that has diverged by the end counts as that and as nothing else, whatever it was before.
        let gone =
            |cell: &&Record| cell.scalars.get("fate").is_some_and(|it| it.value.as_text() == Some("diverged-at"));
        let late = |name: &str| -> Vec<Datum> {
            let value = |cell| {
                if gone(&cell) {
                    Some(Datum::Diverged)
                } else {
                    Some(cell.scalars.get(&format!("late.{name}"))?.value.clone())
                }
            };
            cells.iter().filter_map(value).collect()
        };
        let counted = |name: &str, of: &dyn Fn(f64) -> bool| {
            late(name).iter().filter(|value| value.as_number().is_some_and(of)).count() as u64
        };
        let merged = late("ratio_2").iter().filter(|value| **value == Datum::Merged).count() as u64;
        for (word, count, what) in [
            ("diverged", fate("diverged-at"), "draws that left the finite numbers"),
            ("merged", fate("merged-exactly"), "draws whose neurons end bit-identical"),
            (
                "one",
                counted("distinct", &|neurons| neurons <= 1.0),
                "draws with one distinct neuron in the second half of the run",
            ),
            ("few", counted("distinct", &|neurons| neurons <= 3.0), "draws with at most three distinct neurons there"),
            ("apart", counted("ratio_2", &|ratio| ratio >= 1e-2), "draws with λ₂/λ₁ of a hundredth or more there"),
            ("near", merged + counted("ratio_2", &|ratio| ratio < 1e-2), "draws with λ₂/λ₁ below a hundredth there"),
        ] {
            write_share(&mut record, &format!("{prefix}.{word}"), count, setting.draws, "draw", what);
            put(word, "draw", what, count.into());
            for end in ["low", "high"] {
                let value = record.scalars[&format!("{prefix}.{word}.{end}")].value.clone();
                put(
                    &format!("{word}.{end}"),
                    "1",
                    &format!("{what}: share, {end} end of its exact 95 % interval"),
                    value,
                );
            }
        }
        for (curve, description) in CURVES {
            let values = late(curve);
            let [low, high] = median_interval(&values);
            let what = format!("{description}: median over the second half of the run, median over draws");
            put(curve, "1", &what, quantile(&values, 0.5));
            put(&format!("{curve}.low"), "1", &format!("{what}, lower end of its 95 % interval"), low);
            put(&format!("{curve}.high"), "1", &format!("{what}, upper end of its 95 % interval"), high);
            // No figure shows the control's.
            if name.contains('/') && curve.starts_with("ratio") {
                continue;
            }
            let steps = cells[0].values(curve).len();
            let at = |k: usize| cells.iter().map(|cell| cell.values(curve)[k].clone()).collect::<Vec<_>>();
            let medians = (0..steps).map(|k| quantile(&at(k), 0.5)).collect();
            record.series(
                &format!("{prefix}.{curve}"),
                "step",
                medians,
                "1",
                &format!("{description}: median over draws"),
            );
        }
    }
    let table = Table::new("one row a number of points");
    let table =
        columns.into_iter().fold(table, |table, (name, unit, what, values)| table.with(&name, unit, &what, values));
    record.tables.insert("sizes".into(), table);
    record
}
