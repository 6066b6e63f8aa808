//! The canonical form of an act's JSON line (§2.2): parse, serialise, compare.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::is_nfc;

/// The largest integer in a record, 2⁵³ − 1: what every JSON reader holds exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why a line is not in canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// Not JSON of this kind: a syntax error, an unknown or doubled key, a wrong type.
    #[error("the JSON is not of this kind: {0}")]
    Schema(String),
    /// Well-formed, but not written the one way it must be.
    #[error("the JSON is not written in its one canonical form; they part at byte {0} of the line")]
    Form(usize),
    /// An integer above 2⁵³ − 1.
    #[error("the integer at byte {0} is above 9,007,199,254,740,991")]
    Integer(usize),
    /// Text that is not NFC, or holds a control or bidirectional character.
    #[error("the text holds a character that may deceive the eye (control, bidirectional, or not in NFC)")]
    Text,
}

/// Parses one canonical line of JSON into `T`, whose fields stand in the schema's order.
pub fn from_line<T: for<'a> Deserialize<'a> + Serialize>(line: &str) -> Result<T, NotCanonical> {
    if !text_is_plain(line) {
        return Err(NotCanonical::Text);
    }
    escapes_and_integers(line)?;
    let value: T = serde_json::from_str(line).map_err(|e| NotCanonical::Schema(e.to_string()))?;
    let again = to_line(&value);
    if again == line {
        return Ok(value);
    }
    let at = line.bytes().zip(again.bytes()).take_while(|(a, b)| a == b).count();
    Err(NotCanonical::Form(at))
}

/// Writes `value` as its canonical line, without the newline.
pub fn to_line<T: Serialize>(value: &T) -> String {
    // Our own types hold strings, integers, lists and nulls only: writing them cannot fail, and an
    // empty line would be refused by every reader.
    serde_json::to_string(value).unwrap_or_default()
}

/// NFC, and no character that moves or hides others.
///
/// JSON's own punctuation composes with nothing, so that the whole line may be looked at at once.
pub fn text_is_plain(text: &str) -> bool {
    !text.chars().any(deceives) && (text.is_ascii() || is_nfc(text))
}

fn deceives(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// No escape but `\"` and `\\`; no integer above [`MAX_INTEGER`].
fn escapes_and_integers(line: &str) -> Result<(), NotCanonical> {
    let bytes = line.as_bytes();
    let (mut i, mut in_string) = (0, false);
    while i < bytes.len() {
        match bytes[i] {
            // Only `\"` and `\\` may be written with a backslash: every other escape spells a character
            // that stands for itself, or one that may not stand at all.
            b'\\' if in_string => match bytes.get(i + 1) {
                Some(b'"' | b'\\') => i += 1,
                _ => return Err(NotCanonical::Form(i)),
            },
            b'"' => in_string = !in_string,
            b'0'..=b'9' if !in_string => {
                let start = i;
                while i < bytes.len() && bytes[i].is_ascii_digit() {
                    i += 1;
                }
                match line[start..i].parse::<u64>() {
                    Ok(n) if n <= MAX_INTEGER => continue,
                    _ => return Err(NotCanonical::Integer(start)),
                }
            }
            _ => {}
        }
        i += 1;
    }
    Ok(())
}

/// 32 bytes written as 64 lower-case hexadecimal digits: a hash, a key, a point, a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hex32(pub [u8; 32]);

impl Hex32 {
    /// The first eight digits, enough for a person to tell one from another in a message.
    pub fn short(&self) -> String {
        hex::encode(&self.0[..4])
    }
}

impl std::fmt::Debug for Hex32 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::fmt::Display for Hex32 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Only the one way in which a record writes it: 64 lower-case digits.
impl std::str::FromStr for Hex32 {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((index, c)) = text.char_indices().find(|(_, c)| c.is_ascii_uppercase()) {
            return Err(hex::FromHexError::InvalidHexCharacter { c, index });
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Hex32(bytes))
    }
}

impl AsRef<[u8]> for Hex32 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<[u8; 32]> for Hex32 {
    fn from(bytes: [u8; 32]) -> Self {
        Hex32(bytes)
    }
}

impl Serialize for Hex32 {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut digits = [0; 64];
        match hex::encode_to_slice(self.0, &mut digits).ok().and_then(|()| std::str::from_utf8(&digits).ok())
        {
            Some(text) => s.serialize_str(text),
            None => s.serialize_str(&hex::encode(self.0)),
        }
    }
}

impl<'de> Deserialize<'de> for Hex32 {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        let mut bytes = [0; 32];
        hex::decode_to_slice(text.as_bytes(), &mut bytes)
            .map_err(|_| de::Error::custom("64 lower-case hexadecimal digits must stand here"))?;
        Ok(Hex32(bytes))
    }
}

/// Bytes of any length, written in base64 with padding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base64(pub Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        STANDARD
            .decode(text.as_bytes())
            .map(Base64)
            .map_err(|_| de::Error::custom("padded base64 must stand here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        n: u64,
        name: Option<String>,
        key: Hex32,
    }

    const KEY: &str = "00000000000000000000000000000000000000000000000000000000000000ab";

    fn line(n: &str, name: &str) -> String {
        format!("{{\"n\":{n},\"name\":{name},\"key\":\"{KEY}\"}}")
    }

    #[test]
    fn the_one_form_is_accepted() {
        assert!(from_line::<Sample>(&line("9007199254740991", "\"Zoë \\\"Z\\\" \\\\\"")).is_ok());
        assert!(from_line::<Sample>(&line("0", "null")).is_ok());
    }

    #[test]
    fn every_other_form_is_refused() {
        let good = line("1", "\"a\"");
        let bad = [
            line("9007199254740992", "\"a\""),
            line("01", "\"a\""),
            line("1.0", "\"a\""),
            line("1", "\"\\u0061\""),
            line("1", "\"a\\/b\""),
            line("1", "\"e\u{301}\""),
            line("1", "\"a\u{202e}b\""),
            line("1", "\"a\\nb\""),
            line("1", "\"a\\tb\""),
            line("1", "\"a\\u0001b\""),
            good.replace("ab\"}", "AB\"}"),
            good.replace(":1,", ": 1,"),
            good.replace("\"name\":\"a\",", ""),
            good.replace("\"name\":\"a\",", "\"name\":\"a\",\"name\":\"a\","),
            good.replace("\"name\":\"a\",", "\"name\":\"a\",\"other\":1,"),
            format!("{good} "),
            String::new(),
        ];
        for text in bad {
            assert!(from_line::<Sample>(&text).is_err(), "{text}");
        }
    }
}
