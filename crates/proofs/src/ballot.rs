//! An encrypted ballot's part for one contest, and its proof (§7.3, §7.4).
//!
//! The proof shows that whoever made the part knows the randomness r_j of every block's ciphertext
//! (so cannot have copied or altered another's), bound to the election, the contest, the credentials
//! and the act that it replaces.

use std::{borrow::Borrow, ops::Range};

use curve25519_dalek::{
    RistrettoPoint, Scalar,
    constants::RISTRETTO_BASEPOINT_POINT,
    traits::{IsIdentity, VartimeMultiscalarMul},
};
use rand_core::CryptoRng;
use rayon::prelude::*;

use crate::{
    batch::{self, BatchFailure},
    context::Context,
    elgamal::EncodedCiphertext,
    group::{self, Encoded, Malformed},
    transcript::Transcript,
};

/// One contest's part of a ballot as it stands in the record: W of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// (a_j, b_j): one ciphertext a block.
    pub ciphertexts: Vec<EncodedCiphertext>,
    /// A_j = w_j·G.
    pub commitments: Vec<Encoded>,
    /// z_j = w_j + c·r_j.
    pub responses: Vec<Encoded>,
}

/// What a part's proof is bound to, besides the part itself (§7.4).
#[derive(Clone, Copy)]
pub struct BallotStatement<'a> {
    /// ctx (§4.3).
    pub context: &'a Context,
    /// The contest's number in the manifest.
    pub contest: u32,
    /// All credentials of the ballot, in the register row's order.
    pub credentials: &'a [Encoded],
    /// The act that this ballot replaces, if any.
    pub previous: Option<&'a [u8; 32]>,
}

/// Which member of a part is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `Part::ciphertexts`.
    Ciphertexts,
    /// `Part::commitments`.
    Commitments,
    /// `Part::responses`.
    Responses,
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Field::Ciphertexts => "ciphertext",
            Field::Commitments => "commitment",
            Field::Responses => "response",
        })
    }
}

/// Why a part's bytes are refused, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// Not W of each.
    #[error("{found} {field}s where the contest has {expected} blocks")]
    Width {
        /// Which list.
        field: Field,
        /// W.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// One of them is not what it should be.
    #[error("{field} of block {block}: {what}")]
    Malformed {
        /// Which list.
        field: Field,
        /// Its place in the list.
        block: usize,
        /// What is wrong.
        what: Malformed,
    },
}

/// The proof does not show knowledge of the randomness under this statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ballot's proof does not hold for this contest, credential and previous act")]
pub struct InvalidProof;

/// A part whose bytes are all canonical and whose lists have W items: what remains is the proof.
#[derive(Clone, Debug)]
pub struct DecodedPart {
    /// The bytes: the challenge is over them.
    part: Part,
    a: Vec<RistrettoPoint>,
    b: Vec<RistrettoPoint>,
    commitments: Vec<RistrettoPoint>,
    responses: Vec<Scalar>,
}

impl DecodedPart {
    /// Decodes a part of a contest whose ballots have `blocks` blocks (§7.4 steps 1 and 2).
    pub fn decode(part: &Part, blocks: usize) -> Result<Self, PartError> {
        for (field, found) in [
            (Field::Ciphertexts, part.ciphertexts.len()),
            (Field::Commitments, part.commitments.len()),
            (Field::Responses, part.responses.len()),
        ] {
            if found != blocks {
                return Err(PartError::Width { field, expected: blocks, found });
            }
        }
        let mut decoded = DecodedPart {
            part: part.clone(),
            a: Vec::with_capacity(blocks),
            b: Vec::with_capacity(blocks),
            commitments: Vec::with_capacity(blocks),
            responses: Vec::with_capacity(blocks),
        };
        let at = |field, block| move |what| PartError::Malformed { field, block, what };
        for j in 0..blocks {
            let c = part.ciphertexts[j].decode().map_err(at(Field::Ciphertexts, j))?;
            decoded.a.push(c.a);
            decoded.b.push(c.b);
            decoded.commitments.push(group::point(&part.commitments[j]).map_err(at(Field::Commitments, j))?);
            decoded.responses.push(group::scalar(&part.responses[j]).map_err(at(Field::Responses, j))?);
        }
        Ok(decoded)
    }

