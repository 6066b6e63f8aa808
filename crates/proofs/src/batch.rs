//! Batch verification (§4.6): random weights, and the search for those that fail.
//!
//! A batch adds many equations that must each give the identity, every one under its own weight.
//! One that does not hold leaves the sum at the identity with probability at most 2⁻¹²⁸, provided
//! that its author did not know the weights: they are drawn after all bytes are fixed, from the
//! verifier's own generator, and drawn anew for every sum that is taken.

use std::ops::Range;

use curve25519_dalek::Scalar;
use rand_core::CryptoRng;
use rayon::prelude::*;

/// Which items of a batch fail, and why, in ascending order of their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFailure<E> {
    /// Index in the slice given, and what is wrong with that item. Never empty.
    pub failures: Vec<(usize, E)>,
}

impl<E> BatchFailure<E> {
    /// The indices alone.
    pub fn indices(&self) -> Vec<usize> {
        self.failures.iter().map(|(i, _)| *i).collect()
    }
}

impl<E: std::fmt::Display> std::fmt::Display for BatchFailure<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of the batch fail", self.failures.len())?;
        match self.failures.first() {
            Some((i, e)) => write!(f, "; the first is item {i}: {e}"),
            None => Ok(()),
        }
    }
}

impl<E: std::fmt::Debug + std::fmt::Display> std::error::Error for BatchFailure<E> {}

/// One weight: 128 bits from the verifier's generator, not zero.
pub fn weight<R: CryptoRng + ?Sized>(rng: &mut R) -> Scalar {
    let mut bytes = [0; 16];
    loop {
        rng.fill_bytes(&mut bytes);
        let w = u128::from_le_bytes(bytes);
        if w != 0 {
            return Scalar::from(w);
        }
    }
}

/// `count` weights, one for each equation.
pub fn weights<R: CryptoRng + ?Sized>(count: usize, rng: &mut R) -> Vec<Scalar> {
    (0..count).map(|_| weight(rng)).collect()
}

/// Which of the items 0…n−1 fail; empty when all hold.
///
/// `holds(range, weights)` says whether the weighted sum of all equations of the items in `range` is
/// the identity; it gets `equations(range)` fresh weights. For a range of one item it is asked in
/// the same way, so that its answer differs from `single`'s with probability at most 2⁻¹²⁸.
///
/// Ranges of about `chunk` items are summed in parallel; each that fails is halved until single
/// items are left, with weights drawn anew at each halving.
pub fn failing<R: CryptoRng + ?Sized>(
    n: usize,
    chunk: usize,
    rng: &mut R,
    equations: impl Fn(Range<usize>) -> usize + Sync,
    holds: impl Fn(Range<usize>, &[Scalar]) -> bool + Sync,
) -> Vec<usize> {
    let mut suspects: Vec<Range<usize>> = chunks(n, chunk);
    let mut found = Vec::new();
    while !suspects.is_empty() {
        let drawn: Vec<(Range<usize>, Vec<Scalar>)> =
            suspects.into_iter().map(|r| (r.clone(), weights(equations(r), rng))).collect();
        let failed: Vec<Range<usize>> =
            drawn.into_par_iter().filter(|(r, w)| !holds(r.clone(), w)).map(|(r, _)| r).collect();
        suspects = Vec::new();
        for range in failed {
            if range.len() == 1 {
                found.push(range.start);
            } else {
                let middle = range.start + range.len() / 2;
                suspects.push(range.start..middle);
                suspects.push(middle..range.end);
            }
        }
    }
    found.sort_unstable();
    found
}

/// 0…n−1 as ranges of nearly equal length: at least as many as there are threads when that leaves
/// them long enough for the multiscalar multiplication to pay, none longer than `chunk`.
fn chunks(n: usize, chunk: usize) -> Vec<Range<usize>> {
    const WORTHWHILE: usize = 512;
    if n == 0 {
        return Vec::new();
    }
    let by_threads = rayon::current_num_threads().min(n.div_ceil(WORTHWHILE));
    let count = n.div_ceil(chunk.max(1)).max(by_threads).max(1);
    (0..count).map(|i| i * n / count..(i + 1) * n / count).collect()
}
