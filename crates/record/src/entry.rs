//! One entry of the log: a signed note whose text is an act (§2.2). What can be known of it
//! without the state.

use crate::acts::{Act, text_id};
use crate::canonical::Hex32;
use crate::checks::{Check, Violation};
use crate::log::{leaf_hash, note};

/// The longest entry, in bytes, signatures included (§2.2).
pub const MAX_ENTRY: usize = 65_535;

/// An entry that passed A1 and A2.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Leaf hash over all its bytes (RFC 6962).
    pub leaf: [u8; 32],
    /// Identity: SHA-256 of the text.
    pub id: Hex32,
    /// The text without signatures.
    pub text: String,
    /// What it says.
    pub act: Act,
    /// The signature lines, in order.
    pub signatures: Vec<note::SignatureLine>,
}

impl Entry {
    /// Parses an entry's bytes: checks A1 and A2.
    pub fn parse(bytes: &[u8]) -> Result<Entry, Violation> {
        let (text, signatures) = note::split(bytes).map_err(|e| Check::Note.fails(e.to_string()))?;
        let act = Act::parse(text).map_err(|e| Check::Text.fails(e.to_string()))?;
        Ok(Entry { leaf: leaf_hash(bytes), id: text_id(text), text: text.to_owned(), act, signatures })
    }

    /// Writes an act and its signatures as an entry.
    pub fn write(text: &str, signatures: &[note::SignatureLine]) -> Vec<u8> {
        note::join(text, signatures)
    }

    /// The entry's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        note::join(&self.text, &self.signatures)
    }
}

/// Who an act is by, for a person to read: the names on its signature lines.
pub fn signer_names(entry: &Entry) -> String {
    let names: Vec<&str> = entry.signatures.iter().map(|s| s.name.as_str()).collect();
    match &entry.act {
        Act::Ballot(b) => {
            let keys: Vec<String> = b.credentials.iter().map(|c| c.short()).collect();
            format!("credential {}", keys.join(" and "))
        }
        Act::ElectionResult(r) => format!("publisher {}", r.by.short()),
        Act::Complaint(c) => format!("complainant {}", c.by.short()),
        _ => names.join(", "),
    }
}
