//! ElGamal ciphertexts (§7.3): a = r·G, b = m + r·Y.

use curve25519_dalek::RistrettoPoint;

use crate::group::{self, Encoded, Malformed};

/// A ciphertext as it stands in the record: a ‖ b, 64 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EncodedCiphertext(pub [u8; 64]);

/// A decoded ciphertext. Decoding makes sure that `a` is not the identity; `b` may be it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ciphertext {
    /// r·G.
    pub a: RistrettoPoint,
    /// m + r·Y, for the joint key Y.
    pub b: RistrettoPoint,
}

impl EncodedCiphertext {
    /// a ‖ b.
    pub fn new(a: &Encoded, b: &Encoded) -> Self {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(a);
        bytes[32..].copy_from_slice(b);
        EncodedCiphertext(bytes)
    }

    /// The first 32 bytes: a, which is unique in a record.
    pub fn a(&self) -> Encoded {
        let mut a = [0; 32];
        a.copy_from_slice(&self.0[..32]);
        a
    }

    /// The last 32 bytes: b.
    pub fn b(&self) -> Encoded {
        let mut b = [0; 32];
        b.copy_from_slice(&self.0[32..]);
        b
    }

    /// All 64 bytes.
    pub fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// Decodes both points; `a` must not be the identity (§4.1).
    pub fn decode(&self) -> Result<Ciphertext, Malformed> {
        Ok(Ciphertext { a: group::non_identity(&self.0[..32])?, b: group::point(&self.0[32..])? })
    }
}

impl AsRef<[u8]> for EncodedCiphertext {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Ciphertext {
    /// Encodes both points.
    pub fn encode(&self) -> EncodedCiphertext {
        EncodedCiphertext::new(&group::encode(&self.a), &group::encode(&self.b))
    }
}
