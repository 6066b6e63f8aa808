//! Making decryption shares and their proof (§8.2).

use crate::{batch_encode::encode_doubled, keys::TrusteeShare};
use curve25519_dalek::{RistrettoPoint, Scalar};
use hustings_proofs::{
    decryption::{ShareProof, ShareStatement, challenge, combined, row_weights, seed},
    group,
};
use rand_core::CryptoRng;
use rayon::prelude::*;
use zeroize::Zeroizing;

/// Points whose encodings share one inversion.
const CHUNK: usize = 256;

/// The trustee's share is not that of the statement's index and verification key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this machine's share is not trustee {trustee}'s share of the election's key")]
pub struct NotTheKey {
    /// The statement's index.
    pub trustee: u32,
}

/// Shares of a list, N·W + 1 points of 32 bytes, and the proof that all are right (§8.2).
///
/// `progress` is told how many shares were made, piece by piece.
pub fn shares<R: CryptoRng + ?Sized>(
    statement: &ShareStatement,
    share: &TrusteeShare,
    rng: &mut R,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<(Vec<u8>, ShareProof), NotTheKey> {
    let x = share.secret();
    if share.index() != statement.trustee || RistrettoPoint::mul_base(x) != *statement.verification_key {
        return Err(NotTheKey { trustee: statement.trustee });
    }
    // Step 1: s = x·a, made as twice (x/2)·a, whose encodings share inversions.
    let lot_point = statement.opened.lot_point();
    let first_parts: Vec<&RistrettoPoint> =
        statement.opened.list.first_parts().chain(std::iter::once(&lot_point)).collect();
    let half = Zeroizing::new(x.div_by_2());
    let mut blob = vec![0; 32 * first_parts.len()];
    blob.par_chunks_mut(32 * CHUNK).zip(first_parts.par_chunks(CHUNK)).for_each(|(out, a)| {
        let halves: Vec<RistrettoPoint> = a.iter().map(|a| *half * **a).collect();
        encode_doubled(&halves, out);
        progress(a.len());
    });
    // Steps 2 to 4; S = Σ ρ·s is x·A.
    let seed = seed(statement, &lot_point, &blob);
    let a = combined(&row_weights(&seed, first_parts.len()), &first_parts);
    let s = x * a;
    // Step 5.
    let w = Zeroizing::new(Scalar::random(rng));
    let commitment_g = group::encode(&RistrettoPoint::mul_base(&w));
    let commitment_a = group::encode(&(*w * a));
    let e = challenge(&seed, &group::encode(&a), &group::encode(&s), &commitment_g, &commitment_a);
    let response = (*w + e * x).to_bytes();
    Ok((blob, ShareProof { commitment_g, commitment_a, response }))
}
