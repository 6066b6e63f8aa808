//! A trustee's decryption shares of one list, under one batched proof of equality (§8.2).

use super::Opened;
use crate::{
    group::{self, Encoded, Malformed},
    parallel,
    transcript::Transcript,
};
use curve25519_dalek::{RistrettoPoint, Scalar, traits::VartimeMultiscalarMul};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Terms that go into one multiscalar multiplication, at least and at most.
const TERMS: (usize, usize) = (1024, 16_384);

/// What a trustee states: its shares of this list are x_j·a for the x_j of its verification key.
#[derive(Clone, Copy, Debug)]
pub struct ShareStatement<'a> {
    /// The list.
    pub opened: Opened<'a>,
    /// The trustee's index, from 1.
    pub trustee: u32,
    /// X_j, computed from the ceremony ([`crate::keys::JointKey::verification_key`]).
    pub verification_key: &'a RistrettoPoint,
}

/// The proof that log_G(X_j) = log_A(S) for the weighted sums A and S.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareProof {
    /// w·G, encoded.
    pub commitment_g: Encoded,
    /// w·A, encoded.
    pub commitment_a: Encoded,
    /// z = w + e·x_j, encoded.
    pub response: Encoded,
}

/// Shares whose proof holds.
#[derive(Clone)]
pub struct VerifiedShares {
    pub(super) opened: [u8; 64],
    pub(super) trustee: u32,
    /// N·W shares in the list's order, then the lot row's.
    pub(super) points: Vec<RistrettoPoint>,
}

/// Why shares are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not 32·(N·W + 1) bytes.
    #[error("{got} bytes of shares where {expected} must stand")]
    Length {
        /// Bytes due.
        expected: usize,
        /// Bytes found.
        got: usize,
    },
    /// A share is not a point. Counted from 0; the last is the lot row's.
    #[error("share {index}: {cause}")]
    Share {
        /// Which share.
        index: usize,
        /// What is wrong with it.
        cause: Malformed,
    },
    /// The proof's points or scalar are not canonical.
    #[error("proof of the shares: {0}")]
    Proof(#[source] Malformed),
    /// The equality does not hold: at least one share is wrong, or the proof is.
    #[error("the proof does not hold: these are not trustee {trustee}'s shares of this list")]
    Equality {
        /// Who posted them.
        trustee: u32,
    },
}

/// Parses a blob of N·W + 1 shares, in parallel.
pub fn parse_shares(opened: &Opened, blob: &[u8]) -> Result<Vec<RistrettoPoint>, ShareError> {
    let expected = 32 * (opened.list.ciphertexts().len() + 1);
    if blob.len() != expected {
        return Err(ShareError::Length { expected, got: blob.len() });
    }
    let mut decoded: Vec<Result<RistrettoPoint, Malformed>> = Vec::new();
    blob.par_chunks_exact(32).map(group::point).collect_into_vec(&mut decoded);
    let locate =
        |(index, share): (usize, Result<_, _>)| share.map_err(|cause| ShareError::Share { index, cause });
    decoded.into_iter().enumerate().map(locate).collect()
}

/// §8.2 step 2: the seed of the weights, over the statement, all first parts and all shares.
pub fn seed(statement: &ShareStatement, lot_point: &RistrettoPoint, blob: &[u8]) -> [u8; 64] {
    let opened = &statement.opened;
    let mut first_parts = Sha256::new();
    for encoded in opened.list.bytes().chunks_exact(64) {
        first_parts.update(&encoded[..32]);
    }
    first_parts.update(group::encode(lot_point));
    let mut t = Transcript::new("hustings/v1 shares seed");
    opened.name(&mut t);
    t.number(opened.list.rows() as u64).number(opened.list.width() as u64).part(opened.list.sha256());
    t.number(statement.trustee.into()).part(&group::encode(statement.verification_key));
    t.part(&first_parts.finalize()).part(&Sha256::digest(blob));
    t.bytes()
}

/// §8.2 step 3: ρ_1 … ρ_{N·W+1}, 128 bits each; the last is the lot row's.
pub fn row_weights(seed: &[u8; 64], count: usize) -> Vec<Scalar> {
    let mut prefix = Transcript::new("hustings/v1 share weight");
    prefix.part(seed);
    let weight = |i: usize| {
        let mut t = prefix.clone();
        t.number(i as u64);
        t.weight()
    };
    (1..=count).into_par_iter().map(weight).collect()
}

/// §8.2 step 4: Σ ρ_i·P_i. Weights and points are public: variable time.
pub fn combined(weights: &[Scalar], points: &[&RistrettoPoint]) -> RistrettoPoint {
    let piece = parallel::piece(points.len(), TERMS.0, TERMS.1);
    let chunk = |(w, p): (&[Scalar], &[&RistrettoPoint])| {
        RistrettoPoint::vartime_multiscalar_mul(w, p.iter().copied())
    };
    weights.par_chunks(piece).zip(points.par_chunks(piece)).map(chunk).sum()
}

/// §8.2 step 5: the challenge, over the seed, the sums A and S, and both commitments.
pub fn challenge(
    seed: &[u8; 64],
    a: &Encoded,
    s: &Encoded,
    commitment_g: &Encoded,
    commitment_a: &Encoded,
) -> Scalar {
    let mut t = Transcript::new("hustings/v1 shares");
    t.part(seed).part(a).part(s).part(commitment_g).part(commitment_a);
    t.challenge()
}

impl ShareStatement<'_> {
    /// Checks a trustee's shares of a list (§8.2): their bytes, then that all are of one x_j.
    pub fn verify(&self, blob: &[u8], proof: &ShareProof) -> Result<VerifiedShares, ShareError> {
        // Step 1.
        let points = parse_shares(&self.opened, blob)?;
        let t_g = group::point(&proof.commitment_g).map_err(ShareError::Proof)?;
        let t_a = group::point(&proof.commitment_a).map_err(ShareError::Proof)?;
        let z = group::scalar(&proof.response).map_err(ShareError::Proof)?;
        // Steps 2 to 4.
        let lot_point = self.opened.lot_point();
        let seed = seed(self, &lot_point, blob);
        let weights = row_weights(&seed, points.len());
        let first_parts: Vec<&RistrettoPoint> =
            self.opened.list.first_parts().chain(std::iter::once(&lot_point)).collect();
        let a = combined(&weights, &first_parts);
        let s = combined(&weights, &points.iter().collect::<Vec<_>>());
        // Step 5: z·G = T_G + e·X_j and z·A = T_A + e·S.
        let (a_bytes, s_bytes) = (group::encode(&a), group::encode(&s));
        let e = challenge(&seed, &a_bytes, &s_bytes, &proof.commitment_g, &proof.commitment_a);
        let on_g = RistrettoPoint::vartime_double_scalar_mul_basepoint(&-e, self.verification_key, &z);
        let on_a = RistrettoPoint::vartime_multiscalar_mul([z, -e], [a, s]);
        if on_g == t_g && on_a == t_a {
            Ok(VerifiedShares { opened: self.opened.identity(), trustee: self.trustee, points })
        } else {
            Err(ShareError::Equality { trustee: self.trustee })
        }
    }
}

impl VerifiedShares {
    /// The trustee's index.
    pub fn trustee(&self) -> u32 {
        self.trustee
    }
}

impl core::fmt::Debug for VerifiedShares {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "VerifiedShares(trustee {}, {} shares)", self.trustee, self.points.len())
    }
}
