//! The command line of the report.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match simplicity_bias::cli::main() {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
