//! Making a mix: shuffle, re-encryption and proof (§8.1).

mod secrets;

use crate::{
    batch_encode::encode_doubled,
    elgamal::{EncryptionKey, h_table},
};
use curve25519_dalek::{
    RistrettoPoint, Scalar, constants::RISTRETTO_BASEPOINT_TABLE, traits::MultiscalarMul,
};
use hustings_proofs::{
    Context,
    elgamal::Ciphertext,
    generators,
    group::{self, Malformed},
    list::{CiphertextList, ListError},
    shuffle::{Proof, Statement, challenge, row_weights, seed},
};
use rand_core::CryptoRng;
use rayon::prelude::*;
use secrets::{Accumulated, Secrets};

/// How often each row is counted in what `progress` is told.
pub const STEPS_PER_ROW: usize = 4;

/// Rows that a thread takes at once: their encodings share an inversion, and the tables of the
/// multiscalar multiplication (1,280 bytes a term) stay in the cache.
const CHUNK: usize = 128;

/// What is to be mixed: a [`Statement`] without its output.
#[derive(Clone, Copy, Debug)]
pub struct ToMix<'a> {
    /// The election's context (§4.3).
    pub context: &'a Context,
    /// The joint key Y, the one that the context binds.
    pub key: &'a RistrettoPoint,
    /// The contest's number in the manifest.
    pub contest: u32,
    /// The weight of the list's votes.
    pub weight: u64,
    /// 1 for the first mix of this list, one more for each.
    pub mix: u32,
    /// The mixer's Ed25519 key.
    pub mixer: &'a [u8; 32],
    /// N ≥ 1 rows.
    pub input: &'a CiphertextList,
}

/// A mix: the list after, and the bytes of its proof.
pub struct Mix {
    /// The output list; its bytes are what is published.
    pub output: CiphertextList,
    /// The proof (§8.1), `Proof::length` bytes.
    pub proof: Vec<u8>,
}

