//! The command line of the report.

use std::process::ExitCode;

fn main() -> ExitCode {
    match simplicity_bias::cli::main() {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
