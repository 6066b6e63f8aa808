//! The acts (§3): what each kind says, and who must sign it.
//!
//! An act's text is two lines, `hustings/v1 <kind>` and one canonical line of JSON (§2.2). The
//! fields below stand in the order of that line.

mod ceremony;
mod manifest;
mod opening;
mod poll;

pub use ceremony::*;
pub use manifest::*;
pub use opening::*;
pub use poll::*;

use crate::canonical::{self, Hex32, NotCanonical};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A checkpoint that a signer has verified: the size of the log and its root (§2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    /// Number of entries.
    pub size: u64,
    /// Merkle root over them (RFC 6962).
    pub root: Hex32,
}

/// A blob named by an act: its SHA-256 and its length in bytes (§2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlobRef {
    /// SHA-256 of the blob's bytes, also its name.
    pub sha256: Hex32,
    /// Length in bytes.
    pub size: u64,
}

impl BlobRef {
    /// The reference of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        BlobRef { sha256: Hex32(Sha256::digest(bytes).into()), size: bytes.len() as u64 }
    }
}

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $kind:literal,)+) => {
        /// One act of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Act { $($(#[$doc])* $variant($variant),)+ }

        impl Act {
            /// The kind as the first line of the text names it.
            pub fn kind(&self) -> &'static str {
                match self { $(Act::$variant(_) => $kind,)+ }
            }

            /// Every kind there is, in the order of the specification.
            pub const KINDS: &'static [&'static str] = &[$($kind,)+];

            fn json(&self) -> String {
                match self { $(Act::$variant(act) => canonical::to_line(act),)+ }
            }

            fn parse_json(kind: &str, line: &str) -> Result<Act, ActError> {
                match kind {
                    $($kind => Ok(Act::$variant(canonical::from_line(line)?)),)+
                    _ => Err(ActError::UnknownKind(kind.chars().take(40).collect())),
                }
            }
        }

        $(impl From<$variant> for Act {
            fn from(act: $variant) -> Act { Act::$variant(act) }
        })+
    };
}

acts! {
    /// §3.1
    Manifest = "manifest",
    /// §3.2
    Clock = "clock",
    /// §3.3
    Register = "register",
    /// §3.4
    Freeze = "freeze",
    /// §3.5
    Replace = "replace",
    /// §3.6
    KeyCommit = "key-commit",
    /// §3.6
    KeyReveal = "key-reveal",
    /// §3.6
    KeyShares = "key-shares",
    /// §3.6
    KeyComplaint = "key-complaint",
    /// §3.6
    KeyAnswer = "key-answer",
    /// §3.6
    KeyConfirm = "key-confirm",
    /// §3.6
    KeyCheck = "key-check",
    /// §3.6
    KeyErased = "key-erased",
    /// §3.7
    Open = "open",
    /// §3.8
    Ballot = "ballot",
    /// §3.9
    Suspend = "suspend",
    /// §3.9
    Extend = "extend",
    /// §3.10
    Mix = "mix",
    /// §3.11
    OpenSmall = "open-small",
    /// §3.11
    Shares = "shares",
    /// §3.12
    ElectionResult = "result",
    /// §3.13
    Certify = "certify",
    /// §3.13
    Report = "report",
    /// §3.14
    Complaint = "complaint",
    /// §3.14
    Ruling = "ruling",
    /// §3.15
    Annul = "annul",
    /// §3.15
    Handover = "handover",
}

/// Why a text is not an act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// Not two lines, each ended by a newline.
    #[error("an act is two lines; this text has {0}")]
    Lines(usize),
    /// The first line does not begin `hustings/v1 `.
    #[error("the first line does not begin with \"hustings/v1 \"; this program knows version 1 only")]
    Version,
    /// A kind this version does not know.
    #[error("there is no kind of act called \"{0}\" in version 1")]
    UnknownKind(String),
    /// The JSON line.
    #[error(transparent)]
    Json(#[from] NotCanonical),
}

impl Act {
    /// Parses an act's text: two lines, each ended by a newline.
    pub fn parse(text: &str) -> Result<Act, ActError> {
        let mut lines = text.split_inclusive('\n');
        let (Some(head), Some(json), None) = (lines.next(), lines.next(), lines.next()) else {
            return Err(ActError::Lines(text.split_inclusive('\n').count()));
        };
        let (Some(head), Some(json)) = (head.strip_suffix('\n'), json.strip_suffix('\n')) else {
            return Err(ActError::Lines(1));
        };
        let kind = head.strip_prefix("hustings/v1 ").ok_or(ActError::Version)?;
        Act::parse_json(kind, json)
    }

    /// The act's text, whose SHA-256 is its identity.
    pub fn text(&self) -> String {
        format!("hustings/v1 {}\n{}\n", self.kind(), self.json())
    }

    /// The act's identity: SHA-256 of its text without signatures (§2.2).
    pub fn id(&self) -> Hex32 {
        text_id(&self.text())
    }

    /// The election the act names; none for a manifest, whose own identity it is.
    pub fn election(&self) -> Option<Hex32> {
        self.header().map(|h| h.0)
    }

    /// The checkpoint the act names; none for a manifest and a ballot.
    pub fn at(&self) -> Option<At> {
        self.header().and_then(|h| h.1)
    }
}

/// The identity of an act with this text.
pub fn text_id(text: &str) -> Hex32 {
    Hex32(Sha256::digest(text.as_bytes()).into())
}

macro_rules! headers {
    ($($variant:ident)+) => {
        impl Act {
            fn header(&self) -> Option<(Hex32, Option<At>)> {
                match self {
                    Act::Manifest(_) => None,
                    Act::Ballot(a) => Some((a.election, None)),
                    $(Act::$variant(a) => Some((a.election, Some(a.at))),)+
                }
            }
        }
    };
}

headers! {
    Clock Register Freeze Replace KeyCommit KeyReveal KeyShares KeyComplaint KeyAnswer KeyConfirm KeyCheck
    KeyErased Open Suspend Extend Mix OpenSmall Shares ElectionResult Certify Report Complaint Ruling Annul
    Handover
}
