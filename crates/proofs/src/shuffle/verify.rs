//! Verification of a shuffle: all equations of §8.1 as one random linear combination.

use super::{Proof, ShuffleError, Statement, VerifiedMix, challenge, row_weights, seed};
use crate::{batch, generators, parallel};
use curve25519_dalek::{
    RistrettoPoint, Scalar,
    traits::{IsIdentity, VartimeMultiscalarMul},
};
use rand_core::CryptoRng;
use rayon::prelude::*;
use std::ops::Range;

/// Rows that go into one multiscalar multiplication, at least and at most: long enough for
/// Pippenger's buckets to pay, short enough to stay in the cache.
const ROWS: (usize, usize) = (128, 2048);

/// The weights of the linear combination, one an equation (§4.6), and what all chunks need.
struct Combination<'a> {
    statement: &'a Statement<'a>,
    proof: &'a Proof,
    /// h_1 … h_N.
    generators: Vec<RistrettoPoint>,
    /// u_1 … u_N.
    u: Vec<Scalar>,
    /// The challenge e.
    e: Scalar,
    /// Weights of equations 1, 2 and 3.
    w: [Scalar; 3],
    /// Weights of equation 4: for a and for b of each block.
    w4: Vec<[Scalar; 2]>,
    /// Weights of equation 5, one a row.
    v: Vec<Scalar>,
}

/// Checks a mix (§8.1): the shapes, then equations 1 to 5 under weights from the caller's generator.
///
/// # Errors
/// [`ShuffleError::Empty`], [`ShuffleError::Shape`] or [`ShuffleError::Equation`].
pub fn verify<R: CryptoRng + ?Sized>(
    statement: &Statement,
    proof: &Proof,
    rng: &mut R,
) -> Result<VerifiedMix, ShuffleError> {
    let (rows, width) = statement.shape()?;
    if proof.shape() != (rows, width) {
        return Err(ShuffleError::Shape { input: (rows, width), output: proof.shape() });
    }
    let seed = seed(statement, proof.permutation_bytes());
    let (chain, chain_nonces, nonces) = proof.challenge_bytes();
    let combination = Combination {
        statement,
        proof,
        generators: generators::generators(rows),
        u: row_weights(&seed, rows),
        e: challenge(&seed, chain, nonces, chain_nonces),
        w: [batch::weight(rng), batch::weight(rng), batch::weight(rng)],
        w4: (0..width).map(|_| [batch::weight(rng), batch::weight(rng)]).collect(),
        v: batch::weights(rows, rng),
    };
    if combination.sum().is_identity() { Ok(VerifiedMix::of(statement)) } else { Err(ShuffleError::Equation) }
}

impl Combination<'_> {
    /// Σ weight·(right − left) over the equations of §8.1, each written as 0 = right − left.
    fn sum(&self) -> RistrettoPoint {
        let piece = parallel::piece(self.u.len(), ROWS.0, ROWS.1);
        let pieces = self.u.len().div_ceil(piece);
        let sum = |k: usize| self.rows(k * piece..self.u.len().min((k + 1) * piece));
        let rows: RistrettoPoint = (0..pieces).into_par_iter().map(sum).sum();
        rows + self.constant()
    }

    /// The terms in G, Y, h, ĉ_N and the nonce commitments t₁…t₄.
    fn constant(&self) -> RistrettoPoint {
        let Combination { statement, proof, e, w, w4, v, .. } = self;
        let (s, s4) = proof.responses().split_at(3);
        let on_g = w.iter().zip(s).map(|(w, s)| w * s).sum::<Scalar>()
            + v.iter().zip(proof.chain_responses()).map(|(v, s)| v * s).sum::<Scalar>()
            - w4.iter().zip(s4).map(|([a, _], s)| a * s).sum::<Scalar>();
        let on_key: Scalar = w4.iter().zip(s4).map(|([_, b], s)| b * s).sum();
        let product: Scalar = self.u.iter().product();
        let on_h = w[1] * e * product + v[0] * proof.weight_responses()[0];
        let on_chain_end = w[1] * e;
        let on_nonces = w.iter().chain(w4.iter().flatten()).map(|w| -w);
        let scalars = [on_g, -on_key, on_h, -on_chain_end].into_iter().chain(on_nonces);
        let points = [
            curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT,
            *statement.key,
            generators::h(),
            proof.chain()[proof.chain().len() - 1],
        ];
        let points = points.iter().chain(proof.nonces());
        RistrettoPoint::vartime_multiscalar_mul(scalars.collect::<Vec<_>>(), points)
    }

    /// The terms of the rows in `range`: h_i, c_i, ĉ_i, t̂_i, and both ciphertexts of each block.
    fn rows(&self, range: Range<usize>) -> RistrettoPoint {
        let Combination { statement, proof, e, w, w4, v, u, .. } = self;
        let width = statement.input.width();
        let s = proof.weight_responses();
        let mut scalars = Vec::with_capacity(range.len() * (4 + 4 * width));
        let mut points: Vec<&RistrettoPoint> = Vec::with_capacity(scalars.capacity());
        for i in range {
            // 1: e·h_i; 3: s′_i·h_i.
            scalars.push(w[0] * e + w[2] * s[i]);
            points.push(&self.generators[i]);
            // 1: −e·c_i; 3: −e·u_i·c_i.
            scalars.push(-e * (w[0] + w[2] * u[i]));
            points.push(&proof.permutation()[i]);
            // 5 of row i: −e·ĉ_i; of row i + 1: s′_{i+1}·ĉ_i.
            let next = v.get(i + 1).zip(s.get(i + 1)).map_or(Scalar::ZERO, |(v, s)| v * s);
            scalars.push(next - e * v[i]);
            points.push(&proof.chain()[i]);
            // 5: −t̂_i.
            scalars.push(-v[i]);
            points.push(&proof.chain_nonces()[i]);
            // 4: s′_i·(a′, b′) − e·u_i·(a, b) of each block.
            let eu = -e * u[i];
            let blocks = statement.input.row(i).iter().zip(statement.output.row(i)).zip(w4);
            for ((before, after), [w_a, w_b]) in blocks {
                scalars.extend([w_a * s[i], w_b * s[i], w_a * eu, w_b * eu]);
                points.extend([&after.a, &after.b, &before.a, &before.b]);
            }
        }
        RistrettoPoint::vartime_multiscalar_mul(scalars, points)
    }
}

impl VerifiedMix {
    fn of(statement: &Statement) -> Self {
        VerifiedMix {
            mix: statement.mix,
            mixer: *statement.mixer,
            input: *statement.input.sha256(),
            output: *statement.output.sha256(),
        }
    }
}
