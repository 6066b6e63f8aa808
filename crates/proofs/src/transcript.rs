//! The transcript H512 (§4.2): SHA-512 of a label and parts, each prefixed by its length.

use curve25519_dalek::Scalar;
use sha2::{Digest, Sha512};

/// A transcript being written.
///
/// `Transcript::new(label)`, then `part` for each part in order, a list as `list` (its count) and
/// then one `part` an item, then one of the endings.
#[derive(Clone)]
pub struct Transcript(Sha512);

impl Transcript {
    /// Starts a transcript: the label is its first part (§4.2).
    pub fn new(label: &str) -> Self {
        let mut t = Transcript(Sha512::new());
        t.part(label.as_bytes());
        t
    }

    /// Adds a part: its length in bytes as u64 little-endian, then the bytes.
    pub fn part(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds an integer as a part of eight bytes, little-endian.
    pub fn number(&mut self, n: u64) -> &mut Self {
        self.part(&n.to_le_bytes())
    }

    /// Starts a list: its count as u64 little-endian. The caller adds `count` parts.
    pub fn list(&mut self, count: usize) -> &mut Self {
        self.0.update((count as u64).to_le_bytes());
        self
    }

    /// Adds a whole list of parts.
    pub fn parts<T: AsRef<[u8]>>(&mut self, items: &[T]) -> &mut Self {
        self.list(items.len());
        for item in items {
            self.part(item.as_ref());
        }
        self
    }

    /// Ends the transcript: all 64 bytes.
    pub fn bytes(self) -> [u8; 64] {
        self.0.finalize().into()
    }

    /// Ends the transcript: the 64 bytes as an integer, little-endian, reduced mod ℓ.
    pub fn challenge(self) -> Scalar {
        Scalar::from_bytes_mod_order_wide(&self.bytes())
    }

    /// Ends the transcript: the first 16 bytes as an integer, little-endian: a 128-bit weight.
    pub fn weight(self) -> Scalar {
        let bytes = self.bytes();
        let mut low = [0; 16];
        low.copy_from_slice(&bytes[..16]);
        Scalar::from(u128::from_le_bytes(low))
    }
}
