//! From bytes to lines of text.

use super::{Defect, ReadError};

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ReadError::on_line(1, Defect::Encoding { offset: 0, guess: "UTF-16" }));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Err(ReadError::nowhere(Defect::Empty)),
        Ok(text) => Ok(text),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = 1 + bytes[..offset].iter().filter(|byte| **byte == b'\n').count() as u64;
            let defect = Defect::Encoding { offset, guess: "WINDOWS-1252" };
            Err(ReadError::on_line(line, defect))
        }
    }
}

/// Refuses control characters: a name is printed on terminals.
pub(super) fn printable(text: &str) -> Result<(), Defect> {
    match text.chars().find(|one| one.is_control()) {
        Some(control) => Err(Defect::Control(u32::from(control))),
        None => Ok(()),
    }
}

/// Enough of `text` to recognise it by.
pub(super) fn excerpt(text: &str) -> String {
    const ENOUGH: usize = 24;
    let mut short: String = text.chars().take(ENOUGH).collect();
    if text.chars().nth(ENOUGH).is_some() {
        short.push('…');
    }
    short
}
