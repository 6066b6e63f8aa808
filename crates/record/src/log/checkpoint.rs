//! Checkpoints and cosignatures (C2SP `tlog-checkpoint`, `tlog-cosignature` with Ed25519).

use std::collections::HashSet;

use hustings_proofs::signature::{SignatureError, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{
    note::{self, NoteError, SignatureLine},
    tree::{Hash, MAX_SIZE},
};

/// Signature type of a log's own Ed25519 signature (C2SP `signed-note`).
const ED25519: u8 = 0x01;
/// Signature type of an Ed25519 cosignature with a time (C2SP `tlog-cosignature`).
const COSIGNATURE: u8 = 0x04;
/// Latest time of a cosignature (C2SP `tlog-cosignature`).
const MAX_TIME: u64 = i64::MAX as u64;

/// Why bytes are not a checkpoint, or why it is not signed as it must be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Not the three lines origin, size, root in their canonical form.
    #[error("the checkpoint is not three lines: origin, size in decimal, root in base64")]
    Malformed,
    /// More entries than a log can have.
    #[error("the checkpoint's size {0} is more than {MAX_SIZE}")]
    Size(u64),
    /// Two lines have the same name and key ID.
    #[error("the checkpoint has two signatures of the key {0}")]
    Duplicate(String),
    /// Not exactly one Ed25519 signature under the origin's name.
    #[error("the checkpoint has {0} signatures of its log, where one must stand")]
    LogSignatures(usize),
    /// The log's signature is by another key than the election's.
    #[error("the checkpoint of {origin} is signed with another key than the log's")]
    OtherLogKey {
        /// The log.
        origin: String,
    },
    /// The log's signature does not verify.
    #[error("the log's signature on the checkpoint of {origin} does not verify: {why}")]
    LogSignature {
        /// The log.
        origin: String,
        /// What is wrong with it.
        why: SignatureError,
    },
    /// A cosignature in a known witness's name does not verify.
    #[error("the cosignature of witness {name} does not verify: {why}")]
    Cosignature {
        /// The witness in whose name it stands.
        name: String,
        /// What is wrong with it.
        why: SignatureError,
    },
    /// A cosignature's time is above 2⁶³ − 1.
    #[error("the cosignature of witness {name} has an impossible time")]
    Time {
        /// The witness in whose name it stands.
        name: String,
    },
}

/// A tree head: what a log signs and witnesses cosign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
}

impl Checkpoint {
    /// A checkpoint; the origin must be a key name (without spaces and plus signs).
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        note::check_name(origin)?;
        if size > MAX_SIZE {
            return Err(CheckpointError::Size(size));
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root })
    }

    /// Parses the text of a checkpoint: three lines, each ended by a newline, and nothing else.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let parsed =
            tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
        let checkpoint = Self::new(parsed.origin(), parsed.size(), parsed.hash().0)?;
        if checkpoint.text() == text { Ok(checkpoint) } else { Err(CheckpointError::Malformed) }
    }

    /// The text: what the log signs. `origin ␊ size ␊ base64(root) ␊`.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, tlog_tiles::Hash(self.root))
    }

    /// The log's name; its last part is the election's identifier.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root over all of them.
    pub fn root(&self) -> &Hash {
        &self.root
    }
}

/// The message a witness signs: header, time, the checkpoint's text (C2SP `tlog-cosignature`).
pub fn cosignature_message(checkpoint: &Checkpoint, timestamp: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {timestamp}\n{}", checkpoint.text()).into_bytes()
}

/// A name, a key, and the means to sign with it: this crate does no arithmetic with secrets.
pub struct Signer<'a> {
    /// The key's name: the origin for a log, the witness's name for a witness.
    pub name: &'a str,
    /// The public key.
    pub key: VerifyingKey,
    /// The Ed25519 signature of a message.
    pub sign: &'a dyn Fn(&[u8]) -> [u8; 64],
}

/// A key whose cosignatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Its name on signature lines.
    pub name: String,
    /// Its key.
    pub key: VerifyingKey,
}

