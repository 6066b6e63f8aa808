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

/// A whole number, in digits alone.
pub(super) fn whole(word: &str) -> Result<u64, Defect> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(word) {
        return word.parse().map_err(|_| Defect::TooLarge(excerpt(word)));
    }
    if word.strip_prefix('-').is_some_and(digits) {
        return Err(Defect::Negative(excerpt(word)));
    }
    Err(Defect::NotANumber(excerpt(word)))
}

/// An error at a byte of a text: its line, and its column in characters.
pub(super) fn position(text: &str, at: usize, defect: Defect) -> ReadError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let number = before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
    ReadError::new(number, before[line..].chars().count() as u64 + 1, defect)
}

/// The text between the quotation mark that `text` begins with and the one that closes it, a
/// doubled mark standing for one; and what follows.
pub(super) fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut inside = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        inside.push_str(before);
        let Some(more) = after.strip_prefix('"') else { return Some((inside, after)) };
        inside.push('"');
        rest = more;
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
