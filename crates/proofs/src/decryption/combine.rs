//! Combining t trustees' shares of a list (§8.3), and the lot seed (§8.4).

use super::{Opened, VerifiedShares};
use crate::{
    group::{self, Encoded},
    transcript::Transcript,
};
use curve25519_dalek::{RistrettoPoint, Scalar, traits::VartimeMultiscalarMul};
use rayon::prelude::*;

/// An opened list: its plaintexts as published, and what its lots are drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    width: usize,
    plaintexts: Vec<u8>,
    lot: Encoded,
    lot_seed: [u8; 64],
}

/// Why shares do not open a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// Fewer distinct trustees than the threshold.
    #[error("shares of {got} trustees where {threshold} are needed")]
    TooFew {
        /// t.
        threshold: usize,
        /// Distinct trustees.
        got: usize,
    },
    /// Shares of another list, election or close.
    #[error("trustee {0}'s shares are of another list")]
    OtherList(u32),
}

/// Opens a list with the `threshold` lowest of the trustees whose shares are given (§8.3).
///
/// Any t give the same plaintexts; the lowest are taken so that two implementations do the same
/// work. Shares of one trustee given twice count once.
pub fn combine(
    opened: &Opened,
    threshold: usize,
    shares: &[VerifiedShares],
) -> Result<Opening, CombineError> {
    let identity = opened.identity();
    if let Some(other) = shares.iter().find(|s| s.opened != identity) {
        return Err(CombineError::OtherList(other.trustee));
    }
    let mut chosen: Vec<&VerifiedShares> = shares.iter().collect();
    chosen.sort_by_key(|s| s.trustee);
    chosen.dedup_by_key(|s| s.trustee);
    if chosen.len() < threshold || threshold == 0 {
        return Err(CombineError::TooFew { threshold, got: chosen.len() });
    }
    chosen.truncate(threshold);
    let lambda = lagrange(&chosen.iter().map(|s| s.trustee).collect::<Vec<_>>());
    let small: Option<Vec<(bool, u64)>> = lambda.iter().map(small).collect();
    let at = |i: usize| {
        let points = chosen.iter().map(|s| &s.points[i]);
        match &small {
            Some(small) => small_sum(small, points),
            None => RistrettoPoint::vartime_multiscalar_mul(&lambda, points),
        }
    };
    // m = b − x·a.
    let ciphertexts = opened.list.ciphertexts();
    let plaintext = |(i, c): (usize, &crate::elgamal::Ciphertext)| group::encode(&(c.b - at(i)));
    let mut blocks: Vec<Encoded> = Vec::new();
    ciphertexts.par_iter().enumerate().map(plaintext).collect_into_vec(&mut blocks);
    let width = opened.list.width();
    let mut rows: Vec<&[Encoded]> = blocks.chunks_exact(width).collect();
    rows.par_sort_unstable();
    let lot = group::encode(&at(ciphertexts.len()));
    Ok(Opening { width, plaintexts: rows.concat().concat(), lot, lot_seed: lot_seed(opened, &lot) })
}

/// λ_j = Π m / (m − j) over the other indices m: Lagrange's coefficients at 0. The indices are
/// distinct and less than ℓ, so that no difference is zero.
fn lagrange(indices: &[u32]) -> Vec<Scalar> {
    let coefficient = |&j: &u32| {
        let others = indices.iter().filter(|&&m| m != j);
        let (numerator, denominator) = others.fold((Scalar::ONE, Scalar::ONE), |(n, d), &m| {
            (n * Scalar::from(m), d * (Scalar::from(m) - Scalar::from(j)))
        });
        numerator * denominator.invert()
    };
    indices.iter().map(coefficient).collect()
}

/// Whether a coefficient is negative, and its absolute value, if that is below 2⁶⁴. With the trustees
/// 1…t, the usual case, the coefficients are ± binomials of t.
fn small(lambda: &Scalar) -> Option<(bool, u64)> {
    let low = |s: &Scalar| {
        let (low, high) = s.as_bytes().split_first_chunk::<8>()?;
        high.iter().all(|b| *b == 0).then(|| u64::from_le_bytes(*low))
    };
    low(lambda).map(|n| (false, n)).or_else(|| low(&-lambda).map(|n| (true, n)))
}

/// Σ ±n·P by doubling and adding: a few additions, where a multiscalar multiplication always
/// doubles 256 times.
fn small_sum<'a>(
    coefficients: &[(bool, u64)],
    points: impl Iterator<Item = &'a RistrettoPoint> + Clone,
) -> RistrettoPoint {
    let bits = coefficients.iter().map(|(_, n)| u64::BITS - n.leading_zeros()).max().unwrap_or(0);
    let mut sum = RistrettoPoint::default();
    for bit in (0..bits).rev() {
        sum += sum;
        for ((negative, _), point) in
            coefficients.iter().zip(points.clone()).filter(|((_, n), _)| n >> bit & 1 == 1)
        {
            if *negative { sum -= point } else { sum += point }
        }
    }
    sum
}

/// §8.4: `H512("hustings/v1 lot seed", context, contest, weight, root, x·a*)`.
fn lot_seed(opened: &Opened, lot: &Encoded) -> [u8; 64] {
    let mut t = Transcript::new("hustings/v1 lot seed");
    opened.name(&mut t);
    t.part(lot);
    t.bytes()
}

impl Opening {
    /// The published profile (§8.3): N rows of W encoded points, sorted as bytes.
    pub fn plaintexts(&self) -> &[u8] {
        &self.plaintexts
    }

    /// The rows of the profile, 32·W bytes each.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.plaintexts.chunks_exact(32 * self.width)
    }

    /// x·a*, encoded.
    pub fn lot(&self) -> &Encoded {
        &self.lot
    }

    /// The seed of this list's lots (§8.4).
    pub fn lot_seed(&self) -> &[u8; 64] {
        &self.lot_seed
    }
}