/// The log's own signature; its name is the origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSignature {
    /// Key ID of (origin, 0x01, key).
    pub key_id: [u8; 4],
    /// Ed25519 over the checkpoint's text.
    pub signature: [u8; 64],
}

/// One witness's signature over a checkpoint and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The witness's name.
    pub name: String,
    /// Key ID of (name, 0x04, key).
    pub key_id: [u8; 4],
    /// Seconds since the Epoch, as the witness saw them.
    pub timestamp: u64,
    /// Ed25519 over [`cosignature_message`].
    pub signature: [u8; 64],
}

impl Cosignature {
    /// Cosigns a checkpoint. That it is consistent with all seen before is the caller's duty.
    pub fn sign(witness: &Signer, checkpoint: &Checkpoint, timestamp: u64) -> Self {
        Cosignature {
            name: witness.name.to_owned(),
            key_id: key_id(witness.name, COSIGNATURE, &witness.key),
            timestamp,
            signature: (witness.sign)(&cosignature_message(checkpoint, timestamp)),
        }
    }

    /// Whether the line claims to be of this witness; [`Cosignature::verify`] says whether it is.
    pub fn is_of(&self, witness: &Witness) -> bool {
        self.name == witness.name && self.key_id == key_id(&witness.name, COSIGNATURE, &witness.key)
    }

    /// Verifies the signature under the witness's key.
    pub fn verify(&self, witness: &Witness, checkpoint: &Checkpoint) -> Result<(), CheckpointError> {
        if self.timestamp > MAX_TIME {
            return Err(CheckpointError::Time { name: self.name.clone() });
        }
        witness
            .key
            .verify(&cosignature_message(checkpoint, self.timestamp), &self.signature)
            .map_err(|why| CheckpointError::Cosignature { name: self.name.clone(), why })
    }

    /// Parses the signature lines a witness answers with (C2SP `tlog-witness`, add-checkpoint).
    ///
    /// `lines` are signature lines, each ended by a newline; those of other types are left out.
    pub fn parse_lines(lines: &str) -> Result<Vec<Self>, CheckpointError> {
        // A line is read as part of a note; any text does.
        let note = format!("-\n\n{lines}");
        let (_, lines) = note::split(note.as_bytes())?;
        Ok(lines.iter().filter_map(Self::from_line).collect())
    }

    /// The signature line, without its newline.
    pub fn to_line(&self) -> String {
        SignatureLine::from(self).to_string()
    }

    /// `None` where the signature is not a time and 64 bytes.
    fn from_line(line: &SignatureLine) -> Option<Self> {
        let (timestamp, signature) = line.signature.split_first_chunk::<8>()?;
        Some(Cosignature {
            name: line.name.clone(),
            key_id: line.key_id,
            timestamp: u64::from_be_bytes(*timestamp),
            signature: signature.try_into().ok()?,
        })
    }
}

impl From<&Cosignature> for SignatureLine {
    fn from(c: &Cosignature) -> Self {
        let signature = [c.timestamp.to_be_bytes().as_slice(), &c.signature].concat();
        SignatureLine { name: c.name.clone(), key_id: c.key_id, signature }
    }
}

/// That one of the witnesses asked about has signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Its place in the list handed in.
    pub witness: usize,
    /// When it says it did.
    pub timestamp: u64,
}

/// A checkpoint with its signatures; parsed, not yet verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// The log's signature.
    pub log_signature: LogSignature,
    /// Lines of the form of a cosignature, of known and unknown witnesses, in their order.
    pub cosignatures: Vec<Cosignature>,
    /// Lines of other forms: kept, and never looked at (C2SP: unknown signatures are ignored).
    pub others: Vec<SignatureLine>,
}

