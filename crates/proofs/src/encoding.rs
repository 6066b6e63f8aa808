//! A ballot as digits, a number, blocks of 30 bytes, and points (§7.1, §7.2).

use curve25519_dalek::{RistrettoPoint, ristretto::CompressedRistretto};
use zeroize::{Zeroize, Zeroizing};

/// The most blocks that a contest may need: more do not fit in an act (§2.2).
pub const MAX_BLOCKS: usize = 240;

/// Thirty bytes of a ballot's number, little-endian.
pub type Block = [u8; 30];

/// Why a contest's ballots cannot be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpaceError {
    /// A digit with no value at all.
    #[error("digit {0} of the ballot has no possible value")]
    ZeroRadix(usize),
    /// More than `MAX_BLOCKS` blocks.
    #[error("the ballot needs more than {MAX_BLOCKS} blocks of 30 bytes, which no act can carry")]
    TooLarge,
}

/// Why digits are not a ballot of this contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DigitsError {
    /// Too few or too many.
    #[error("{found} digits where the contest has {expected}")]
    Count {
        /// How many the contest has.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A digit not below its radix.
    #[error("digit {place} is {digit}, but must be below {radix}")]
    Digit {
        /// Which digit.
        place: usize,
        /// Its value.
        digit: u64,
        /// Its radix.
        radix: u64,
    },
    /// None of the 16,384 candidates decodes: for one block in 2^6800.
    #[error("the ballot has no encoding as a group element")]
    NoPoint,
}

/// Why an opened ballot is spoilt (§7.2). S3, the rule's own check, belongs to the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum SpoiltReason {
    /// S1: a point is not the one that its block has: a smaller k decodes.
    #[error("S1: an opened point is not the encoding of a block")]
    NotABlock,
    /// S2: the number is not below the product of the radices.
    #[error("S2: the opened number is no ballot of this contest")]
    OutOfRange,
}

impl SpoiltReason {
    /// Its number in §7.2: 1 for S1.
    pub fn number(self) -> u8 {
        match self {
            SpoiltReason::NotABlock => 1,
            SpoiltReason::OutOfRange => 2,
        }
    }
}

/// The ballots of one contest: digits with radices, packed as n = Σ dᵢ·Πradix_{<i} (§7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotSpace {
    radices: Vec<u64>,
    blocks: usize,
}

impl BallotSpace {
    /// Radices in the digits' order, none of them 0. Without digits there is one ballot, n = 0.
    pub fn new(radices: Vec<u64>) -> Result<Self, SpaceError> {
        if let Some(place) = radices.iter().position(|r| *r == 0) {
            return Err(SpaceError::ZeroRadix(place));
        }
        let mut product = Number::one();
        for radix in &radices {
            product.multiply_add(*radix, 0);
            if product.0.len() > MAX_BLOCKS * 30 / 8 + 1 {
                return Err(SpaceError::TooLarge);
            }
        }
        // W = ⌈bits(Πradix − 1)/240⌉, at least 1.
        let blocks = product.minus_one().bits().div_ceil(240).max(1);
        if blocks > MAX_BLOCKS { Err(SpaceError::TooLarge) } else { Ok(BallotSpace { radices, blocks }) }
    }

    /// W: how many blocks a ballot has, the same for every ballot of the contest.
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// The radices, in the digits' order.
    pub fn radices(&self) -> &[u64] {
        &self.radices
    }

    /// Digits to W blocks.
    pub fn encode(&self, digits: &[u64]) -> Result<Vec<Block>, DigitsError> {
        if digits.len() != self.radices.len() {
            return Err(DigitsError::Count { expected: self.radices.len(), found: digits.len() });
        }
        let mut n = Number::default();
        for (place, (&digit, &radix)) in digits.iter().zip(&self.radices).enumerate().rev() {
            if digit >= radix {
                return Err(DigitsError::Digit { place, digit, radix });
            }
            n.multiply_add(radix, digit);
        }
        let bytes = Zeroizing::new(n.to_bytes(self.blocks * 30));
        n.0.zeroize();
        Ok(bytes.chunks_exact(30).map(|c| std::array::from_fn(|i| c[i])).collect())
    }

    /// Blocks back to digits; S2 where the number is not below Πradix (or there are not W blocks).
    pub fn decode(&self, blocks: &[Block]) -> Result<Vec<u64>, SpoiltReason> {
        if blocks.len() != self.blocks {
            return Err(SpoiltReason::OutOfRange);
        }
        let mut n = Number::from_bytes(blocks.as_flattened());
        let digits = self.radices.iter().map(|radix| n.divide(*radix)).collect();
        if n.is_zero() { Ok(digits) } else { Err(SpoiltReason::OutOfRange) }
    }

