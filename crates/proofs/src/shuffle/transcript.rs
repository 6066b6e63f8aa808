//! The three transcripts of a shuffle (§8.1 steps 3, 4 and 7), the same for prover and verifier.

use super::Statement;
use crate::transcript::Transcript;
use curve25519_dalek::Scalar;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Step 3: the seed, over the whole statement and the commitments to the permutation (32·N bytes).
pub fn seed(statement: &Statement, permutation_commitments: &[u8]) -> [u8; 64] {
    let mut t = Transcript::new("hustings/v1 shuffle seed");
    t.part(statement.context.as_bytes());
    t.number(statement.contest.into()).number(statement.weight);
    t.number(statement.mix.into()).part(statement.mixer);
    t.number(statement.input.rows() as u64).number(statement.input.width() as u64);
    t.part(statement.input.sha256()).part(statement.output.sha256());
    t.part(&Sha256::digest(permutation_commitments));
    t.bytes()
}

/// Step 4: u_1 … u_N, 128 bits each.
pub fn row_weights(seed: &[u8; 64], rows: usize) -> Vec<Scalar> {
    let mut prefix = Transcript::new("hustings/v1 shuffle u");
    prefix.part(seed);
    let weight = |i: usize| {
        let mut t = prefix.clone();
        t.number(i as u64);
        t.weight()
    };
    (1..=rows).into_par_iter().map(weight).collect()
}

/// Step 7: the challenge, over the bytes of ĉ, of t₁ t₂ t₃ t₄ and of t̂.
pub fn challenge(seed: &[u8; 64], chain: &[u8], nonces: &[u8], chain_nonces: &[u8]) -> Scalar {
    let mut t = Transcript::new("hustings/v1 shuffle");
    t.part(seed).part(chain).part(nonces).part(chain_nonces);
    t.challenge()
}
