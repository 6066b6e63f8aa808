//! Ed25519 under one rule for single and batch verification (§4.5).
//!
//! S < ℓ; A and R canonical encodings; A not of small order; the cofactored equation
//! `[8][S]B = [8]R + [8][k]A`. A key is parsed once, so its checks cannot be skipped.
//!
//! The equations are written on dalek's Edwards points rather than taken from `ed25519-zebra`: its
//! batch decompresses each key again though a parsed one is at hand, cannot be split among threads,
//! and does not say which signature fails. The tests hold ours against it.

use std::{collections::HashMap, fmt, ops::Range};

use curve25519_dalek::{
    EdwardsPoint, Scalar,
    constants::ED25519_BASEPOINT_POINT,
    edwards::CompressedEdwardsY,
    traits::{IsIdentity, VartimeMultiscalarMul},
};
use rand_core::CryptoRng;
use rayon::prelude::*;
use sha2::{Digest, Sha512};

use crate::batch::{self, BatchFailure};

/// Why 32 bytes are not a verifying key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not 32 bytes.
    #[error("a verifying key of {0} bytes where 32 must stand")]
    Length(usize),
    /// y is not below p, or the sign bit is set where x is zero.
    #[error("the verifying key is not in its canonical encoding")]
    NonCanonical,
    /// No point of the curve has this y.
    #[error("the verifying key is not a point of the curve")]
    NotAPoint,
    /// One of the eight points of small order.
    #[error("the verifying key is a point of small order")]
    SmallOrder,
}

/// Why a signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// S is not below ℓ.
    #[error("the signature's second half is not below the group's order")]
    Scalar,
    /// R is not the canonical encoding of a point.
    #[error("the signature's first half is not the canonical encoding of a point")]
    Commitment,
    /// `[8][S]B ≠ [8]R + [8][k]A`.
    #[error("the signature does not fit the key and the message")]
    Equation,
}

/// A checked Ed25519 verifying key: canonical, on the curve, not of small order.
#[derive(Clone, Copy)]
pub struct VerifyingKey {
    bytes: [u8; 32],
    /// −A: both equations use it.
    minus_a: EdwardsPoint,
}

