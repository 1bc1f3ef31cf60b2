use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::output::print;
use super::work::Work;
use crate::Error;
use crate::pipeline::{Project, Report};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// A report's page (index.html) or its folder.
    path: PathBuf,
    /// Compute its records again as well.
    #[arg(long)]
    rerun: bool,
    /// Chain-steps that --rerun may take; a report that takes more is refused.
    #[arg(long, value_name = "STEPS", default_value_t = 50_000_000_000)]
    budget: u64,
    #[command(flatten)]
    work: Work,
}

/// Checks a report from anyone by what is in it.
pub fn verify(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    let report = Report::open(&arguments.path)?;
    let mut findings = report.verify(project)?;
    if arguments.rerun {
        findings.extend(arguments.work.go(|way, progress| report.rerun(arguments.budget, way, progress))??);
    }
    let good = findings.iter().all(|finding| finding.good);
    for finding in findings.iter().filter(|finding| !finding.good || !arguments.work.quiet) {
        print(&format!("{} {}\n", if finding.good { "ok    " } else { "FAILED" }, finding.what))?;
    }
    if !good || !arguments.work.quiet {
        print(if good {
            "\nthe report is what its records make it\n"
        } else {
            "\nthe report does not hold together\n"
        })?;
    }
    Ok(Outcome::pinned(good))
}
