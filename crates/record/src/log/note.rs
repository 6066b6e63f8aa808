//! Notes: a text and its signature lines, in exactly one encoding (C2SP `signed-note`).
//!
//! `signed_note` reads a signature line; what is added here is that the bytes are the only ones for
//! that text and those lines, that an entry fits a tile, and access to lines of keys not yet known.

use std::fmt;

use signed_note::Signature;

/// Longest entry of a log: its length is two bytes in a tile (C2SP `tlog-tiles`).
pub const MAX_ENTRY: usize = 65_535;

/// Most signature lines of one note: as many as `signed_note` reads (C2SP asks for 16 at least).
pub const MAX_LINES: usize = 100;

/// Why bytes are not a note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than an entry can be.
    #[error("a note of {0} bytes, where at most {MAX_ENTRY} may stand")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("the note is not UTF-8 text")]
    NotText,
    /// A character below U+0020 other than the newline.
    #[error("the note contains a control character")]
    Control,
    /// The text is empty or does not end in a newline, or no blank line follows it.
    #[error("the note's text does not end in a newline followed by a blank line")]
    NoBlankLine,
    /// No signature line, or more than [`MAX_LINES`].
    #[error("a note with {0} signature lines, where 1 to {MAX_LINES} may stand")]
    LineCount(usize),
    /// Not `— name base64` with a key ID and a signature, in canonical base64.
    #[error("signature line {0} is not “— name base64” in its canonical form")]
    Line(usize),
    /// A key's name is empty or contains a space or a plus sign.
    #[error("“{0}” cannot name a key: a name has no spaces and no plus sign")]
    Name(String),
}

/// One signature line of a note: `— name base64(key_id ‖ signature)`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SignatureLine {
    /// The key's name.
    pub name: String,
    /// First four bytes of a hash that names the key; compared, never trusted.
    pub key_id: [u8; 4],
    /// The signature, at least one byte; its form depends on the key.
    pub signature: Vec<u8>,
}

/// Splits a note into its text, final newline included, and its signature lines.
///
/// The text is what stands before the last blank line. `join` of the result gives the same bytes:
/// whatever has another form is refused.
pub fn split(entry: &[u8]) -> Result<(&str, Vec<SignatureLine>), NoteError> {
    if entry.len() > MAX_ENTRY {
        return Err(NoteError::TooLong(entry.len()));
    }
    let note = std::str::from_utf8(entry).map_err(|_| NoteError::NotText)?;
    if note.bytes().any(|b| b < 0x20 && b != b'\n') {
        return Err(NoteError::Control);
    }
    let at = note.rfind("\n\n").ok_or(NoteError::NoBlankLine)?;
    let (text, signatures) = (&note[..at + 1], &note[at + 2..]);
    check_text(text)?;
    let lines = match signatures.strip_suffix('\n') {
        Some(lines) => lines.split('\n').enumerate().map(|(i, line)| parse_line(i + 1, line)),
        None if signatures.is_empty() => return Err(NoteError::LineCount(0)),
        None => return Err(NoteError::Line(signatures.split('\n').count())),
    };
    let lines = lines.take(MAX_LINES + 1).collect::<Result<Vec<_>, _>>()?;
    if lines.len() > MAX_LINES {
        return Err(NoteError::LineCount(lines.len()));
    }
    Ok((text, lines))
}

/// The note of a text, which ends in a newline, and its signature lines.
///
/// Makes no check: [`split`] of the result fails where text or lines are not those of a note.
pub fn join(text: &str, lines: &[SignatureLine]) -> Vec<u8> {
    let mut note = Vec::with_capacity(text.len() + 1 + 128 * lines.len());
    note.extend_from_slice(text.as_bytes());
    note.push(b'\n');
    for line in lines {
        note.extend_from_slice(line.to_string().as_bytes());
        note.push(b'\n');
    }
    note
}

/// Refuses what cannot name a key (C2SP `signed-note`, Format).
pub fn check_name(name: &str) -> Result<(), NoteError> {
    if signed_note::is_key_name_valid(name) && !name.chars().any(|c| c < ' ') {
        return Ok(());
    }
    Err(NoteError::Name(name.to_owned()))
}

fn check_text(text: &str) -> Result<(), NoteError> {
    // "\n" alone would be a text without a line: the blank line would then stand twice.
    if text.len() < 2 { Err(NoteError::NoBlankLine) } else { Ok(()) }
}

