//! Generators with nothing-up-my-sleeve discrete logarithms (§4.4): RFC 9380 hashing to ristretto255.

use std::sync::RwLock;

use curve25519_dalek::RistrettoPoint;
use rayon::prelude::*;
use sha2::{Digest, Sha512};

/// RFC 9380's name of the suite; every tag of ours ends in it.
pub const SUITE: &str = "ristretto255_XMD:SHA-512_R255MAP_RO_";

/// What the generators' tag says before the suite.
pub const LABEL: &str = "hustings/v1 generators";

/// h: the generator of index 0, the second base of commitments.
pub fn h() -> RistrettoPoint {
    generator(0)
}

/// h_i: the generator of index `i` (§4.4): hash_to_ristretto255 of `i` as four bytes, big-endian.
pub fn generator(i: u32) -> RistrettoPoint {
    hash_to_group(LABEL, &i.to_be_bytes())
}

/// h_1 … h_count, derived in parallel. What was derived once is kept for the life of the process:
/// 160 bytes a generator.
///
/// # Panics
/// If `count` does not fit in 32 bits: the index has four bytes.
pub fn generators(count: usize) -> Vec<RistrettoPoint> {
    static KNOWN: RwLock<Vec<RistrettoPoint>> = RwLock::new(Vec::new());
    // Poisoning cannot leave a wrong generator behind: the vector only ever grows by whole points.
    let known = KNOWN.read().unwrap_or_else(|e| e.into_inner());
    if let Some(those) = known.get(..count) {
        return those.to_vec();
    }
    drop(known);
    assert!(u32::try_from(count).is_ok(), "more generators than 32-bit indices");
    let mut known = KNOWN.write().unwrap_or_else(|e| e.into_inner());
    let start = known.len();
    if start < count {
        let new: Vec<RistrettoPoint> =
            (start..count).into_par_iter().map(|i| generator(i as u32 + 1)).collect();
        known.extend(new);
    }
    known[..count].to_vec()
}

/// RFC 9380 `ristretto255_XMD:SHA-512_R255MAP_RO_` of `message` under the tag
/// `<label> with ristretto255_XMD:SHA-512_R255MAP_RO_`: a point whose discrete logarithm to any
/// other base nobody knows.
///
/// # Panics
/// If the tag is longer than 255 bytes; our labels are constants.
pub fn hash_to_group(label: &str, message: &[u8]) -> RistrettoPoint {
    hash_to_ristretto255(format!("{label} with {SUITE}").as_bytes(), message)
}

/// RFC 9380 appendix B: expand to 64 bytes, then the one-way map of RFC 9496 §4.3.4, which is
/// dalek's `from_uniform_bytes`. (`hash_from_bytes` is another map: it hashes without a tag.)
fn hash_to_ristretto255(tag: &[u8], message: &[u8]) -> RistrettoPoint {
    RistrettoPoint::from_uniform_bytes(&expand_message_xmd::<64>(tag, message))
}

/// RFC 9380 §5.3.1 with SHA-512. `N` at most 255·64, the tag at most 255 bytes.
fn expand_message_xmd<const N: usize>(tag: &[u8], message: &[u8]) -> [u8; N] {
    assert!(tag.len() <= 255 && N <= 255 * 64, "outside RFC 9380's limits");
    let tag_length = [tag.len() as u8];
    // b_0 = H(Z_pad ‖ msg ‖ l_i_b_str ‖ 0 ‖ DST_prime): Z_pad is one block of the hash.
    let b_0 = Sha512::new()
        .chain_update([0; 128])
        .chain_update(message)
        .chain_update((N as u16).to_be_bytes())
        .chain_update([0])
        .chain_update(tag)
        .chain_update(tag_length)
        .finalize();
    let mut out = [0; N];
    let mut previous = [0; 64];
    for (i, piece) in out.chunks_mut(64).enumerate() {
        // b_i = H(strxor(b_0, b_{i−1}) ‖ i ‖ DST_prime); b_1 takes b_0 alone.
        for (p, b) in previous.iter_mut().zip(&b_0) {
            *p ^= b;
        }
        previous = Sha512::new()
            .chain_update(previous)
            .chain_update([i as u8 + 1])
            .chain_update(tag)
            .chain_update(tag_length)
            .finalize()
            .into();
        piece.copy_from_slice(&previous[..piece.len()]);
    }
    out
}

#[cfg(test)]
mod tests;
