//! The context that every challenge after the opening binds (§4.3).

use crate::{group::Encoded, transcript::Transcript};

/// ctx = H512("hustings/v1 context", election, joint key, register, open act): 64 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context([u8; 64]);

impl Context {
    /// `election` and `open` are act identifiers, `register` the SHA-256 of the frozen register's
    /// blob, `joint_key` the encoded joint key.
    pub fn new(election: &[u8; 32], joint_key: &Encoded, register: &[u8; 32], open: &[u8; 32]) -> Self {
        let mut t = Transcript::new("hustings/v1 context");
        t.part(election).part(joint_key).part(register).part(open);
        Context(t.bytes())
    }

    /// The 64 bytes, as a part of other transcripts.
    pub fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}