    /// Digits to W points, ready to be encrypted.
    pub fn points(&self, digits: &[u64]) -> Result<Vec<RistrettoPoint>, DigitsError> {
        let blocks = Zeroizing::new(self.encode(digits)?);
        blocks.iter().map(|b| block_to_point(b).ok_or(DigitsError::NoPoint)).collect()
    }

    /// Opened points back to digits: S1 for a point without a block, then S2.
    pub fn open(&self, points: &[RistrettoPoint]) -> Result<Vec<u64>, SpoiltReason> {
        let blocks = points.iter().map(point_to_block).collect::<Result<Vec<_>, _>>()?;
        self.decode(&blocks)
    }
}

/// The point of a block (§7.2): bytes 1 to 30 are the block, byte 0 is 2(k mod 128), byte 31 is
/// ⌊k/128⌋, with the smallest k in 0…16383 that decodes. The all-zero block is the identity.
///
/// One candidate in four decodes, so the search takes as long as the block makes it: about four
/// decodings, and how many depends on the vote. Someone who times a voter's device to a
/// microsecond learns at most k, which only tells blocks apart that he can list already. A constant
/// time search would take hundreds of decodings for a bound that is never certain. That is accepted
/// because the device sees the vote in the clear anyway, and does this before it sends anything:
/// what arrives at the server comes after a person's pause to read the tracker (§7.5).
pub fn block_to_point(block: &Block) -> Option<RistrettoPoint> {
    (0..=LAST_K).find_map(|k| candidate(block, k).decompress())
}

/// The block of an opened point (§7.2), or S1.
///
/// A canonical encoding is below 2²⁵⁵ and even, so every point reads as a block and a k in range;
/// what remains to be checked is that no smaller k decodes.
pub fn point_to_block(point: &RistrettoPoint) -> Result<Block, SpoiltReason> {
    let bytes = point.compress().to_bytes();
    let k = u16::from(bytes[0] / 2) + 128 * u16::from(bytes[31]);
    let block = std::array::from_fn(|i| bytes[i + 1]);
    if (0..k).any(|smaller| candidate(&block, smaller).decompress().is_some()) {
        return Err(SpoiltReason::NotABlock);
    }
    Ok(block)
}

const LAST_K: u16 = 16_383;

fn candidate(block: &Block, k: u16) -> CompressedRistretto {
    let mut bytes = [0; 32];
    bytes[0] = 2 * (k % 128) as u8;
    bytes[1..31].copy_from_slice(block);
    bytes[31] = (k / 128) as u8;
    CompressedRistretto(bytes)
}

/// A natural number of any size, as little-endian 64-bit limbs without leading zero limbs. A ballot
/// needs no more arithmetic than a limb at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Number(Vec<u64>);

impl Number {
    fn one() -> Self {
        Number(vec![1])
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// self = self · factor + addend.
    fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = u128::from(addend);
        for limb in &mut self.0 {
            carry += u128::from(*limb) * u128::from(factor);
            *limb = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            self.0.push(carry as u64);
        }
        self.trim();
    }

    /// self = ⌊self / divisor⌋; returns the remainder. The divisor is not 0.
    fn divide(&mut self, divisor: u64) -> u64 {
        let mut rest: u64 = 0;
        for limb in self.0.iter_mut().rev() {
            let dividend = u128::from(rest) << 64 | u128::from(*limb);
            *limb = (dividend / u128::from(divisor)) as u64;
            rest = (dividend % u128::from(divisor)) as u64;
        }
        self.trim();
        rest
    }

    /// self − 1, for a number that is not 0.
    fn minus_one(mut self) -> Self {
        for limb in &mut self.0 {
            let (difference, borrow) = limb.overflowing_sub(1);
            *limb = difference;
            if !borrow {
                break;
            }
        }
        self.trim();
        self
    }

    fn bits(&self) -> usize {
        self.0.last().map_or(0, |top| 64 * self.0.len() - top.leading_zeros() as usize)
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let limb = |c: &[u8]| c.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
        let mut n = Number(bytes.chunks(8).map(limb).collect());
        n.trim();
        n
    }

    /// Little-endian in exactly `length` bytes; the number is known to fit.
    fn to_bytes(&self, length: usize) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.0.iter().flat_map(|limb| limb.to_le_bytes()).collect();
        bytes.resize(length, 0);
        bytes
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests;
