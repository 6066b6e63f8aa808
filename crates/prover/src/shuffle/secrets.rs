//! Everything secret in one shuffle: drawn at once, erased when dropped.

use curve25519_dalek::Scalar;
use rand_core::CryptoRng;
use rayon::prelude::*;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The permutation, the factors and the nonces of one shuffle (§8.1 steps 1, 2, 5 and 6).
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Secrets {
    /// π, from 0: row i of the output is row π(i) of the input.
    pub permutation: Vec<usize>,
    /// ρ_{i,k}: N·W re-encryption factors, each drawn on its own. One factor for all blocks of a
    /// row would pass verification and show everyone which row came from which.
    pub reencryption: Vec<Scalar>,
    /// r_i, of the permutation commitments.
    pub commitment: Vec<Scalar>,
    /// r̂_i, of the chain.
    pub chain: Vec<Scalar>,
    /// ω₁, ω₂, ω₃.
    pub nonces: [Scalar; 3],
    /// ω₄ of each block.
    pub block_nonces: Vec<Scalar>,
    /// ω̂_i.
    pub chain_nonces: Vec<Scalar>,
    /// ω′_i.
    pub weight_nonces: Vec<Scalar>,
}

/// What follows from the secrets and the rows' weights: u′, and the chain's exponents.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Accumulated {
    /// u′_i = u_{π(i)}.
    permuted: Vec<Scalar>,
    /// R_0 = 0, R_i = r̂_i + u′_i·R_{i−1}: N + 1 scalars.
    pub r: Vec<Scalar>,
    /// U_0 = 1, U_i = u′_i·U_{i−1}: N + 1 scalars.
    pub u: Vec<Scalar>,
}

impl Secrets {
    /// Draws all of it.
    pub fn draw<R: CryptoRng + ?Sized>(rows: usize, width: usize, rng: &mut R) -> Self {
        let mut scalars = |count: usize| -> Vec<Scalar> { (0..count).map(|_| Scalar::random(rng)).collect() };
        Secrets {
            reencryption: scalars(rows * width),
            commitment: scalars(rows),
            chain: scalars(rows),
            block_nonces: scalars(width),
            chain_nonces: scalars(rows),
            weight_nonces: scalars(rows),
            nonces: [Scalar::random(rng), Scalar::random(rng), Scalar::random(rng)],
            permutation: permutation(rows, rng),
        }
    }

    /// Step 8: s₁ s₂ s₃, s₄ of each block, ŝ, s′, as they stand in the proof.
    pub fn respond(&self, accumulated: &Accumulated, e: &Scalar) -> Vec<Scalar> {
        let Accumulated { permuted, r, .. } = accumulated;
        let [w1, w2, w3] = self.nonces;
        let rows = permuted.len();
        let width = self.block_nonces.len();
        let dot = |factors: &mut dyn Iterator<Item = &Scalar>| -> Scalar {
            permuted.iter().zip(factors).map(|(u, factor)| u * factor).sum()
        };
        let mut responses = Vec::with_capacity(3 + width + 2 * rows);
        responses.push(w1 + e * self.commitment.iter().sum::<Scalar>());
        responses.push(w2 + e * r[rows]);
        responses.push(w3 + e * dot(&mut self.commitment.iter()));
        for (k, w4) in self.block_nonces.iter().enumerate() {
            responses.push(w4 + e * dot(&mut self.reencryption.iter().skip(k).step_by(width)));
        }
        responses.extend(self.chain_nonces.iter().zip(&self.chain).map(|(w, r)| w + e * r));
        responses.extend(self.weight_nonces.iter().zip(permuted).map(|(w, u)| w + e * u));
        responses
    }
}

impl Accumulated {
    /// From u_1 … u_N: one pass, two multiplications of scalars a row.
    pub fn new(secrets: &Secrets, u: &[Scalar]) -> Self {
        let permuted: Vec<Scalar> = secrets.permutation.par_iter().map(|&row| u[row]).collect();
        let (mut chain_r, mut chain_u) = (Vec::with_capacity(u.len() + 1), Vec::with_capacity(u.len() + 1));
        let (mut r, mut product) = (Scalar::ZERO, Scalar::ONE);
        chain_r.push(r);
        chain_u.push(product);
        for (factor, weight) in secrets.chain.iter().zip(&permuted) {
            r = factor + weight * r;
            product *= weight;
            chain_r.push(r);
            chain_u.push(product);
        }
        Accumulated { permuted, r: chain_r, u: chain_u }
    }
}

/// A permutation of 0…n−1, all equally likely: Fisher and Yates, downwards.
fn permutation<R: CryptoRng + ?Sized>(n: usize, rng: &mut R) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        rows.swap(last, below(last as u64 + 1, rng) as usize);
    }
    rows
}

/// A number below `bound`, all equally likely: numbers past the last multiple of it are drawn again.
fn below<R: CryptoRng + ?Sized>(bound: u64, rng: &mut R) -> u64 {
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let x = rng.next_u64();
        if x < limit {
            return x % bound;
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(<redacted>)")
    }
}