impl VerifyingKey {
    /// Parses 32 bytes (§4.5).
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| KeyError::Length(bytes.len()))?;
        if !is_canonical(&bytes) {
            return Err(KeyError::NonCanonical);
        }
        let a = CompressedEdwardsY(bytes).decompress().ok_or(KeyError::NotAPoint)?;
        if a.is_small_order() {
            return Err(KeyError::SmallOrder);
        }
        Ok(VerifyingKey { bytes, minus_a: -a })
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Verifies one signature R ‖ S (§4.5).
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), SignatureError> {
        let t = Terms::new(self, message, signature)?;
        // [8]([S]B − [k]A − R) = 0
        let difference = EdwardsPoint::vartime_double_scalar_mul_basepoint(&t.k, &self.minus_a, &t.s) - t.r;
        if difference.mul_by_cofactor().is_identity() { Ok(()) } else { Err(SignatureError::Equation) }
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for VerifyingKey {}

impl std::hash::Hash for VerifyingKey {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey(")?;
        self.bytes.iter().try_for_each(|b| write!(f, "{b:02x}"))?;
        f.write_str(")")
    }
}

/// Verifies many signatures at once; on failure names each one that `VerifyingKey::verify` refuses.
///
/// One multiscalar multiplication a chunk, chunks in parallel, keys that sign often taken once a
/// chunk. The weights come from `rng`, which must be the verifier's own (§4.6).
pub fn verify_batch<M: AsRef<[u8]> + Sync, R: CryptoRng + ?Sized>(
    items: &[(VerifyingKey, M, [u8; 64])],
    rng: &mut R,
) -> Result<(), BatchFailure<SignatureError>> {
    let parsed: Vec<Result<Terms, SignatureError>> = items
        .par_iter()
        .map(|(key, message, signature)| Terms::new(key, message.as_ref(), signature))
        .collect();
    let mut failures = Vec::new();
    let mut sound = Vec::with_capacity(items.len());
    for (i, terms) in parsed.into_iter().enumerate() {
        match terms {
            Ok(t) => sound.push((i, &items[i].0, t)),
            Err(e) => failures.push((i, e)),
        }
    }
    let one_each = |r: Range<usize>| r.len();
    for j in batch::failing(sound.len(), CHUNK, rng, one_each, |r, weights| sum_is_zero(&sound[r], weights)) {
        failures.push((sound[j].0, SignatureError::Equation));
    }
    failures.sort_unstable_by_key(|(i, _)| *i);
    if failures.is_empty() { Ok(()) } else { Err(BatchFailure { failures }) }
}

/// Signatures a multiscalar multiplication: beyond this the points leave the cache.
const CHUNK: usize = 16_384;

/// What the equation needs of one signature.
struct Terms {
    r: EdwardsPoint,
    s: Scalar,
    /// SHA-512(R ‖ A ‖ M) mod ℓ.
    k: Scalar,
}

impl Terms {
    fn new(key: &VerifyingKey, message: &[u8], signature: &[u8; 64]) -> Result<Self, SignatureError> {
        let (mut r, mut s) = ([0; 32], [0; 32]);
        r.copy_from_slice(&signature[..32]);
        s.copy_from_slice(&signature[32..]);
        let s = Option::from(Scalar::from_canonical_bytes(s)).ok_or(SignatureError::Scalar)?;
        if !is_canonical(&r) {
            return Err(SignatureError::Commitment);
        }
        let hash = Sha512::new().chain_update(r).chain_update(key.bytes).chain_update(message).finalize();
        let r = CompressedEdwardsY(r).decompress().ok_or(SignatureError::Commitment)?;
        Ok(Terms { r, s, k: Scalar::from_bytes_mod_order_wide(&hash.into()) })
    }
}

/// `[8](Σ zᵢsᵢ·B − Σ zᵢkᵢ·A − Σ zᵢ·Rᵢ) = 0`?
fn sum_is_zero(items: &[(usize, &VerifyingKey, Terms)], weights: &[Scalar]) -> bool {
    let mut base = Scalar::ZERO;
    let mut place: HashMap<&[u8; 32], usize> = HashMap::with_capacity(items.len());
    let mut scalars = Vec::with_capacity(2 * items.len() + 1);
    let mut points = Vec::with_capacity(2 * items.len() + 1);
    for ((_, key, t), z) in items.iter().zip(weights) {
        base += z * t.s;
        match place.get(&key.bytes) {
            Some(&i) => scalars[i] += z * t.k,
            None => {
                place.insert(&key.bytes, points.len());
                scalars.push(z * t.k);
                points.push(key.minus_a);
            }
        }
    }
    // −R under z, not R under −z: so the scalars stay at 128 bits.
    scalars.extend(weights.iter().take(items.len()));
    points.extend(items.iter().map(|(_, _, t)| -t.r));
    scalars.push(base);
    points.push(ED25519_BASEPOINT_POINT);
    EdwardsPoint::vartime_multiscalar_mul(&scalars, &points).mul_by_cofactor().is_identity()
}

/// RFC 8032 §5.1.3: y < p, and no sign bit where x = 0 (y = ±1).
fn is_canonical(bytes: &[u8; 32]) -> bool {
    /// p = 2²⁵⁵ − 19, and p − 1, differ from this only in the first byte: 0xed, 0xec.
    const LOW_OF_P: u8 = 0xed;
    let sign = bytes[31] >> 7 == 1;
    let top = bytes[31] & 0x7f;
    let all_ones = top == 0x7f && bytes[1..31].iter().all(|b| *b == 0xff);
    if all_ones && bytes[0] >= LOW_OF_P {
        return false;
    }
    let minus_one = all_ones && bytes[0] == LOW_OF_P - 1;
    let one = top == 0 && bytes[0] == 1 && bytes[1..31].iter().all(|b| *b == 0);
    !(sign && (one || minus_one))
}

#[cfg(test)]
mod tests;
