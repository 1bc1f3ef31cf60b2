use std::path::PathBuf;

use clap::Args;

use super::output::print;
use super::{Outcome, Selection};
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
    /// Cells computed at a time; as many as there are cores if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Show no progress, and nothing that is as it should be.
    #[arg(long)]
    quiet: bool,
}

/// Checks a report from anyone by what is in it.
pub fn verify(project: &Project, arguments: &Arguments) -> Result<Outcome, Error> {
    let report = Report::open(&arguments.path)?;
    let mut findings = report.verify(project)?;
    if arguments.rerun {
        let selection = Selection {
            scale: crate::experiments::Scale::default(),
            only: Vec::new(),
            jobs: arguments.jobs,
            quiet: arguments.quiet,
        };
        let progress = selection.progress();
        findings.extend(selection.on_threads(|| report.rerun(arguments.budget, &progress))??);
    }
    let good = findings.iter().all(|finding| finding.good);
    for finding in findings.iter().filter(|finding| !finding.good || !arguments.quiet) {
        print(&format!("{} {}\n", if finding.good { "ok    " } else { "FAILED" }, finding.what))?;
    }
    if !good || !arguments.quiet {
        print(if good {
            "\nthe report is what its records make it\n"
        } else {
            "\nthe report does not hold together\n"
        })?;
    }
    Ok(Outcome::pinned(good))
}
