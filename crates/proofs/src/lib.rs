//! Group, transcript, ElGamal, and the *verification* of every proof in Hustings.
//!
//! In scope: canonical decoding of points and scalars (§4.1), the transcript (§4.2), generators
//! (§4.4), signatures (§4.5), ballots (§7), key ceremony statements (§5), shuffles and decryption
//! shares (§8). Out of scope: making any of these (`hustings-prover`), the record's rules
//! (`hustings-record`), input and output. The only randomness used here is the weights of batch
//! verification, and the caller hands that generator in.
//!
//! Verifiers return `Result<(), _>` and never `Result<bool, _>`: a `?` must not let a `false` by.

pub mod ballot;
pub mod batch;
pub mod context;
pub mod decryption;
pub mod elgamal;
pub mod encoding;
pub mod generators;
pub mod group;
pub mod keys;
pub mod list;
mod parallel;
pub mod shuffle;
pub mod signature;
pub mod transcript;

pub use context::Context;
pub use curve25519_dalek::{RistrettoPoint, Scalar};
