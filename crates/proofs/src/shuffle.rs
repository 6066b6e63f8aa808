//! Shuffles (§8.1): the statement, the proof's bytes, its verification.
//!
//! Terelius and Wikström's proof of a shuffle for rows of W ciphertexts, in the rendering of Haenni,
//! Locher, Koenig and Dubuis, "Pseudo-code algorithms for verifiable re-encryption mix-nets" (2017).

mod proof;
mod transcript;
mod verify;

pub use proof::{Part, Proof};
pub use transcript::{challenge, row_weights, seed};
pub use verify::verify;

use crate::{Context, group::Malformed, list::CiphertextList};
use curve25519_dalek::RistrettoPoint;

/// What a mixer states: that the rows of `output` are the rows of `input`, permuted and re-encrypted.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The election's context (§4.3), which binds the joint key.
    pub context: &'a Context,
    /// The joint key Y.
    pub key: &'a RistrettoPoint,
    /// The contest's number in the manifest.
    pub contest: u32,
    /// The weight of the list's votes.
    pub weight: u64,
    /// 1 for the first mix of this list, one more for each.
    pub mix: u32,
    /// The mixer's Ed25519 key.
    pub mixer: &'a [u8; 32],
    /// The list before: N ≥ 1 rows.
    pub input: &'a CiphertextList,
    /// The list after: as many rows, of the same width.
    pub output: &'a CiphertextList,
}

/// Evidence that a mix was verified: which list it made of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedMix {
    mix: u32,
    mixer: [u8; 32],
    input: [u8; 32],
    output: [u8; 32],
}

/// Why a mix is refused. Indices count from 0 in the order of the proof's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShuffleError {
    /// No row: an empty list is not mixed.
    #[error("there is nothing to mix")]
    Empty,
    /// Output and input do not have the same rows and width.
    #[error("{output:?} rows and blocks in the output, {input:?} in the input")]
    Shape {
        /// (N, W) of the input.
        input: (usize, usize),
        /// (N, W) of the output, or of the proof.
        output: (usize, usize),
    },
    /// The proof's length is not 160·N + 96·W + 192.
    #[error("the proof has {got} bytes where {expected} must stand")]
    Length {
        /// Bytes due.
        expected: usize,
        /// Bytes found.
        got: usize,
    },
    /// A point or a scalar of the proof is not canonical.
    #[error("the proof's {part} {index}: {cause}")]
    Malformed {
        /// Which part of the proof.
        part: Part,
        /// Which element of the part, from 0.
        index: usize,
        /// What is wrong with it.
        cause: Malformed,
    },
    /// The equations of §8.1 do not hold.
    #[error("the proof of the shuffle does not hold: the output is not shown to be a shuffle of the input")]
    Equation,
}

impl Statement<'_> {
    /// N and W, when input and output agree and N ≥ 1.
    fn shape(&self) -> Result<(usize, usize), ShuffleError> {
        let input = (self.input.rows(), self.input.width());
        let output = (self.output.rows(), self.output.width());
        if self.input.is_empty() {
            Err(ShuffleError::Empty)
        } else if input != output {
            Err(ShuffleError::Shape { input, output })
        } else {
            Ok(input)
        }
    }
}

impl VerifiedMix {
    /// The mix's number.
    pub fn mix(&self) -> u32 {
        self.mix
    }

    /// The mixer's Ed25519 key.
    pub fn mixer(&self) -> &[u8; 32] {
        &self.mixer
    }

    /// SHA-256 of the list before.
    pub fn input(&self) -> &[u8; 32] {
        &self.input
    }

    /// SHA-256 of the list after.
    pub fn output(&self) -> &[u8; 32] {
        &self.output
    }
}
