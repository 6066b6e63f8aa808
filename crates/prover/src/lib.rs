//! Everything that uses a secret or randomness: encryption, proofs, shuffles, key ceremony, decryption.
//!
//! Secrets are erased when dropped, print as `<redacted>`, and are multiplied in constant time.

pub mod ballot;
mod batch_encode;
pub mod credential;
pub mod decryption;
pub mod elgamal;
pub mod keys;
pub mod shuffle;
pub mod signing;
