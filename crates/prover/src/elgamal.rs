//! Encryption and re-encryption over fixed-base tables (§7.3).

use std::{fmt, sync::LazyLock};

use curve25519_dalek::{
    RistrettoPoint, Scalar, constants::RISTRETTO_BASEPOINT_TABLE, ristretto::RistrettoBasepointTable,
    traits::IsIdentity,
};
use hustings_proofs::{
    elgamal::Ciphertext,
    generators,
    group::{self, Encoded, Malformed},
};

/// The table of h (§4.4), made once a process. Multiplication by it is constant-time.
pub fn h_table() -> &'static RistrettoBasepointTable {
    static TABLE: LazyLock<RistrettoBasepointTable> =
        LazyLock::new(|| RistrettoBasepointTable::create(&generators::h()));
    &TABLE
}

/// A joint key with the table of its multiples: 30 kB, made in a tenth of a millisecond, worth it
/// from the second multiplication on.
#[derive(Clone)]
pub struct EncryptionKey {
    bytes: Encoded,
    table: RistrettoBasepointTable,
}

impl EncryptionKey {
    /// From the joint key's point, which must not be the identity.
    pub fn new(key: &RistrettoPoint) -> Result<Self, Malformed> {
        if key.is_identity() {
            return Err(Malformed::Identity);
        }
        Ok(EncryptionKey { bytes: group::encode(key), table: RistrettoBasepointTable::create(key) })
    }

    /// From the joint key's encoding.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        Self::new(&group::non_identity(bytes)?)
    }

    /// The joint key's encoding.
    pub fn as_bytes(&self) -> &Encoded {
        &self.bytes
    }

    /// Multiples of the joint key, in constant time.
    pub fn table(&self) -> &RistrettoBasepointTable {
        &self.table
    }

    /// (r·G, m + r·Y), in constant time.
    pub fn encrypt(&self, message: &RistrettoPoint, r: &Scalar) -> Ciphertext {
        Ciphertext { a: r * RISTRETTO_BASEPOINT_TABLE, b: message + r * &self.table }
    }

    /// (a + r·G, b + r·Y), in constant time.
    pub fn reencrypt(&self, ciphertext: &Ciphertext, r: &Scalar) -> Ciphertext {
        Ciphertext { a: ciphertext.a + r * RISTRETTO_BASEPOINT_TABLE, b: ciphertext.b + r * &self.table }
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptionKey(")?;
        self.bytes.iter().try_for_each(|b| write!(f, "{b:02x}"))?;
        f.write_str(")")
    }
}
