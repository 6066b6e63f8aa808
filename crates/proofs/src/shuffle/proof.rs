//! The bytes of a proof of a shuffle (§8.1).

use super::ShuffleError;
use crate::group::{self, Malformed};
use curve25519_dalek::{RistrettoPoint, Scalar};
use rayon::prelude::*;

/// A part of the proof's bytes: what a malformed element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// c: commitments to the permutation, N points.
    PermutationCommitments,
    /// ĉ: the chain of commitments, N points.
    Chain,
    /// t̂: the chain's nonce commitments, N points.
    ChainNonces,
    /// t₁, t₂, t₃, then t₄: 3 + 2W points.
    Nonces,
    /// s₁, s₂, s₃, then s₄: 3 + W scalars.
    Responses,
    /// ŝ: the chain's responses, N scalars.
    ChainResponses,
    /// s′: the permuted weights' responses, N scalars.
    WeightResponses,
}

/// A parsed proof: every point and scalar canonical, nothing checked yet.
///
/// Layout, in units of 32 bytes: c (N) ‖ ĉ (N) ‖ t̂ (N) ‖ t₁ t₂ t₃ ‖ t₄ (2W: a then b of each
/// block) ‖ s₁ s₂ s₃ ‖ s₄ (W) ‖ ŝ (N) ‖ s′ (N).
#[derive(Clone)]
pub struct Proof {
    bytes: Vec<u8>,
    rows: usize,
    width: usize,
    points: Vec<RistrettoPoint>,
    scalars: Vec<Scalar>,
}

impl Proof {
    /// 160·N + 96·W + 192.
    pub fn length(rows: usize, width: usize) -> usize {
        160 * rows + 96 * width + 192
    }

    /// Parses the proof for N rows of W ciphertexts, in parallel.
    pub fn parse(bytes: Vec<u8>, rows: usize, width: usize) -> Result<Self, ShuffleError> {
        let expected = Self::length(rows, width);
        if bytes.len() != expected {
            return Err(ShuffleError::Length { expected, got: bytes.len() });
        }
        let (points, scalars) = bytes.split_at(32 * points(rows, width));
        let points = decode(points, group::point).map_err(|(i, cause)| locate(i, rows, width, cause))?;
        let first_scalar = points.len();
        let scalars = decode(scalars, group::scalar)
            .map_err(|(i, cause)| locate(first_scalar + i, rows, width, cause))?;
        Ok(Proof { bytes, rows, width, points, scalars })
    }

    /// (N, W).
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.width)
    }

    /// The bytes it was parsed from.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of c, which the seed is over.
    pub(super) fn permutation_bytes(&self) -> &[u8] {
        &self.bytes[..32 * self.rows]
    }

    /// The bytes of ĉ, of t̂, and of t₁…t₄, which the challenge is over.
    pub(super) fn challenge_bytes(&self) -> (&[u8], &[u8], &[u8]) {
        let n = 32 * self.rows;
        (
            &self.bytes[n..2 * n],
            &self.bytes[2 * n..3 * n],
            &self.bytes[3 * n..32 * points(self.rows, self.width)],
        )
    }

    /// c.
    pub(super) fn permutation(&self) -> &[RistrettoPoint] {
        &self.points[..self.rows]
    }

    /// ĉ.
    pub(super) fn chain(&self) -> &[RistrettoPoint] {
        &self.points[self.rows..2 * self.rows]
    }

    /// t̂.
    pub(super) fn chain_nonces(&self) -> &[RistrettoPoint] {
        &self.points[2 * self.rows..3 * self.rows]
    }

    /// t₁, t₂, t₃, then a and b of t₄ for each block.
    pub(super) fn nonces(&self) -> &[RistrettoPoint] {
        &self.points[3 * self.rows..]
    }

    /// s₁, s₂, s₃, then s₄ for each block.
    pub(super) fn responses(&self) -> &[Scalar] {
        &self.scalars[..3 + self.width]
    }

    /// ŝ.
    pub(super) fn chain_responses(&self) -> &[Scalar] {
        &self.scalars[3 + self.width..3 + self.width + self.rows]
    }

    /// s′.
    pub(super) fn weight_responses(&self) -> &[Scalar] {
        &self.scalars[3 + self.width + self.rows..]
    }
}

/// How many points stand before the scalars.
fn points(rows: usize, width: usize) -> usize {
    3 * rows + 3 + 2 * width
}

/// Decodes elements of 32 bytes in parallel; fails with the first bad one's index.
fn decode<T: Send>(
    bytes: &[u8],
    element: impl Fn(&[u8]) -> Result<T, Malformed> + Send + Sync,
) -> Result<Vec<T>, (usize, Malformed)> {
    let mut decoded: Vec<Result<T, Malformed>> = Vec::new();
    bytes.par_chunks_exact(32).map(element).collect_into_vec(&mut decoded);
    decoded.into_iter().enumerate().map(|(i, e)| e.map_err(|cause| (i, cause))).collect()
}

/// Which part the element at `position` belongs to.
fn locate(position: usize, rows: usize, width: usize, cause: Malformed) -> ShuffleError {
    let parts = [
        (Part::PermutationCommitments, rows),
        (Part::Chain, rows),
        (Part::ChainNonces, rows),
        (Part::Nonces, 3 + 2 * width),
        (Part::Responses, 3 + width),
        (Part::ChainResponses, rows),
    ];
    let mut index = position;
    for (part, length) in parts {
        if index < length {
            return ShuffleError::Malformed { part, index, cause };
        }
        index -= length;
    }
    ShuffleError::Malformed { part: Part::WeightResponses, index, cause }
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Part::PermutationCommitments => "permutation commitment",
            Part::Chain => "chain commitment",
            Part::ChainNonces => "chain nonce commitment",
            Part::Nonces => "nonce commitment",
            Part::Responses => "response",
            Part::ChainResponses => "chain response",
            Part::WeightResponses => "weight response",
        })
    }
}

impl core::fmt::Debug for Proof {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Proof({} rows of {})", self.rows, self.width)
    }
}