/// Why nothing was mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MixError {
    /// No row.
    #[error("there is nothing to mix")]
    Empty,
    /// The joint key is the identity.
    #[error("joint key: {0}")]
    Key(#[source] Malformed),
    /// The output came out with an identity: with a probability of 2⁻²⁵², or from a broken generator.
    #[error("the mix came out malformed; mix again: {0}")]
    Output(#[source] ListError),
}

/// Shuffles a list and proves it. Draws everything secret from `rng` and erases it.
///
/// `progress` is told how many rows a step has just finished: [`STEPS_PER_ROW`]·N in all.
///
/// Every multiplication by a secret is constant-time, the multiscalar ones too: the permutation
/// would follow from their nonces. Memory is addressed by the permutation (steps 1 and 2), so that a
/// program on the same machine that watches the cache might learn of it: mix on a machine of your own.
pub fn shuffle<R: CryptoRng + ?Sized>(
    task: &ToMix,
    rng: &mut R,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Mix, MixError> {
    if task.input.is_empty() {
        return Err(MixError::Empty);
    }
    let secrets = Secrets::draw(task.input.rows(), task.input.width(), rng);
    prove(task, &secrets, progress)
}

/// The mix that follows from the secrets.
fn prove(task: &ToMix, secrets: &Secrets, progress: &(dyn Fn(usize) + Sync)) -> Result<Mix, MixError> {
    let (rows, width) = (task.input.rows(), task.input.width());
    let key = EncryptionKey::new(task.key).map_err(MixError::Key)?;
    let generators = generators::generators(rows);

    // §8.1 step 1: row i of the output is row π(i) of the input, re-encrypted block by block.
    let output = reencrypt(task.input, &key, secrets, progress);
    let output = CiphertextList::from_ciphertexts(output, width).map_err(MixError::Output)?;
    let ToMix { context, key: joint, contest, weight, mix, mixer, input } = *task;
    let statement = Statement { context, key: joint, contest, weight, mix, mixer, input, output: &output };

    // The proof is written in place, part by part.
    let mut proof = vec![0; Proof::length(rows, width)];
    let (points, responses) = proof.split_at_mut(32 * (3 * rows + 3 + 2 * width));
    let (c, points) = points.split_at_mut(32 * rows);
    let (chain, points) = points.split_at_mut(32 * rows);
    let (chain_nonces, nonces) = points.split_at_mut(32 * rows);

    // Step 2: c_{π(i)} = r_i·G + h_i.
    commit_permutation(c, &generators, secrets, progress);

    // Steps 3 and 4: the seed and the rows' weights.
    let seed = seed(&statement, c);
    let u = row_weights(&seed, rows);

    // Step 5: ĉ_i = r̂_i·G + u′_i·ĉ_{i−1} = R_i·G + U_i·h; step 6: t̂_i.
    let accumulated = Accumulated::new(secrets, &u);
    commit_chain(chain, chain_nonces, secrets, &accumulated, progress);

    // Step 6: t₁, t₂, t₃, t₄.
    commit_nonces(nonces, &key, &generators, &output, secrets, progress);

    // Steps 7 and 8.
    let e = challenge(&seed, chain, nonces, chain_nonces);
    for (out, s) in responses.chunks_exact_mut(32).zip(secrets.respond(&accumulated, &e)) {
        out.copy_from_slice(s.as_bytes());
    }
    Ok(Mix { output, proof })
}

/// Step 1: (a, b)_{i,k} of the output = (a, b)_{π(i),k} of the input + ρ_{i,k}·(G, Y).
fn reencrypt(
    input: &CiphertextList,
    key: &EncryptionKey,
    secrets: &Secrets,
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Ciphertext> {
    let width = input.width();
    let chunk = |(rows, factors): (&[usize], &[Scalar])| {
        let mixed: Vec<Ciphertext> = rows
            .iter()
            .zip(factors.chunks_exact(width))
            .flat_map(|(&row, factors)| input.row(row).iter().zip(factors))
            .map(|(before, factor)| key.reencrypt(before, factor))
            .collect();
        progress(rows.len());
        mixed
    };
    let factors = secrets.reencryption.par_chunks(CHUNK * width);
    secrets.permutation.par_chunks(CHUNK).zip(factors).flat_map_iter(chunk).collect()
}

/// Step 2, into the N·32 bytes of c.
fn commit_permutation(
    c: &mut [u8],
    generators: &[RistrettoPoint],
    secrets: &Secrets,
    progress: &(dyn Fn(usize) + Sync),
) {
    let chunk = |(factors, generators): (&[Scalar], &[RistrettoPoint])| {
        let commit = |(r, h): (&Scalar, &RistrettoPoint)| group::encode(&(r * RISTRETTO_BASEPOINT_TABLE + h));
        let committed: Vec<[u8; 32]> = factors.iter().zip(generators).map(commit).collect();
        progress(factors.len());
        committed
    };
    let factors = secrets.commitment.par_chunks(CHUNK);
    let in_order: Vec<[u8; 32]> = factors.zip(generators.par_chunks(CHUNK)).flat_map_iter(chunk).collect();
    for (&row, commitment) in secrets.permutation.iter().zip(&in_order) {
        c[32 * row..32 * (row + 1)].copy_from_slice(commitment);
    }
}

/// Steps 5 and 6, into the bytes of ĉ and of t̂, where t̂_i = ω̂_i·G + ω′_i·ĉ_{i−1}: all from the
/// fixed bases G and h, since the prover knows ĉ_{i−1} = R_{i−1}·G + U_{i−1}·h.
fn commit_chain(
    chain: &mut [u8],
    chain_nonces: &mut [u8],
    secrets: &Secrets,
    accumulated: &Accumulated,
    progress: &(dyn Fn(usize) + Sync),
) {
    let commit = |on_g: Scalar, on_h: Scalar| {
        &on_g.div_by_2() * RISTRETTO_BASEPOINT_TABLE + &on_h.div_by_2() * h_table()
    };
    let Accumulated { r, u, .. } = accumulated;
    let chunk = |(k, (chain, nonces)): (usize, (&mut [u8], &mut [u8]))| {
        let rows = k * CHUNK..k * CHUNK + chain.len() / 32;
        let links: Vec<RistrettoPoint> = rows.clone().map(|i| commit(r[i + 1], u[i + 1])).collect();
        encode_doubled(&links, chain);
        let nonce = |i: usize| {
            let w = secrets.weight_nonces[i];
            commit(secrets.chain_nonces[i] + w * r[i], w * u[i])
        };
        encode_doubled(&rows.clone().map(nonce).collect::<Vec<_>>(), nonces);
        progress(rows.len());
    };
    chain.par_chunks_mut(32 * CHUNK).zip(chain_nonces.par_chunks_mut(32 * CHUNK)).enumerate().for_each(chunk);
}

/// Step 6, into the bytes of t₁ t₂ t₃ t₄: t₁ = ω₁·G, t₂ = ω₂·G, t₃ = ω₃·G + Σ ω′_i·h_i, and for each
/// block t₄ = Σ ω′_i·(a′_i, b′_i) − ω₄·(G, Y).
fn commit_nonces(
    nonces: &mut [u8],
    key: &EncryptionKey,
    generators: &[RistrettoPoint],
    output: &CiphertextList,
    secrets: &Secrets,
    progress: &(dyn Fn(usize) + Sync),
) {
    let width = output.width();
    // Σ ω′_i·P_i for the generators and for each column of the output, in chunks of rows.
    let chunk = |((w, generators), rows): ((&[Scalar], &[RistrettoPoint]), &[Ciphertext])| {
        let column = |k: usize| rows.iter().skip(k).step_by(width);
        let mut sums = vec![RistrettoPoint::multiscalar_mul(w, generators)];
        for k in 0..width {
            sums.push(RistrettoPoint::multiscalar_mul(w, column(k).map(|c| &c.a)));
            sums.push(RistrettoPoint::multiscalar_mul(w, column(k).map(|c| &c.b)));
        }
        progress(w.len());
        sums
    };
    let add = |mut x: Vec<RistrettoPoint>, y: Vec<RistrettoPoint>| {
        x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
        x
    };
    let sums = secrets.weight_nonces.par_chunks(CHUNK).zip(generators.par_chunks(CHUNK));
    let sums = sums.zip(output.ciphertexts().par_chunks(CHUNK * width)).map(chunk);
    let sums = sums.reduce(|| vec![RistrettoPoint::default(); 1 + 2 * width], add);

    let [w1, w2, w3] = secrets.nonces;
    let g = RISTRETTO_BASEPOINT_TABLE;
    let mut points = vec![&w1 * g, &w2 * g, &w3 * g + sums[0]];
    for (w4, sums) in secrets.block_nonces.iter().zip(sums[1..].chunks_exact(2)) {
        points.extend([sums[0] - w4 * g, sums[1] - w4 * key.table()]);
    }
    for (out, point) in nonces.chunks_exact_mut(32).zip(&points) {
        out.copy_from_slice(&group::encode(point));
    }
}

#[cfg(test)]
mod tests;