impl SignedCheckpoint {
    /// Parses a note: the log's line is the one of 64 bytes under the origin's name.
    pub fn parse(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let (text, lines) = note::split(bytes)?;
        let checkpoint = Checkpoint::parse(text)?;
        let mut seen = HashSet::new();
        let mut of_log = Vec::new();
        let (mut cosignatures, mut others) = (Vec::new(), Vec::new());
        for line in &lines {
            if !seen.insert((line.name.as_str(), line.key_id)) {
                return Err(CheckpointError::Duplicate(line.name.clone()));
            }
            let as_log = <[u8; 64]>::try_from(line.signature.as_slice()).ok();
            if let (Some(signature), true) = (as_log, line.name == checkpoint.origin) {
                of_log.push(LogSignature { key_id: line.key_id, signature });
            } else if let Some(cosignature) = Cosignature::from_line(line) {
                cosignatures.push(cosignature);
            } else {
                others.push(line.clone());
            }
        }
        let log_signature = match of_log.pop() {
            Some(one) if of_log.is_empty() => one,
            Some(_) => return Err(CheckpointError::LogSignatures(of_log.len() + 1)),
            None => return Err(CheckpointError::LogSignatures(0)),
        };
        Ok(SignedCheckpoint { checkpoint, log_signature, cosignatures, others })
    }

    /// Signs a checkpoint as its log. `log.name` must be the origin.
    pub fn sign(log: &Signer, checkpoint: Checkpoint) -> Result<Self, CheckpointError> {
        if log.name != checkpoint.origin {
            return Err(CheckpointError::OtherLogKey { origin: checkpoint.origin });
        }
        let log_signature = LogSignature {
            key_id: key_id(log.name, ED25519, &log.key),
            signature: (log.sign)(checkpoint.text().as_bytes()),
        };
        Ok(SignedCheckpoint { checkpoint, log_signature, cosignatures: Vec::new(), others: Vec::new() })
    }

    /// The note: the log's line first, then the cosignatures.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut lines = vec![SignatureLine {
            name: self.checkpoint.origin.clone(),
            key_id: self.log_signature.key_id,
            signature: self.log_signature.signature.to_vec(),
        }];
        lines.extend(self.cosignatures.iter().map(SignatureLine::from));
        lines.extend(self.others.iter().cloned());
        note::join(&self.checkpoint.text(), &lines)
    }

    /// Verifies the log's signature.
    pub fn verify_log(&self, key: &VerifyingKey) -> Result<(), CheckpointError> {
        let origin = &self.checkpoint.origin;
        if self.log_signature.key_id != key_id(origin, ED25519, key) {
            return Err(CheckpointError::OtherLogKey { origin: origin.clone() });
        }
        key.verify(self.checkpoint.text().as_bytes(), &self.log_signature.signature)
            .map_err(|why| CheckpointError::LogSignature { origin: origin.clone(), why })
    }

    /// Which of the witnesses have signed, each once, in the order of the list.
    ///
    /// Lines of others are ignored; a line in a listed witness's name and key ID that does not verify
    /// refuses the whole checkpoint (C2SP `signed-note`, Signatures).
    pub fn verify_cosignatures(&self, witnesses: &[Witness]) -> Result<Vec<Cosigned>, CheckpointError> {
        let mut cosigned = Vec::new();
        for (witness, known) in witnesses.iter().enumerate() {
            // At most one: no two lines have the same name and key ID.
            if let Some(line) = self.cosignatures.iter().find(|c| c.is_of(known)) {
                line.verify(known, &self.checkpoint)?;
                cosigned.push(Cosigned { witness, timestamp: line.timestamp });
            }
        }
        Ok(cosigned)
    }

    /// Adds a cosignature, in place of an earlier one of the same key.
    pub fn add(&mut self, cosignature: Cosignature) {
        let same = |c: &&mut Cosignature| c.name == cosignature.name && c.key_id == cosignature.key_id;
        match self.cosignatures.iter_mut().find(same) {
            Some(earlier) => *earlier = cosignature,
            None => self.cosignatures.push(cosignature),
        }
    }
}

/// The key ID of an Ed25519 key on a note's signature line.
pub fn ed25519_key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    key_id(name, ED25519, key)
}

/// First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key) (C2SP `signed-note`, Signatures).
fn key_id(name: &str, kind: u8, key: &VerifyingKey) -> [u8; 4] {
    let digest =
        Sha256::new().chain_update(name).chain_update([b'\n', kind]).chain_update(key.as_bytes()).finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

#[cfg(test)]
#[path = "checkpoint_tests.rs"]
mod tests;
