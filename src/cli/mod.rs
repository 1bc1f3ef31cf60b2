//! The command line: one file a subcommand.

mod accept;
mod cell;
mod check;
mod departures;
mod list;
mod output;
mod preview;
mod run;
mod shard;
mod verify;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::Error;
use crate::dynamics::Kernel;
use crate::experiments::Scale;
use crate::pipeline::{Options, Project};

/// How a command ended, if its input was good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as pinned.
    AsPinned,
    /// Something is not: a result drifted, a verification failed, a verdict flipped, or nothing is pinned.
    NotAsPinned,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::AsPinned => Self::SUCCESS,
            Outcome::NotAsPinned => Self::from(1),
        }
    }
}

impl Outcome {
    fn pinned(is: bool) -> Self {
        if is { Self::AsPinned } else { Self::NotAsPinned }
    }
}

/// A literate, self-checking reproducibility report of "Simplicity Bias via Global Convergence of Sharpness Minimization"
/// (Gatmiry, Li, Reddi, Jegelka, ICML 2024). Without a command: run.
///
/// Exit codes: 0, everything is as pinned; 1, a result drifted, a verification failed or a verdict flipped; 2, bad usage
/// or bad input.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::Arguments,
    /// Instruction set to compute with; the widest there is if not given. All give the same bits.
    #[arg(long, global = true, value_name = "NAME")]
    kernel: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the experiments, check the claims, write the report.
    Run(run::Arguments),
    /// Recompute everything, compare it with the lock, write nothing.
    Check(check::Arguments),
    /// Pin what the last run found, after showing how it differs from what was pinned.
    Accept(accept::Arguments),
    /// Check a report from anyone: hash its records again, draw its figures and numbers again, compare.
    Verify(verify::Arguments),
    /// Render the report on every save of templates/ and show it in a browser on this machine; computes and writes nothing.
    Preview(preview::Arguments),
    /// Compute one of several shares of the cells into a store, from which `run --store` puts them together.
    Shard(shard::Arguments),
    /// List experiments, their parameters, cells and claims.
    List,
    /// Compute one cell and print its record, to compare with another implementation's.
    ///
    /// Standard output is the record's canonical bytes and nothing else, so `| sha256sum` shows its digest.
    Cell(cell::Arguments),
}

/// What is computed.
#[derive(Args, Clone, Debug)]
struct Selection {
    /// How much is run.
    #[arg(long, value_enum, default_value_t)]
    scale: Scale,
    /// Run this experiment only; may be given several times.
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
}

impl Selection {
    fn options(&self) -> Options {
        Options { scale: self.scale, only: self.only.clone(), ..Options::default() }
    }
}

/// Reads the command line and does what it says.
pub fn main() -> Result<Outcome, Error> {
    let cli = Cli::parse();
    if let Some(name) = &cli.kernel {
        Kernel::choose(name)?;
    }
    let here = std::env::current_dir().map_err(Error::io("find", PathBuf::from(".")))?;
    let project = Project::find(&here);
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        Command::Run(arguments) => run::run(&project, &arguments),
        Command::Check(arguments) => check::check(&project, &arguments),
        Command::Accept(arguments) => accept::accept(&project, &arguments),
        Command::Verify(arguments) => verify::verify(&project, &arguments),
        Command::Preview(arguments) => preview::preview(&project, &arguments),
        Command::Shard(arguments) => shard::shard(&arguments),
        Command::List => list::list(),
        Command::Cell(arguments) => cell::cell(&arguments),
    }
}
