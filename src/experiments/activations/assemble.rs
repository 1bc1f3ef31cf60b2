use super::run::STATIONARY;
use super::{ACTIVATIONS, Setting, Theory};
use crate::record::{Datum, Parameters, Record, Table};

/// What is asked of one activation and label.
struct Seen {
    share: f64,
    /// Of the descents from near: whether all come back, none does, or some do.
    stays: Option<bool>,
    /// The flattest end, over equal neurons.
    found: f64,
    /// Different outputs there.
    groups: u64,
    /// Neurons near an end of the range there.
    off: u64,
    /// Whether it is a stationary point.
    arrived: bool,
    /// Descents from anywhere, and those that arrive in a stationary point.
    descents: u64,
    stationary: u64,
    /// What theory says.
    theory: Said,
}

struct Said {
    stays: bool,
    least: f64,
    attained: bool,
}

impl Seen {
    fn new(cell: &Record, theory: Theory) -> Self {
        let number = |name: &str| cell.number(name).unwrap_or(f64::NAN);
        let numbers = |name: &str| cell.values(name).iter().filter_map(Datum::as_number).collect::<Vec<f64>>();
        let (sharpness, residual) = (numbers("sharpness"), numbers("residual"));
        let flattest = (0..sharpness.len()).min_by(|a, b| sharpness[*a].total_cmp(&sharpness[*b]));
        let at = |name: &str| flattest.map_or(0, |k| numbers(name)[k] as u64);
        let (near, stayed) = (number("near"), number("stayed"));
        Self {
            share: number("share"),
            stays: if stayed == near { Some(true) } else { (stayed == 0.0).then_some(false) },
            found: flattest.map_or(f64::NAN, |k| sharpness[k]),
            groups: at("groups"),
            off: at("off"),
            arrived: flattest.is_some_and(|k| residual[k] <= STATIONARY),
            descents: sharpness.len() as u64,
            stationary: residual.iter().filter(|residual| **residual <= STATIONARY).count() as u64,
            theory: match theory {
                Theory::Own => {
                    Said { stays: number("stays") > 0.0, least: number("least"), attained: number("attained") > 0.0 }
                }
                Theory::AsIfMet => Said { stays: true, least: 1.0, attained: true },
            },
        }
    }
}

/// Puts activations and labels together.
pub fn assemble(name: &str, parameters: &Parameters, setting: &Setting, cells: &[Record], root: u64) -> Record {
    let mut record = Record::new(name, parameters.clone(), root);
    let seen: Vec<Seen> = cells.iter().map(|cell| Seen::new(cell, setting.theory)).collect();
    let count = |so: &dyn Fn(&Seen) -> bool| seen.iter().filter(|seen| so(seen)).count() as u64;
    let worst = |f: &dyn Fn(&Seen) -> f64| Datum::number(seen.iter().map(f).fold(f64::NEG_INFINITY, f64::max));
    record.scalar("cases", seen.len() as u64, "1", "activations with labels");
    let what = "of these, cases where all descents from near equal neurons come back, or none, as theory says";
    record.scalar("agree.stays", count(&|seen| seen.stays == Some(seen.theory.stays)), "1", what);
    let what = "cases where the flattest end is a stationary point, or none, as theory says";
    record.scalar("agree.attained", count(&|seen| seen.arrived == seen.theory.attained), "1", what);
    let what = "how far the flattest end is above the least that theory allows, over equal neurons: the largest";
    record.scalar("above", worst(&|seen| seen.found - seen.theory.least), "1", what);
    let what = "how far the flattest end is below the least that theory allows, over equal neurons: the largest";
    record.scalar("below", worst(&|seen| seen.theory.least - seen.found), "1", what);
    let what = "cases where equal neurons are a local minimum, but not the flattest";
    record.scalar("only_local", count(&|seen| seen.stays == Some(true) && seen.found < 1.0 - 1e-6), "1", what);
    record.scalar("starts", setting.starts, "1", "descents from anywhere, for each activation and label");
    for (activation, of) in ACTIVATIONS.iter().zip(seen.chunks(setting.labels as usize)) {
        let sums = [
            (
                "stationary",
                "descents from anywhere that arrive in a stationary point",
                of.iter().map(|seen| seen.stationary).sum(),
            ),
            ("descents", "descents from anywhere", of.iter().map(|seen| seen.descents).sum::<u64>()),
        ];
        for (name, what, sum) in sums {
            record.scalar(&format!("{}.{name}", activation.0), sum, "1", &format!("{}: {what}", activation.0));
        }
        let last = |so: &dyn Fn(&Seen) -> bool| of.iter().filter(|seen| so(seen)).map(|seen| seen.share).next_back();
        let what = "largest y/m at which equal neurons are the flattest that is found";
        let flattest = Datum::optional(last(&|seen| seen.found >= 1.0 - 1e-6));
        record.scalar(&format!("{}.flattest_to", activation.0), flattest, "1", &format!("{}: {what}", activation.0));
    }
    if setting.theory == Theory::Own {
        // The descents are the same in the control.
        record.tables.insert("cases".into(), table(setting, &seen));
    }
    record
}

fn table(setting: &Setting, seen: &[Seen]) -> Table {
    let column = |f: &dyn Fn(&Seen) -> Datum| seen.iter().map(f).collect::<Vec<Datum>>();
    let whole = |so: bool| Datum::from(u64::from(so));
    let names = ACTIVATIONS.iter().flat_map(|(name, _)| vec![Datum::text(*name); setting.labels as usize]);
    Table::new("one row an activation and label")
        .with("activation", "1", "activation φ", names.collect())
        .with("share", "1", "label over neurons, y/m", column(&|seen| seen.share.into()))
        .with(
            "stays",
            "1",
            "1 where descents from near come back to equal neurons, 0 where none does",
            column(&|seen| seen.stays.map_or(Datum::Absent, whole)),
        )
        .with("found", "1", "sharpness at the flattest end, over equal neurons", column(&|seen| seen.found.into()))
        .with("groups", "1", "different outputs of neurons there", column(&|seen| seen.groups.into()))
        .with("off", "1", "neurons near an end of the range there", column(&|seen| seen.off.into()))
        .with("arrived", "1", "1 where it is a stationary point", column(&|seen| whole(seen.arrived)))
}