    /// The bytes that it was decoded from.
    pub fn part(&self) -> &Part {
        &self.part
    }

    /// a_j, decoded.
    pub fn a(&self) -> &[RistrettoPoint] {
        &self.a
    }

    /// b_j, decoded.
    pub fn b(&self) -> &[RistrettoPoint] {
        &self.b
    }
}

/// c = H512("hustings/v1 ballot", ctx, contest, credentials, previous, W, (a, b)…, A…) (§7.4).
///
/// `previous` is a list of none or one. Prover and verifier both take it from here.
pub fn challenge(
    statement: &BallotStatement<'_>,
    ciphertexts: &[EncodedCiphertext],
    commitments: &[Encoded],
) -> Scalar {
    let mut t = Transcript::new("hustings/v1 ballot");
    t.part(statement.context.as_bytes())
        .number(u64::from(statement.contest))
        .parts(statement.credentials)
        .parts(statement.previous.as_slice())
        .number(ciphertexts.len() as u64)
        .parts(ciphertexts)
        .parts(commitments);
    t.challenge()
}

/// Verifies one part: z_j·G = A_j + c·a_j for every block (§7.4 step 4).
pub fn verify(statement: &BallotStatement<'_>, part: &DecodedPart) -> Result<(), InvalidProof> {
    let c = challenge(statement, &part.part.ciphertexts, &part.part.commitments);
    for ((a, commitment), z) in part.a.iter().zip(&part.commitments).zip(&part.responses) {
        if RistrettoPoint::vartime_double_scalar_mul_basepoint(&-c, a, z) != *commitment {
            return Err(InvalidProof);
        }
    }
    Ok(())
}

/// Verifies many parts at once; on failure names each one that `verify` refuses.
///
/// One multiscalar multiplication a chunk, chunks in parallel; the weights come from `rng`, which
/// must be the verifier's own (§4.6).
pub fn verify_batch<P: Borrow<DecodedPart> + Sync, R: CryptoRng + ?Sized>(
    items: &[(BallotStatement<'_>, P)],
    rng: &mut R,
) -> Result<(), BatchFailure<InvalidProof>> {
    let challenges: Vec<Scalar> = items
        .par_iter()
        .map(|(s, p)| challenge(s, &p.borrow().part.ciphertexts, &p.borrow().part.commitments))
        .collect();
    let blocks = |r: Range<usize>| items[r].iter().map(|(_, p)| p.borrow().a.len()).sum();
    let failing = batch::failing(items.len(), CHUNK, rng, blocks, |r, weights| {
        let parts = items[r.clone()].iter().map(|(_, p)| p.borrow());
        sum_is_zero(parts.zip(&challenges[r]), weights)
    });
    if failing.is_empty() {
        return Ok(());
    }
    Err(BatchFailure { failures: failing.into_iter().map(|i| (i, InvalidProof)).collect() })
}

/// Parts a multiscalar multiplication: beyond this the points leave the cache.
const CHUNK: usize = 16_384;

/// Σ ω(z·G − c·a − A) = 0, one weight ω a block?
fn sum_is_zero<'a>(parts: impl Iterator<Item = (&'a DecodedPart, &'a Scalar)>, weights: &[Scalar]) -> bool {
    let mut base = Scalar::ZERO;
    let mut scalars = Vec::with_capacity(2 * weights.len() + 1);
    let mut points = Vec::with_capacity(2 * weights.len() + 1);
    let mut weights = weights.iter();
    for (part, c) in parts {
        // A width of 0 cannot be: BallotSpace has at least one block.
        let blocks = part.a.iter().zip(&part.commitments).zip(&part.responses);
        for (((a, commitment), z), w) in blocks.zip(&mut weights) {
            base -= w * z;
            scalars.extend([w * c, *w]);
            points.extend([*a, *commitment]);
        }
    }
    scalars.push(base);
    points.push(RISTRETTO_BASEPOINT_POINT);
    RistrettoPoint::vartime_multiscalar_mul(&scalars, &points).is_identity()
}