fn parse_line(number: usize, line: &str) -> Result<SignatureLine, NoteError> {
    let parsed = Signature::from_bytes(line.as_bytes()).map_err(|_| NoteError::Line(number))?;
    let parsed = SignatureLine {
        name: parsed.name().to_owned(),
        key_id: parsed.id().to_be_bytes(),
        signature: parsed.signature().to_vec(),
    };
    // One encoding: base64 with other padding or stray bits never gets this far, whatever the decoder.
    if parsed.to_string() == line { Ok(parsed) } else { Err(NoteError::Line(number)) }
}

impl fmt::Display for SignatureLine {
    /// The line without its newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use base64::prelude::{BASE64_STANDARD, Engine as _};
        let blob = BASE64_STANDARD.encode([self.key_id.as_slice(), &self.signature].concat());
        write!(f, "— {} {blob}", self.name)
    }
}

impl fmt::Debug for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignatureLine({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOTE: &str = "hustings/v1 test\n{}\n\n— a.example/k AQIDBAU=\n";

    #[test]
    fn splits_and_joins() {
        let (text, lines) = split(NOTE.as_bytes()).unwrap();
        assert_eq!(text, "hustings/v1 test\n{}\n");
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].name, "a.example/k");
        assert_eq!(lines[0].key_id, [1, 2, 3, 4]);
        assert_eq!(lines[0].signature, [5]);
        assert_eq!(join(text, &lines), NOTE.as_bytes());
    }

    #[test]
    fn refuses_other_forms() {
        use NoteError::*;
        let cases: &[(&str, NoteError)] = &[
            ("", NoBlankLine),
            ("text\n", NoBlankLine),
            ("\n\n— a AQIDBAU=\n", NoBlankLine),
            ("text\n\n", LineCount(0)),
            ("text\n\n— a AQIDBAU=", Line(1)),
            ("text\n\n— a AQIDBAU=\n\n", LineCount(0)),
            ("text\n\n— a AQIDBAU\n", Line(1)),
            ("text\n\n— a AQIDBAV=\n", Line(1)),
            ("text\n\n— a AQIDBA==\n", Line(1)),
            ("text\n\n—  a AQIDBAU=\n", Line(1)),
            ("text\n\n— a  AQIDBAU=\n", Line(1)),
            ("text\n\n— a+b AQIDBAU=\n", Line(1)),
            ("text\n\n— a AQIDBAU= \n", Line(1)),
            ("text\n\n- a AQIDBAU=\n", Line(1)),
            ("text\n\n— a AQIDBAU=\n— a\u{a0}b AQIDBAU=\n", Line(2)),
            ("text\r\n\n— a AQIDBAU=\n", Control),
        ];
        for (note, why) in cases {
            assert_eq!(split(note.as_bytes()).unwrap_err(), *why, "{note:?}");
        }
        assert_eq!(split(b"\xff\n\n").unwrap_err(), NotText);
        assert_eq!(split(&vec![b'a'; MAX_ENTRY + 1]).unwrap_err(), TooLong(MAX_ENTRY + 1));
        let many = format!("text\n\n{}", "— a AQIDBAU=\n".repeat(101));
        assert_eq!(split(many.as_bytes()).unwrap_err(), LineCount(101));
    }

    /// Whatever we read, the reference crate reads as a note with the same text.
    #[test]
    fn agrees_with_signed_note() {
        let theirs = signed_note::Note::from_bytes(NOTE.as_bytes()).unwrap();
        assert_eq!(theirs.text(), split(NOTE.as_bytes()).unwrap().0.as_bytes());
        assert_eq!(theirs.to_bytes(), NOTE.as_bytes());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = split(&bytes);
        }

        #[test]
        fn what_splits_joins(text in "[ -~\n—é]{0,40}", tail in "(— [ -~é]{0,30}\n){0,3}") {
            let note = format!("{text}\n\n{tail}");
            if let Ok((text, lines)) = split(note.as_bytes()) {
                prop_assert_eq!(join(text, &lines), note.as_bytes());
                prop_assert!(signed_note::Note::from_bytes(note.as_bytes()).is_ok());
            }
        }

        #[test]
        fn what_joins_splits(
            text in "[ -~é]{1,40}\n",
            parts in proptest::collection::vec(
                ("[a-z./]{1,10}", any::<[u8; 4]>(), proptest::collection::vec(any::<u8>(), 1..80)), 1..5),
        ) {
            let lines: Vec<_> = parts
                .into_iter()
                .map(|(name, key_id, signature)| SignatureLine { name, key_id, signature })
                .collect();
            let note = join(&text, &lines);
            prop_assert_eq!(split(&note).unwrap(), (text.as_str(), lines));
        }
    }
}
