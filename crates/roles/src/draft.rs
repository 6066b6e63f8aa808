//! An act on its way into the record: its text, the signatures so far, the blobs it names.

use hustings_prover::{keys::CeremonyError, signing::SigningKey};
use hustings_record::log::{checkpoint::ed25519_key_id, note::SignatureLine};
use hustings_record::{Act, Entry, Hex32};

/// An act with its signatures and blobs.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What is done.
    pub act: Act,
    text: String,
    lines: Vec<SignatureLine>,
    /// The blobs it names, to be stored before it is posted.
    pub blobs: Vec<Vec<u8>>,
}

impl Draft {
    /// An act without signatures.
    pub fn new(act: impl Into<Act>) -> Self {
        let act = act.into();
        Draft { text: act.text(), act, lines: Vec::new(), blobs: Vec::new() }
    }

    /// Adds a blob it names.
    pub fn with_blob(mut self, blob: Vec<u8>) -> Self {
        self.blobs.push(blob);
        self
    }

    /// Signs with this name and key. The order of signatures is that of the manifest (§3).
    pub fn sign(mut self, name: &str, key: &SigningKey) -> Self {
        self.lines.push(SignatureLine {
            name: name.to_owned(),
            key_id: ed25519_key_id(name, key.verifying_key()),
            signature: key.sign(self.text.as_bytes()).to_vec(),
        });
        self
    }

    /// The act's identity.
    pub fn id(&self) -> Hex32 {
        hustings_record::acts::text_id(&self.text)
    }

    /// The entry's bytes.
    pub fn entry(&self) -> Vec<u8> {
        Entry::write(&self.text, &self.lines)
    }
}

/// Why a role cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// The record does not stand where this can be done.
    #[error("this cannot be done now: {0}")]
    NotNow(String),
    /// The role would break its own promise.
    #[error("refused: {0}")]
    Refused(String),
    /// The key ceremony.
    #[error(transparent)]
    Ceremony(#[from] CeremonyError),
    /// A ballot that cannot be encrypted.
    #[error(transparent)]
    Encrypt(#[from] hustings_prover::ballot::EncryptError),
    /// A mix that cannot be made.
    #[error(transparent)]
    Mix(#[from] hustings_prover::shuffle::MixError),
    /// A share that is not this trustee's.
    #[error(transparent)]
    Share(#[from] hustings_prover::decryption::NotTheKey),
    /// The record cannot be tallied.
    #[error(transparent)]
    Tally(#[from] hustings_record::tally::TallyError),
}

/// A public key as an act names it.
pub fn public(key: &SigningKey) -> Hex32 {
    Hex32(*key.verifying_key().as_bytes())
}
