//! Lists of ciphertexts (§8.1): what a mix reads and writes and what the trustees open.

use crate::{
    elgamal::Ciphertext,
    group::{self, Malformed},
};
use curve25519_dalek::{RistrettoPoint, traits::IsIdentity};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Bytes of one encoded ciphertext a ‖ b.
pub const CIPHERTEXT_BYTES: usize = 64;

/// N rows of W ciphertexts each, parsed: canonical everywhere, no first part the identity.
///
/// Row-major: block k of row i (both from 0) is at i·W + k, its bytes a ‖ b at 64·(i·W + k).
#[derive(Clone)]
pub struct CiphertextList {
    width: usize,
    ciphertexts: Vec<Ciphertext>,
    bytes: Vec<u8>,
    sha256: [u8; 32],
}

/// Why bytes are not a list of ciphertexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// The length is not a multiple of a row's.
    #[error("{bytes} bytes are not a whole number of rows of {width} ciphertexts of 64 bytes")]
    Length {
        /// Bytes found.
        bytes: usize,
        /// W.
        width: usize,
    },
    /// A point is refused; rows and blocks are counted from 0. The first such in the list's order.
    #[error("row {row}, block {block}, {}: {cause}", if *.second { "second part" } else { "first part" })]
    Ciphertext {
        /// Row, from 0.
        row: usize,
        /// Block, from 0.
        block: usize,
        /// Whether it is b rather than a.
        second: bool,
        /// What is wrong with it.
        cause: Malformed,
    },
}

impl CiphertextList {
    /// Parses N·W·64 bytes, in parallel. An empty list parses: whether it may stand is the caller's.
    pub fn parse(bytes: Vec<u8>, width: usize) -> Result<Self, ListError> {
        if width == 0 || !bytes.len().is_multiple_of(width * CIPHERTEXT_BYTES) {
            return Err(ListError::Length { bytes: bytes.len(), width });
        }
        let decode = |(index, encoded): (usize, &[u8])| {
            let (a, b) = encoded.split_at(32);
            let fail = |second, cause| ListError::Ciphertext {
                row: index / width,
                block: index % width,
                second,
                cause,
            };
            let a = group::non_identity(a).map_err(|cause| fail(false, cause))?;
            let b = group::point(b).map_err(|cause| fail(true, cause))?;
            Ok(Ciphertext { a, b })
        };
        let mut parsed: Vec<Result<Ciphertext, ListError>> = Vec::new();
        bytes.par_chunks_exact(CIPHERTEXT_BYTES).enumerate().map(decode).collect_into_vec(&mut parsed);
        // The first failure in the list's order, whatever order the threads took.
        let ciphertexts = parsed.into_iter().collect::<Result<Vec<_>, _>>()?;
        let sha256 = Sha256::digest(&bytes).into();
        Ok(CiphertextList { width, ciphertexts, bytes, sha256 })
    }

    /// Encodes ciphertexts, row by row, in parallel: for who made or decoded them itself.
    pub fn from_ciphertexts(ciphertexts: Vec<Ciphertext>, width: usize) -> Result<Self, ListError> {
        if width == 0 || !ciphertexts.len().is_multiple_of(width) {
            return Err(ListError::Length { bytes: ciphertexts.len() * CIPHERTEXT_BYTES, width });
        }
        if let Some(i) = ciphertexts.iter().position(|c| c.a.is_identity()) {
            let (row, block) = (i / width, i % width);
            return Err(ListError::Ciphertext { row, block, second: false, cause: Malformed::Identity });
        }
        let mut bytes = vec![0; ciphertexts.len() * CIPHERTEXT_BYTES];
        let encode = |(c, out): (&Ciphertext, &mut [u8])| out.copy_from_slice(c.encode().as_bytes());
        ciphertexts.par_iter().zip(bytes.par_chunks_exact_mut(CIPHERTEXT_BYTES)).for_each(encode);
        let sha256 = Sha256::digest(&bytes).into();
        Ok(CiphertextList { width, ciphertexts, bytes, sha256 })
    }

    /// N.
    pub fn rows(&self) -> usize {
        self.ciphertexts.len() / self.width
    }

    /// W.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ciphertexts.is_empty()
    }

    /// All N·W ciphertexts, row by row.
    pub fn ciphertexts(&self) -> &[Ciphertext] {
        &self.ciphertexts
    }

    /// The W ciphertexts of row `i`, from 0.
    pub fn row(&self, i: usize) -> &[Ciphertext] {
        &self.ciphertexts[i * self.width..(i + 1) * self.width]
    }

    /// The bytes it was parsed from.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// The first parts in the list's order.
    pub fn first_parts(&self) -> impl ExactSizeIterator<Item = &RistrettoPoint> + Clone {
        self.ciphertexts.iter().map(|c| &c.a)
    }
}

impl core::fmt::Debug for CiphertextList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "CiphertextList({} rows of {})", self.rows(), self.width)
    }
}
