use std::fmt::Write as _;

use super::Outcome;
use super::output::print;
use crate::Error;
use crate::dynamics::Kernel;
use crate::experiments::{Experiment, REGISTRY, Scale};
use crate::pipeline::task;

/// Lists what there is.
pub fn list() -> Result<Outcome, Error> {
    let mut text = String::new();
    let mut totals = [(0, 0); Scale::ALL.len()];
    for experiment in REGISTRY {
        describe(&mut text, experiment, &mut totals)?;
    }
    let _ = writeln!(text, "all experiments");
    for (scale, (cells, steps)) in Scale::ALL.iter().zip(totals) {
        let _ = writeln!(text, "  {:<10} {cells:>6} cells  {:>8.1e} chain-steps", scale.name(), steps as f64);
    }
    let kernels: Vec<String> = Kernel::available().iter().map(ToString::to_string).collect();
    let _ = writeln!(text, "\nkernels on this machine: {}", kernels.join(", "));
    print(&text)?;
    Ok(Outcome::AsPinned)
}

fn describe(
    text: &mut String,
    experiment: &'static Experiment,
    totals: &mut [(usize, u64); Scale::ALL.len()],
) -> Result<(), Error> {
    let _ = writeln!(text, "{}: {} ({})\n", experiment.id, experiment.title, experiment.item);
    let columns = Scale::ALL.map(|scale| (experiment.defaults)(scale));
    let _ = writeln!(text, "  {:<14} {:>18} {:>18} {:>18}", "parameter", "quick", "standard", "full");
    for info in experiment.parameters {
        let values = columns.each_ref().map(|parameters| {
            parameters
                .get(info.name)
                .map_or(String::new(), |value| value.as_str().map_or(value.to_string(), str::to_owned))
        });
        let _ = write!(text, "  {:<14} {:>18} {:>18} {:>18}", info.name, values[0], values[1], values[2]);
        let _ = writeln!(text, "  {}; {}", info.description, info.range.describe());
    }
    let _ = writeln!(text, "\n  cells");
    for (at, scale) in Scale::ALL.into_iter().enumerate() {
        for (name, parameters) in experiment.runs(&columns[at]) {
            let plan = task(experiment, name.clone(), parameters)?.plan;
            let (cells, steps) = (plan.count(), plan.chain_steps());
            totals[at] = (totals[at].0 + cells, totals[at].1 + steps);
            let _ =
                writeln!(text, "  {:<10} {:>6} cells  {:>8.1e} chain-steps  {name}", scale.name(), cells, steps as f64);
        }
    }
    let _ = writeln!(text, "\n  claims");
    for claim in (experiment.claims)() {
        let _ = writeln!(text, "  {:<22} {} [{}]", claim.id, claim.statement, claim.source.label());
        let _ = writeln!(text, "  {:<22} control {}: {}", "", claim.control.variant, claim.control.reason);
    }
    text.push('\n');
    Ok(())
}
