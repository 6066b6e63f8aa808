//! ristretto255 (RFC 9496): canonical decoding of points and scalars (§4.1).

use curve25519_dalek::{RistrettoPoint, Scalar, ristretto::CompressedRistretto, traits::IsIdentity};

/// The bytes of a point or a scalar as they stand in the record.
pub type Encoded = [u8; 32];

/// Why 32 bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Not the canonical encoding of a ristretto255 element (RFC 9496 §4.3.1).
    #[error("not the canonical encoding of a group element")]
    Point,
    /// The identity where a key, a credential or a ciphertext's first part must stand.
    #[error("the identity stands where a non-trivial group element must")]
    Identity,
    /// Not an integer below ℓ in little-endian.
    #[error("not a canonical scalar: the number is not below the group's order")]
    Scalar,
    /// Not 32 bytes.
    #[error("{0} bytes where 32 must stand")]
    Length(usize),
}

/// Decodes a point; the identity is allowed.
pub fn point(bytes: &[u8]) -> Result<RistrettoPoint, Malformed> {
    CompressedRistretto::from_slice(bytes)
        .map_err(|_| Malformed::Length(bytes.len()))?
        .decompress()
        .ok_or(Malformed::Point)
}

/// Decodes a point that must not be the identity.
pub fn non_identity(bytes: &[u8]) -> Result<RistrettoPoint, Malformed> {
    let p = point(bytes)?;
    if p.is_identity() { Err(Malformed::Identity) } else { Ok(p) }
}

/// Decodes a scalar, which must be below ℓ.
pub fn scalar(bytes: &[u8]) -> Result<Scalar, Malformed> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| Malformed::Length(bytes.len()))?;
    Option::from(Scalar::from_canonical_bytes(bytes)).ok_or(Malformed::Scalar)
}

/// Encodes a point.
pub fn encode(point: &RistrettoPoint) -> Encoded {
    point.compress().to_bytes()
}
