use std::io::{ErrorKind, Write as _};

use crate::Error;

/// Writes to standard output. A reader that has gone away (`| head`) is no error of ours; a full disk is.
pub fn print(text: &str) -> Result<(), Error> {
    print_bytes(text.as_bytes())
}

/// As [`print()`], of bytes as they are.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::io("write to", "standard output")(error)),
        _ => Ok(()),
    }
}
