use std::io::Write as _;

/// Writes to standard output. A reader that has gone away (`| head`) is no error of ours.
pub fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
