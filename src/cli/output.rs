use std::io::{ErrorKind, Write as _};

use crate::Error;

/// Writes to standard output. A reader that has gone away (`| head`) is no error of ours; a full disk is.
pub fn print(text: &str) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::io("write to", "standard output")(error)),
        _ => Ok(()),
    }
}
